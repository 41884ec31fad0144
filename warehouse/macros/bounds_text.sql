-- needs: number_text
-- An interval in words: "at least 11", "5,000 to 7,000", "up to 30", "25"; "no number" where nothing bounds it.
create or replace macro bounds_text(low, high) as
case
    when low is null and high is null then 'no number'
    when low is null then 'up to ' || number_text(high)
    when high is null then 'at least ' || number_text(low)
    when low = high then number_text(low)
    else number_text(low) || ' to ' || number_text(high)
end;
