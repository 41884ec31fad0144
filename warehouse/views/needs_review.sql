-- needs: assertions_reviewed, comparison, bounds_text
create or replace view needs_review as
with
linked as not materialized (
    select
        l.*,
        a.confidence,
        a.place_id,
        a.place_text,
        a.event_date_start,
        a.count_status,
        a.review
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    where a.review = 'not reviewed'
),

found as (
    select
        place_key,
        event_date,
        assertion_id,
        'low confidence' as cause,
        'the reader is ' || round(confidence, 2) || ' sure' as detail
    from linked
    where confidence < 0.5
    union all
    select
        place_key,
        event_date,
        assertion_id,
        'place not resolved' as cause,
        coalesce('"' || place_text || '" is in no gazetteer that was asked', 'the text names no place') as detail
    from linked
    where place_id is null and count_status = 'incident' and counted_as = 'statement'
    union all
    select
        place_key,
        event_date,
        assertion_id,
        'link is uncertain' as cause,
        reason as detail
    from linked
    where score < 0.5 and place_key <> 'unplaced' and counted_as = 'statement'
    union all
    select
        l.place_key,
        l.event_date,
        l.assertion_id,
        'possibly one origin' as cause,
        'gives the number and the victim of ' || counted.origin as detail
    from linked as l
    inner join origins as counted on l.vote_id = counted.origin_id
    where l.vote_id <> l.origin_id
    union all
    select
        l.place_key,
        l.event_date,
        l.assertion_id,
        'contradiction' as cause,
        c.reason as detail
    from linked as l
    inner join comparison as c
        on
            l.figure_id = c.figure_id
            and l.place_key = c.place_key
            and l.event_date is not distinct from c.event_date
    where c.verdict = 'contradiction' and l.counted_as = 'statement'
),

final as (
    select
        f.cause,
        f.detail,
        f.place_key,
        a.place_text as place,
        f.event_date,
        a.outlet,
        a.stated_on,
        a.exact as quote,
        a.sentence,
        a.chain,
        bounds_text(a.low, a.high) as figure,
        a.outcome,
        a.entity_class,
        a.count_status,
        a.count_scope,
        l.event_id,
        l.reason as link_reason,
        a.confidence,
        a.document_id,
        a.quantity_start,
        a.quantity_text,
        f.assertion_id
    from found as f
    inner join assertions_reviewed as a on f.assertion_id = a.assertion_id
    inner join event_links as l on f.assertion_id = l.assertion_id
)

select * from final;

comment on view needs_review is
'One row per assertion and cause for which a person should look at it. Decisions: figures review.';
comment on column needs_review.cause is
'low confidence, place not resolved, link is uncertain, possibly one origin, or contradiction.';
comment on column needs_review.detail is 'The cause in words.';
