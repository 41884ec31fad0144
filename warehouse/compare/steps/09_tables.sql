-- The tables that views stand on: figures, links, events that contain others, and events that may be one.

-- The figure for all people of an event: where a text states it, or an event has several classes that may add up.
create or replace temp table stated_figures as
select distinct
    figure_id,
    person_figure_id,
    event_id,
    place_key,
    event_date,
    outcome,
    domain,
    entity_class,
    affiliation,
    designation,
    count_status,
    period
from keyed_figures;

create or replace temp table wholes as
select
    person_figure_id as figure_id,
    event_id,
    place_key,
    event_date,
    outcome,
    'people' as domain,
    'person' as entity_class,
    '' as affiliation,
    '' as designation,
    count_status,
    period
from stated_figures
where domain = 'people' and count_status in ('incident', 'cumulative')
group by person_figure_id, event_id, place_key, event_date, outcome, count_status, period
having bool_or(entity_class = 'person') or count(*) > 1;

create or replace temp table all_figures as
select * from stated_figures
union all by name
select
    wholes.*,
    null as person_figure_id
from wholes
anti join stated_figures on wholes.figure_id = stated_figures.figure_id;

delete from figures;
insert into figures
select
    f.figure_id,
    case when f.domain = 'people' and f.entity_class <> 'person' then w.figure_id end as whole_figure_id,
    f.event_id,
    f.place_key,
    f.event_date,
    f.outcome,
    f.domain,
    f.entity_class,
    c.class_axis,
    c.ancestors as class_ancestors,
    f.affiliation,
    f.designation,
    f.count_status,
    f.period
from all_figures as f
inner join class_tree as c on f.entity_class = c.figure_class
left join wholes as w on f.person_figure_id = w.figure_id
order by f.place_key, f.event_date, f.figure_id;

delete from event_links;
insert into event_links
select
    k.assertion_id,
    k.document_id,
    k.event_id,
    k.figure_id,
    k.place_key,
    k.event_date,
    k.origin_id,
    k.vote_id,
    k.story_id,
    k.stated_on,
    k.counted_as,
    k.own_strike,
    k.score,
    k.reason,
    k.rests_on_number,
    j.judged,
    j.since as judged_since,
    j.judged_against,
    j.toll_word,
    n.term as group_noun
from keyed_figures as k
left join judged as j on k.assertion_id = j.assertion_id
left join group_nouns as n on k.head_noun = n.term
order by k.place_key, k.event_date, k.figure_id, k.assertion_id;

-- Events of the same day at a place that contains another.
delete from place_links;
insert into place_links
select
    narrow.event_id,
    wide.event_id as wider_event_id,
    narrow.place_key,
    narrow.event_date,
    case
        when wide.place_level = 'country' then narrow.place || ' is in the country'
        else narrow.place || ' lies ' || cast(round(km_between(
            narrow.latitude, narrow.longitude, wide.latitude, wide.longitude
        )) as integer) || ' km from the middle of ' || wide.place
    end as reason
from events as narrow
inner join events as wide on narrow.event_date = wide.event_date and narrow.country = wide.country
where
    narrow.event_type = 'incident' and wide.event_type = 'incident'
    and place_rank(narrow.place_level) < place_rank(wide.place_level)
    and (
        wide.place_level = 'country'
        or km_between(narrow.latitude, narrow.longitude, wide.latitude, wide.longitude)
        <= case wide.place_level when 'area' then 25 else 80 end
    )
order by narrow.place_key, narrow.event_date, narrow.event_id, wide.event_id;

-- A running toll that another origin gives in the days after an event is not the event's toll: said, never compared.
create or replace temp table status_pairs as
select distinct
    i.figure_id as incident_id,
    c.figure_id as cumulative_id,
    i.place_key,
    i.event_date as incident_date,
    c.event_date as cumulative_date
from keyed_figures as i
inner join keyed_figures as c
    on i.place_key = c.place_key and i.outcome = c.outcome and i.entity_class = c.entity_class
where
    i.count_status = 'incident' and c.count_status = 'cumulative' and i.place_key <> 'unplaced'
    and i.vote_id <> c.vote_id and i.counted_as = 'statement' and c.counted_as = 'statement'
    and c.stated_on between i.event_date and i.event_date + 3;

delete from status_links;
insert into status_links
select
    incident_id as figure_id,
    place_key,
    incident_date as event_date,
    cumulative_id as other_figure_id,
    'cumulative' as other_status
from status_pairs
union all
select
    cumulative_id as figure_id,
    place_key,
    cumulative_date as event_date,
    incident_id as other_figure_id,
    'incident' as other_status
from status_pairs
order by place_key, event_date, figure_id, other_figure_id;

-- Where doubt is: texts of two events just under even odds, or kept apart though alike, and links just above.
delete from event_pairs;
insert into event_pairs
with
doubtful as (
    select
        p.a,
        p.b,
        p.score,
        pair_in_words(p) as words
    from scored_pairs as p
    where p.score between 0.3 and 0.7
    union all by name
    select
        k.a,
        k.b,
        k.score,
        pair_in_words(p) || '; kept apart: ' || k.reason as words
    from kept_apart as k
    inner join scored_pairs as p on k.a = p.a and k.b = p.b
),

quotes as (
    select
        m.mention_id,
        m.group_id,
        min(l.assertion_id) as assertion_id,
        any_value(l.event_id) as event_id,
        any_value(l.place_key) as place_key,
        any_value(l.event_date) as event_date
    from event_mentions as m
    inner join mention_rows as r on m.mention_key = r.mention_key
    inner join keyed_figures as l on r.assertion_id = l.assertion_id
    where l.counted_as = 'statement' and l.domain = 'people'
    group by m.mention_id, m.group_id
),

asked as (
    select
        x.event_id,
        y.event_id as other_event_id,
        x.place_key,
        x.event_date,
        round(d.score, 2) as score,
        x.assertion_id,
        y.assertion_id as other_assertion_id,
        d.words as reason
    from doubtful as d
    inner join quotes as x on d.a = x.mention_id
    inner join quotes as y on d.b = y.mention_id
    -- Of two texts of one event only where no third makes it sure.
    left join closest as c on d.a = c.mention_id
    where x.event_id <> y.event_id or c.score <= 0.7
    qualify row_number() over (
        partition by least(x.event_id, y.event_id), greatest(x.event_id, y.event_id)
        order by abs(d.score - 0.5) asc, x.assertion_id asc, y.assertion_id asc, len(d.words) desc, d.words asc
    ) = 1
)

select * from asked
order by place_key, event_date, event_id, other_event_id;
