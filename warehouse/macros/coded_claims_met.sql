-- needs: km_between, skeleton, bounds_text
-- Claims of coded lists with the figure that each is about: same outcome and class, days that overlap by a day, within
-- 25 km or of a name alike in the same country; of several the nearest, then the one that most documents tell. Where a
-- list gives a best estimate alone, that is its interval.
create or replace macro coded_claims_met() as table
    with candidates as (
        select
            c.claim_id,
            f.figure_id,
            f.event_id,
            f.place_key,
            f.domain,
            case
                when c.latitude is not null and e.latitude is not null
                    then km_between(c.latitude, c.longitude, e.latitude, e.longitude)
            end as km,
            e.documents
        from coded_claims as c
        inner join events as e
            on
                c.event_date_start <= e.event_date_end + interval 1 day
                and c.event_date_end >= e.event_date - interval 1 day
                and (c.country is null or e.country is null or c.country = e.country)
        inner join figures as f
            on
                e.event_id = f.event_id
                and c.outcome = f.outcome
                and c.entity_class = f.entity_class
                and f.count_status = 'incident'
        where km <= 25 or (km is null and skeleton(c.place) = skeleton(e.place))
    ),

    matched as (
        select *
        from candidates
        qualify row_number() over (partition by claim_id order by km asc nulls last, documents desc, figure_id asc) = 1
    )

    select
        c.*,
        m.figure_id,
        m.event_id,
        m.place_key,
        m.km,
        c.preset || ' ' || c.coded_id as origin,
        case when c.low is null and c.high is null then c.best else c.low end as least,
        case when c.low is null and c.high is null then c.best else c.high end as most,
        bounds_text(
            case when c.low is null and c.high is null then c.best else c.low end,
            case when c.low is null and c.high is null then c.best else c.high end
        ) as figure
    from coded_claims as c
    left join matched as m on c.claim_id = m.claim_id;
