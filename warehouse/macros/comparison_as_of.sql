-- needs: compared_figures, verdict_reason, bounds_text
-- The comparison as it stood on a day (null: today), with vague and approximate words read under a convention:
-- select * from comparison_as_of(date '2015-10-16', 'hull').
create or replace macro comparison_as_of(as_of, convention_used) as table
    select
        place_key,
        place,
        country,
        place_level,
        event_date,
        event_date_end,
        event_kind,
        outcome,
        domain,
        entity_class,
        affiliation,
        designation,
        count_status,
        period,
        verdict,
        verdict_reason(
            verdict, claims, higher_claim, lower_claim, deniers, origins, intersection_low, intersection_high, ratio,
            entity_class, classes_told, other_status
        ) as reason,
        origins,
        stories,
        documents,
        outlets,
        lowest,
        hull_low,
        hull_high,
        intersection_low,
        intersection_high,
        intersection_is_empty,
        ratio,
        list_transform(claims, lambda claim: claim.origin || ': ' || bounds_text(claim.low, claim.high)) as claims,
        list_transform(claims, lambda claim: claim.stated_on) as claims_stated_on,
        derived,
        denials,
        conceders,
        conceded_low,
        conceded_high,
        qualifier_drift,
        possible_same_origin,
        last_stated_on,
        figure_id,
        event_id
    from compared_figures(as_of, convention_used);
