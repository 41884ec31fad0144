-- Words for a place within a town: "Zerin neighbourhood", "the vegetable market", "Castello road".
create or replace macro names_one_spot(place_text) as
coalesce(
    regexp_matches(
        lower(place_text),
        '\b(neighbou?rhood|district|quarter|street|road|square|camp|market|hospital|clinic|school|mosque|checkpoint'
        || '|village)\b'
    ), false
);
