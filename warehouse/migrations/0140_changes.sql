-- Increments of a total ("(+8)", "rose by 12 to 87") are kept beside it and never added to it or compared with one.
alter table assertions add column change_of bigint;

comment on column event_links.counted_as is
'statement; part (the text leaves it to the reader to add it to another); or why it is neither: heading (the body gives
the figure), restated (the outlet repeats its source), subset, named, superseded, change (what was added to a total),
not_said_to_have_happened.';
comment on column figures.count_status is 'incident, cumulative, stock, rate or change.';
