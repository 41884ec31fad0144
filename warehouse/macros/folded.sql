-- Words reduced to what tells names apart: lower case, no accents, no marks, single spaces.
create or replace macro folded(words) as
trim(regexp_replace(regexp_replace(lower(strip_accents(words)), '[''’`ʿʾ.]', '', 'g'), '[^\p{L}\p{N}]+', ' ', 'g'));
