-- A number as people write it: 5,000; 2.5.
create or replace macro number_text(number) as
format('{:,.15g}', cast(number as double));
