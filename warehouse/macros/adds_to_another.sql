-- "another 25 people", "five others", "12 more": words that put a number beside one that the text gave before.
create or replace macro adds_to_another(words) as
regexp_matches(lower(words), '\b(another|others?|further|additional|more)\b')
and not regexp_matches(lower(words), '\b(more than|or more|no more)\b');
