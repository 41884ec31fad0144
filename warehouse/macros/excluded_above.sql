-- Of several claims, lowest first, the one that has the assertion that a lower one quarrels with; else the highest.
create or replace macro excluded_above(claims, judged_against) as
coalesce(list_filter(claims, lambda c: list_contains(c.assertion_ids, judged_against))[1], claims[-1]);
