-- When and where what a text was taken from stood: pages that were fetched, web archives, posts of channels.
create table captures (
    original_sha256 varchar,
    address varchar,
    fetched_at timestamp with time zone,
    headers varchar,
    archive_address varchar,
    history varchar,
    run_id varchar not null
);
