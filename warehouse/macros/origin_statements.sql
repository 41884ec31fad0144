-- needs: stated_bounds, one_vote
-- What each origin says of each figure, as of a day and under a convention: one row per figure and origin, one more if
-- it also denies. The latest value stands; of its copies, of whatever day, the loosest bound wins.
create or replace macro origin_statements(as_of, convention_used) as table
    with
    bounds as (
        select * from stated_bounds(as_of, convention_used)
        where counted_as = 'statement'
    ),

    -- A statement whose link to the event is uncertain is no later word on it.
    certain as (
        select * from bounds
        window
            by_figure as (partition by place_key, event_date, figure_id),
            by_origin as (partition by place_key, event_date, figure_id, origin_id, is_denial)
        qualify
            -- "A child was killed" is no toll where anybody gives one.
            (not implicit or not bool_or(not implicit) over by_figure)
            and (score >= 0.5 or not bool_or(score >= 0.5) over by_origin)
    ),

    -- What is asked for twice is worked out once; else pushing filters through all that follows takes most of the time.
    sure as (
        select * from certain
        where is_denial
        union all
        select * from certain
        where not is_denial
    ),

    copied as (
        select
            *,
            bool_or(high is null) over by_value and bool_or(high is not null) over by_value as lost_bound,
            -- A later copy of a value is no later word.
            min(stated_on) over by_value as value_stated_on,
            count(distinct story_id) over by_value as carried,
            max(coalesce(high, low)) over by_value as highest
        from sure
        window by_value as (partition by place_key, event_date, figure_id, origin_id, is_denial, stated_value)
    ),

    -- The value of the latest day; of several, the one that most stories carry, then the highest.
    ranked as (
        select
            *,
            dense_rank() over (
                partition by place_key, event_date, figure_id, origin_id, is_denial
                order by value_stated_on desc nulls last, carried desc, highest desc nulls last, stated_value asc
            ) as rank
        from copied
    ),

    standing as (
        select
            *,
            max(rank) over (partition by place_key, event_date, figure_id, origin_id, is_denial) as values_stated
        from ranked
        qualify rank = 1
    ),

    final as (
        select
            place_key,
            event_date,
            figure_id,
            origin_id,
            is_denial,
            one_vote(vote_id, origin_id) as vote_id,
            any_value(event_id) as event_id,
            bool_or(own_strike) as own_strike,
            case when not bool_or(low is null) then min(low) end as low,
            case when not bool_or(high is null) then max(high) end as high,
            case when not bool_or(allowed_low is null) then min(allowed_low) end as allowed_low,
            case when not bool_or(allowed_high is null) then max(allowed_high) end as allowed_high,
            max(values_stated) as values_stated,
            bool_or(lost_bound) as qualifier_drift,
            bool_or(quantity_kind = 'vague') as is_vague,
            min(value_stated_on) as first_stated_on,
            max(stated_on) as stated_on,
            bool_or(rests_on_number) as rests_on_number,
            bool_and(coalesce(judged = 'doubt', false)) as in_doubt,
            max(toll_word) as toll_word,
            min(judged_against) as judged_against,
            list(distinct outlet order by outlet) filter (where outlet is not null) as outlets,
            list(distinct document_id order by document_id) as document_ids,
            list(distinct story_id order by story_id) as story_ids,
            list(distinct assertion_id order by assertion_id) as assertion_ids
        from standing
        group by place_key, event_date, figure_id, origin_id, is_denial
    )

    select * from final;
