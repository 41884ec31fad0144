-- A sentence by which a party to the conflict speaks of what it did itself: "its own strike had killed two civilians".
create or replace macro says_own_strike(sentence) as
regexp_matches(
    lower(sentence),
    '\b(our|its own|their own|his own) '
    || '(air ?strikes?|strikes?|raids?|bombing|shelling|forces|aircraft|warplanes|troops|units)\b'
);
