-- needs: stated_bounds
-- What each origin says of each figure, as of a day and under a convention: one row per figure and origin, one more if
-- it also denies. The latest value stands; of its copies, of whatever day, the loosest bound wins.
create or replace macro origin_statements(as_of, convention_used) as table
with
bounds as (
    select * from stated_bounds(as_of, convention_used)
    where counted_as = 'statement'
),

latest as (
    select
        *,
        max(stated_on) over by_origin as latest_day,
        bool_or(not implicit) over by_origin as is_counted,
        bool_or(high is null) over by_value and bool_or(high is not null) over by_value as lost_bound
    from bounds
    window
        by_origin as (partition by place_key, event_date, figure_id, origin_id, is_denial),
        by_value as (partition by place_key, event_date, figure_id, origin_id, is_denial, stated_value)
),

standing as (
    select
        *,
        bool_or(stated_on is not distinct from latest_day) over (
            partition by place_key, event_date, figure_id, origin_id, is_denial, stated_value
        ) as stands
    from latest
    where not implicit or not is_counted
),

final as (
    select
        place_key,
        event_date,
        figure_id,
        origin_id,
        is_denial,
        any_value(vote_id) as vote_id,
        any_value(event_id) as event_id,
        bool_or(own_strike) as own_strike,
        case when not bool_or(low is null) then min(low) end as low,
        case when not bool_or(high is null) then max(high) end as high,
        case when not bool_or(allowed_low is null) then min(allowed_low) end as allowed_low,
        case when not bool_or(allowed_high is null) then max(allowed_high) end as allowed_high,
        count(distinct stated_value) as values_stated,
        bool_or(lost_bound) as qualifier_drift,
        bool_or(quantity_kind = 'vague') as is_vague,
        max(stated_on) as stated_on,
        list(distinct outlet order by outlet) filter (where outlet is not null) as outlets,
        list(distinct document_id order by document_id) as document_ids,
        list(distinct story_id order by story_id) as story_ids,
        list(distinct assertion_id order by assertion_id) as assertion_ids
    from standing
    where stands
    group by place_key, event_date, figure_id, origin_id, is_denial
)

select * from final;
