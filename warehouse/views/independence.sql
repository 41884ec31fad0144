-- needs: assertions_reviewed
create or replace view independence as
with
linked as (
    select
        l.*,
        a.outlet,
        a.relay_text,
        o.named,
        o.origin
    from event_links as l
    inner join assertions_reviewed as a on l.assertion_id = a.assertion_id
    left join origins as o on l.origin_id = o.origin_id
    where l.counted_as in ('statement', 'part', 'restated')
),

grouped as (
    select
        place_key,
        event_date,
        event_id,
        figure_id,
        count(*) as assertions,
        count(distinct document_id) as documents,
        count(distinct outlet) as outlets,
        count(distinct story_id) as stories,
        count(distinct vote_id) filter (where counted_as <> 'restated') as independent_origins,
        count(distinct vote_id) filter (where counted_as <> 'restated' and named) as named_origins,
        count(distinct origin_id) filter (where counted_as <> 'restated')
        - count(distinct vote_id) filter (where counted_as <> 'restated') as possible_same_origins,
        list(distinct origin order by origin) filter (where counted_as <> 'restated') as origin_names,
        list(distinct relay_text order by relay_text) filter (where relay_text <> '') as relays
    from linked
    group by place_key, event_date, event_id, figure_id
),

final as (
    select
        g.place_key,
        e.place,
        g.event_date,
        f.outcome,
        f.entity_class,
        f.count_status,
        g.assertions,
        g.documents,
        g.outlets,
        g.stories,
        g.independent_origins,
        g.named_origins,
        g.possible_same_origins,
        g.origin_names,
        g.relays,
        case
            when g.independent_origins = 1 and g.outlets > 1
                then g.outlets || ' outlets, one origin: ' || g.origin_names[1]
            when g.documents > g.stories
                then
                    g.documents
                    || ' documents tell '
                    || g.stories
                    || ' stories by '
                    || g.independent_origins
                    || ' origins'
            else g.documents || ' documents, ' || g.independent_origins || ' origins'
        end as summary,
        g.figure_id
    from grouped as g
    inner join figures as f
        on g.figure_id = f.figure_id and g.place_key = f.place_key and g.event_date is not distinct from f.event_date
    inner join events as e
        on g.event_id = e.event_id and g.place_key = e.place_key and g.event_date is not distinct from e.event_date
)

select * from final;

comment on view independence is
'One row per figure: how many documents, outlets and stories carry it, and how many origins these come down to.';
comment on column independence.assertions is 'Assertions of the figure, with those that restate a source.';
comment on column independence.independent_origins is 'Origins counted once each; of possible same origins, one.';
comment on column independence.named_origins is 'Those of them that are named.';
comment on column independence.possible_same_origins is 'Unnamed origins that were not counted, as possibly the same.';
comment on column independence.origin_names is 'The origins in their words.';
comment on column independence.relays is 'Agencies and outlets that passed the figure on.';
comment on column independence.summary is 'The counts in words.';
