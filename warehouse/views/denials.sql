-- needs: assertions_reviewed, bounds_text
create or replace view denials as
with
denied as not materialized (
    select
        l.place_key,
        l.event_date,
        l.figure_id,
        l.origin_id,
        l.assertion_id,
        a.place_text as place,
        a.outlet,
        a.stated_on,
        a.outcome,
        a.entity_class,
        a.exact as quote,
        a.sentence,
        a.chain
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    where a.polarity = 'denied'
),

claimed as (
    select
        d.place_key,
        d.event_date,
        d.assertion_id,
        list(distinct o.origin || ': ' || bounds_text(a.low, a.high)) as claims
    from denied as d
    inner join event_links as l
        on
            d.figure_id = l.figure_id
            and d.place_key = l.place_key
            and d.event_date is not distinct from l.event_date
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    inner join origins as o on l.origin_id = o.origin_id
    where a.polarity = 'asserted' and l.counted_as in ('statement', 'part')
    group by d.place_key, d.event_date, d.assertion_id
),

final as (
    select
        d.place_key,
        d.place,
        d.event_date,
        d.outcome,
        d.entity_class,
        o.origin as denied_by,
        o.party_to_conflict,
        d.quote,
        d.sentence,
        d.chain,
        d.outlet,
        d.stated_on,
        list_sort(c.claims) as denied_claims,
        d.figure_id,
        d.assertion_id
    from denied as d
    left join origins as o on d.origin_id = o.origin_id
    left join claimed as c on d.assertion_id = c.assertion_id
)

select * from final;

comment on view denials is
'One row per denial: who denies which figure, in which words, and who claims it. A claim may stand without its denial.';
comment on column denials.denied_by is 'Origin of the denial.';
comment on column denials.denied_claims is 'What other texts assert of the same figure; null if nobody does.';
