-- What a run works out about the assertions: which event and figure each belongs to, and whose word it is.
-- All but review_decisions and confirmed_losses are emptied and filled anew by warehouse.compare.link.
-- Rows are stored sorted by place and date, so that a question about one place and month reads few of them.

create table document_signatures (
    document_id varchar not null,
    version_hash varchar not null,
    signature blob not null
);
comment on table document_signatures is
'One row per version of a document: its MinHash signature, kept so that a text is hashed once.';
comment on column document_signatures.document_id is 'Document.';
comment on column document_signatures.version_hash is 'Version of the document that was hashed.';
comment on column document_signatures.signature is 'MinHash over sequences of words: 64 unsigned 32-bit values, little-endian; empty for a text too short.';

create table stories (
    document_id varchar not null,
    story_id varchar not null,
    similarity double not null,
    method varchar not null
);
comment on table stories is 'One row per document: the story that it tells. Near-identical texts are one story.';
comment on column stories.document_id is 'Document.';
comment on column stories.story_id is 'Identifier of the story: the id of its earliest document.';
comment on column stories.similarity is
'Estimated share of word sequences shared with the earliest document of the story; 1 for that document itself.';
comment on column stories.method is 'How the story was found: own text, or near-identical text.';

create table place_groups (
    raw_place_key varchar not null,
    place_key varchar not null,
    place varchar not null,
    place_level varchar not null,
    country varchar,
    latitude double,
    longitude double,
    reason varchar not null
);
comment on table place_groups is 'One row per way a place is named: the place that it is compared as.';
comment on column place_groups.raw_place_key is 'The gazetteer id, or country and folded words, with the relation.';
comment on column place_groups.place_key is 'Key of the place for comparison.';
comment on column place_groups.place is 'Most frequent name of the place.';
comment on column place_groups.place_level is 'point, area (around a point), region or country.';
comment on column place_groups.country is 'ISO 3166-1 alpha-2; null if not known.';
comment on column place_groups.latitude is 'Degrees north, WGS 84; null if not resolved.';
comment on column place_groups.longitude is 'Degrees east, WGS 84; null if not resolved.';
comment on column place_groups.reason is 'Why this name is compared as that place.';

create table origins (
    origin_id varchar not null,
    origin varchar not null,
    source_class varchar not null,
    named boolean not null,
    party_to_conflict boolean not null
);
comment on table origins is 'One row per origin: the innermost voice of a chain of attribution.';
comment on column origins.origin_id is
'Key of the origin; an unnamed voice is local to its story, or to the named voice that quotes it.';
comment on column origins.origin is 'The words for the origin.';
comment on column origins.source_class is 'Class of the source, as in attributions.';
comment on column origins.named is 'True where the origin is named; unnamed origins never confirm each other.';
comment on column origins.party_to_conflict is 'True where the origin takes part in the conflict.';

create table events (
    event_id varchar not null,
    event_type varchar not null,
    event_kind varchar not null,
    place_key varchar not null,
    place varchar not null,
    place_level varchar not null,
    country varchar,
    latitude double,
    longitude double,
    event_date date,
    event_date_end date,
    assertions bigint not null,
    documents bigint not null
);
comment on table events is
'One row per event: what assertions of one place, time and kind speak of. A running toll or a strength is a series.';
comment on column events.event_id is 'Stable hash of place, time and kind.';
comment on column events.event_type is 'incident, series (a running toll or a rate) or strength (a stock).';
comment on column events.event_kind is 'Kind of attack where the texts say it, else unspecified.';
comment on column events.place_key is 'Place, as in place_groups.';
comment on column events.place is 'Name of the place; "(place not resolved)" where no text says it.';
comment on column events.place_level is 'point, area, region, country or unplaced.';
comment on column events.country is 'ISO 3166-1 alpha-2; null if not known.';
comment on column events.latitude is 'Degrees north, WGS 84.';
comment on column events.longitude is 'Degrees east, WGS 84.';
comment on column events.event_date is
'First day of the event; for a series or a strength the first day of the month or quarter of the statements.';
comment on column events.event_date_end is 'Last day of the event.';
comment on column events.assertions is 'Assertions linked to the event.';
comment on column events.documents is 'Documents that these come from.';

