-- needs: compared_figures, verdict_reason, bounds_text
-- The comparison as it stood on a day (null: today), with vague and approximate words read under a convention:
-- select * from comparison_as_of(date '2015-10-16', 'hull').
create or replace macro comparison_as_of(as_of, convention_used) as table
    select
        c.place_key,
        c.place,
        c.country,
        c.place_level,
        c.event_date,
        c.event_date_end,
        c.event_kind,
        c.outcome,
        c.domain,
        c.entity_class,
        c.affiliation,
        c.designation,
        c.count_status,
        c.period,
        c.verdict,
        verdict_reason(
            c.verdict, c.claims, c.deniers, c.origins, c.intersection_low, c.intersection_high, c.ratio, c.entity_class,
            c.classes_told, c.other_status
        ) as reason,
        c.origins,
        c.stories,
        c.documents,
        c.outlets,
        c.lowest,
        c.hull_low,
        c.hull_high,
        c.intersection_low,
        c.intersection_high,
        c.intersection_is_empty,
        c.ratio,
        list_transform(c.claims, lambda claim: claim.origin || ': ' || bounds_text(claim.low, claim.high)) as claims,
        c.derived,
        c.denials,
        c.conceders,
        c.conceded_low,
        c.conceded_high,
        c.qualifier_drift,
        c.possible_same_origin,
        c.last_stated_on,
        c.figure_id,
        c.event_id
    from compared_figures(as_of, convention_used) as c;
