-- needs: bounds_text, revision_kind
create or replace view in_place_revisions as
with
body as (
    select *
    from assertions
    where text_role <> 'title' and domain <> 'measure' and polarity = 'asserted'
),

replaced as (
    select
        old.document_id,
        old.superseded_at as replaced_at,
        old.version_hash as old_version,
        new.version_hash as new_version,
        old.outcome,
        old.entity_class,
        old.count_status,
        old.speaker_text,
        old.asserted_low as old_low,
        old.asserted_high as old_high,
        new.asserted_low as new_low,
        new.asserted_high as new_high,
        old.sentence as old_sentence,
        new.sentence as new_sentence
    from body as old
    inner join body as new
        on
            old.document_id = new.document_id
            and old.superseded_by_run = new.run_id
            and old.version_hash <> new.version_hash
            and old.outcome = new.outcome
            and old.entity_class = new.entity_class
            and old.count_status = new.count_status
            and old.count_scope = new.count_scope
            and old.speaker_text is not distinct from new.speaker_text
    where not old.is_current
),

-- What stands in both versions was not revised, whatever else the other one says.
final as (
    select
        r.document_id,
        d.source as outlet,
        d.url,
        r.replaced_at,
        r.outcome,
        r.entity_class,
        r.count_status,
        r.speaker_text,
        bounds_text(r.old_low, r.old_high) as previous_figure,
        bounds_text(r.new_low, r.new_high) as figure,
        revision_kind(r.old_low, r.old_high, r.new_low, r.new_high) as revision,
        r.old_sentence,
        r.new_sentence
    from replaced as r
    inner join documents as d on r.document_id = d.document_id and r.new_version = d.version_hash
    where
        not exists (
            select 1 from body as b
            where
                b.document_id = r.document_id
                and b.version_hash = r.new_version
                and b.outcome = r.outcome
                and b.entity_class = r.entity_class
                and b.asserted_low is not distinct from r.old_low
                and b.asserted_high is not distinct from r.old_high
        )
        and not exists (
            select 1 from body as b
            where
                b.document_id = r.document_id
                and b.version_hash = r.old_version
                and b.outcome = r.outcome
                and b.entity_class = r.entity_class
                and b.asserted_low is not distinct from r.new_low
                and b.asserted_high is not distinct from r.new_high
        )
    qualify row_number() over (
        partition by r.document_id, r.new_version, r.outcome, r.entity_class, previous_figure, figure
        order by r.old_sentence
    ) = 1
)

select *
from final
order by replaced_at, document_id, outcome, entity_class;
comment on view in_place_revisions is
'One row per figure that an outlet changed on a page it had already published: what stood there, and what stands now.';
comment on column in_place_revisions.outlet is 'Outlet of the page.';
comment on column in_place_revisions.replaced_at is 'When the run that found the new version replaced the old one.';
comment on column in_place_revisions.previous_figure is 'What the earlier version of the page says.';
comment on column in_place_revisions.figure is 'What the later version says.';
comment on column in_place_revisions.revision is
'Which way it went: revision_up, revision_down, bound_changed, or repeated.';
comment on column in_place_revisions.old_sentence is 'The sentence of the earlier version.';
comment on column in_place_revisions.new_sentence is 'The sentence of the later version.';
