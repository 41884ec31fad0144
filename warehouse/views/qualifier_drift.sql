-- needs: assertions_reviewed, stated_bounds, bounds_text
create or replace view qualifier_drift as
with
told as (
    select
        *,
        bool_or(high is null) over same_value and bool_or(high is not null) over same_value as drifts
    from stated_bounds(null, 'hull')
    where counted_as = 'statement' and not is_denial and not implicit
    window same_value as (partition by place_key, event_date, figure_id, origin_id, stated_value)
),

final as (
    select
        t.place_key,
        a.place_text as place,
        t.event_date,
        o.origin,
        t.outlet,
        t.stated_on,
        a.exact as quote,
        bounds_text(t.low, t.high) as figure,
        t.high is not null as dropped_the_bound,
        a.outcome,
        a.entity_class,
        t.figure_id,
        t.origin_id,
        t.assertion_id
    from told as t
    inner join assertions_reviewed as a on t.assertion_id = a.assertion_id
    left join origins as o on t.origin_id = o.origin_id
    where t.drifts
)

select * from final;

comment on view qualifier_drift is
'One row per copy of a number of one origin, where some copies kept "at least" or the like and others dropped it.';
comment on column qualifier_drift.dropped_the_bound is
'True where the copy gives the number as exact; it does not tighten the figure.';
