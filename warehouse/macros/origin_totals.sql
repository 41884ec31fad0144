-- needs: origin_statements, class_sums, stated_bounds, one_vote
-- What each origin says of each figure, with totals derived from its parts where it states no total itself.
-- A derived total is a minimum, open above: no text says that its breakdown is complete.
create or replace macro origin_totals(as_of, convention_used) as table
    with
    statements as (
        select * from origin_statements(as_of, convention_used)
    ),

    class_parts as (
        select * from class_sums(as_of, convention_used)
    ),

    text_sums as (
        select
            place_key,
            event_date,
            figure_id,
            origin_id,
            document_id,
            one_vote(vote_id, origin_id) as vote_id,
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

    -- One text's sum, the latest: two texts that add up the same parts are not added up again.
    text_parts as (
        select * from text_sums
        qualify
            row_number() over (
                partition by place_key, event_date, figure_id, origin_id
                order by last_stated_on desc, sum_low desc, document_id asc
            ) = 1
    ),

    components as (
        select
            place_key,
            event_date,
            figure_id,
            origin_id,
            vote_id,
            event_id,
            own_strike,
            low,
            parts,
            stated_on,
            outlets,
            document_ids,
            story_ids,
            assertion_ids
        from class_parts
        union all
        select
            place_key,
            event_date,
            figure_id,
            origin_id,
            vote_id,
            event_id,
            own_strike,
            sum_low as low,
            parts,
            last_stated_on as stated_on,
            [outlet] as outlets,
            [document_id] as document_ids,
            [story_id] as story_ids,
            assertion_ids
        from text_parts
    ),

    derived as (
        select
            place_key,
            event_date,
            figure_id,
            origin_id,
            false as is_denial,
            one_vote(vote_id, origin_id) as vote_id,
            any_value(event_id) as event_id,
            bool_or(own_strike) as own_strike,
            -- Parts that the text leaves to the reader may be those that it tells by class: the greater sum, not both.
            case when max(parts) > 1 then max(low) else sum(low) end as low,
            null as high,
            case when max(parts) > 1 then max(low) else sum(low) end as allowed_low,
            null as allowed_high,
            1 as values_stated,
            false as qualifier_drift,
            false as is_vague,
            min(stated_on) as first_stated_on,
            max(stated_on) as stated_on,
            false as rests_on_number,
            false as in_doubt,
            null as toll_word,
            null as judged_against,
            list_sort(list_distinct(flatten(list(outlets)))) as outlets,
            list_sort(list_distinct(flatten(list(document_ids)))) as document_ids,
            list_sort(list_distinct(flatten(list(story_ids)))) as story_ids,
            list_sort(flatten(list(assertion_ids))) as assertion_ids
        from components
        group by place_key, event_date, figure_id, origin_id
        having sum(parts) > 1
    ),

    combined as (
        select
            *,
            false as is_derived
        from statements
        union all by name
        select
            *,
            true as is_derived
        from derived
    ),

    final as (
        select * from combined
        qualify
            not is_derived
            or not bool_or(not is_derived and not is_denial) over (
                partition by place_key, event_date, figure_id, origin_id
            )
    )

    select * from final;