create table figures (
    figure_id varchar not null,
    whole_figure_id varchar,
    event_id varchar not null,
    place_key varchar not null,
    event_date date,
    outcome varchar not null,
    domain varchar not null,
    entity_class varchar not null,
    class_axis varchar not null,
    class_ancestors varchar[] not null,
    affiliation varchar not null,
    designation varchar not null,
    count_status varchar not null,
    period varchar not null
);
comment on table figures is
'One row per figure, the unit of comparison: event, outcome, class of what is counted, status and period.';
comment on column figures.figure_id is 'Stable hash of the event, outcome, class, affiliation, status and period.';
comment on column figures.whole_figure_id is
'Figure for all people of the event, of which this one is a part; null if it is the whole or has none.';
comment on column figures.event_id is 'Event.';
comment on column figures.place_key is 'Place of the event.';
comment on column figures.event_date is 'First day of the event.';
comment on column figures.outcome is 'What happened, by the coarse code that finer ones belong to.';
comment on column figures.domain is 'people, equipment, facility or attack.';
comment on column figures.entity_class is 'Class of what is counted, as compared: every fighter not of a state is combatant.';
comment on column figures.class_axis is
'role (civilian, combatant ...), demography (child, woman, man), rank (leader) or whole: only parts of one axis add up.';
comment on column figures.class_ancestors is 'Classes that contain this one.';
comment on column figures.affiliation is 'Whose people or equipment, where that divides the figure; else empty.';
comment on column figures.designation is 'Model of equipment, where that divides the figure; else empty.';
comment on column figures.count_status is 'incident, cumulative, stock or rate.';
comment on column figures.period is 'Period of a running toll or a stock; empty for an incident.';

create table event_links (
    assertion_id varchar not null,
    document_id varchar not null,
    event_id varchar not null,
    figure_id varchar not null,
    place_key varchar not null,
    event_date date,
    origin_id varchar not null,
    vote_id varchar not null,
    story_id varchar not null,
    stated_on date,
    counted_as varchar not null,
    own_strike boolean not null,
    score double not null,
    reason varchar not null
);
comment on table event_links is
'One row per assertion that can be compared: its event, its figure, its origin, and how sure the link is.';
comment on column event_links.assertion_id is 'Assertion.';
comment on column event_links.document_id is 'Document of the assertion.';
comment on column event_links.event_id is 'Event.';
comment on column event_links.figure_id is 'Figure.';
comment on column event_links.place_key is 'Place of the event.';
comment on column event_links.event_date is 'First day of the event.';
comment on column event_links.origin_id is 'Origin of the assertion.';
comment on column event_links.vote_id is
'Origin as counted: the same as origin_id, unless two unnamed origins are possibly the same.';
comment on column event_links.story_id is 'Story of the document.';
comment on column event_links.stated_on is 'Day on which the document was published.';
comment on column event_links.counted_as is
'statement; part (the text leaves it to the reader to add it to another); or why it is neither: heading (the body gives
the figure), restated (the outlet repeats its source), subset, named, superseded, not_said_to_have_happened.';
comment on column event_links.own_strike is 'True where a party to the conflict speaks of what its own strike did.';
comment on column event_links.score is 'How well place, date and kind agree, 0 to 1.';
comment on column event_links.reason is 'The link in words.';

create table place_links (
    event_id varchar not null,
    wider_event_id varchar not null,
    place_key varchar not null,
    event_date date,
    reason varchar not null
);
comment on table place_links is 'One row per event and event of the same day at a wider place that contains it.';
comment on column place_links.event_id is 'Event at the narrower place.';
comment on column place_links.wider_event_id is 'Event at the wider place.';
comment on column place_links.place_key is 'Narrower place.';
comment on column place_links.event_date is 'Day of the event.';
comment on column place_links.reason is 'Why the one place is taken to contain the other.';

