-- What a text was taken from, now that pages, PDF and mail are read too: the hash of the bytes, and their format.
alter table documents add column original_sha256 varchar;
alter table documents add column original_format varchar;
