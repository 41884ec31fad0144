-- A sentence or cue by which a party to the conflict speaks of what it did itself.
create or replace macro says_own_strike(sentence, cue) as
coalesce(cue in ('acknowledged', 'acknowledges', 'conceded', 'concedes', 'admitted', 'admits'), false)
or regexp_matches(
    lower(sentence),
    '\b(our|its own|their own|his own) '
    || '(air ?strikes?|strikes?|raids?|bombing|shelling|forces|aircraft|warplanes|troops|units)\b'
);
