-- needs: source_behaviour_in
create or replace view source_behaviour as
select * from source_behaviour_in(null, null, null);

comment on view source_behaviour is
'One row per origin and outcome: how often and how far it departs from the hull of the others. It ranks nobody by truth:
a source may stand apart because it counts more, later or from nearer. Read it with figures_compared.';
comment on column source_behaviour.figures_compared is 'Figures that other origins give too: what the row rests on.';
comment on column source_behaviour.other_statements is 'Statements of other origins that it was compared with.';
comment on column source_behaviour.inside is 'Figures on which it overlaps the hull of the others.';
comment on column source_behaviour.above is 'Figures on which it lies above the hull of the others.';
comment on column source_behaviour.below is 'Figures on which it lies below the hull of the others.';
comment on column source_behaviour.median_distance_above is
'Where above: median of its least number divided by the greatest of the others.';
comment on column source_behaviour.median_distance_below is
'Where below: median of its greatest number divided by the least of the others.';
comment on column source_behaviour.median_ratio_of_minimums is
'Median of its minimum divided by the lowest minimum of the others.';
