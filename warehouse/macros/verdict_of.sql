-- How the origins of one figure relate, from what their bounds have in common. Every input treats origins alike, so
-- the verdict does not depend on their order.
--   origins: that give the figure; denials: origins that deny it
--   lows, highs: how many origins bound it from below, from above
--   min_low, max_low: least and greatest lower bound; min_high, max_high likewise (of the origins that have one)
--   course: which way claims that exclude each other run over time; rests_on_number: a link holds by the number alone
--   max_allowed_low, min_allowed_high: the same, with approximate numbers widened to what they were rounded from
--   min_sure_high: likewise, without origins of which it is not sure that they count the same
create or replace macro verdict_of(
    origins, denials, lows, highs, min_low, max_low, min_high, max_high, max_allowed_low, min_allowed_high,
    min_sure_high, course, rests_on_number
) as
case
    when denials > 0 then 'denied'
    when origins <= 1 then 'single_origin'
    when max_allowed_low > min_allowed_high and course in ('rising', 'revised') then course
    when max_allowed_low > min_sure_high then 'contradiction'
    when max_allowed_low > min_allowed_high then 'not_comparable'
    when
        lows + highs > 0 and lows in (0, origins) and highs in (0, origins)
        and min_low is not distinct from max_low and min_high is not distinct from max_high
        then case when rests_on_number then 'compatible' else 'agreement' end
    when highs = 0 and lows = origins and min_low > 0 and max_low >= 2 * min_low then 'compatible_minimums_diverge'
    else 'compatible'
end;
