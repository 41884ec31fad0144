-- What the views were last made from, so that a run makes them anew only where that has changed.
create table view_versions (
    sha256 varchar not null,
    applied_at timestamp with time zone not null
);
