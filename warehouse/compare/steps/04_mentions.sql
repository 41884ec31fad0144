-- Mentions: what one document says of one place and day, divided by kind of attack where it tells kinds apart.

create or replace temp table incidents as
select * from dated
where count_status = 'incident';

create or replace temp table told_kinds as
with
sentences as (
    select distinct
        document_id,
        sentence
    from incidents
),

named as (
    select
        document_id,
        sentence,
        list_filter(event_kinds_of(sentence), lambda kind: kind is not null) as kinds,
        list_filter(event_sites_of(sentence), lambda site: site is not null) as sites
    from sentences
)

select
    i.assertion_id,
    n.kinds,
    n.sites,
    case when len(n.kinds) = 1 then n.kinds[1] end as kind
from incidents as i
inner join named as n on i.document_id = n.document_id and i.sentence = n.sentence;

-- The kind that the document most tells of that place and day; its figures of no kind are taken to be of it.
create or replace temp table main_kinds as
select
    i.document_id,
    i.place_key,
    i.day_from,
    i.day_to,
    t.kind
from incidents as i
inner join told_kinds as t on i.assertion_id = t.assertion_id
where t.kind is not null
group by i.document_id, i.place_key, i.day_from, i.day_to, t.kind
qualify
    row_number() over (
        partition by i.document_id, i.place_key, i.day_from, i.day_to order by count(*) desc, t.kind asc
    ) = 1;

create or replace temp table mention_rows as
select
    i.*,
    v.origin_id,
    v.hops_in,
    t.kinds,
    t.sites,
    coalesce(t.kind, m.kind, 'unspecified') as kind,
    concat_ws('|', i.document_id, i.place_key, i.day_from, i.day_to, coalesce(t.kind, m.kind)) as mention_key
from incidents as i
inner join told_kinds as t on i.assertion_id = t.assertion_id
inner join voiced as v on i.assertion_id = v.assertion_id
left join main_kinds as m
    on
        i.document_id = m.document_id and i.place_key = m.place_key
        and i.day_from is not distinct from m.day_from and i.day_to is not distinct from m.day_to;

create or replace temp table document_countries as
select
    document_id,
    mode(country order by country) as country
from base
where country is not null
group by document_id;

create or replace temp table mention_sentences as
select distinct
    mention_key,
    sentence
from mention_rows;

create or replace temp table mention_words as
with
told as (
    select
        mention_key,
        unnest(list_distinct(flatten(list(regexp_extract_all(lower(sentence), '[^\W\d_]{4,}'))))) as word
    from mention_sentences
    group by mention_key
)

select
    mention_key,
    list(word) as words
from told
anti join common_words on told.word = common_words.word
group by mention_key;

create or replace temp table mentions as
with
grouped as (
    select
        mention_key,
        any_value(document_id) as document_id,
        any_value(story_id) as story_id,
        any_value(folded(outlet)) as outlet,
        any_value(stated_on) as stated_on,
        any_value(place_key) as place_key,
        any_value(level) as level,
        mode(country order by country) as told_country,
        any_value(day_from) as day_from,
        any_value(day_to) as day_to,
        -- The surest of the ways in which its figures got their day.
        case
            when bool_or(day_basis = 'day') then 'day'
            when bool_or(day_basis = 'document') then 'document'
            else any_value(day_basis)
        end as day_basis,
        median(spot_latitude) as latitude,
        median(spot_longitude) as longitude,
        max(radius_km) as radius_km,
        any_value(kind) as kind,
        list_distinct(flatten(list(kinds))) as kinds,
        list_distinct(flatten(list(sites))) as sites,
        list_distinct(list(origin_id) filter (where hops_in > 0 and not starts_with(origin_id, 'local:'))) as voices
    from mention_rows
    group by mention_key
)

select
    row_number() over (order by g.mention_key) as mention_id,
    g.*,
    coalesce(g.told_country, c.country) as country,
    coalesce(w.words, []) as words,
    coalesce(d.telling_words, []) as telling_words
from grouped as g
left join mention_words as w on g.mention_key = w.mention_key
left join document_countries as c on g.document_id = c.document_id
left join document_signatures as d on g.document_id = d.document_id;
