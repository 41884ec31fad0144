-- Events: mentions that were found to tell of one, with the place and day that most of their texts give.

create or replace temp table event_mentions as
select
    m.*,
    coalesce(g.group_id, m.mention_id) as group_id
from mentions as m
left join mention_groups as g on m.mention_id = g.mention_id;

-- The place of an event is the narrowest that a text gives, of those the most told; likewise its day and kind.
create or replace temp table event_places as
select
    group_id,
    place_key,
    level
from event_mentions
group by group_id, place_key, level
qualify
    row_number() over (
        partition by group_id
        order by place_rank(level) asc nulls last, count(distinct document_id) desc, place_key asc
    ) = 1;

create or replace temp table event_days as
select
    group_id,
    -- Where no text gives a day, the last before publication.
    case when day_basis = 'publication' then day_to else day_from end as event_date,
    day_to as event_date_end
from event_mentions
group by group_id, day_basis, day_from, day_to
qualify
    row_number() over (
        partition by group_id
        order by
            case day_basis when 'day' then 0 when 'document' then 1 when 'period' then 2 else 3 end,
            count(distinct document_id) desc, day_to asc, day_from desc
    ) = 1;

create or replace temp table event_kinds as
select
    group_id,
    kind
from event_mentions
group by group_id, kind
qualify
    row_number() over (
        partition by group_id order by kind = 'unspecified', count(distinct document_id) desc, kind
    ) = 1;

create or replace temp table incident_events as
with
named as (
    select
        m.group_id,
        min(m.mention_key) as first_mention,
        concat_ws('|', 'incident', any_value(p.place_key), any_value(d.event_date), any_value(d.event_date_end))
        || '|' || any_value(k.kind) as event_key,
        any_value(k.kind) as event_kind,
        any_value(d.event_date) as event_date,
        any_value(d.event_date_end) as event_date_end,
        any_value(p.place_key) as place_key,
        any_value(p.level) as place_level,
        count(distinct m.document_id) as documents
    from event_mentions as m
    inner join event_places as p on m.group_id = p.group_id
    inner join event_days as d on m.group_id = d.group_id
    inner join event_kinds as k on m.group_id = k.group_id
    group by m.group_id
)

select
    * replace (
        -- Two events of one place, day and kind: the one that more texts tell keeps the plain key.
        case
            when
                place_key <> 'unplaced'
                and row_number() over (partition by event_key order by documents desc, first_mention asc) = 1
                then event_key
            else event_key || '|' || first_mention
        end as event_key
    )
from named;

-- The closest other text of the same event: what the link rests on.
create or replace temp table closest as
with
both_ways as (
    select
        a as mention_id,
        b as other_id,
        * exclude (a, b)
    from scored_pairs
    union all
    select
        b as mention_id,
        a as other_id,
        * exclude (a, b)
    from scored_pairs
)

select
    p.mention_id,
    p.score,
    p.rests_on_number,
    o.outlet as other_outlet,
    pair_in_words(p) as reason
from both_ways as p
inner join event_mentions as m on p.mention_id = m.mention_id
inner join event_mentions as o on p.other_id = o.mention_id
where m.group_id = o.group_id
qualify row_number() over (partition by p.mention_id order by p.score desc, o.mention_key asc) = 1;

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
    r.assertion_id,
    'incident' as event_type,
    e.event_kind,
    e.event_key,
    e.event_date,
    e.event_date_end,
    '' as period,
    round(coalesce(c.score, 1.0) * case when r.place_key = 'unplaced' then 0.5 else 1.0 end, 2) as score,
    coalesce(c.rests_on_number, false) as rests_on_number,
    concat_ws(
        '; ', case when r.place_key = 'unplaced' then 'place not resolved' end, r.day_reason,
        'one event with ' || coalesce('that of ' || c.other_outlet, 'another text') || ': ' || c.reason
    ) as reason
from mention_rows as r
inner join event_mentions as m on r.mention_key = m.mention_key
inner join incident_events as e on m.group_id = e.group_id
left join closest as c on m.mention_id = c.mention_id
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
    false as rests_on_number,
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
    t.event_key is null and k.rests_on_number as rests_on_number,
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
    coalesce(any_value(e.place_key), arg_max(p.place_key, (l.reason <> 'linked by a reviewer', p.place_key)))
        as place_key,
    coalesce(any_value(e.place_level), arg_max(p.level, (l.reason <> 'linked by a reviewer', p.place_key)))
        as place_level,
    any_value(l.event_date) as event_date,
    any_value(l.event_date_end) as event_date_end,
    count(*) as assertions,
    count(distinct p.document_id) as documents
from linked as l
inner join placed as p on l.assertion_id = p.assertion_id
left join incident_events as e on l.event_key = e.event_key
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
