-- needs: origin_statements, stated_bounds
-- What each origin says of each figure, with totals derived from its parts where it states no total itself.
-- A derived total is a minimum, open above: no text says that its breakdown is complete.
create or replace macro origin_totals(as_of, convention_used) as table
with
statements as (
    select * from origin_statements(as_of, convention_used)
),

class_parts as (
    select
        s.place_key, s.event_date, f.whole_figure_id as figure_id, s.origin_id, s.vote_id, s.event_id, s.own_strike,
        s.low, s.stated_on, s.outlets, s.document_ids, s.story_ids, s.assertion_ids,
        f.entity_class, f.class_axis, f.class_ancestors, f.affiliation,
        list(f.entity_class) over by_whole as classes,
        list(f.class_axis) over by_whole as axes,
        list(f.entity_class) filter (where f.affiliation = '') over by_whole as undivided
    from statements as s
    inner join figures as f
        on s.figure_id = f.figure_id and s.place_key = f.place_key and s.event_date is not distinct from f.event_date
    where f.whole_figure_id is not null and not s.is_denial and s.low is not null
    window by_whole as (partition by s.place_key, s.event_date, f.whole_figure_id, s.origin_id)
),

-- Parts add up only if none contains another: not children and civilians, not fighters and one side's fighters.
disjoint as (
    select * from class_parts
    where
        (class_axis = 'role' or (class_axis = 'demography' and not list_contains(axes, 'role')))
        and not list_has_any(class_ancestors, classes)
        and (affiliation = '' or not list_contains(undivided, entity_class))
),

added as (
    select
        place_key, event_date, figure_id, origin_id, document_id,
        any_value(vote_id) as vote_id,
        any_value(event_id) as event_id,
        bool_or(own_strike) as own_strike,
        sum(low) as sum_low,
        count(*) as parts,
        max(stated_on) as last_stated_on,
        any_value(story_id) as story_id,
        any_value(outlet) as outlet,
        list(assertion_id order by assertion_id) as assertion_ids
    from stated_bounds(as_of, convention_used)
    where counted_as = 'part' and not is_denial and low is not null
    group by place_key, event_date, figure_id, origin_id, document_id
),

-- One text's addition, the latest: two texts that add up the same parts are not added up again.
addends as (
    select *
    from added
    qualify row_number() over (
        partition by place_key, event_date, figure_id, origin_id order by last_stated_on desc, sum_low desc, document_id
    ) = 1
),

components as (
    select place_key, event_date, figure_id, origin_id, vote_id, event_id, own_strike, low, 1 as parts, stated_on,
        outlets, document_ids, story_ids, assertion_ids
    from disjoint
    union all
    select place_key, event_date, figure_id, origin_id, vote_id, event_id, own_strike, sum_low, parts, last_stated_on,
        [outlet] as outlets, [document_id] as document_ids, [story_id] as story_ids, assertion_ids
    from addends
),

derived as (
    select
        place_key, event_date, figure_id, origin_id,
        false as is_denial,
        any_value(vote_id) as vote_id,
        any_value(event_id) as event_id,
        bool_or(own_strike) as own_strike,
        sum(low) as low,
        null as high,
        sum(low) as allowed_low,
        null as allowed_high,
        1 as values_stated,
        false as qualifier_drift,
        false as is_vague,
        max(stated_on) as stated_on,
        list_sort(list_distinct(flatten(list(outlets)))) as outlets,
        list_sort(list_distinct(flatten(list(document_ids)))) as document_ids,
        list_sort(list_distinct(flatten(list(story_ids)))) as story_ids,
        list_sort(flatten(list(assertion_ids))) as assertion_ids
    from components
    group by place_key, event_date, figure_id, origin_id
    having sum(parts) > 1
),

combined as (
    select *, false as is_derived from statements
    union all by name
    select *, true as is_derived from derived
),

final as (
    select *
    from combined
    qualify not is_derived or not bool_or(not is_derived and not is_denial) over (
        partition by place_key, event_date, figure_id, origin_id
    )
)

select * from final;
