-- Candidates, generously: mentions of one country within three days of each other, or of one victim by name.
-- Each pair gets the features that its score is made of.

create or replace temp table mention_days as
select
    mention_id,
    document_id,
    country,
    place_key,
    latitude,
    longitude,
    radius_km,
    unnest(generate_series(greatest(day_from, day_to - 6), day_to, interval 1 day))::date as day
from mentions
where day_from is not null and country is not null;

create or replace temp table days_around as
select distinct
    mention_id,
    document_id,
    country,
    place_key,
    latitude,
    longitude,
    radius_km,
    (day + gap.days)::date as day
from mention_days
cross join (values (-3), (-2), (-1), (0), (1), (2), (3)) as gap (days);

create or replace temp table mention_figures as
select
    m.mention_id,
    r.outcome,
    r.entity_class,
    c.ancestors,
    r.low,
    case when r.implicit then null else r.high end as high,
    case when r.implicit then null else r.value_from end as number
from mention_rows as r
inner join mentions as m on r.mention_key = m.mention_key
inner join classes as c on r.entity_class = c.entity_class
where r.domain = 'people' and r.count_scope = 'total' and not r.superseded and r.polarity = 'asserted'
group by all;

create or replace temp table named_victims as
select distinct
    m.mention_id,
    m.document_id,
    m.country,
    list_distinct(list_filter(string_split(folded(r.entity_text), ' '), lambda word: len(word) >= 3)) as name_words
from mention_rows as r
inner join mentions as m on r.mention_key = m.mention_key
where
    r.domain = 'people' and (r.count_scope = 'named' or r.implicit)
    and regexp_matches(r.entity_text, '^\p{Lu}\S+( \S+)* \p{Lu}\S+$|^\p{Lu}\S+( \S+)*-\p{Lu}?\S+$');

-- The days that a text tells of or came out on.
create or replace temp table document_spans as
select
    document_id,
    min(least(day_from, stated_on)) as first_day,
    max(greatest(day_to, stated_on)) as last_day
from mentions
group by document_id;

-- Words that only few texts have: two texts that share several may tell of one event, wherever each is taken to be.
create or replace temp table rare_words as
with
told as (
    select
        document_id,
        unnest(telling_words) as word
    from document_signatures
),

rare as (
    select * from told
    qualify count(*) over (partition by word) between 2 and 40
)

select
    r.*,
    s.first_day,
    s.last_day
from rare as r
inner join document_spans as s on r.document_id = s.document_id;

create or replace temp table alike_documents as
select
    a.document_id as a,
    b.document_id as b
from rare_words as a
inner join rare_words as b
    on
        a.word = b.word and a.document_id < b.document_id
        and a.first_day - b.last_day <= 3 and b.first_day - a.last_day <= 3
group by a.document_id, b.document_id
having count(*) >= 3;

-- Two words of a victim's name, as one key; a pair that many have ("Mohammed Ahmed") tells nobody apart.
create or replace temp table victim_names as
with
paired as (
    select
        v.mention_id,
        v.document_id,
        first_word.word || ' ' || second_word.word as name_key
    from named_victims as v
    cross join unnest(v.name_words) as first_word (word)
    cross join unnest(v.name_words) as second_word (word)
    where first_word.word < second_word.word
)

select distinct *
from paired
qualify count(*) over (partition by name_key) between 2 and 40;

create or replace temp table candidates as
with
by_day as (
    select distinct
        m.mention_id as a,
        n.mention_id as b
    from days_around as m
    inner join mention_days as n on m.country = n.country and m.day = n.day and m.document_id < n.document_id
    where
        m.place_key = n.place_key
        -- Of two villages of which only the region is known, nobody can say that they are one.
        or not (
            starts_with(m.place_key, 'text:') and starts_with(n.place_key, 'text:')
            and least(m.radius_km, n.radius_km) >= 60
        )
        and coalesce(km_between(m.latitude, m.longitude, n.latitude, n.longitude) - m.radius_km - n.radius_km, 0) <= 40
),

-- A note that names a town and its day, and nothing that tells the country: one place by its name.
by_name as (
    select
        m.mention_id as a,
        n.mention_id as b
    from mentions as m
    inner join mentions as n
        on m.place_key = n.place_key and m.day_from = n.day_from and m.document_id < n.document_id
    where
        m.place_key <> 'unplaced' and m.day_basis = 'day' and n.day_basis = 'day'
        and (m.country is null or n.country is null)
),

-- "Northern Syria" and a town of it: told with one number on one day.
by_number as (
    select distinct
        a.mention_id as a,
        b.mention_id as b
    from mention_days as a
    inner join mention_days as b on a.country = b.country and a.day = b.day and a.document_id < b.document_id
    inner join mentions as m on a.mention_id = m.mention_id
    inner join mentions as n on b.mention_id = n.mention_id
    inner join mention_figures as x on a.mention_id = x.mention_id
    inner join mention_figures as y on b.mention_id = y.mention_id and x.outcome = y.outcome and x.number = y.number
    where 'country' in (m.level, n.level) and x.number >= 5
),

