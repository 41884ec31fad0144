-- A sentence that tells of an attack before the one that the text is about: "had hit the market in an earlier raid".
create or replace macro tells_of_earlier(sentence) as
regexp_matches(
    lower(sentence),
    '\b(earlier|previous|past) (air ?)?(raid|attack|strike|bombing|shelling|assault|incident|blast|massacre)s?\b'
);
