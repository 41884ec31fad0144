-- needs: assertions_reviewed, bounds_text
create or replace view vague_claims as
with
vague as (
    select
        l.place_key,
        l.event_date,
        a.place_text as place,
        a.outlet,
        a.stated_on,
        a.chain,
        a.exact as quote,
        a.outcome,
        a.entity_class,
        case a.quantity_kind when 'approximate' then 'approximate' else a.vague_term end as vague_term,
        a.value_from,
        a.assertion_id,
        l.figure_id
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    where a.quantity_kind in ('vague', 'approximate')
),

final as (
    select
        v.place_key,
        v.place,
        v.event_date,
        v.outlet,
        v.stated_on,
        v.chain,
        v.quote,
        v.outcome,
        v.entity_class,
        v.vague_term,
        c.convention,
        case c.low when '=' then v.value_from else try_cast(c.low as double) end as low,
        case c.best when '=' then v.value_from else try_cast(c.best as double) end as best,
        case c.high when '=' then v.value_from else try_cast(c.high as double) end as high,
        c.source as convention_source,
        v.assertion_id,
        v.figure_id
    from vague as v
    left join ref_vague_words as c on v.vague_term = c.term
)

select * from final;

comment on view vague_claims is
'One row per vague or approximate claim and convention: what "dozens" or "about 30" comes to under each.';
comment on column vague_claims.convention is
'Convention of the field by which the words are given bounds; null if none has the word.';
comment on column vague_claims.low is 'Lower bound under the convention; null is none.';
comment on column vague_claims.best is 'Single value under the convention; null is none.';
comment on column vague_claims.high is 'Upper bound under the convention; null is none.';
comment on column vague_claims.convention_source is 'Where the convention''s bounds come from.';
