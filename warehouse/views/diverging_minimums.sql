-- needs: comparison
create or replace view diverging_minimums as
select * from comparison
where verdict = 'compatible_minimums_diverge';

comment on view diverging_minimums is
'One row per figure that all origins leave open above, with the highest minimum at least twice the lowest.';
