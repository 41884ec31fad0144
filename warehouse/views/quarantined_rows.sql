create or replace view quarantined_rows as
with
final as (
    select
        q.table_name,
        q.check_name,
        q.failure,
        q.document_id,
        q.row_key,
        d.source as outlet,
        d.title,
        q.row_json,
        q.run_id
    from quarantine as q
    left join documents as d on q.document_id = d.document_id and d.is_current
    where q.is_current
)

select * from final;

comment on view quarantined_rows is
'One row per row that failed a check and was left out of the warehouse, with the check and the row as it was.';
