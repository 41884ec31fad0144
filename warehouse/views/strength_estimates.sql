-- needs: figure_by_origin
create or replace view strength_estimates as
with
final as (
    select
        place_key,
        place,
        country,
        event_date,
        affiliation,
        entity_class,
        outcome,
        origin,
        source_class,
        stated_on,
        figure,
        low,
        high,
        lag(figure) over in_time as previous_figure,
        lag(stated_on) over in_time as previous_stated_on,
        count(*) over (partition by place_key, event_date, figure_id) as origins,
        outlets,
        origin_id,
        figure_id
    from figure_by_origin
    where count_status = 'stock' and not is_denial
    window in_time as (
        partition by place_key, affiliation, entity_class, designation, outcome, origin_id order by event_date
    )
)

select * from final;

comment on view strength_estimates is
'One row per strength or amount on hand and origin and quarter: fighters, besieged people, equipment held.';
comment on column strength_estimates.previous_figure is 'What the same origin gave in the quarter before that it spoke in.';
comment on column strength_estimates.previous_stated_on is 'Day on which that was published.';
comment on column strength_estimates.origins is 'Origins that give the figure in the same quarter.';
