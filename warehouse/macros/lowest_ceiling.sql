-- Of several claims, lowest first, the one with the least upper bound.
create or replace macro lowest_ceiling(claims) as
claims[list_position([c.high for c in claims], list_min([c.high for c in claims]))];
