-- needs: source_departures
-- How often and how far each named source departs from the others, at one place and time; null leaves a limit out:
-- select * from source_behaviour_in('170063', date '2017-04-01', date '2017-04-30').
create or replace macro source_behaviour_in(at_place_key, from_date, to_date) as table
    with
    departures as (
        select * from source_departures
        where
            (at_place_key is null or place_key = at_place_key)
            and (from_date is null or event_date >= from_date)
            and (to_date is null or event_date <= to_date)
            and not starts_with(origin_id, 'local:')
    )

    select
        origin,
        source_class,
        outcome,
        count(*) as figures_compared,
        sum(other_origins) as other_statements,
        count(*) filter (where position = 'inside') as inside,
        count(*) filter (where position = 'above') as above,
        count(*) filter (where position = 'below') as below,
        round(median(distance) filter (where position = 'above'), 2) as median_distance_above,
        round(median(distance) filter (where position = 'below'), 2) as median_distance_below,
        round(median(ratio_of_minimums), 2) as median_ratio_of_minimums,
        origin_id
    from departures
    group by origin_id, origin, source_class, outcome;
