-- needs: figure_by_origin
create or replace view casualties_by_status_and_source_class as
with
final as (
    select
        place_key,
        place,
        country,
        event_date,
        outcome,
        entity_class,
        count_status,
        source_class,
        count(distinct figure_id) as figures,
        count(distinct origin_id) as origins,
        sum(assertions) as assertions,
        min(low) as lowest,
        max(low) as highest_minimum,
        case when count(high) = count(*) then max(high) end as highest
    from figure_by_origin
    where domain = 'people' and outcome in ('killed', 'injured', 'casualties', 'missing') and not is_denial
    group by place_key, place, country, event_date, outcome, entity_class, count_status, source_class
)

select * from final;

comment on view casualties_by_status_and_source_class is
'One row per place, day, outcome, class, status and kind of source: the range of what sources of that kind give.';
comment on column casualties_by_status_and_source_class.figures is 'Figures that the row covers.';
comment on column casualties_by_status_and_source_class.origins is 'Origins of that kind.';
comment on column casualties_by_status_and_source_class.lowest is 'Lowest minimum that any of them gives.';
comment on column casualties_by_status_and_source_class.highest_minimum is 'Highest minimum that any of them gives.';
comment on column casualties_by_status_and_source_class.highest is
'Highest number that any of them allows; null if one leaves it open.';
