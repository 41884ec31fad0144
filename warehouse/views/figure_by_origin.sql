-- needs: figure_by_origin_as_of
create or replace view figure_by_origin as
select * from figure_by_origin_as_of(null, 'hull');

comment on view figure_by_origin is
'One row per figure and origin: what the origin says of it last, whoever carried it. Copies are one row.';
comment on column figure_by_origin.place_key is
'Place of the event for filtering: a GeoNames id, or country and folded words where the gazetteer has none.';
comment on column figure_by_origin.place is 'Most frequent name of the place.';
comment on column figure_by_origin.country is 'Country of the place, ISO 3166-1 alpha-2.';
comment on column figure_by_origin.event_date is 'First day of the event, or of the month or quarter of the statement.';
comment on column figure_by_origin.event_date_end is 'Last day of the event.';
comment on column figure_by_origin.event_kind is 'Kind of attack where the texts say it, else unspecified.';
comment on column figure_by_origin.outcome is 'What happened to the counted, by the coarse code.';
comment on column figure_by_origin.domain is 'people, equipment, facility or attack.';
comment on column figure_by_origin.entity_class is 'Class of what is counted.';
comment on column figure_by_origin.affiliation is 'Whose people or equipment, where that divides the figure; else empty.';
comment on column figure_by_origin.designation is 'Model of equipment, where that divides the figure; else empty.';
comment on column figure_by_origin.count_status is 'incident, cumulative, stock, rate or change.';
comment on column figure_by_origin.period is 'Period of a running toll; empty for an incident.';
comment on column figure_by_origin.origin is 'Innermost voice of the chain, in its words.';
comment on column figure_by_origin.source_class is 'Kind of source that the origin is.';
comment on column figure_by_origin.named is 'True where the origin is named.';
comment on column figure_by_origin.party_to_conflict is 'True where the origin takes part in the conflict.';
comment on column figure_by_origin.low is 'Lower bound; of copies the loosest. Null is unbounded.';
comment on column figure_by_origin.high is 'Upper bound; of copies the loosest. Null is open above.';
comment on column figure_by_origin.figure is 'The bounds in words.';
comment on column figure_by_origin.is_derived is
'True where the origin gave parts and no total: they are added up to a minimum, open above.';
comment on column figure_by_origin.is_denial is 'True where the origin denies the figure.';
comment on column figure_by_origin.own_strike is 'True where a party to the conflict speaks of its own strike.';
comment on column figure_by_origin.is_vague is 'True where the number rests on a word such as "dozens".';
comment on column figure_by_origin.values_stated is
'Different values that the origin gave in all; the row shows the latest (of one day, the one most carried).';
comment on column figure_by_origin.qualifier_drift is 'True where some copies dropped "at least" or the like.';
comment on column figure_by_origin.possible_same_origin is 'True where another unnamed voice is possibly the same.';
comment on column figure_by_origin.stated_on is 'Publication date of the latest statement.';
comment on column figure_by_origin.assertions is 'Assertions that the row rests on.';
comment on column figure_by_origin.documents is 'Documents that carry them.';
comment on column figure_by_origin.stories is 'Stories that these tell; near-identical texts are one.';
comment on column figure_by_origin.outlets is 'Outlets that carry them.';
comment on column figure_by_origin.assertion_ids is 'Assertions that the row rests on.';
comment on column figure_by_origin.origin_id is 'Origin, as in origins.';
comment on column figure_by_origin.figure_id is 'Figure, as in figures.';
comment on column figure_by_origin.event_id is 'Event, as in events.';
