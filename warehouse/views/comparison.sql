-- needs: comparison_as_of
create or replace view comparison as
select * from comparison_as_of(null, 'hull');

comment on view comparison is
'One row per figure: how the origins that give it relate. Nothing is averaged, and no origin is called right.';
comment on column comparison.place_key is
'Place of the event for filtering: a GeoNames id, or country and folded words where the gazetteer has none.';
comment on column comparison.place is 'Most frequent name of the place.';
comment on column comparison.country is 'Country of the place, ISO 3166-1 alpha-2.';
comment on column comparison.place_level is 'point, area (around a point), region, country or unplaced.';
comment on column comparison.event_date is
'First day of the event; of a running toll or a strength, first day of the month or quarter in which it was stated.';
comment on column comparison.event_date_end is 'Last day of the event.';
comment on column comparison.event_kind is 'Kind of attack where the texts say it, else unspecified.';
comment on column comparison.outcome is 'What happened to the counted, by the coarse code.';
comment on column comparison.domain is 'people, equipment, facility or attack.';
comment on column comparison.entity_class is 'Class of what is counted.';
comment on column comparison.affiliation is 'Whose people or equipment, where that divides the figure; else empty.';
comment on column comparison.designation is 'Model of equipment, where that divides the figure; else empty.';
comment on column comparison.count_status is 'incident, cumulative, stock, rate or change: never compared with one another.';
comment on column comparison.period is 'Period of a running toll; empty for an incident.';
comment on column comparison.verdict is
'How the origins relate: single_origin, agreement, compatible (what they say overlaps), compatible_minimums_diverge
(all open above, the highest minimum at least twice the lowest), rising or revised (each later figure stands above, or
corrects, the earlier), contradiction (one''s low above another''s high), denied, not_comparable (other origins speak of
the event, but of another class, scope or status, or that they count the same is not sure).';
comment on column comparison.reason is 'The verdict in words.';
comment on column comparison.origins is 'Independent origins that give the figure; copies of one origin are one.';
comment on column comparison.stories is 'Stories; near-identical texts are one.';
comment on column comparison.documents is 'Documents that carry the figure.';
comment on column comparison.outlets is 'Outlets that carry the figure.';
comment on column comparison.lowest is 'Lowest number that any origin gives as least.';
comment on column comparison.hull_low is 'Least lower bound of any origin; null is unbounded.';
comment on column comparison.hull_high is 'Greatest upper bound of any origin; null is open above.';
comment on column comparison.intersection_low is 'Least number that all origins allow; null is unbounded or none.';
comment on column comparison.intersection_high is 'Greatest number that all origins allow; null is open above or none.';
comment on column comparison.intersection_is_empty is 'True where no number is allowed by all origins.';
comment on column comparison.ratio is 'Highest lower bound divided by the lowest.';
comment on column comparison.claims is 'What each origin says, the lowest first.';
comment on column comparison.claims_stated_on is
'Day on which each of the claims was first stated, in the order of claims.';
comment on column comparison.derived is 'Origins whose total was added up from their parts: a minimum, open above.';
comment on column comparison.denials is 'Origins that deny the figure.';
comment on column comparison.conceders is 'Parties that speak of their own strike; their figure stands apart.';
comment on column comparison.conceded_low is 'Lower bound that a party gives for its own strike.';
comment on column comparison.conceded_high is 'Upper bound that a party gives for its own strike; null is open above.';
comment on column comparison.qualifier_drift is 'True where copies of one origin dropped "at least" or the like.';
comment on column comparison.possible_same_origin is
'True where two unnamed voices give one number and name one victim: they are counted once.';
comment on column comparison.last_stated_on is 'Publication date of the latest statement.';
comment on column comparison.figure_id is 'Figure, as in figures.';
comment on column comparison.event_id is 'Event, as in events.';
