-- needs: origin_totals, verdict_of, course_of, lowest_ceiling, excluded_above
-- How the origins of each figure relate, as of a day and under a convention for vague and approximate words.
create or replace macro compared_figures(as_of, convention_used) as table
    -- Materialized: pushing filters through all that follows costs a second, whatever the rows.
    with totals as (
        select
            t.*,
            o.origin,
            o.named
        from origin_totals(as_of, convention_used) as t
        left join origins as o on t.origin_id = o.origin_id
    ),

    -- What is asked for twice is worked out once; else pushing filters through all that follows costs a second.
    stated as (
        select * from totals
        where is_denial
        union all
        select * from totals
        where not is_denial
    ),

    votes as (
        select
            place_key,
            event_date,
            event_id,
            figure_id,
            vote_id,
            is_denial,
            own_strike,
            bool_and(is_derived) as is_derived,
            min(origin) || case when bool_and(is_derived) then ' (added up from its parts)' else '' end as origin,
            count(distinct origin_id) > 1 as possible_same_origin,
            case when not bool_or(low is null) then min(low) end as low,
            case when not bool_or(high is null) then max(high) end as high,
            case when not bool_or(allowed_low is null) then min(allowed_low) end as allowed_low,
            case when not bool_or(allowed_high is null) then max(allowed_high) end as allowed_high,
            bool_or(qualifier_drift) as qualifier_drift,
            min(first_stated_on) as first_stated_on,
            max(stated_on) as stated_on,
            bool_and(rests_on_number) as rests_on_number,
            bool_and(in_doubt) as in_doubt,
            max(toll_word) as toll_word,
            min(judged_against) as judged_against,
            flatten(list(outlets)) as outlets,
            flatten(list(document_ids)) as document_ids,
            flatten(list(story_ids)) as story_ids,
            flatten(list(assertion_ids)) as assertion_ids
        from stated
        group by place_key, event_date, event_id, figure_id, vote_id, is_denial, own_strike
    ),

    sorted as (
        select
            *,
            case
                when is_denial then 'denial'
                when own_strike and bool_or(not own_strike and not is_denial) over (
                    partition by place_key, event_date, figure_id
                ) then 'own strike'
                else 'claim'
            end as part
        from votes
    ),

    compared as (
        select
            place_key,
            event_date,
            event_id,
            figure_id,
            count(*) filter (where part = 'claim') as origins,
            count(*) filter (where part = 'denial') as denials,
            count(low) filter (where part = 'claim') as lows,
            count(high) filter (where part = 'claim') as highs,
            min(low) filter (where part = 'claim') as min_low,
            max(low) filter (where part = 'claim') as max_low,
            min(high) filter (where part = 'claim') as min_high,
            max(high) filter (where part = 'claim') as max_high,
            max(allowed_low) filter (where part = 'claim') as max_allowed_low,
            min(allowed_high) filter (where part = 'claim') as min_allowed_high,
            min(allowed_high) filter (where part = 'claim' and not in_doubt) as min_sure_high,
            min(low) filter (where part = 'own strike') as conceded_low,
            case
                when count(high) filter (where part = 'own strike') = count(*) filter (where part = 'own strike')
                    then
                        max(high) filter (where part = 'own strike')
            end as conceded_high,
            list(
                struct_pack(
                    origin := origin, low := low, high := high, allowed_low := allowed_low,
                    allowed_high := allowed_high, stated_on := first_stated_on, toll_word := toll_word,
                    judged_against := judged_against, assertion_ids := assertion_ids
                )
                order by low nulls first, high nulls last, origin, first_stated_on
            )
            filter (where part = 'claim') as claims,
            bool_or(rests_on_number) filter (where part = 'claim') as rests_on_number,
            list(origin order by origin) filter (where part = 'denial') as deniers,
            list(origin order by origin) filter (where part = 'own strike') as conceders,
            list(distinct vote_id) filter (where part = 'claim') as votes,
            count(*) filter (where is_derived and part = 'claim') as derived,
            bool_or(qualifier_drift) as qualifier_drift,
            bool_or(possible_same_origin) as possible_same_origin,
            max(stated_on) as last_stated_on,
            len(list_distinct(flatten(list(outlets)))) as outlets,
            len(list_distinct(flatten(list(document_ids)))) as documents,
            len(list_distinct(flatten(list(story_ids)))) as stories,
            list_sort(list_distinct(flatten(list(assertion_ids)))) as assertion_ids
        from sorted
        group by place_key, event_date, event_id, figure_id
    ),

    -- Of claims that exclude each other: which way they run over time, and the two that say so the plainest.
    excluding as (
        select
            *,
            case when max_allowed_low > min_allowed_high then course_of(claims) end as course,
            case when max_allowed_low > min_allowed_high then lowest_ceiling(claims) end as lower_claim
        from compared
    ),

    contrasted as (
        select
            *,
            case when lower_claim is not null then excluded_above(claims, lower_claim.judged_against) end
                as higher_claim
        from excluding
    ),

    labelled as (
        select
            c.*,
            f.outcome,
            f.domain,
            f.entity_class,
            f.affiliation,
            f.designation,
            f.count_status,
            f.period,
            e.place,
            e.place_level,
            e.country,
            e.event_date_end,
            e.event_kind
        from contrasted as c
        inner join figures as f
            on
                c.figure_id = f.figure_id
                and c.place_key = f.place_key
                and c.event_date is not distinct from f.event_date
        inner join events as e
            on c.event_id = e.event_id and c.place_key = e.place_key and c.event_date is not distinct from e.event_date
    ),

    judged as (
        select
            *,
            verdict_of(
                origins, denials, lows, highs, min_low, max_low, min_high, max_high, max_allowed_low, min_allowed_high,
                min_sure_high, course, rests_on_number
            ) as verdict_of_bounds,
            -- Origins that speak of the event and outcome, but never of the same figure of it.
            max(origins) over by_outcome <= 1 and len(list_distinct(flatten(list(votes) over by_outcome))) > 1
                as never_meet,
            list(distinct entity_class) over by_outcome as classes_told
        from labelled
        window by_outcome as (partition by place_key, event_date, event_id, outcome)
    ),

    s as (
        select
            place_key,
            event_date,
            figure_id,
            min(other_status) as other_status
        from status_links
        group by place_key, event_date, figure_id
    ),

    final as (
        select
            j.* exclude (verdict_of_bounds),
            case
                when
                    j.verdict_of_bounds = 'single_origin'
                    and j.origins = 1
                    and (j.never_meet or s.figure_id is not null)
                    then 'not_comparable'
                else j.verdict_of_bounds
            end as verdict,
            case when j.origins > 0 and j.lows = j.origins then j.min_low end as hull_low,
            case when j.origins > 0 and j.highs = j.origins then j.max_high end as hull_high,
            coalesce(j.max_allowed_low > j.min_allowed_high, false) as intersection_is_empty,
            case when j.max_allowed_low > j.min_allowed_high then null else j.max_allowed_low end as intersection_low,
            case when j.max_allowed_low > j.min_allowed_high then null else j.min_allowed_high end as intersection_high,
            coalesce(j.min_low, j.min_high) as lowest,
            case when j.origins > 1 and j.min_low > 0 then round(j.max_low / j.min_low, 2) end as ratio,
            s.other_status
        from judged as j
        left join s
            on
                j.figure_id = s.figure_id
                and j.place_key = s.place_key
                and j.event_date is not distinct from s.event_date
    )

    select * from final;
