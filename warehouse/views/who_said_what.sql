-- needs: assertions_reviewed, bounds_text
create or replace view who_said_what as
with
told as (
    select
        a.*,
        l.place_key,
        l.event_date,
        l.counted_as,
        l.reason as link_reason,
        l.score as link_score,
        l.figure_id,
        l.event_id,
        l.origin_id
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    union all by name
    select
        a.*,
        coalesce(a.place_id, 'unplaced') as place_key,
        a.event_date_start as event_date,
        'not compared' as counted_as
    from assertions_reviewed as a
    anti join event_links as l on a.assertion_id = l.assertion_id
),

final as (
    select
        a.place_key,
        a.place_text as place,
        a.country,
        a.event_date,
        a.outlet,
        a.stated_on,
        coalesce(o.origin, nullif(a.speaker_text, ''), a.outlet) as origin,
        o.source_class,
        a.chain,
        a.exact as quote,
        a.sentence,
        a.quantity_kind,
        a.asserted_low,
        a.asserted_high,
        bounds_text(a.low, a.high) as figure,
        a.domain,
        a.entity_class,
        a.entity_text,
        a.speaker_label,
        a.outcome,
        a.outcome_verb,
        a.count_status,
        a.count_scope,
        a.affiliation,
        a.perpetrator,
        a.polarity,
        a.modality,
        a.text_role,
        a.counted_as,
        a.link_reason,
        a.link_score,
        a.confidence,
        a.review,
        d.title,
        d.url,
        a.document_id,
        a.assertion_id,
        a.figure_id,
        a.event_id
    from told as a
    left join origins as o on a.origin_id = o.origin_id
    left join documents as d on a.document_id = d.document_id and d.is_current
)

select * from final;

comment on view who_said_what is
'One row per current assertion: who says what of which place and day, with the chain of attribution and the quote.';
comment on column who_said_what.place_key is 'Place for filtering, as in comparison.';
comment on column who_said_what.place is 'The words for the place.';
comment on column who_said_what.country is 'Country of the place, ISO 3166-1 alpha-2.';
comment on column who_said_what.event_date is 'First day of the event that the assertion is linked to.';
comment on column who_said_what.outlet is 'Outlet that published the document.';
comment on column who_said_what.stated_on is 'Publication date.';
comment on column who_said_what.origin is 'Innermost voice of the chain.';
comment on column who_said_what.source_class is 'Kind of source that the origin is.';
comment on column who_said_what.chain is 'Chain of attribution, publisher first.';
comment on column who_said_what.quote is 'The words of the figure.';
comment on column who_said_what.sentence is 'The sentence that they stand in.';
comment on column who_said_what.quantity_kind is 'How the words bound the quantity.';
comment on column who_said_what.asserted_low is 'Least value that the words allow; null is unbounded.';
comment on column who_said_what.asserted_high is 'Greatest value that the words allow; null is unbounded.';
comment on column who_said_what.figure is 'Bounds under the stored convention, in words.';
comment on column who_said_what.domain is 'Kind of thing that is counted.';
comment on column who_said_what.entity_class is 'Class of what is counted.';
comment on column who_said_what.entity_text is 'The words for what is counted.';
comment on column who_said_what.speaker_label is 'The speaker''s own label for the counted.';
comment on column who_said_what.outcome is 'What happened to the counted.';
comment on column who_said_what.outcome_verb is 'The verb as written.';
comment on column who_said_what.count_status is 'incident, cumulative, stock, rate or change.';
comment on column who_said_what.count_scope is 'total, subset or named.';
comment on column who_said_what.affiliation is 'Whose people or equipment.';
comment on column who_said_what.perpetrator is 'Who is said to have done it.';
comment on column who_said_what.polarity is 'asserted or denied.';
comment on column who_said_what.modality is 'How the figure is put forward.';
comment on column who_said_what.text_role is 'Part of the document in which it stands.';
comment on column who_said_what.counted_as is 'How the assertion takes part in comparison, as in event_links.';
comment on column who_said_what.link_reason is 'Why it is linked to its event.';
comment on column who_said_what.link_score is 'How sure that link is, 0 to 1.';
comment on column who_said_what.confidence is 'How sure the reader is of its reading, 0 to 1.';
comment on column who_said_what.review is 'accepted, corrected or not reviewed.';
comment on column who_said_what.title is 'Title of the document.';
comment on column who_said_what.url is 'Address of the document.';
comment on column who_said_what.document_id is 'Document.';
comment on column who_said_what.assertion_id is 'Assertion.';
comment on column who_said_what.figure_id is 'Figure that it is compared in.';
comment on column who_said_what.event_id is 'Event that it is linked to.';
