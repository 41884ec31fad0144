-- needs: assertions_reviewed
create or replace view assertions_flat as
with
final as (
    select
        a.* exclude (review),
        d.title,
        d.url,
        o.origin,
        o.source_class,
        a.review
    from assertions_reviewed as a
    left join documents as d on a.document_id = d.document_id and d.is_current
    left join event_links as l on a.assertion_id = l.assertion_id
    left join origins as o on l.origin_id = o.origin_id
)

select * from final;

comment on view assertions_flat is
'One row per current assertion, with its outlet, date, chain and origin in one row: for spreadsheets and exports.';
