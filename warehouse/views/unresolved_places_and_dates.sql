-- needs: assertions_reviewed
create or replace view unresolved_places_and_dates as
with
final as (
    select
        l.place_key,
        l.event_date,
        a.place_id is null as place_is_unresolved,
        a.place_text as place,
        a.place_method,
        a.event_date_start is null as date_is_unresolved,
        a.date_text,
        a.outlet,
        a.stated_on,
        a.exact as quote,
        a.sentence,
        a.outcome,
        a.entity_class,
        l.reason as link_reason,
        l.document_id,
        l.assertion_id
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    where (a.place_id is null or a.event_date_start is null) and a.count_status = 'incident'
)

select * from final;

comment on view unresolved_places_and_dates is
'One row per figure of an incident whose place or day is not known: a normal state, and where figures fail to meet.';
comment on column unresolved_places_and_dates.place_is_unresolved is 'True where no gazetteer entry was found.';
comment on column unresolved_places_and_dates.date_is_unresolved is 'True where the text gives no day that can be told.';
