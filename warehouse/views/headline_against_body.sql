-- needs: assertions_reviewed, bounds_text, heading_relation
create or replace view headline_against_body as
with
headings as (
    select
        l.place_key,
        l.event_date,
        l.assertion_id,
        l.document_id,
        a.outlet,
        a.stated_on,
        a.text_role,
        a.exact,
        coalesce(r.parent, a.outcome) as outcome,
        a.domain,
        a.entity_class,
        a.count_status,
        a.low,
        a.high
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    left join ref_outcomes as r on a.outcome = r.outcome
    where l.counted_as = 'heading'
),

bodies as (
    select
        h.place_key,
        h.event_date,
        h.assertion_id,
        a.entity_class,
        a.entity_class = h.entity_class as is_same_class,
        a.entity_class in ('child', 'woman', 'man', 'leader') as is_within_others,
        any_value(h) as heading,
        -- A heading that repeats any figure of the body is the same as that one; else the largest counts.
        max_by(
            struct_pack(exact := a.exact, low := a.low, high := a.high),
            (
                a.low is not distinct from h.low and a.high is not distinct from h.high,
                coalesce(a.low, a.high),
                -a.quantity_start, -- of equals the first in the text
                a.assertion_id
            )
        ) as body,
        list(distinct a.chain) as chains
    from headings as h
    inner join event_links as l on h.document_id = l.document_id
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    left join ref_outcomes as r on a.outcome = r.outcome
    where
        a.text_role = 'body'
        and l.counted_as in ('statement', 'part', 'restated')
        and not a.implicit
        and a.domain = h.domain
        and a.count_status = h.count_status
        and coalesce(r.parent, a.outcome) = h.outcome
    group by h.place_key, h.event_date, h.assertion_id, h.entity_class, a.entity_class
),

-- The body's own total of the same class, the largest; where it has none, the sum of its classes, open above.
totals as (
    select
        place_key,
        event_date,
        assertion_id,
        any_value(heading) as heading,
        bool_or(is_same_class) as is_stated,
        any_value(body) filter (where is_same_class) as stated,
        string_agg(body.exact, ' + ' order by entity_class) filter (where not is_within_others) as parts_text,
        sum(body.low) filter (where not is_within_others) as parts_low,
        -- A single class is no sum: it keeps its own bound.
        case
            when count(*) filter (where not is_within_others) = 1
                then max(body.high) filter (where not is_within_others)
        end as parts_high,
        list_sort(list_distinct(flatten(list(chains)))) as body_chains
    from bodies
    group by place_key, event_date, assertion_id
),

final as (
    select
        place_key,
        event_date,
        heading.outlet,
        heading.stated_on,
        heading.text_role,
        heading.exact as heading_text,
        bounds_text(heading.low, heading.high) as heading_figure,
        case when is_stated then stated.exact else parts_text end as body_text,
        case when is_stated then bounds_text(stated.low, stated.high) else bounds_text(parts_low, parts_high) end
            as body_figure,
        heading_relation(
            heading.low,
            heading.high,
            case when is_stated then stated.low else parts_low end,
            case when is_stated then stated.high else parts_high end
        ) as relation,
        not is_stated as body_is_added_up,
        body_chains,
        heading.outcome,
        heading.entity_class,
        heading.document_id,
        assertion_id
    from totals
    where is_stated or parts_low is not null
)

select * from final;

comment on view headline_against_body is
'One row per figure of a headline or subheading whose body gives it too: whether the two agree. It is no second figure.';
comment on column headline_against_body.heading_text is 'Words of the figure in the heading.';
comment on column headline_against_body.heading_figure is 'Bounds that the heading gives, in words.';
comment on column headline_against_body.body_text is 'Words of the figure in the body; its parts where it gives no total.';
comment on column headline_against_body.body_figure is 'Bounds that the body gives, in words.';
comment on column headline_against_body.relation is
'the same; the upper end, the lower end (of the body''s range); drops the bound (the body says "at least" or the like);
within, above, below (the body''s bounds); not told apart (no number on one side).';
comment on column headline_against_body.body_is_added_up is 'True where the body''s total was added up from its classes.';
comment on column headline_against_body.body_chains is 'Chains of attribution of the body''s figures, each once.';
