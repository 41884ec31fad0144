-- needs: assertions_reviewed, folded
-- Equipment said to be lost, by side, category, model and status, against confirmed losses, at one place and time;
-- null leaves a limit out. Lists of confirmed losses are limited by their day only, if they have one.
create or replace macro equipment_losses_in(at_place_key, from_date, to_date) as table
    with
    claims as (
        select
            l.figure_id,
            l.vote_id,
            l.stated_on,
            coalesce(nullif(a.affiliation, ''), 'not said') as affiliation,
            a.entity_class,
            coalesce(nullif(a.designation, ''), 'not said') as designation,
            coalesce(r.parent, a.outcome) as status,
            a.count_status,
            a.low,
            a.high,
            l.assertion_id
        from event_links as l
        inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
        left join ref_outcomes as r on a.outcome = r.outcome
        where
            a.domain = 'equipment'
            and a.polarity = 'asserted'
            and l.counted_as in ('statement', 'part')
            and coalesce(r.parent, a.outcome) in ('destroyed', 'damaged', 'abandoned', 'seized')
            and (at_place_key is null or l.place_key = at_place_key)
            and (from_date is null or l.event_date >= from_date)
            and (to_date is null or l.event_date <= to_date)
    ),

    -- What each origin said last of each figure.
    by_origin as (
        select
            figure_id,
            vote_id,
            affiliation,
            entity_class,
            designation,
            status,
            count_status,
            max(low) as low,
            max(coalesce(high, low)) as high,
            bool_or(high is null) as is_open,
            max(stated_on) as stated_on,
            count(*) as assertions
        from claims
        group by figure_id, vote_id, affiliation, entity_class, designation, status, count_status
    ),

    by_figure as (
        select
            figure_id,
            affiliation,
            entity_class,
            designation,
            status,
            count_status,
            min(low) as low,
            max(high) as high,
            bool_or(is_open) as is_open,
            list(distinct vote_id) as votes,
            sum(assertions) as assertions
        from by_origin
        group by figure_id, affiliation, entity_class, designation, status, count_status
    ),

    -- Losses of different incidents add up; a running toll contains its earlier values.
    claimed as (
        select
            affiliation,
            entity_class,
            designation,
            status,
            count_status,
            case count_status when 'cumulative' then max(low) else sum(low) end as claimed_low,
            case
                when bool_or(is_open) then null
                when count_status = 'cumulative' then max(high)
                else sum(high)
            end as claimed_high,
            count(distinct figure_id) as figures,
            len(list_distinct(flatten(list(votes)))) as origins,
            sum(assertions) as assertions
        from by_figure
        group by affiliation, entity_class, designation, status, count_status
    ),

    confirmed as (
        select
            affiliation,
            entity_class,
            coalesce(nullif(designation, ''), 'not said') as designation,
            status,
            count(*) as confirmed
        from confirmed_losses
        where
            (from_date is null or loss_date >= from_date)
            and (to_date is null or loss_date <= to_date)
        group by affiliation, entity_class, coalesce(nullif(designation, ''), 'not said'), status
    )

    select
        coalesce(c.affiliation, v.affiliation) as affiliation,
        coalesce(c.entity_class, v.entity_class) as category,
        coalesce(c.designation, v.designation) as designation,
        coalesce(c.status, v.status) as status,
        coalesce(c.count_status, 'not claimed') as count_status,
        c.claimed_low,
        c.claimed_high,
        c.figures,
        c.origins,
        c.assertions,
        case when (select count(*) from confirmed_losses) > 0 then coalesce(v.confirmed, 0) end as confirmed,
        case when v.confirmed > 0 then round(c.claimed_low / v.confirmed, 2) end as claimed_to_confirmed
    from claimed as c
    full outer join confirmed as v
        on
            c.affiliation = v.affiliation
            and c.entity_class = v.entity_class
            and folded(c.designation) = folded(v.designation)
            and c.status = v.status;
