-- needs: stated_bounds, bounds_text, revision_kind
create or replace view revisions as
with
stated as (
    select
        place_key,
        event_date,
        event_id,
        figure_id,
        origin_id,
        stated_on,
        stated_value,
        case when not bool_or(low is null) then min(low) end as low,
        case when not bool_or(high is null) then max(high) end as high,
        list(distinct outlet order by outlet) filter (where outlet is not null) as outlets,
        count(*) as assertions
    from stated_bounds(null, 'hull')
    where counted_as = 'statement' and not is_denial and not implicit
    group by place_key, event_date, event_id, figure_id, origin_id, stated_on, stated_value
),

sequenced as (
    select
        *,
        row_number() over in_time as step,
        count(*) over (partition by place_key, event_date, figure_id, origin_id) as steps,
        lag(low) over in_time as previous_low,
        lag(high) over in_time as previous_high,
        lag(stated_on) over in_time as previous_stated_on
    from stated
    window in_time as (
        partition by place_key, event_date, figure_id, origin_id
        order by stated_on nulls first, low nulls first, high nulls last, stated_value
    )
),

final as (
    select
        s.place_key,
        e.place,
        s.event_date,
        f.outcome,
        f.entity_class,
        f.count_status,
        f.period,
        o.origin,
        s.stated_on,
        s.step,
        bounds_text(s.low, s.high) as figure,
        case when s.step > 1 then bounds_text(s.previous_low, s.previous_high) end as previous_figure,
        s.previous_stated_on,
        case
            when s.step = 1 then 'first'
            when s.stated_on = s.previous_stated_on then 'same_day'
            else revision_kind(s.previous_low, s.previous_high, s.low, s.high)
        end as revision,
        s.steps = s.step as is_latest,
        s.low,
        s.high,
        s.outlets,
        s.assertions,
        s.figure_id,
        s.origin_id
    from sequenced as s
    inner join figures as f
        on s.figure_id = f.figure_id and s.place_key = f.place_key and s.event_date is not distinct from f.event_date
    inner join events as e
        on s.event_id = e.event_id and s.place_key = e.place_key and s.event_date is not distinct from e.event_date
    left join origins as o on s.origin_id = o.origin_id
)

select * from final;

comment on view revisions is
'One row per value that an origin gave for a figure, in order of publication; the earlier values are kept.';
comment on column revisions.step is 'Position in the sequence of this origin''s values for the figure, from 1.';
comment on column revisions.previous_figure is 'Value that this one follows; null for the first.';
comment on column revisions.previous_stated_on is 'Day on which that was published.';
comment on column revisions.revision is
'first, revision_up, revision_down, bound_changed (the same number with another bound), repeated, or same_day (another value
of one day: no order is known).';
comment on column revisions.is_latest is 'True for the latest value of the origin.';
