-- needs: comparison
create or replace view conceded_figures as
select * from comparison
where len(conceders) > 0;

comment on view conceded_figures is
'One row per figure of which a party to the conflict speaks as of its own strike, beside what others say of it.';
