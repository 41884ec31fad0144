-- Where a document stood, so that a changed file replaces the version that was read from it before.
alter table documents add column address varchar;
alter table quarantine add column address varchar;
