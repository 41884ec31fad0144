-- Whose word an assertion is: the innermost hop of its chain.

create or replace temp table hops as
select
    a.assertion_id,
    max_by(struct_pack(
        hop := a.hop, role := a.role, words := trim(a.actor_text), id := a.actor_id, class := a.source_class,
        named := a.named, party := a.party_to_conflict, cue := a.cue
    ), a.hop) as last,
    -- The named voice that quotes an unnamed one: "a resident", told by one agency, is one wherever it is printed.
    max_by(coalesce('actor:' || a.actor_id, 'name:' || bare_name(a.actor_text)), a.hop) filter (
        where a.hop > 0 and (a.named or a.actor_id is not null)
    ) as named_within,
    max_by(trim(a.actor_text), a.hop) filter (
        where a.hop > 0 and (a.named or a.actor_id is not null)
    ) as named_words,
    max(a.actor_id) filter (where a.hop = 0) as publisher_id
from attributions as a
where a.is_current
group by a.assertion_id;

-- Of near-identical texts with no voice but the outlet's, the earliest outlet is the origin.
create or replace temp table publishers as
with
published as (
    select distinct
        p.document_id,
        p.story_id,
        coalesce(h.publisher_id, bare_name(p.outlet)) as publisher,
        p.outlet,
        h.publisher_id
    from placed as p
    inner join hops as h on p.assertion_id = h.assertion_id
)

select
    mine.document_id,
    coalesce(
        'actor:' || first_told.publisher_id, 'name:' || nullif(bare_name(first_told.outlet), ''),
        'actor:' || mine.publisher_id, 'name:' || nullif(bare_name(mine.outlet), ''),
        'document:' || mine.story_id
    ) as publisher_key,
    coalesce(first_told.outlet, mine.outlet, 'the text itself') as publisher_name
from published as mine
left join published as first_told on mine.story_id = first_told.document_id
qualify row_number() over (partition by mine.document_id order by publisher_key) = 1;

create or replace temp table voices as
with
keyed as (
    select
        p.assertion_id,
        case
            when h.last.hop is null or h.last.hop = 0 then coalesce(pub.publisher_key, 'document:' || p.story_id)
            when h.last.id is not null then 'actor:' || h.last.id
            when h.last.named then 'name:' || bare_name(h.last.words)
            -- "According to various estimates", said by a named voice: nobody else can give those.
            when h.last.class = 'unnamed_estimates' and h.named_within is not null then h.named_within
            when h.named_within is not null then 'via:' || h.named_within || '>' || bare_name(h.last.words)
            else 'local:' || p.story_id || '>' || bare_name(h.last.words)
        end as origin_id,
        case
            when h.last.hop is null or h.last.hop = 0 then coalesce(pub.publisher_name, p.outlet, 'the text itself')
            when h.last.class = 'unnamed_estimates' and h.named_within is not null
                then h.named_words || ', from ' || h.last.words
            else h.last.words
        end as origin,
        case when h.last.hop is null or h.last.hop = 0 then coalesce(h.last.class, 'unattributed') else h.last.class end
            as source_class,
        coalesce(
            h.last.hop = 0 or h.last.named or h.last.id is not null or h.last.class = 'unnamed_estimates', true
        ) as named,
        coalesce(h.last.party, false) as party,
        h.last.id as actor_id,
        h.last.cue,
        coalesce(h.last.hop, 0) as hops_in
    from placed as p
    left join hops as h on p.assertion_id = h.assertion_id
    left join publishers as pub on p.document_id = pub.document_id
)

select * from keyed;

-- "Putin" and "Vladimir Putin": a shorter name is a longer one's if it ends it and no other long name ends so.
create or replace temp table short_names as
with
names as (
    select distinct
        origin_id,
        substr(origin_id, 6) as name
    from voices
    where origin_id like 'name:%'
),

pairs as (
    select
        short.origin_id as short_id,
        long.origin_id as long_id,
        long.name
    from names as short
    inner join names as long
        on
            string_split(long.name, ' ')[-1] = string_split(short.name, ' ')[-1]
            and ends_with(long.name, ' ' || short.name)
)

select
    short_id,
    max_by(long_id, (len(name), name)) as long_id
from pairs
group by short_id
having count(distinct string_split(name, ' ')[-2]) = 1;

-- "the committee", after "the Hill Towns Relief Committee": within a story a description is the name that ends with it.
create or replace temp table described as
with
told as (
    select distinct
        p.story_id,
        v.origin_id,
        bare_name(v.origin) as name
    from voices as v
    inner join placed as p on v.assertion_id = p.assertion_id
    where v.hops_in > 0
)

select
    short.story_id,
    short.origin_id as short_id,
    min(long.origin_id) as long_id
from told as short
inner join told as long
    on
        short.story_id = long.story_id and short.origin_id <> long.origin_id
        and string_split(short.name, ' ')[-1] = string_split(long.name, ' ')[-1]
        and ends_with(long.name, ' ' || short.name)
group by short.story_id, short.origin_id
having count(distinct long.origin_id) = 1;

-- "A monitoring group", where the same text names one body that monitors: that one.
create or replace temp table monitors_named as
with
told as (
    select distinct
        p.document_id,
        v.origin_id,
        v.named,
        bare_name(v.origin) as name
    from voices as v
    inner join placed as p on v.assertion_id = p.assertion_id
    where v.hops_in > 0
)

select
    unnamed.document_id,
    unnamed.origin_id as short_id,
    min(named.origin_id) as long_id
from told as unnamed
inner join told as named on unnamed.document_id = named.document_id
where
    not unnamed.named and named.named
    and regexp_matches(
        unnamed.name,
        '^((war|conflict|human rights|rights|local) )?(monitor(ing)?|watchdog)s?( (group|organi[sz]ation|body))?$'
    )
    and regexp_matches(
        named.name, '\b(observatory|watch|monitor|network|committee|cent(er|re)|documentation|desk|organi[sz]ation)\b'
    )
group by unnamed.document_id, unnamed.origin_id
having count(distinct named.origin_id) = 1;

create or replace temp table voiced as
select v.* replace (coalesce(s.long_id, d.long_id, m.long_id, v.origin_id) as origin_id)
from voices as v
inner join placed as p on v.assertion_id = p.assertion_id
left join short_names as s on v.origin_id = s.short_id
left join described as d on v.origin_id = d.short_id and p.story_id = d.story_id
left join monitors_named as m on v.origin_id = m.short_id and p.document_id = m.document_id;

delete from origins;
insert into origins
select
    origin_id,
    mode(origin order by len(origin) desc, origin) as origin,
    mode(source_class order by source_class) as source_class,
    bool_or(named) as named,
    bool_or(party) as party_to_conflict
from voiced
group by origin_id
order by origin_id;
