-- needs: assertions_reviewed, comparison, bounds_text
create or replace view needs_review as
with
linked as not materialized (
    select
        l.*,
        a.confidence,
        a.place_id,
        a.place_text,
        a.outlet,
        a.exact as quote,
        a.sentence,
        a.chain,
        bounds_text(a.low, a.high) as figure,
        a.outcome,
        a.entity_class,
        a.count_status,
        a.count_scope,
        a.quantity_start,
        a.quantity_text
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    where a.review = 'not reviewed'
),

causes as (
    select
        l.*,
        unnest(list_filter(
            [
                case when l.confidence < 0.5 then struct_pack(
                    cause := 'low confidence', detail := 'the reader is ' || round(l.confidence, 2) || ' sure'
                ) end,
                case
                    when l.place_id is null and l.count_status = 'incident' and l.counted_as = 'statement'
                        then struct_pack(
                            cause := 'place not resolved',
                            detail := coalesce('"' || l.place_text || '" is in no gazetteer', 'the text names no place')
                        )
                end,
                case
                    when l.score < 0.5 and l.place_key <> 'unplaced' and l.counted_as = 'statement'
                        then struct_pack(cause := 'link is uncertain', detail := l.reason)
                end,
                case
                    when l.vote_id <> l.origin_id and starts_with(l.origin_id, 'local:')
                        then struct_pack(
                            cause := 'possibly one origin',
                            detail := 'gives the number and the victim, or the sentence, of ' || counted.origin
                        )
                end
            ],
            lambda found: found is not null
        )) as found
    from linked as l
    left join origins as counted on l.vote_id = counted.origin_id
),

found as (
    select
        * exclude (found),
        found.cause,
        found.detail
    from causes
    union all by name
    select
        l.*,
        'contradiction' as cause,
        c.reason as detail
    from linked as l
    inner join comparison as c
        on
            l.figure_id = c.figure_id
            and l.place_key = c.place_key
            and l.event_date is not distinct from c.event_date
    where c.verdict = 'contradiction' and l.counted_as = 'statement'
    union all by name
    select
        l.*,
        'same event?' as cause,
        case when p.event_id = p.other_event_id then 'linked with ' else 'kept apart from ' end
        || other.outlet || ': "' || other.sentence || '" (' || other.assertion_id || '); '
        || p.score || ': ' || p.reason as detail
    from linked as l
    inner join event_pairs as p on l.assertion_id = p.assertion_id
    inner join assertions_reviewed as other on p.other_assertion_id = other.assertion_id
),

final as (
    select
        cause,
        detail,
        place_key,
        place_text as place,
        event_date,
        outlet,
        stated_on,
        quote,
        sentence,
        chain,
        figure,
        outcome,
        entity_class,
        count_status,
        count_scope,
        event_id,
        reason as link_reason,
        confidence,
        document_id,
        quantity_start,
        quantity_text,
        assertion_id
    from found
)

select * from final;

comment on view needs_review is
'One row per assertion and cause for which a person should look at it. Decisions: figures review.';
comment on column needs_review.cause is
'low confidence, place not resolved, link is uncertain, possibly one origin, contradiction, or same event? (two texts that
may tell of one; the other is quoted in detail).';
comment on column needs_review.detail is 'The cause in words.';