by_victim as (
    select distinct
        a.mention_id as a,
        b.mention_id as b
    from victim_names as a
    inner join victim_names as b on a.name_key = b.name_key and a.document_id < b.document_id
),

by_words as (
    select
        m.mention_id as a,
        n.mention_id as b
    from alike_documents as d
    inner join mentions as m on d.a = m.document_id
    inner join mentions as n on d.b = n.document_id
    where greatest(m.day_from - n.day_to, n.day_from - m.day_to) <= 3 or abs(m.stated_on - n.stated_on) <= 3
),

found as (
    select
        *,
        false as one_victim
    from by_day
    union all
    select
        *,
        false as one_victim
    from by_name
    union all
    select
        *,
        false as one_victim
    from by_number
    union all
    select
        *,
        true as one_victim
    from by_victim
    union all
    select
        *,
        false as one_victim
    from by_words
)

select
    a,
    b,
    bool_or(one_victim) as one_victim
from found
group by a, b;

create or replace temp table near_pairs as
select
    c.*,
    case
        when m.place_key = n.place_key and m.place_key <> 'unplaced' then 0
        when m.country = n.country and 'country' in (m.level, n.level) then 0
        else greatest(
            0, km_between(m.latitude, m.longitude, n.latitude, n.longitude) - m.radius_km - n.radius_km
        )
    end as km_apart,
    greatest(m.radius_km, n.radius_km) as radius_km
from candidates as c
inner join mentions as m on c.a = m.mention_id
inner join mentions as n on c.b = n.mention_id;

-- A table of its own, so that no plan meets all figures of one outcome before their pairs.
create or replace temp table pair_figures as
select
    p.a,
    p.b,
    x.* exclude (mention_id)
from near_pairs as p
inner join mention_figures as x on p.a = x.mention_id;

create or replace temp table number_pairs as
with
met as (
    select
        x.a,
        x.b,
        x.number as number_a,
        y.number as number_b,
        -- A narrower group is a part: below the wider it says nothing.
        case
            when
                coalesce(y.low > x.high, false) and not list_contains(x.ancestors, y.entity_class)
                then log2((y.low + 1) / (x.high + 1))
            when
                coalesce(x.low > y.high, false) and not list_contains(y.ancestors, x.entity_class)
                then log2((x.low + 1) / (y.high + 1))
            else 0
        end as gap
    from pair_figures as x
    inner join mention_figures as y on x.b = y.mention_id and x.outcome = y.outcome
    where
        x.entity_class = y.entity_class or list_contains(x.ancestors, y.entity_class)
        or list_contains(y.ancestors, x.entity_class)
)

select
    a,
    b,
    max(case when number_a = number_b then log2(1 + number_a) else 0 end) as equal_number,
    min(gap) as number_gap
from met
group by a, b;

-- Documents by numbers, and the words of the one before those of the other: else all texts that share one would meet.
create or replace temp table document_words as
with
numbered as (
    select
        document_id,
        telling_words,
        row_number() over (order by document_id) as number
    from document_signatures
)

select
    document_id,
    number,
    unnest(telling_words) as word
from numbered;

create or replace temp table document_numbers as
select distinct
    document_id,
    number
from document_words;

create or replace temp table document_pairs as
select distinct
    m.document_id as a,
    n.document_id as b,
    x.number as first_number,
    y.number as second_number
from near_pairs as p
inner join mentions as m on p.a = m.mention_id
inner join mentions as n on p.b = n.mention_id
inner join document_numbers as x on m.document_id = x.document_id
inner join document_numbers as y on n.document_id = y.document_id;

create or replace temp table shared_words as
with
told as materialized (
    select
        p.first_number,
        p.second_number,
        x.word
    from document_pairs as p
    inner join document_words as x on p.first_number = x.number
),

counted as (
    select
        t.first_number,
        t.second_number,
        count(*) as words
    from told as t
    inner join document_words as y on t.second_number = y.number and t.word = y.word
    group by t.first_number, t.second_number
)

select
    p.a,
    p.b,
    c.words
from counted as c
inner join document_pairs as p on c.first_number = p.first_number and c.second_number = p.second_number;

create or replace temp table pair_words as
select
    p.a,
    p.b,
    least(log2(1 + coalesce(s.words, 0)), 5) as shared_words
from near_pairs as p
inner join mentions as m on p.a = m.mention_id
inner join mentions as n on p.b = n.mention_id
left join shared_words as s on m.document_id = s.a and n.document_id = s.b;

