-- needs: assertions_reviewed, bounds_text
create or replace view unattributed as
with
final as (
    select
        l.place_key,
        a.place_text as place,
        l.event_date,
        a.outlet,
        a.stated_on,
        a.exact as quote,
        a.sentence,
        bounds_text(a.low, a.high) as figure,
        a.outcome,
        a.entity_class,
        a.text_role,
        l.counted_as,
        l.counted_as = 'restated' as restates_a_source,
        a.chain,
        l.document_id,
        l.assertion_id,
        l.figure_id
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    where a.speaker_text = ''
)

select * from final;

comment on view unattributed is
'One row per figure that a text gives in its own voice, naming no speaker.';
comment on column unattributed.restates_a_source is
'True where the same text attributes the same number to a source elsewhere: then the outlet is no second origin.';
