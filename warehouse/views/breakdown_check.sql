-- needs: assertions_reviewed, class_sums, origin_statements, bounds_text
create or replace view breakdown_check as
with
subsets as (
    select
        l.place_key,
        l.event_date,
        l.event_id,
        l.origin_id,
        l.assertion_id,
        l.document_id,
        a.outlet,
        a.stated_on,
        coalesce(r.parent, a.outcome) as outcome,
        a.exact,
        a.low,
        a.subset_of
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    left join ref_outcomes as r on a.outcome = r.outcome
    where l.counted_as = 'subset'
),

-- The whole that the text names; where reading found none, the largest total of the same voice in the same text.
subset_wholes as (
    select
        s.place_key,
        s.event_date,
        s.assertion_id,
        any_value(s) as part,
        max_by(
            struct_pack(exact := a.exact, low := a.low, high := a.high),
            -- of equals the first in the text
            (
                a.quantity_start is not distinct from s.subset_of,
                coalesce(a.high, 1e18),
                -a.quantity_start,
                a.assertion_id
            )
        ) as whole
    from subsets as s
    inner join event_links as l on s.document_id = l.document_id
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    left join ref_outcomes as r on a.outcome = r.outcome
    where
        coalesce(r.parent, a.outcome) = s.outcome
        and l.assertion_id <> s.assertion_id
        and (
            a.quantity_start = s.subset_of
            or (
                s.subset_of is null
                and l.event_id = s.event_id
                and l.origin_id = s.origin_id
                and l.counted_as = 'statement'
            )
        )
    group by s.place_key, s.event_date, s.assertion_id
),

checked_subsets as (
    select
        w.place_key,
        w.event_date,
        'subset' as check_kind,
        o.origin,
        w.part.outlet,
        w.part.stated_on,
        w.part.outcome,
        w.part.exact as part_text,
        w.part.low as part_low,
        w.whole.exact as whole_text,
        w.whole.low as whole_low,
        w.whole.high as whole_high,
        w.part.event_id
    from subset_wholes as w
    left join origins as o on w.part.origin_id = o.origin_id
),

checked_sums as (
    select
        p.place_key,
        p.event_date,
        'sum of classes' as check_kind,
        o.origin,
        array_to_string(list_sort(list_distinct(p.outlets)), ', ') as outlet,
        p.stated_on,
        f.outcome,
        array_to_string(p.part_texts, ' + ') as part_text,
        p.low as part_low,
        bounds_text(t.low, t.high) as whole_text,
        t.low as whole_low,
        t.high as whole_high,
        p.event_id
    from class_sums(null, 'hull') as p
    inner join origin_statements(null, 'hull') as t
        on
            p.figure_id = t.figure_id
            and p.origin_id = t.origin_id
            and p.place_key = t.place_key
            and p.event_date is not distinct from t.event_date
    inner join figures as f
        on
            p.figure_id = f.figure_id
            and p.place_key = f.place_key
            and p.event_date is not distinct from f.event_date
    left join origins as o on p.origin_id = o.origin_id
    where not t.is_denial
),

final as (
    select
        *,
        coalesce(part_low > whole_high, false) as is_flagged,
        case
            when part_low > whole_high then 'the part is larger than the whole'
            when whole_high is null and part_low > whole_low then 'the part is above the minimum given for the whole'
            else 'consistent'
        end as finding
    from (
        select * from checked_subsets
        union all
        select * from checked_sums
    ) as checked
)

select * from final;

comment on view breakdown_check is
'One row per part and whole that one origin gives: whether the part, or the sum of the classes, fits into the whole.';
comment on column breakdown_check.check_kind is 'subset (told to be part of another count) or sum of classes.';
comment on column breakdown_check.part_text is 'The part: the words of the subset, or the classes that are added.';
comment on column breakdown_check.part_low is 'Least number of the part.';
comment on column breakdown_check.whole_text is 'The whole: its words or its bounds.';
comment on column breakdown_check.whole_low is 'Least number of the whole.';
comment on column breakdown_check.whole_high is 'Greatest number of the whole; null is open above.';
comment on column breakdown_check.is_flagged is 'True where the part cannot be contained in the whole.';
comment on column breakdown_check.finding is 'The result in words.';
