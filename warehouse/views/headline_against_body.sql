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
        a.exact,
        a.chain,
        a.low,
        a.high,
        l.counted_as,
        a.entity_class,
        a.entity_class = h.entity_class as is_same_class
    from headings as h
    inner join event_links as l on h.document_id = l.document_id
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    left join ref_outcomes as r on a.outcome = r.outcome
    where
        a.text_role = 'body'
        and l.counted_as in ('statement', 'part', 'restated')
        and not a.implicit
        and a.domain = h.domain
        and coalesce(r.parent, a.outcome) = h.outcome
),

-- The body's own total of the same class, the largest; where it has none, the sum of its classes, open above.
totals as (
    select
        place_key,
        event_date,
        assertion_id,
        bool_or(is_same_class) as is_stated,
        max_by(exact, coalesce(low, high)) filter (where is_same_class) as stated_text,
        max_by(struct_pack(low := low, high := high), coalesce(low, high)) filter (where is_same_class) as stated,
        string_agg(distinct exact, ' + ' order by exact) filter (where not is_same_class) as parts_text,
        sum(low) filter (where not is_same_class) as parts_low,
        string_agg(distinct chain, '; ' order by chain) as body_chains
    from bodies
    group by place_key, event_date, assertion_id
),

final as (
    select
        h.place_key,
        h.event_date,
        h.outlet,
        h.stated_on,
        h.text_role,
        h.exact as heading_text,
        bounds_text(h.low, h.high) as heading_figure,
        case when t.is_stated then t.stated_text else t.parts_text end as body_text,
        case when t.is_stated then bounds_text(t.stated.low, t.stated.high) else bounds_text(t.parts_low, null) end
            as body_figure,
        heading_relation(
            h.low,
            h.high,
            case when t.is_stated then t.stated.low else t.parts_low end,
            case when t.is_stated then t.stated.high end
        ) as relation,
        not t.is_stated as body_is_added_up,
        t.body_chains,
        h.outcome,
        h.entity_class,
        h.document_id,
        h.assertion_id
    from headings as h
    inner join totals as t on h.assertion_id = t.assertion_id
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
comment on column headline_against_body.body_chains is 'Chains of attribution of the body''s figures.';
