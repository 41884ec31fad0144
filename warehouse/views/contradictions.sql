-- needs: comparison
create or replace view contradictions as
select * from comparison
where verdict = 'contradiction';

comment on view contradictions is
'One row per figure on which origins exclude each other: the least that one says is above the most that another allows.';
