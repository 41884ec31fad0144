-- needs: figure_by_origin, coded_claims_met
create or replace view figure_by_origin_with_lists as
with
coded as (
    select
        coalesce(place_key, '') as place_key,
        place,
        country,
        event_date_start as event_date,
        event_date_end,
        outcome,
        entity_class,
        origin,
        'coded_list' as source_class,
        low,
        best,
        high,
        figure,
        source_note,
        figure_id,
        event_id,
        km
    from coded_claims_met()
),

final as (
    select
        place_key,
        place,
        country,
        event_date,
        event_date_end,
        outcome,
        entity_class,
        origin,
        source_class,
        low,
        cast(null as double) as best,
        high,
        figure,
        cast(null as varchar) as source_note,
        figure_id,
        event_id,
        cast(null as double) as km
    from figure_by_origin
    union all by name
    select * from coded
)

select *
from final
order by event_date, place_key, figure_id, outcome, entity_class, source_class, origin;

comment on view figure_by_origin_with_lists is
'One row per figure and origin, coded lists among the origins: what texts say and what lists code, in one view.';
comment on column figure_by_origin_with_lists.source_class is 'Kind of source that the origin is; coded_list for a list.';
comment on column figure_by_origin_with_lists.best is 'Best estimate of a list; null for texts.';
comment on column figure_by_origin_with_lists.source_note is 'What a list says of its sources; null for texts.';
comment on column figure_by_origin_with_lists.figure_id is
'Figure, as in figures; null for a coded event that no text was found for.';
comment on column figure_by_origin_with_lists.km is
'How far the place as coded lies from the event''s. Unit: km. Null for texts, and where the names met instead.';
