-- needs: assertions_reviewed, bounds_text
create or replace view possible_same_origins as
with
final as (
    select
        l.place_key,
        a.place_text as place,
        l.event_date,
        a.outcome,
        a.entity_class,
        bounds_text(a.low, a.high) as figure,
        o.origin,
        a.outlet,
        counted.origin as counted_with,
        a.exact as quote,
        a.sentence,
        l.figure_id,
        l.document_id,
        l.assertion_id
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    inner join origins as o on l.origin_id = o.origin_id
    inner join origins as counted on l.vote_id = counted.origin_id
    where l.vote_id <> l.origin_id and l.counted_as = 'statement'
)

select * from final;

comment on view possible_same_origins is
'One row per figure of an unnamed voice that gives the number and the named victim of another unnamed voice.';
comment on column possible_same_origins.counted_with is 'Origin with which it is counted once.';
