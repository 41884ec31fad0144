-- needs: bare_name
-- Whether one of two names contains the other; false where either is missing or too short to tell.
create or replace macro names_alike(name_1, name_2) as
coalesce(
    len(bare_name(name_1)) > 2 and len(bare_name(name_2)) > 2
    and (contains(bare_name(name_1), bare_name(name_2)) or contains(bare_name(name_2), bare_name(name_1))),
    false
);
