-- The figure and the origin of each assertion, and how it counts: statement, part, heading, restated ....

create or replace temp table class_tree as
select distinct
    figure_class,
    class_axis,
    ancestors,
    domain
from classes
where entity_class = figure_class;

-- What a party to the conflict says of what it did itself.
create or replace temp table own_strikes as
with
parties as (
    select
        p.assertion_id,
        p.sentence,
        p.perpetrator,
        v.party or v.source_class = 'belligerent_official' as party,
        v.cue,
        v.origin,
        v.actor_id
    from voiced as v
    inner join placed as p on v.assertion_id = p.assertion_id
    -- A party that publishes its own release speaks for itself.
    where v.hops_in > 0 or v.party or v.source_class = 'belligerent_official'
)

select assertion_id
from parties
where
    says_own_strike(sentence)
    or (
        party
        and (
            cue in ('acknowledged', 'acknowledges', 'conceded', 'concedes', 'admitted', 'admits')
            or names_alike(origin, perpetrator)
            or names_alike(replace(actor_id, '_', ' '), perpetrator)
            or regexp_matches(
                lower(sentence), '\b(unintentionally|inadvertently|mistakenly) (killed|injured|wounded|harmed)\b'
            )
        )
    );

create or replace temp table read_links as
select
    p.assertion_id,
    p.document_id,
    p.story_id,
    p.text_role,
    p.domain,
    p.outcome,
    p.entity_class,
    c.class_axis,
    c.ancestors,
    p.count_status,
    p.entity_text,
    p.implicit,
    p.value_from,
    p.value_to,
    p.low,
    p.high,
    p.polarity,
    p.stated_on,
    folded(coalesce(p.designation, '')) as designation,
    -- Only fighters and equipment belong to a side in a way that divides a count.
    case
        when p.count_status = 'stock' or p.domain <> 'people' or 'combatant' in (p.entity_class, c.ancestors[1])
            then p.affiliation
        else ''
    end as affiliation,
    e.event_id,
    e.place_key,
    e.event_date,
    l.period,
    l.score,
    l.rests_on_number,
    l.reason,
    v.origin_id,
    starts_with(v.origin_id, 'local:') as is_local,
    v.hops_in = 0 as is_publisher,
    s.assertion_id is not null as own_strike,
    adds_to_another(p.exact) as adds,
    case
        when p.modality in ('planned', 'hypothetical') then 'not_said_to_have_happened'
        when p.superseded or earlier_toll(p.sentence) then 'superseded'
        when p.count_status = 'change' then 'change'
        when p.count_scope <> 'total' then p.count_scope
        else 'statement'
    end as counted_as
from placed as p
inner join linked as l on p.assertion_id = l.assertion_id
inner join linked_events as e on l.event_key = e.event_key
inner join voiced as v on p.assertion_id = v.assertion_id
inner join class_tree as c on p.entity_class = c.figure_class
left join own_strikes as s on p.assertion_id = s.assertion_id;

-- A heading that announces a figure of its body is no second figure.
create or replace temp table headings as
select distinct heading.assertion_id
from read_links as heading
inner join read_links as body
    on heading.document_id = body.document_id and heading.outcome = body.outcome and heading.domain = body.domain
where
    heading.text_role <> 'body' and body.text_role = 'body' and heading.counted_as = 'statement'
    and body.counted_as in ('statement', 'subset')
    and (
        heading.entity_class = body.entity_class or list_contains(heading.ancestors, body.entity_class)
        or list_contains(body.ancestors, heading.entity_class)
    );

-- An outlet that gives in its own words the number that its source gives restates it.
create or replace temp table restated as
select distinct own.assertion_id
from read_links as own
inner join read_links as sourced
    on
        own.document_id = sourced.document_id and own.event_id = sourced.event_id and own.outcome = sourced.outcome
        and own.entity_class = sourced.entity_class and own.value_from = sourced.value_from
where own.is_publisher and not sourced.is_publisher and own.polarity = sourced.polarity;

-- "33 people here and another 25 there": parts of a total that the sentence leaves to the reader.
create or replace temp table addends as
with
in_sentence as (
    select
        read_links.*,
        base.quantity_start,
        md5(base.sentence) as sentence_id
    from read_links
    inner join base on read_links.assertion_id = base.assertion_id
    where read_links.counted_as = 'statement' and read_links.text_role = 'body' and not read_links.implicit
),

-- A sentence that is printed twice is added up once.
paired as (
    select
        added.sentence_id,
        before.assertion_id as first_id,
        added.assertion_id as added_id,
        added.document_id,
        added.event_id,
        added.outcome,
        added.entity_class,
        added.origin_id,
        added.quantity_start
    from in_sentence as added
    inner join in_sentence as before
        on
            added.document_id = before.document_id and added.sentence_id = before.sentence_id
            and added.event_id = before.event_id and added.outcome = before.outcome
            and added.entity_class = before.entity_class and added.origin_id = before.origin_id
    where added.adds and before.quantity_start < added.quantity_start and added.value_from <> before.value_from
),

one_sentence as (
    select * from paired
    qualify
        first_value(sentence_id) over (
            partition by document_id, event_id, outcome, entity_class, origin_id order by quantity_start
        ) = sentence_id
)

select distinct unnest([first_id, added_id]) as assertion_id
from one_sentence;

-- The same number and the same named victim from two unnamed voices: possibly one voice, so counted once.
create or replace temp table voice_pairs as
select distinct
    a.origin_id,
    b.origin_id as other_origin_id,
    a.document_id,
    b.document_id as other_document_id
from read_links as a
inner join read_links as b
    on
        a.event_id = b.event_id
        and a.outcome = b.outcome
        and a.entity_class = b.entity_class
        and a.value_from = b.value_from
        and a.value_to is not distinct from b.value_to
