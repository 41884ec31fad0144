-- The assertions that views read: current rows, with the decisions of review applied. Stored rows stay as they were.
create or replace view assertions_reviewed as
with
decided as (
    select
        applied.assertion_id as reviewed_id,
        decisions.decision,
        decisions.corrected_low,
        decisions.corrected_high,
        decisions.corrected_outcome,
        decisions.corrected_entity_class,
        decisions.corrected_count_status,
        decisions.corrected_count_scope,
        decisions.corrected_place_text,
        decisions.corrected_event_date,
        decisions.corrected_low is not null or decisions.corrected_high is not null as has_bounds
    from review_applied as applied
    inner join review_decisions as decisions on applied.value_decision_id = decisions.decision_id
),

published as (
    select
        document_id,
        source as outlet,
        publication_date as stated_on
    from documents
    where is_current
),

final as (
    select
        a.* exclude (loaded_at, is_current, superseded_by_run, superseded_at, version_hash)
        replace (
            case when d.has_bounds then d.corrected_low else a.asserted_low end as asserted_low,
            case when d.has_bounds then d.corrected_high else a.asserted_high end as asserted_high,
            case when d.has_bounds then coalesce(d.corrected_low, d.corrected_high) else a.value_from end as value_from,
            case when d.has_bounds then d.corrected_high else a.value_to end as value_to,
            case when d.has_bounds then d.corrected_low else a.low end as low,
            case when d.has_bounds then null else a.best end as best,
            case when d.has_bounds then d.corrected_high else a.high end as high,
            case when d.has_bounds then null else a.vague_term end as vague_term,
            case
                when not coalesce(d.has_bounds, false) then a.quantity_kind
                when d.corrected_low is null then 'maximum'
                when d.corrected_high is null then 'minimum'
                when d.corrected_low = d.corrected_high then 'exact'
                else 'range'
            end as quantity_kind,
            coalesce(d.corrected_outcome, a.outcome) as outcome,
            coalesce(d.corrected_entity_class, a.entity_class) as entity_class,
            coalesce(d.corrected_count_status, a.count_status) as count_status,
            coalesce(d.corrected_count_scope, a.count_scope) as count_scope,
            coalesce(d.corrected_place_text, a.place_text) as place_text,
            case when d.corrected_place_text is null then a.place_id end as place_id,
            case when d.corrected_place_text is null then a.place_relation end as place_relation,
            case when d.corrected_place_text is null then a.latitude end as latitude,
            case when d.corrected_place_text is null then a.longitude end as longitude,
            case when d.corrected_place_text is null then a.place_method else 'unresolved' end as place_method,
            coalesce(d.corrected_event_date, a.event_date_start) as event_date_start,
            coalesce(d.corrected_event_date, a.event_date_end) as event_date_end,
            case when d.corrected_event_date is null then a.date_precision else 'day' end as date_precision
        ),
        published.outlet,
        published.stated_on,
        case d.decision when 'accept' then 'accepted' when 'correct' then 'corrected' else 'not reviewed' end as review
    from assertions as a
    left join published on a.document_id = published.document_id
    left join decided as d on a.assertion_id = d.reviewed_id
    where a.is_current and coalesce(d.decision, 'accept') <> 'reject'
)

select * from final;

comment on view assertions_reviewed is
'One row per current assertion that no reviewer rejected, with corrections applied. Columns as in assertions.';
comment on column assertions_reviewed.outlet is 'Outlet or body that published the document.';
comment on column assertions_reviewed.stated_on is 'Publication date of the document; null if not known.';
comment on column assertions_reviewed.review is 'accepted, corrected or not reviewed.';
