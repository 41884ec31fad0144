-- Linking by score: what a text says is kept beside its signature, and what was almost linked is a table.
alter table document_signatures add column telling_words uinteger[];
delete from document_signatures;
alter table event_links add column rests_on_number boolean;

create table event_pairs (
    event_id varchar not null,
    other_event_id varchar not null,
    place_key varchar not null,
    event_date date,
    score double not null,
    assertion_id varchar not null,
    other_assertion_id varchar not null,
    reason varchar not null
);
comment on table event_pairs is
'One row per two events that may be one, or per event that two texts only just make one (then both ids are the same).';
comment on column event_pairs.event_id is 'Event.';
comment on column event_pairs.other_event_id is 'The other event; the same where the two texts were linked.';
comment on column event_pairs.place_key is 'Place of the event.';
comment on column event_pairs.event_date is 'First day of the event.';
comment on column event_pairs.score is 'How likely the two are one, 0 to 1; from 0.5 they are linked.';
comment on column event_pairs.assertion_id is 'An assertion of the event, for the quote.';
comment on column event_pairs.other_assertion_id is 'An assertion of the other, for the quote.';
comment on column event_pairs.reason is 'What speaks for and against one event, and why they stay apart, in words.';
comment on column event_links.rests_on_number is
'True where the link would not hold without an equal number: such an agreement confirms nothing.';
comment on column document_signatures.telling_words is
'Hashes of the rarer words of the text, by which texts of one event are found; a sample of a long text.';
