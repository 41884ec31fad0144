-- needs: assertions_reviewed, bounds_text
create or replace view place_scope_check as
with
narrow as (
    select
        l.place_key,
        l.event_date,
        l.event_id,
        l.figure_id,
        p.wider_event_id,
        p.reason,
        min(a.low) as lowest,
        list(distinct o.origin || ': ' || bounds_text(a.low, a.high)) as claims
    from event_links as l
    inner join place_links as p
        on
            l.event_id = p.event_id
            and l.place_key = p.place_key
            and l.event_date is not distinct from p.event_date
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    inner join origins as o on l.origin_id = o.origin_id
    where l.counted_as = 'statement' and a.polarity = 'asserted' and not a.implicit and a.low is not null
    group by l.place_key, l.event_date, l.event_id, l.figure_id, p.wider_event_id, p.reason
),

paired as (
    select
        n.place_key,
        n.event_date,
        n.event_id,
        n.figure_id,
        n.wider_event_id,
        n.reason,
        n.lowest,
        n.claims,
        f.outcome,
        f.entity_class,
        w.figure_id as wider_figure_id,
        max(coalesce(a.high, 1e18)) as highest,
        list(distinct o.origin || ': ' || bounds_text(a.low, a.high)) as wider_claims
    from narrow as n
    inner join figures as f
        on
            n.figure_id = f.figure_id
            and n.place_key = f.place_key
            and n.event_date is not distinct from f.event_date
    inner join figures as w
        on
            n.wider_event_id = w.event_id
            and f.outcome = w.outcome
            and f.entity_class = w.entity_class
            and f.affiliation = w.affiliation
            and f.designation = w.designation
    inner join event_links as l on w.figure_id = l.figure_id
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    inner join origins as o on l.origin_id = o.origin_id
    where l.counted_as = 'statement' and a.polarity = 'asserted' and not a.implicit
    group by
        n.place_key, n.event_date, n.event_id, n.figure_id, n.wider_event_id, n.reason, n.lowest, n.claims,
        f.outcome, f.entity_class, w.figure_id
),

final as (
    select
        p.place_key,
        e.place,
        p.event_date,
        p.outcome,
        p.entity_class,
        list_sort(p.claims) as claims,
        wide.place as wider_place,
        wide.place_level as wider_place_level,
        list_sort(p.wider_claims) as wider_claims,
        p.lowest,
        nullif(p.highest, 1e18) as wider_highest,
        p.lowest > p.highest as is_flagged,
        case
            when p.lowest > p.highest then 'the place alone is above what is given for the wider place'
            else 'consistent'
        end as finding,
        p.reason,
        p.figure_id,
        p.wider_figure_id
    from paired as p
    inner join events as e
        on p.event_id = e.event_id and p.place_key = e.place_key and p.event_date is not distinct from e.event_date
    inner join events as wide on p.wider_event_id = wide.event_id
)

select * from final;

comment on view place_scope_check is
'One row per figure of a place and figure of a wider place on the same day: a part cannot be above its whole.';
comment on column place_scope_check.claims is 'What is said of the place.';
comment on column place_scope_check.wider_place is 'Place that contains it.';
comment on column place_scope_check.wider_place_level is 'area, region or country.';
comment on column place_scope_check.wider_claims is 'What is said of the wider place; it may be of another attack.';
comment on column place_scope_check.lowest is 'Least number that anyone gives for the place.';
comment on column place_scope_check.wider_highest is 'Greatest number that anyone allows for the wider place; null is open.';
comment on column place_scope_check.is_flagged is 'True where the part is above the whole.';
comment on column place_scope_check.finding is 'The result in words.';
comment on column place_scope_check.reason is 'Why the one place is taken to contain the other.';
comment on column place_scope_check.wider_figure_id is 'Figure of the wider place.';
