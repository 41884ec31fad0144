-- Of several claims, lowest first, the one with the least upper bound that excludes another: of those of which a
-- quarrel is known, if any. "Dozens" has no upper bound.
create or replace macro lowest_ceiling(claims) as
coalesce(
    list_sort(list_transform(
        list_filter(claims, lambda c: c.allowed_high is not null),
        lambda c: struct_pack(unknown := c.judged_against is null, high := c.allowed_high, claim := c)
    ))[1].claim,
    claims[1]
);
