-- Whether a number that another excludes quarrels with it, is a part beside its whole, or is in doubt.
alter table event_links add column judged varchar;
alter table event_links add column judged_since date;
alter table event_links add column judged_against varchar;
alter table event_links add column toll_word varchar;
alter table event_links add column group_noun varchar;
comment on column event_links.judged is
'Where another number of the figure stands above this one: quarrel (the two exclude each other), part (the text counts a
part, another attack or a shorter time), doubt (that both count the same is not sure); null where none does.';
comment on column event_links.judged_since is 'Day from which both numbers were known.';
comment on column event_links.judged_against is 'Of a quarrel: the assertion of the number above it that is nearest.';
comment on column event_links.group_noun is
'Where the counted are told by a noun for a group among people (teacher, volunteer): that noun.';
comment on column event_links.toll_word is
'Where numbers of the figure exclude each other: update, correction or earlier, if the sentence says that of its number.';
