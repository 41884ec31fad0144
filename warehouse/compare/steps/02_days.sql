-- The days on which an incident figure's event may have been. Where the text gives none, those before publication.

create or replace temp table placed as
with
told as (
    select
        *,
        tells_of_earlier(sentence) and not contains(lower(sentence), lower(coalesce(date_text, '')))
        and date_text is not null as background
    from base
)

select
    b.* exclude (background, said_start, said_end),
    b.background as tells_of_earlier,
    coalesce(g.place_key, 'unplaced') as place_key,
    coalesce(g.place_level, 'unplaced') as level,
    -- An earlier attack told as background is not of the day of the new one.
    case when background then null else b.said_start end as said_start,
    case when background then null else b.said_end end as said_end,
    case when b.date_precision = 'day' and b.said_end - b.said_start <= 1 and not background then b.said_start end
        as said_day,
    s.story_id
from told as b
inner join stories as s on b.document_id = s.document_id
left join place_groups as g on b.raw_place_key = g.raw_place_key;

create or replace temp table document_days as
select
    document_id,
    place_key,
    said_day as day
from placed
where count_status = 'incident' and said_day is not null and place_key <> 'unplaced' and said_day <= stated_on
group by document_id, place_key, said_day
qualify row_number() over (partition by document_id, place_key order by count(*) desc, said_day desc) = 1;

create or replace temp table dated as
select
    p.*,
    -- A text that gives no day came out within two days of the event, or little later.
    case when not p.tells_of_earlier then coalesce(p.said_start, in_document.day, p.stated_on - 2) end as day_from,
    case
        when p.said_start is not null then coalesce(p.said_day, p.said_end)
        when p.tells_of_earlier then null
        else coalesce(in_document.day, p.stated_on)
    end as day_to,
    case
        when p.said_day is not null then 'day'
        when p.said_start is not null then 'period'
        when p.tells_of_earlier then 'none'
        when in_document.day is not null then 'document'
        when p.stated_on is not null then 'publication'
        else 'none'
    end as day_basis,
    case
        when p.said_day is not null then 'day given'
        when p.said_start is not null then p.date_precision || ' given'
        when p.tells_of_earlier then 'told as an earlier attack; its day not said'
        when in_document.day is not null then 'day given elsewhere in the document'
        when p.stated_on is not null then 'no day given; the days before publication'
        else 'no day known'
    end as day_reason
from placed as p
left join document_days as in_document
    on p.document_id = in_document.document_id and p.place_key = in_document.place_key;
