-- A sentence that tells of several attacks at once: its number may be that of all.
create or replace macro several_attacks(sentence) as
regexp_matches(
    lower(sentence),
    '\b(attacks|strikes|airstrikes|raids|bombings|bombardments?|shellings?|clashes|explosions|blasts|operations)\b'
);
