-- needs: bounds_text, number_text
-- The verdict in words. claims: what each origin says, the lowest first; of those that exclude each other, higher and
-- lower are two that do.
create or replace macro verdict_reason(
    verdict, claims, higher, lower, deniers, origins, low, high, ratio, entity_class, classes_told, other_status
) as
case
    when verdict = 'denied'
        then
            array_to_string(deniers, ', ') || ' denies it'
            || case
                when origins > 0 then '; ' || claims[1].origin || ' says ' || bounds_text(claims[1].low, claims[1].high)
                else '; nobody is on record with a figure'
            end
    when verdict = 'single_origin'
        then
            case
                when origins = 0 then 'no origin gives a figure'
                else
                    'only one origin gives a figure: '
                    || claims[1].origin
                    || ', '
                    || bounds_text(claims[1].low, claims[1].high)
            end
    when verdict = 'not_comparable' and origins > 1
        then
            'that all count the same is not sure: ' || higher.origin || ' says ' || bounds_text(higher.low, higher.high)
            || ', ' || lower.origin || ' says ' || bounds_text(lower.low, lower.high)
    when verdict = 'not_comparable'
        then
            'other origins speak of the same place, but not of this figure: '
            || case
                when other_status is not null then 'they give a figure that is ' || other_status
                when len(list_filter(classes_told, lambda c: c <> entity_class)) = 0
                    then 'they give it for another side, model or period'
                else
                    'they count '
                    || array_to_string(list_filter(list_sort(classes_told), lambda c: c <> entity_class), ', ')
            end
    when verdict = 'agreement'
        then
            origins || ' origins say the same: ' || bounds_text(claims[1].low, claims[1].high)
    when verdict in ('rising', 'revised')
        then
            case verdict
                when 'rising' then 'each later figure stands above the earlier: '
                else 'revised down by a later statement: '
            end
            || array_to_string(
                list_transform(
                    list_sort(list_transform(
                        claims,
                        lambda c: struct_pack(
                            stated_on := c.stated_on, low := c.low, high := c.high, origin := c.origin
                        )
                    )),
                    lambda c: c.origin || ' ' || bounds_text(c.low, c.high) || ' on ' || c.stated_on
                ), ', '
            )
    when verdict = 'compatible'
        then
            origins || ' origins; what they say overlaps: ' || bounds_text(low, high)
    when verdict = 'compatible_minimums_diverge'
        then
            'all ' || origins || ' origins leave the figure open above; the highest minimum, '
            || number_text(claims[-1].low) || ' (' || claims[-1].origin || '), is ' || ratio || ' times the lowest, '
            || number_text(claims[1].low) || ' (' || claims[1].origin || ')'
    when verdict = 'contradiction'
        then
            higher.origin || ' says ' || bounds_text(higher.low, higher.high) || ', ' || lower.origin || ' says '
            || bounds_text(lower.low, lower.high)
end;
