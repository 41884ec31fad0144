-- needs: figure_by_origin, bounds_text, km_between, skeleton
create or replace view figure_by_origin_with_lists as
with
-- The figure that a coded claim is about: same outcome and class, days that overlap by a day, within 25 km or of a name
-- alike in the same country; of several the nearest, then the one that most documents tell.
candidates as (
    select
        c.claim_id,
        f.figure_id,
        f.event_id,
        f.place_key,
        f.domain,
        km_between(c.latitude, c.longitude, e.latitude, e.longitude) as km,
        e.documents
    from coded_claims as c
    inner join events as e
        on
            c.event_date_start <= e.event_date_end + interval 1 day
            and c.event_date_end >= e.event_date - interval 1 day
            and (c.country is null or e.country is null or c.country = e.country)
    inner join figures as f
        on
            e.event_id = f.event_id
            and c.outcome = f.outcome
            and c.entity_class = f.entity_class
            and f.count_status = 'incident'
    where
        km_between(c.latitude, c.longitude, e.latitude, e.longitude) <= 25
        or (
            km_between(c.latitude, c.longitude, e.latitude, e.longitude) is null
            and skeleton(c.place) = skeleton(e.place)
        )
),

matched as (
    select *
    from candidates
    qualify row_number() over (partition by claim_id order by km asc nulls last, documents desc, figure_id asc) = 1
),

coded as (
    select
        coalesce(m.place_key, '') as place_key,
        c.place,
        c.country,
        c.event_date_start as event_date,
        c.event_date_end,
        c.outcome,
        c.entity_class,
        c.preset || ' ' || c.coded_id as origin,
        'coded_list' as source_class,
        c.low,
        c.best,
        c.high,
        case
            when c.low is null and c.high is null then bounds_text(c.best, c.best)
            else bounds_text(c.low, c.high)
        end as figure,
        c.source_note,
        m.figure_id,
        m.event_id,
        m.km
    from coded_claims as c
    left join matched as m on c.claim_id = m.claim_id
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
