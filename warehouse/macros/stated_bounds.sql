-- needs: assertions_reviewed, rounding_width
-- The bounds of every assertion that states a figure or a part of one, as of a day and under a convention for vague
-- and approximate words. One row per assertion.
create or replace macro stated_bounds(as_of, convention_used) as table
    with
    conventions as (
        select
            term,
            try_cast(low as double) as low,
            try_cast(high as double) as high,
            low = '=' as low_as_stated,
            high = '=' as high_as_stated
        from ref_vague_words
        where convention = convention_used
    ),

    links as (
        select * from event_links
        where counted_as in ('statement', 'part') and (as_of is null or stated_on <= as_of)
    ),

    read_bounds as (
        select
            links.*,
            a.outlet,
            a.implicit,
            a.polarity = 'denied' as is_denial,
            a.quantity_kind,
            a.value_from,
            a.value_to,
            a.vague_term,
            case
                when a.quantity_kind not in ('vague', 'approximate') then a.asserted_low
                when c.low_as_stated then a.value_from
                else c.low
            end as low,
            case
                when a.quantity_kind not in ('vague', 'approximate') then a.asserted_high
                when c.high_as_stated then a.value_from
                else c.high
            end as high
        from links
        inner join assertions_reviewed as a on links.assertion_id = a.assertion_id
        left join conventions as c
            on c.term = case a.quantity_kind when 'approximate' then 'approximate' when 'vague' then a.vague_term end
    ),

    -- Beside a figure for all, the figure for a group bounds from below only.
    grouped as (
        select
            *,
            coalesce(group_noun <> '' and bool_or(group_noun is null) over by_figure, false)
            or coalesce(min(group_noun) over by_figure <> max(group_noun) over by_figure, false)
            -- So does a part of what another counts, once that is known.
            or coalesce(judged = 'part' and (as_of is null or judged_since <= as_of), false) as is_group
        from read_bounds
        window by_figure as (partition by place_key, event_date, figure_id)
    ),

    final as (
        select
            * exclude (judged_since) replace (
            -- A thing told in the singular ("a child was killed") bounds a count from below only.
                case when implicit or is_group then null else high end as high
            ),
            concat_ws(
                '/',
                value_from,
                nullif(value_to, value_from),
                case when value_from is null then vague_term end
            ) as stated_value,
            -- "about 30" says 30 to the nearest ten: it does not exclude 34.
            case when quantity_kind = 'approximate' then greatest(low - rounding_width(value_from), 0) else low end
                as allowed_low,
            case
                -- "Dozens" is no less true of a hundred.
                when implicit or is_group or quantity_kind = 'vague' then null
                when quantity_kind = 'approximate' then high + rounding_width(value_from)
                else high
            end as allowed_high
        from grouped
    )

    select * from final;
