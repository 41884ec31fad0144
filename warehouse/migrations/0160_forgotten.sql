-- What was taken out of the warehouse on request, and must not come back: no text, no name, only hashes.
create table forgotten (
    kind varchar not null,
    sha256 varchar not null,
    forgotten_on date not null,
    reason varchar not null
);
comment on table forgotten is
'One row per text, document id, address or source that was taken out on request; a run leaves out what matches one.';
comment on column forgotten.kind is 'What was hashed: text, document_id, url or source.';
comment on column forgotten.sha256 is 'SHA-256 of it, in UTF-8; a source in small letters.';
comment on column forgotten.forgotten_on is 'Day on which it was taken out (UTC).';
comment on column forgotten.reason is 'Why, in the words of who asked.';
