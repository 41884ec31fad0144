-- How the bounds of a heading relate to those of its body.
create or replace macro heading_relation(heading_low, heading_high, body_low, body_high) as
case
    when coalesce(heading_low, heading_high) is null or coalesce(body_low, body_high) is null then 'not told apart'
    when heading_low is not distinct from body_low and heading_high is not distinct from body_high then 'the same'
    when heading_low > body_high then 'above'
    when heading_high < body_low then 'below'
    when body_low < body_high and heading_low = body_high then 'the upper end'
    when body_low < body_high and heading_high = body_low then 'the lower end'
    when body_high is null and heading_high = heading_low and heading_low = body_low then 'drops the bound'
    when body_high is null and heading_low > body_low then 'above'
    else 'within'
end;
