-- Which rules read an assertion, for looking into a reading.
alter table assertions add column rules varchar;