-- One number per feature, each from 0 to about 6: what the weights of data/link_weights.json are multiplied with.
create or replace temp table pair_features as
with
-- Of texts that share many rare words, two places that differ are likelier one that was misread: 1 down to 0.
trusted as (
    select
        *,
        1 - least(greatest(shared_words - 3, 0), 1) as trust
    from pair_words
)

select
    p.a,
    p.b,
    (m.day_from = n.day_from and m.day_to = n.day_to and m.day_basis = 'day' and n.day_basis = 'day')::int as one_day,
    least(coalesce(greatest(m.day_from - n.day_to, n.day_from - m.day_to, 0), 2), 4) as days_apart,
    (m.place_key = n.place_key and m.place_key <> 'unplaced')::int as one_place,
    w.trust * least(coalesce(p.km_apart, 0), 40) / 20 as distance,
    -- Two villages of the gazetteer, however near, and not the same number.
    coalesce(
        p.km_apart is not null and m.place_key <> n.place_key and p.radius_km <= 3
        and coalesce(k.equal_number, 0) = 0, false
    )::int as other_village,
    (p.km_apart is null)::int as unplaced,
    p.km_apart,
    -- A figure for a wider or nearby place, and not the same number.
    case when p.km_apart is null or k.equal_number > 0 then 0 else w.trust * log2(p.radius_km / 3) end as imprecision,
    -- The same, whatever the numbers: what a link rests on without them.
    case when p.km_apart is null then 0 else w.trust * log2(p.radius_km / 3) end as wider,
    case when m.told_country <> n.told_country then w.trust else 0 end as other_country,
    least(coalesce(k.equal_number, 0), 6) as equal_number,
    least(coalesce(k.number_gap, 0), 4) as number_gap,
    -- Two reports of one war share a rare word by chance.
    case when w.shared_words > 1 then w.shared_words else 0 end as shared_words,
    least(log2(1 + len(list_intersect(m.words, n.words))), 4) as shared_sentence_words,
    coalesce(len(list_intersect(m.kinds, n.kinds)) > 0, false)::int as one_kind,
    (len(m.kinds) > 0 and len(n.kinds) > 0 and len(list_intersect(m.kinds, n.kinds)) = 0)::int as other_kind,
    coalesce(len(list_intersect(m.sites, n.sites)) > 0, false)::int as one_site,
    (len(m.sites) > 0 and len(n.sites) > 0 and len(list_intersect(m.sites, n.sites)) = 0)::int as other_site,
    p.one_victim::int as one_victim,
    -- One outlet that gives two numbers on one day tells of two events.
    coalesce(m.outlet = n.outlet and m.stated_on = n.stated_on and k.number_gap > 0, false)::int as one_outlet_one_day,
    -- One voice that gives another number for another place speaks of a part or of a whole.
    coalesce(
        m.place_key <> n.place_key and len(list_intersect(m.voices, n.voices)) > 0
        and k.a is not null and k.equal_number = 0, false
    )::int as one_voice_two_places,
    (m.story_id = n.story_id)::int as one_story
from near_pairs as p
inner join trusted as w on p.a = w.a and p.b = w.b
inner join mentions as m on p.a = m.mention_id
inner join mentions as n on p.b = n.mention_id
left join number_pairs as k on p.a = k.a and p.b = k.b;

-- What is never one event, unless the texts share many rare words: two days and two numbers, both said; places far
-- from each other; what one voice gives two numbers for, here and in the area around.
create or replace temp table ruled_out as
select
    p.a,
    p.b
from pair_features as p
inner join mentions as m on p.a = m.mention_id
inner join mentions as n on p.b = n.mention_id
where
    p.one_victim = 0
    and (
        (p.one_voice_two_places = 1 and p.imprecision > 0 and p.shared_words <= 3)
        or (p.distance >= 2 and p.one_story = 1)
        or (
            -- The next item of one outlet tells of the next attack, in the same set phrases.
            (p.shared_words < 1.6 or m.outlet = n.outlet)
            and m.day_basis = 'day' and n.day_basis = 'day'
            and p.number_gap > 0 and p.equal_number = 0
            and (m.day_from > n.day_to or n.day_from > m.day_to)
        )
    );

-- What one document tells apart: other kinds of attack at one place, other days, places far from each other.
create or replace temp table told_apart as
select
    m.mention_id as a,
    n.mention_id as b
from mentions as m
inner join mentions as n on m.document_id = n.document_id and m.mention_id < n.mention_id
where
    (m.kind <> 'unspecified' and n.kind <> 'unspecified' and m.kind <> n.kind and m.place_key = n.place_key)
    or (m.day_basis = 'day' and n.day_basis = 'day' and greatest(m.day_from - n.day_to, n.day_from - m.day_to) > 0)
    or coalesce(
        km_between(m.latitude, m.longitude, n.latitude, n.longitude) - m.radius_km - n.radius_km > 15
        and 'country' not in (m.level, n.level), false
    );