where
    a.is_local
    and b.is_local
    and a.origin_id <> b.origin_id
    and a.story_id <> b.story_id
    and a.counted_as = 'statement'
    and b.counted_as = 'statement'
    and not a.implicit
    and not b.implicit;

-- Victims with a name of two words or more, in texts of such pairs.
create or replace temp table victims as
select distinct
    r.document_id,
    folded(a.entity_text) as name,
    skeleton(a.entity_text) as bones
from read_links as r
inner join assertions_reviewed as a on r.assertion_id = a.assertion_id
where
    r.document_id in (select document_id from voice_pairs)
    and (r.counted_as = 'named' or (a.implicit and r.counted_as in ('statement', 'subset')))
    and regexp_matches(a.entity_text, '^\p{Lu}\S+( \S+)* \p{Lu}\S+$|^\p{Lu}\S+( \S+)*-\p{Lu}?\S+$')
    and len(skeleton(a.entity_text)) >= 4;

create or replace temp table same_voices as
with
named_alike as (
    select
        p.origin_id,
        p.other_origin_id
    from voice_pairs as p
    inner join victims as v on p.document_id = v.document_id
    left join victims as w on p.other_document_id = w.document_id and v.bones = w.bones
    inner join documents as d on p.other_document_id = d.document_id
    where d.is_current and (w.document_id is not null or contains(folded(d.text), v.name))
)

select
    greatest(origin_id, other_origin_id) as origin_id,
    min(least(origin_id, other_origin_id)) as vote_id
from named_alike
group by greatest(origin_id, other_origin_id);

-- The same sentence in two texts is one voice: background that an agency appends is printed by all who take it.
create or replace temp table same_sentences as
with
shared as (
    select
        event_id,
        outcome
    from read_links
    where (is_publisher or is_local) and counted_as = 'statement'
    group by event_id, outcome
    having count(distinct document_id) > 1
),

worded as (
    select
        r.assertion_id,
        r.document_id,
        r.origin_id,
        r.stated_on,
        concat_ws('|', r.event_id, r.outcome, r.entity_class, r.count_status, r.period, md5(lower(base.sentence)))
            as told
    from read_links as r
    inner join shared on r.event_id = shared.event_id and r.outcome = shared.outcome
    inner join base on r.assertion_id = base.assertion_id
    where
        (r.is_publisher or r.is_local)
        and r.counted_as = 'statement'
        and len(base.sentence) >= 50
)

select
    assertion_id,
    first_value(origin_id) over (
        partition by told
        order by stated_on asc nulls last, document_id asc, assertion_id asc
    ) as vote_id
from worded
qualify count(distinct document_id) over (partition by told) > 1;

-- Where a text counts nobody, the victims that it names are its count: at least one each.
create or replace temp table told_counts as
select distinct
    document_id,
    event_id,
    outcome
from read_links
where counted_as = 'statement' and domain = 'people';

create or replace temp table named_counts as
select
    r.assertion_id,
    case
        when count(*) over (partition by r.document_id, r.event_id, r.outcome, r.origin_id) > 1 then 'part'
        else 'statement'
    end as counted_as
from read_links as r
anti join told_counts as told
    on r.document_id = told.document_id and r.event_id = told.event_id and r.outcome = told.outcome
where r.counted_as = 'named' and r.domain = 'people' and r.text_role = 'body'
-- One victim named twice is one.
qualify
    row_number() over (
        partition by r.document_id, r.event_id, r.outcome, r.origin_id, string_split(folded(r.entity_text), ' ')[-1]
        order by r.assertion_id
    ) = 1;

create or replace temp table divided as
select
    event_id,
    outcome,
    entity_class,
    count_status,
    period,
    count(distinct nullif(affiliation, '')) > 1 as by_side,
    count(distinct nullif(designation, '')) > 1 as by_model
from read_links
group by event_id, outcome, entity_class, count_status, period;

create or replace temp table counted as
select
    r.* replace (
        case when d.by_side or r.count_status = 'stock' then r.affiliation else '' end as affiliation,
        case when d.by_model and r.domain = 'equipment' then r.designation else '' end as designation,
        case
            when h.assertion_id is not null then 'heading'
            when s.assertion_id is not null and r.counted_as = 'statement' then 'restated'
            when t.assertion_id is not null then 'part'
            when u.assertion_id is not null then u.counted_as
            else r.counted_as
        end as counted_as
    ),
    coalesce(v.vote_id, w.vote_id, r.origin_id) as vote_id
from read_links as r
inner join divided as d
    on
        r.event_id = d.event_id and r.outcome = d.outcome and r.entity_class = d.entity_class
        and r.count_status = d.count_status and r.period = d.period
left join headings as h on r.assertion_id = h.assertion_id
left join restated as s on r.assertion_id = s.assertion_id
left join addends as t on r.assertion_id = t.assertion_id
left join named_counts as u on r.assertion_id = u.assertion_id
left join same_voices as v on r.origin_id = v.origin_id
left join same_sentences as w on r.assertion_id = w.assertion_id;

-- "Teachers" among the killed are a group of them; "people", "civilians" and "the dead" are all of them.
create or replace temp table group_nouns as
select distinct term
from ref_entity_nouns
where
    entity_class in ('person', 'civilian')
    and term not in (
        select word from ref_word_sets
        where word_set = 'everyone_noun'
    );

create or replace temp table keyed_figures as
select
    *,
    case when entity_class in ('person', 'civilian') then head_noun(entity_text) end as head_noun,
    left(md5(concat_ws('|', event_id, outcome, entity_class, affiliation, designation, count_status, period)), 16)
        as figure_id,
    left(md5(concat_ws('|', event_id, outcome, 'person', '', '', count_status, period)), 16) as person_figure_id
from counted;
