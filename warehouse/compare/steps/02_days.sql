-- The day of each incident figure. Where the text gives none, the day that others give for the place, or publication.

create or replace temp table placed as
select
    b.*,
    coalesce(g.place_key, 'unplaced') as place_key,
    coalesce(g.place_level, 'unplaced') as level,
    case when b.date_precision = 'day' and b.said_end - b.said_start <= 1 then b.said_start end as said_day,
    s.story_id
from base as b
inner join stories as s on b.document_id = s.document_id
left join place_groups as g on b.raw_place_key = g.raw_place_key;

create or replace temp table said_days as
select
    place_key,
    said_day as day,
    count(distinct story_id) as told
from placed
where count_status = 'incident' and said_day is not null and place_key <> 'unplaced'
group by place_key, said_day;

create or replace temp table document_days as
select
    document_id,
    place_key,
    said_day as day
from placed
where count_status = 'incident' and said_day is not null and place_key <> 'unplaced' and said_day <= stated_on
group by document_id, place_key, said_day
qualify row_number() over (partition by document_id, place_key order by count(*) desc, said_day desc) = 1;

-- A text without a day, on a place for which others give one of the last three days, speaks of that day.
create or replace temp table others_days as
with
undated as (
    select distinct
        place_key,
        stated_on
    from placed
    where count_status = 'incident' and said_start is null and stated_on is not null and place_key <> 'unplaced'
),

candidates as (
    select
        undated.place_key,
        undated.stated_on,
        cast(undated.stated_on - ago.days as date) as day
    from undated
    cross join (values (0), (1), (2)) as ago (days)
)

select
    candidates.place_key,
    candidates.stated_on,
    candidates.day
from candidates
inner join said_days on candidates.place_key = said_days.place_key and candidates.day = said_days.day
qualify
    row_number() over (
        partition by candidates.place_key, candidates.stated_on order by said_days.told desc, candidates.day desc
    ) = 1;

create or replace temp table dated as
select
    p.*,
    coalesce(p.said_start, coalesce(in_document.day, elsewhere.day, p.stated_on)) as day_from,
    case
        when p.said_start is not null then coalesce(p.said_day, p.said_end)
        else coalesce(in_document.day, elsewhere.day, p.stated_on)
    end as day_to,
    case
        when p.said_day is not null then 1.0
        when p.said_start is not null then 0.9
        when in_document.day is not null then 0.85
        when elsewhere.day is not null then 0.7
        when p.stated_on is not null then 0.6
        else 0.3
    end as day_score,
    case
        when p.said_day is not null then 'day given'
        when p.said_start is not null then p.date_precision || ' given'
        when in_document.day is not null then 'day given elsewhere in the document'
        when elsewhere.day is not null then 'no day given; published within two days of it'
        when p.stated_on is not null then 'no day given; day of publication'
        else 'no day known'
    end as day_reason
from placed as p
left join document_days as in_document
    on p.document_id = in_document.document_id and p.place_key = in_document.place_key
left join others_days as elsewhere
    on p.place_key = elsewhere.place_key and p.stated_on = elsewhere.stated_on;

-- A place that is hardly ever in the news: figures of neighbouring days are about one event.
create or replace temp table day_merges as
with
days as (
    select
        place_key,
        day_from as day,
        count(distinct story_id) as told
    from dated
    where count_status = 'incident' and place_key <> 'unplaced' and day_from = day_to and level in ('point', 'area')
    group by place_key, day_from
),

ranked as (
    select
        *,
        count(*) over (
            partition by place_key order by day range between interval 7 days preceding and interval 7 days following
        ) as days_in_news,
        lag(day) over by_day as day_before,
        lag(told) over by_day as told_before,
        lead(day) over by_day as day_after,
        lead(told) over by_day as told_after
    from days
    window by_day as (partition by place_key order by day)
),

proposed as (
    select
        place_key,
        day,
        case
            when days_in_news > 3 then null
            when
                day - day_before = 1
                and told_before >= told
                and (day_after - day > 1 or told_before >= coalesce(told_after, 0))
                then day_before
            when day_after - day = 1 and told_after > told then day_after
        end as leader
    from ranked
)

select
    follower.place_key,
    follower.day,
    follower.leader
from proposed as follower
inner join proposed as ahead on follower.place_key = ahead.place_key and follower.leader = ahead.day
where ahead.leader is null;
