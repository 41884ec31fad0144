-- The assertions that can be compared, with the keys that linking works on.

create or replace temp table classes as
with recursive
lineage as (
    select
        entity_class,
        nullif(parent, '') as parent,
        domain,
        []::varchar[] as ancestors
    from ref_entity_classes
    union all
    select
        lineage.entity_class,
        nullif(up.parent, '') as parent,
        lineage.domain,
        list_append(lineage.ancestors, up.entity_class) as ancestors
    from lineage
    inner join ref_entity_classes as up on lineage.parent = up.entity_class
)

select
    entity_class,
    domain,
    ancestors,
    -- A word for fighters ("militants", "insurgents", "foreign fighters") says little of what they are: one class.
    case when entity_class in ('non_state_fighter', 'foreign_fighter') then 'combatant' else entity_class end
        as figure_class,
    case
        when len(ancestors) = 0 then 'whole'
        when entity_class in ('child', 'woman', 'man') then 'demography'
        when entity_class = 'leader' then 'rank'
        else 'role'
    end as class_axis
from lineage
where parent is null;

create or replace temp table base as
select
    a.assertion_id,
    a.document_id,
    a.text_role,
    a.quantity_start,
    a.sentence,
    a.domain,
    c.figure_class as entity_class,
    coalesce(nullif(o.parent, ''), a.outcome) as outcome,
    a.count_status,
    a.count_scope,
    folded(coalesce(a.status_period, '')) as period_words,
    folded(coalesce(a.affiliation, '')) as affiliation,
    a.perpetrator,
    a.designation,
    a.exact,
    a.entity_text,
    a.superseded,
    a.polarity,
    a.modality,
    a.implicit,
    a.quantity_kind,
    a.low,
    a.high,
    a.value_from,
    a.value_to,
    a.outlet,
    a.stated_on,
    case when a.event_date_end < a.event_date_start then null else a.event_date_start end as said_start,
    coalesce(a.event_date_end, a.event_date_start) as said_end,
    a.date_precision,
    a.date_text,
    case
        -- A name that only the region around it is known of: two villages of one region are not one place.
        when a.place_id is not null and coalesce(a.place_method, '') <> 'within' then 'id:' || a.place_id
        when
            coalesce(trim(a.place_text), '') <> ''
            then 'text:' || coalesce(lower(a.country), '') || ':' || lower(trim(a.place_text))
    end
    || case when coalesce(a.place_relation, 'in') in ('in', 'at', 'on') then '' else ':' || a.place_relation end
        as raw_place_key,
    a.place_text,
    case
        when a.place_method = 'country' then 'country'
        when a.place_method = 'admin' then 'region'
        when coalesce(a.place_relation, 'in') in ('in', 'at', 'on') then 'point'
        else 'area'
    end as place_level,
    a.country,
    case when coalesce(a.place_method, '') <> 'within' then a.latitude end as latitude,
    case when coalesce(a.place_method, '') <> 'within' then a.longitude end as longitude,
    -- Where it lies and how far around, also where only the place around it is known (a quarter, a hospital, a camp).
    a.latitude as spot_latitude,
    a.longitude as spot_longitude,
    case
        when a.place_method = 'country' then 400
        when a.place_method = 'admin' or starts_with(a.place_id, 'admin:') then 60
        when coalesce(a.place_relation, 'in') = 'near' then 12
        when coalesce(a.place_relation, 'in') not in ('in', 'at', 'on') then 25
        when a.place_method = 'within' then 6
        else 3
    end as radius_km
from assertions_reviewed as a
inner join classes as c on a.entity_class = c.entity_class
left join ref_outcomes as o on a.outcome = o.outcome
where a.domain in ('people', 'equipment', 'facility', 'attack') and a.outcome is not null and not a.per_unit;
