-- How a later value of one origin relates to its earlier one.
create or replace macro revision_kind(earlier_low, earlier_high, later_low, later_high) as
case
    when coalesce(later_low, later_high) > coalesce(earlier_low, earlier_high) then 'revision_up'
    when coalesce(later_low, later_high) < coalesce(earlier_low, earlier_high) then 'revision_down'
    when later_high < earlier_high then 'revision_down'
    when later_low is distinct from earlier_low or later_high is distinct from earlier_high then 'bound_changed'
    else 'repeated'
end;
