-- needs: folded
-- The last word of what is counted, in the singular: "the bodies" gives body, "White Helmets workers" worker.
create or replace macro head_noun(entity_text) as
regexp_replace(
    regexp_replace(
        regexp_replace(string_split(folded(entity_text), ' ')[-1], '(crew|fire|police|work)men$', '\1man'), 'ies$', 'y'
    ), '([^s])s$', '\1'
);
