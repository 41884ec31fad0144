create or replace view near_copies as
with
final as (
    select
        s.story_id,
        s.document_id,
        d.source as outlet,
        d.publication_date as stated_on,
        d.title,
        first_told.source as first_outlet,
        first_told.publication_date as first_stated_on,
        round(s.similarity, 2) as similarity,
        d.url
    from stories as s
    inner join documents as d on s.document_id = d.document_id and d.is_current
    inner join documents as first_told on s.story_id = first_told.document_id and first_told.is_current
    where s.document_id <> s.story_id
)

select * from final;

comment on view near_copies is
'One row per document that is nearly the same text as an earlier one of the last three days: the two are one story.';
comment on column near_copies.outlet is 'Outlet of the copy.';
comment on column near_copies.first_outlet is 'Outlet of the earliest text of the story.';
comment on column near_copies.first_stated_on is 'Day on which that was published.';
comment on column near_copies.similarity is 'Share of word sequences that the two have in common, estimated.';
