-- Incidents: the figures of one place and day, divided by kind of attack where the texts tell kinds apart.

create or replace temp table incidents as
select
    d.* exclude (day_from, day_to, day_score, day_reason),
    coalesce(m.leader, d.day_from) as day_from,
    coalesce(m.leader, d.day_to) as day_to,
    case when m.leader is null then d.day_score else d.day_score * 0.8 end as day_score,
    case when m.leader is null then d.day_reason else d.day_reason || '; a day off, at a place rarely in the news' end
        as day_reason,
    -- Without a place two texts may speak of anything: their figures meet only within one story.
    case
        when d.place_key = 'unplaced' or d.day_from is null then d.place_key || '|' || d.story_id
        else d.place_key
    end as block
from dated as d
left join day_merges as m on d.place_key = m.place_key and d.day_from = m.day and d.day_to = m.day
where d.count_status = 'incident';

create or replace temp table told_kinds as
with
-- Kinds only matter where two texts speak of one place and day.
shared as (
    select
        block,
        day_from
    from incidents
    where place_key <> 'unplaced'
    group by block, day_from
    having count(distinct document_id) > 1
),

sentences as (
    select distinct
        i.document_id,
        i.sentence
    from incidents as i
    inner join shared on i.block = shared.block and i.day_from is not distinct from shared.day_from
),

named as (
    select
        document_id,
        sentence,
        list_filter(event_kinds_of(sentence), lambda kind: kind is not null) as kinds
    from sentences
)

select
    i.assertion_id,
    n.kinds[1] as kind
from incidents as i
inner join named as n on i.document_id = n.document_id and i.sentence = n.sentence
where len(n.kinds) = 1;

create or replace temp table kinds as
with
told as (
    select
        i.assertion_id,
        i.document_id,
        i.story_id,
        i.block,
        i.day_from,
        i.day_to,
        i.outcome,
        i.entity_class,
        i.value_from,
        t.kind
    from incidents as i
    left join told_kinds as t on i.assertion_id = t.assertion_id
),

of_document as (
    select
        document_id,
        block,
        day_from,
        day_to,
        min(kind) as kind
    from told
    where kind is not null
    group by document_id, block, day_from, day_to
    having count(distinct kind) = 1
),

known as (
    select
        told.* exclude (kind),
        coalesce(told.kind, of_document.kind) as kind
    from told
    left join of_document
        on
            told.document_id = of_document.document_id and told.block = of_document.block
            and told.day_from is not distinct from of_document.day_from
            and told.day_to is not distinct from of_document.day_to
),

-- The kind that most stories of the block tell; figures of no kind are taken to be of it.
ranked as (
    select
        block,
        day_from,
        day_to,
        kind,
        row_number() over (
            partition by block, day_from, day_to order by count(distinct story_id) desc, count(*) desc, kind
        ) as rank,
        count(*) over (partition by block, day_from, day_to) as kinds_told
    from known
    where kind is not null
    group by block, day_from, day_to, kind
),

-- Two kinds with the same number of the same thing are one event told in two words.
same_number as (
    select distinct
        a.block,
        a.day_from,
        a.day_to,
        b.kind
    from known as a
    inner join ranked as main
        on
            a.block = main.block and a.day_from is not distinct from main.day_from
            and a.day_to is not distinct from main.day_to and a.kind = main.kind and main.rank = 1
    inner join known as b
        on
            a.block = b.block and a.day_from is not distinct from b.day_from
            and a.day_to is not distinct from b.day_to and a.outcome = b.outcome
            and a.entity_class = b.entity_class and a.value_from = b.value_from
    where a.value_from >= 5 and b.kind <> a.kind and a.document_id <> b.document_id
)

select
    known.assertion_id,
    coalesce(case when same_number.kind is null then known.kind end, main.kind, 'unspecified') as event_kind,
    case
        when main.kind is null then 1.0
        when same_number.kind is not null then 0.9
        when known.kind is not null then 1.0
        when main.kinds_told = 1 then 0.9
        else 0.55
    end as kind_score,
    case
        when main.kind is null then 'kind of attack not said'
        when
            same_number.kind is not null
            then 'said to be ' || known.kind || ', with the number of the ' || main.kind || ' attack'
        when known.kind is not null then 'kind given: ' || known.kind
        when main.kinds_told = 1 then 'kind not said; all others say ' || main.kind
        else 'kind not said; taken for the one most told that day, ' || main.kind
    end as kind_reason
from known
left join ranked as main
    on
        known.block = main.block and known.day_from is not distinct from main.day_from
        and known.day_to is not distinct from main.day_to and main.rank = 1
left join same_number
    on
        known.block = same_number.block and known.day_from is not distinct from same_number.day_from
        and known.day_to is not distinct from same_number.day_to and known.kind = same_number.kind;

-- Running tolls and strengths belong to no day: they meet in a month or quarter, if they are of one period.
create or replace temp table spans as
select
    assertion_id,
    case count_status when 'stock' then 'quarter' else 'month' end as unit,
    case count_status when 'stock' then interval 3 months else interval 1 month end as width,
    case
        when count_status = 'stock' or period_words in ('', 'unstated') then ''
        when said_start < said_end then 'from ' || strftime(said_start, '%Y-%m-%d')
        else period_words
    end as period
