-- needs: comparison
create or replace view single_origin as
select * from comparison
where verdict = 'single_origin';

comment on view single_origin is
'One row per figure that only one origin gives, however many outlets carried it: unconfirmed, not doubted.';
