-- Half a unit of the last digit that a number was rounded to: 5 for 30, 50 for 1,200, 0.5 for 34.
create or replace macro rounding_width(number) as
case
    when number = 0 or number <> round(number) then 0
    when number % 1000000 = 0 then 500000
    when number % 100000 = 0 then 50000
    when number % 10000 = 0 then 5000
    when number % 1000 = 0 then 500
    when number % 100 = 0 then 50
    when number % 10 = 0 then 5
    else 0.5
end;