from dated
where count_status <> 'incident';

create or replace temp table keyed as
select
    i.assertion_id,
    'incident' as event_type,
    k.event_kind,
    concat_ws('|', 'incident', i.block, i.day_from, i.day_to, k.event_kind) as event_key,
    i.day_from as event_date,
    i.day_to as event_date_end,
    '' as period,
    round(i.day_score * k.kind_score * case when i.place_key = 'unplaced' then 0.5 else 1.0 end, 2) as score,
    concat_ws(
        '; ', case when i.place_key = 'unplaced' then 'place not resolved' else 'same place' end,
        i.day_reason, k.kind_reason
    ) as reason
from incidents as i
inner join kinds as k on i.assertion_id = k.assertion_id
union all by name
select
    d.assertion_id,
    case d.count_status when 'stock' then 'strength' else 'series' end as event_type,
    'unspecified' as event_kind,
    concat_ws(
        '|', d.count_status, d.place_key, cast(date_trunc(span.unit, d.stated_on) as date), span.period,
        case when d.place_key = 'unplaced' and d.affiliation = '' then d.story_id end
    ) as event_key,
    cast(date_trunc(span.unit, d.stated_on) as date) as event_date,
    cast(date_trunc(span.unit, d.stated_on) + span.width - interval 1 day as date) as event_date_end,
    span.period,
    round(
        case when d.place_key = 'unplaced' then 0.5 else 0.9 end * case when d.stated_on is null then 0.5 else 1.0 end,
        2
    )
        as score,
    concat_ws(
        '; ', case when d.place_key = 'unplaced' then 'place not resolved' else 'same place' end,
        case when span.period = '' then 'period not said' else 'period: ' || span.period end,
        'stated in the same ' || span.unit
    ) as reason
from dated as d
inner join spans as span on d.assertion_id = span.assertion_id;

-- A reviewer's link or unlink stands above the rules.
create or replace temp table linked as
with
decisions as (
    select
        a.assertion_id as reviewed_id,
        r.*
    from review_applied as a
    inner join review_decisions as r on a.link_decision_id = r.decision_id
),

event_keys as (
    select
        event_key,
        left(md5(event_key), 16) as event_id,
        any_value(event_type) as event_type,
        any_value(event_kind) as event_kind,
        any_value(event_date) as event_date,
        any_value(event_date_end) as event_date_end,
        any_value(period) as period
    from keyed
    group by event_key
),

targets as (
    select
        d.reviewed_id,
        k.event_key
    from decisions as d
    inner join keyed as k on d.target_assertion_id = k.assertion_id
    where d.decision = 'link'
    union all
    select
        d.reviewed_id,
        e.event_key
    from decisions as d
    inner join event_keys as e on d.target_event_id = e.event_id
    where d.decision = 'link' and d.target_assertion_id not in (select assertion_id from keyed)
)

select
    k.assertion_id,
    coalesce(t.event_key, case when d.decision = 'unlink' then k.event_key || '|' || k.assertion_id end, k.event_key)
        as event_key,
    coalesce(e.event_type, k.event_type) as event_type,
    coalesce(e.event_kind, k.event_kind) as event_kind,
    case when t.event_key is null then k.event_date else e.event_date end as event_date,
    case when t.event_key is null then k.event_date_end else e.event_date_end end as event_date_end,
    coalesce(e.period, k.period) as period,
    case when t.event_key is null and coalesce(d.decision, '') <> 'unlink' then k.score else 1.0 end as score,
    case
        when t.event_key is not null then 'linked by a reviewer'
        when d.decision = 'unlink' then 'set apart by a reviewer'
        else k.reason
    end as reason
from keyed as k
left join decisions as d on k.assertion_id = d.reviewed_id
left join targets as t on k.assertion_id = t.reviewed_id
left join event_keys as e on t.event_key = e.event_key;

create or replace temp table linked_events as
select
    l.event_key,
    left(md5(l.event_key), 16) as event_id,
    any_value(l.event_type) as event_type,
    any_value(l.event_kind) as event_kind,
    -- A reviewer may link a figure of another place: the event keeps the place that its key names.
    arg_max(p.place_key, (l.reason <> 'linked by a reviewer', p.place_key)) as place_key,
    arg_max(p.level, (l.reason <> 'linked by a reviewer', p.place_key)) as place_level,
    any_value(l.event_date) as event_date,
    any_value(l.event_date_end) as event_date_end,
    count(*) as assertions,
    count(distinct p.document_id) as documents
from linked as l
inner join placed as p on l.assertion_id = p.assertion_id
group by l.event_key;

delete from events;
insert into events
with g as (
    select distinct
        place_key,
        place,
        country,
        latitude,
        longitude
    from place_groups
)

select
    e.event_id,
    e.event_type,
    e.event_kind,
    e.place_key,
    coalesce(g.place, '(place not resolved)') as place,
    e.place_level,
    g.country,
    g.latitude,
    g.longitude,
    e.event_date,
    e.event_date_end,
    e.assertions,
    e.documents
from linked_events as e
left join g
    on e.place_key = g.place_key
order by e.place_key, e.event_date, e.event_id;
