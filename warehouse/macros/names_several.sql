-- Words for several places at once: "the districts of Zerin and Malha", "parts of the east".
create or replace macro names_several(place_text) as
coalesce(
    regexp_matches(
        lower(place_text),
        '\b(and|neighbou?rhoods|districts|areas|villages|towns|suburbs|parts|provinces|countryside|outskirts)\b'
    ), false
);
