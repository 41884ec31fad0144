-- needs: compared_figures, coded_claims_met, course_of, verdict_of, bounds_text, number_text
create or replace view comparison_with_lists as
with
lists as (
    select
        figure_id,
        count(*) as lists,
        count(least) as lows,
        count(most) as highs,
        min(least) as min_low,
        max(least) as max_low,
        min(most) as min_high,
        max(most) as max_high,
        -- A list is coded from the texts, afterwards: it has no day of statement, so that it never makes a toll rise.
        list(
            struct_pack(
                origin := origin, low := least, high := most, allowed_low := least, allowed_high := most,
                stated_on := cast(null as date), toll_word := cast(null as varchar),
                judged_against := cast(null as varchar), assertion_ids := cast([] as varchar[])
            )
            order by least nulls first, most nulls last, origin
        ) as claims,
        list(
            origin || ': ' || figure || coalesce(' (best ' || number_text(best) || ')', '')
            order by least nulls first, most nulls last, origin
        ) as list_claims
    from coded_claims_met()
    where figure_id is not null
    group by figure_id
),

judged as (
    select
        c.*,
        l.lists,
        l.list_claims,
        least(c.min_low, l.min_low) as all_low,
        greatest(c.max_high, l.max_high) as all_high,
        c.lows + l.lows as all_lows,
        c.highs + l.highs as all_highs,
        verdict_of(
            c.origins + l.lists, c.denials, c.lows + l.lows, c.highs + l.highs, least(c.min_low, l.min_low),
            greatest(c.max_low, l.max_low), least(c.min_high, l.min_high), greatest(c.max_high, l.max_high),
            greatest(c.max_allowed_low, l.max_low), least(c.min_allowed_high, l.min_high),
            least(c.min_sure_high, l.min_high), course_of(list_concat(coalesce(c.claims, []), l.claims)),
            coalesce(c.rests_on_number, false)
        ) as verdict_with_lists
    from compared_figures(null, 'hull') as c
    inner join lists as l on c.figure_id = l.figure_id
)

select
    place_key,
    place,
    country,
    event_date,
    event_date_end,
    outcome,
    entity_class,
    verdict,
    verdict_with_lists,
    origins,
    lists,
    hull_low,
    hull_high,
    case when all_lows = origins + lists then all_low end as hull_low_with_lists,
    case when all_highs = origins + lists then all_high end as hull_high_with_lists,
    list_transform(claims, lambda claim: claim.origin || ': ' || bounds_text(claim.low, claim.high)) as claims,
    list_claims,
    figure_id,
    event_id
from judged
order by event_date, place_key, outcome, entity_class, figure_id;

comment on view comparison_with_lists is
'One row per figure that a coded list has a claim about: how the texts relate by themselves, and with the lists.';
comment on column comparison_with_lists.verdict is 'How the origins in texts relate, as in comparison.';
comment on column comparison_with_lists.verdict_with_lists is
'How they relate with each list as one more origin; the lists are coded from such texts, so that agreement with one
confirms nothing.';
comment on column comparison_with_lists.lists is 'Claims of coded lists that meet the figure.';
comment on column comparison_with_lists.hull_low_with_lists is
'Least lower bound of any origin or list; null is unbounded.';
comment on column comparison_with_lists.hull_high_with_lists is
'Greatest upper bound of any origin or list; null is open above.';
comment on column comparison_with_lists.list_claims is
'What each list codes: its id, its bounds, and its best estimate in brackets.';
