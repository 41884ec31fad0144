-- needs: origin_totals, bounds_text
create or replace view source_departures as
with
spoken as (
    select
        t.*,
        count(*) over figure as origins,
        case
            when count(*) over others = count(t.allowed_low) over others then min(t.allowed_low) over others
        end as others_low,
        case
            when count(*) over others = count(t.allowed_high) over others then max(t.allowed_high) over others
        end as others_high,
        min(t.low) over others as others_lowest
    from origin_totals(null, 'hull') as t
    where not t.is_denial
    window
        figure as (partition by t.place_key, t.event_date, t.figure_id),
        others as (
            partition by t.place_key, t.event_date, t.figure_id
            rows between unbounded preceding and unbounded following exclude current row
        )
),

final as (
    select
        s.place_key,
        e.place,
        s.event_date,
        f.outcome,
        f.entity_class,
        o.origin,
        o.source_class,
        bounds_text(s.low, s.high) as figure,
        bounds_text(s.others_low, s.others_high) as hull_of_others,
        s.origins - 1 as other_origins,
        case
            when s.allowed_low > s.others_high then 'above'
            when s.allowed_high < s.others_low then 'below'
            else 'inside'
        end as position,
        case
            when s.allowed_low > s.others_high and s.others_high > 0 then round(s.low / s.others_high, 2)
            when s.allowed_high < s.others_low and s.others_low > 0 then round(s.high / s.others_low, 2)
        end as distance,
        case when s.others_lowest > 0 then round(s.low / s.others_lowest, 2) end as ratio_of_minimums,
        s.stated_on,
        s.own_strike,
        s.figure_id,
        s.origin_id
    from spoken as s
    inner join figures as f
        on s.figure_id = f.figure_id and s.place_key = f.place_key and s.event_date is not distinct from f.event_date
    inner join events as e
        on s.event_id = e.event_id and s.place_key = e.place_key and s.event_date is not distinct from e.event_date
    inner join origins as o on s.origin_id = o.origin_id
    where s.origins > 1
)

select * from final;

comment on view source_departures is
'One row per figure and origin where other origins give the figure too: where it lies to the hull of the others.';
comment on column source_departures.hull_of_others is 'Least low to greatest high of all other origins, in words.';
comment on column source_departures.other_origins is 'Other origins that give the figure.';
comment on column source_departures.position is 'inside (overlaps the hull of the others), above or below it.';
comment on column source_departures.distance is
'Its nearest bound divided by that of the hull of the others; null where it is inside.';
comment on column source_departures.ratio_of_minimums is 'Its minimum divided by the lowest minimum of the others.';
