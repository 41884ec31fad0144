-- needs: origin_totals, bounds_text
-- What each origin said of each figure by a day (null: today), under a convention for vague and approximate words.
create or replace macro figure_by_origin_as_of(as_of, convention_used) as table
    select
        t.place_key,
        e.place,
        e.country,
        t.event_date,
        e.event_date_end,
        e.event_kind,
        f.outcome,
        f.domain,
        f.entity_class,
        f.affiliation,
        f.designation,
        f.count_status,
        f.period,
        o.origin,
        o.source_class,
        o.named,
        o.party_to_conflict,
        t.low,
        t.high,
        bounds_text(t.low, t.high) as figure,
        t.is_derived,
        t.is_denial,
        t.own_strike,
        t.is_vague,
        t.values_stated,
        t.qualifier_drift,
        t.vote_id <> t.origin_id
        or count(*) over (partition by t.place_key, t.event_date, t.figure_id, t.vote_id, t.is_denial) > 1
            as possible_same_origin,
        t.stated_on,
        len(t.assertion_ids) as assertions,
        len(t.document_ids) as documents,
        len(t.story_ids) as stories,
        t.outlets,
        t.assertion_ids,
        t.origin_id,
        t.figure_id,
        t.event_id
    from origin_totals(as_of, convention_used) as t
    inner join figures as f
        on t.figure_id = f.figure_id and t.place_key = f.place_key and t.event_date is not distinct from f.event_date
    inner join events as e
        on t.event_id = e.event_id and t.place_key = e.place_key and t.event_date is not distinct from e.event_date
    left join origins as o on t.origin_id = o.origin_id;
