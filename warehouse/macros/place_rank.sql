-- How wide a place is: a point 0, the area around one 1, a region 2, a country 3; null for no place.
create or replace macro place_rank(level) as
case level when 'point' then 0 when 'area' then 1 when 'region' then 2 when 'country' then 3 end;
