-- Where the numbers of a figure exclude each other: a quarrel, a part beside its whole, or doubt whether both count
-- the same. Of each two the lower number is judged. Beside it, words that say how a number stands to another in time.

-- What one origin gives in one text by parts: a total that nobody has to add up to see that it excludes a lower one.
create or replace temp table part_sums as
with
classed as (
    select
        person_figure_id as figure_id,
        *
        exclude (figure_id, person_figure_id)
    from keyed_figures
    where counted_as = 'statement' and domain = 'people' and class_axis <> 'whole' and polarity = 'asserted'
    union all by name
    select * exclude (person_figure_id) from keyed_figures
    where counted_as = 'part' and polarity = 'asserted'
)

select
    figure_id,
    document_id,
    origin_id,
    min(assertion_id) as assertion_id,
    sum(low) as low
from classed
group by figure_id, document_id, origin_id
having count(*) > 1;

-- Sentences that tell one outcome of several places.
create or replace temp table lists as
select
    document_id,
    outcome,
    md5(sentence) as sentence_id
from placed
where count_status = 'incident'
group by document_id, outcome, md5(sentence)
having count(distinct place_key) > 1;

create or replace temp table bounded as
with
lows as (
    select
        figure_id,
        low,
        high
    from keyed_figures
    where counted_as = 'statement' and polarity = 'asserted' and count_status <> 'change'
    union all
    select
        figure_id,
        low,
        null as high
    from part_sums
),

conflicting as (
    select figure_id
    from lows
    group by figure_id
    having max(low) > min(high)
),

told as (
    select
        assertion_id,
        figure_id,
        low,
        high,
        false as is_sum
    from keyed_figures
    where counted_as = 'statement' and polarity = 'asserted'
    union all
    select
        assertion_id,
        figure_id,
        low,
        null as high,
        true as is_sum
    from part_sums
)

select
    t.assertion_id,
    t.figure_id,
    t.is_sum,
    f.document_id,
    f.outcome,
    f.count_status,
    f.origin_id,
    f.is_publisher,
    f.is_publisher or not v.named as is_outlets_own,
    folded(p.outlet) as outlet,
    f.stated_on,
    p.sentence,
    p.place_key,
    p.level,
    m.day_basis,
    names_one_spot(p.place_text) as is_spot,
    m.mention_id,
    case
        when p.quantity_kind = 'approximate' and not t.is_sum
            then greatest(t.low - rounding_width(f.value_from), 0)
        else t.low
    end as low,
    case
        when f.implicit or p.quantity_kind = 'vague' then null
        when p.quantity_kind = 'approximate' then t.high + rounding_width(f.value_from)
        else t.high
    end as high,
    coalesce(p.said_end - p.said_start, 0) > 1 or p.date_precision in ('week', 'month') as of_days,
    -- "The districts of A, B and C": a number for all of them.
    p.level in ('region', 'country') or names_several(p.place_text) as of_places,
    several_attacks(p.sentence) as of_attacks,
    -- "Five others died": whoever else did, did so, too.
    f.outcome = 'killed' and regexp_matches(lower(p.exact), '\b(others?|more( people| civilians)?$)') as of_others,
    -- "Ten here, four there and two at the bridge".
    l.document_id is not null as of_list,
    case when t.is_sum then [] else toll_words_of(p.sentence) end as words
from told as t
inner join conflicting as c on t.figure_id = c.figure_id
inner join keyed_figures as f on t.assertion_id = f.assertion_id
inner join placed as p on t.assertion_id = p.assertion_id
inner join voiced as v on t.assertion_id = v.assertion_id
left join lists as l on f.document_id = l.document_id and f.outcome = l.outcome and md5(p.sentence) = l.sentence_id
left join mention_rows as r on t.assertion_id = r.assertion_id
left join mentions as m on r.mention_key = m.mention_key;

create or replace temp table excluding as
select
    x.assertion_id as higher_id,
    y.assertion_id as lower_id,
    x.figure_id,
    x.low as higher,
    y.high as lower,
    greatest(x.stated_on, y.stated_on) as since,
    x.document_id = y.document_id as in_one_text,
    x.is_sum,
    case
        -- One text that gives two numbers gives two things, unless two voices or its words set them against each other.
        when
            x.document_id = y.document_id
            and not list_contains(list_concat(x.words, y.words), 'differs')
            and (
                x.origin_id = y.origin_id
                or ((x.is_publisher or y.is_publisher or x.sentence = y.sentence) and not x.is_sum)
                or (x.place_key <> y.place_key and x.is_spot and y.is_spot)
                or list_has_any(list_concat(x.words, y.words), ['another_attack', 'earlier'])
            )
            then 'part'
        -- So do two reports of one outlet, each in its own words or an unnamed voice's, unless the later is an update.
        when
            x.outlet = y.outlet and x.document_id <> y.document_id and x.is_outlets_own and y.is_outlets_own
            and not list_contains(x.words, 'update')
            then 'part'
        when x.of_others or y.of_others or y.of_list or list_contains(y.words, 'partial_count') then 'part'
        when x.of_days and not y.of_days then 'part'
        when x.of_places and not y.of_places and x.place_key <> y.place_key then 'part'
        when
            x.of_attacks and x.place_key <> y.place_key and y.level = 'point' and x.document_id <> y.document_id
            then 'part'
        when list_contains(y.words, 'another_attack') then 'part'
        when x.outcome in ('other', 'present', 'occurred', 'used') then 'doubt'
        when
            x.document_id <> y.document_id
            and x.count_status = 'incident'
            and (coalesce(s.score, 0) < sure_score() or s.km_apart > 15 or s.days_apart > 0
            -- Two texts without a day, and out on two: each tells of the attack before it.
            or (x.day_basis = 'publication' and y.day_basis = 'publication' and x.stated_on <> y.stated_on))
            then 'doubt'
        -- One person, or a tenth, is hardly a count of the same.
        when y.high > 0 and (x.low > 10 * y.high or y.high < 2) then 'doubt'
        else 'quarrel'
    end as judged
from bounded as x
inner join bounded as y
    -- Parts and total of one origin: for the view breakdown_check.
    on x.figure_id = y.figure_id and x.low > y.high and not (x.is_sum and x.origin_id = y.origin_id)
left join scored_pairs as s
    on s.a = least(x.mention_id, y.mention_id) and s.b = greatest(x.mention_id, y.mention_id);

-- Two numbers that one text gives for two things are two things in another text, too.
create or replace temp table judged as
with
told_as_two as (
    select distinct
        figure_id,
        higher,
        lower
    from excluding
    where in_one_text and judged = 'part'
)

select
    b.assertion_id,
    case
        when bool_or(e.judged = 'quarrel' and t.figure_id is null) then 'quarrel'
        when bool_or(e.judged = 'part' or t.figure_id is not null) then 'part'
        when count(e.judged) > 0 then 'doubt'
    end as judged,
    min(e.since) as since,
    arg_min(e.higher_id, (e.higher, e.higher_id)) filter (where e.judged = 'quarrel' and not e.is_sum)
        as judged_against,
    any_value(list_filter(['update', 'correction', 'earlier'], lambda word: list_contains(b.words, word))[1])
        as toll_word
from bounded as b
left join excluding as e on b.assertion_id = e.lower_id
left join told_as_two as t
    on e.figure_id = t.figure_id and e.lower = t.lower and e.higher between 0.8 * t.higher and 1.25 * t.higher
where not b.is_sum
group by b.assertion_id;