create table review_decisions (
    decision_id varchar not null,
    decided_on varchar,
    reviewer varchar,
    decision varchar not null,
    assertion_id varchar not null,
    document_id varchar not null,
    quantity_start bigint not null,
    quantity_text varchar not null,
    corrected_low double,
    corrected_high double,
    corrected_outcome varchar,
    corrected_entity_class varchar,
    corrected_count_status varchar,
    corrected_count_scope varchar,
    corrected_place_text varchar,
    corrected_event_date date,
    target_event_id varchar,
    target_assertion_id varchar,
    note varchar
);
comment on table review_decisions is
'One row per decision of a reviewer. Stored assertions stay as they were; views apply the decisions.';
comment on column review_decisions.decision_id is 'Order and hash of the decision; the latest of one assertion stands.';
comment on column review_decisions.decided_on is 'Day of the decision, as the reviewer wrote it.';
comment on column review_decisions.reviewer is 'Who decided.';
comment on column review_decisions.decision is 'accept, correct, reject, link or unlink.';
comment on column review_decisions.assertion_id is 'Assertion that was reviewed.';
comment on column review_decisions.document_id is
'Its document; with the quantity it finds the assertion again after another reading gave it another id.';
comment on column review_decisions.quantity_start is 'Offset of the quantity in the document.';
comment on column review_decisions.quantity_text is 'Words of the quantity.';
comment on column review_decisions.corrected_low is 'Corrected lower bound; if either bound is given, an empty one is open.';
comment on column review_decisions.corrected_high is 'Corrected upper bound; if either bound is given, an empty one is open.';
comment on column review_decisions.corrected_outcome is 'Corrected outcome; null leaves it.';
comment on column review_decisions.corrected_entity_class is 'Corrected class; null leaves it.';
comment on column review_decisions.corrected_count_status is 'Corrected status; null leaves it.';
comment on column review_decisions.corrected_count_scope is 'Corrected scope; null leaves it.';
comment on column review_decisions.corrected_place_text is 'Corrected place, as any text names it; null leaves it.';
comment on column review_decisions.corrected_event_date is 'Corrected day; null leaves it.';
comment on column review_decisions.target_event_id is 'For link: the event to link to.';
comment on column review_decisions.target_assertion_id is
'For link: an assertion of that event, by which the event is found again after it has changed.';
comment on column review_decisions.note is 'Reason, in the reviewer''s words.';

create table review_applied (
    assertion_id varchar not null,
    value_decision_id varchar,
    link_decision_id varchar
);
comment on table review_applied is
'One row per current assertion that a decision applies to: the latest on its values and the latest on its link.';
comment on column review_applied.assertion_id is 'Current assertion.';
comment on column review_applied.value_decision_id is 'Latest accept, correct or reject.';
comment on column review_applied.link_decision_id is 'Latest link or unlink.';

create table confirmed_losses (
    loss_id varchar not null,
    affiliation varchar not null,
    category varchar not null,
    entity_class varchar not null,
    designation varchar,
    status varchar not null,
    loss_date date,
    place varchar,
    url varchar,
    list_name varchar not null
);
comment on table confirmed_losses is 'One row per piece of equipment whose loss is visually confirmed in a loaded list.';
comment on column confirmed_losses.loss_id is 'Hash of the row and of its position among identical rows of the list.';
comment on column confirmed_losses.affiliation is 'Whose equipment, by the code of the affiliations reference where known.';
comment on column confirmed_losses.category is 'Category as the list names it.';
comment on column confirmed_losses.entity_class is 'Class of the category in entity_classes.';
comment on column confirmed_losses.designation is 'Model as the list names it.';
comment on column confirmed_losses.status is 'destroyed, damaged, abandoned or seized (the list''s "captured").';
comment on column confirmed_losses.loss_date is 'Day of the loss or, where the list has only that, of the entry.';
comment on column confirmed_losses.place is 'Place as the list names it.';
comment on column confirmed_losses.url is 'Address of the photograph or film.';
comment on column confirmed_losses.list_name is 'File name of the list.';

create table status_links (
    figure_id varchar not null,
    place_key varchar not null,
    event_date date,
    other_figure_id varchar not null,
    other_status varchar not null
);
comment on table status_links is
'One row per figure and figure of another status that another origin gives for the same place, outcome and days.';
comment on column status_links.figure_id is 'Figure.';
comment on column status_links.place_key is 'Place of the figure.';
comment on column status_links.event_date is 'First day of the figure''s event.';
comment on column status_links.other_figure_id is 'Figure of another status; the two are never compared.';
comment on column status_links.other_status is 'Status of that figure: incident or cumulative.';
