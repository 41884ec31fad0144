-- needs: equipment_losses_in
create or replace view equipment_losses as
select * from equipment_losses_in(null, null, null);

comment on view equipment_losses is
'One row per side, category, model and status of equipment: losses as claimed, against visually confirmed ones where a
list of those is loaded (figures load-confirmed). Confirmed means seen in a picture: a minimum, too.';
comment on column equipment_losses.affiliation is 'Whose equipment; "not said" where the text does not say.';
comment on column equipment_losses.category is 'Class of the equipment.';
comment on column equipment_losses.designation is 'Model; "not said" where the text gives none.';
comment on column equipment_losses.status is 'destroyed, damaged, abandoned or seized.';
comment on column equipment_losses.count_status is
'incident (losses of single events, added up), cumulative (running totals, the highest) or not claimed.';
comment on column equipment_losses.claimed_low is 'Of each figure the lowest claim; added up over incidents.';
comment on column equipment_losses.claimed_high is 'Of each figure the highest claim, added up; null is open above.';
comment on column equipment_losses.figures is 'Figures that the claims belong to.';
comment on column equipment_losses.confirmed is 'Pieces in the confirmed list; null if none is loaded.';
comment on column equipment_losses.claimed_to_confirmed is 'Lowest claim divided by the confirmed number.';
