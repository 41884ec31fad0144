-- What speaks for and against two mentions being one event, in words, from the features of the pair.
create or replace macro pair_in_words(pair) as
concat_ws(
    ', ',
    case
        when pair.one_place = 1 then 'same place'
        when pair.unplaced = 1 then 'place of one not known'
        when pair.distance = 0 and pair.imprecision > 0 then 'a wider or nearby place that takes in the other'
        when pair.distance = 0 then 'places a few km apart'
        else 'places ' || cast(round(pair.distance * 20) as integer) || ' km apart or more'
    end,
    case when pair.other_country = 1 then 'another country' end,
    case
        when pair.one_day = 1 then 'same day'
        when pair.days_apart = 0 then 'days that can be one'
        else cast(pair.days_apart as integer) || ' days apart'
    end,
    case when pair.equal_number > 0 then 'an equal number (no confirmation)' end,
    case when pair.number_gap > 0.5 then 'numbers that differ' end,
    case when pair.one_kind = 1 then 'same kind of attack' when pair.other_kind = 1 then 'another kind of attack' end,
    case when pair.one_site = 1 then 'same kind of site' when pair.other_site = 1 then 'another kind of site' end,
    case when pair.one_victim = 1 then 'a victim of the same name' end,
    case
        when pair.shared_words > 0
            then cast(round(pow(2, pair.shared_words) - 1) as integer) || ' rarer words in both'
    end,
    case when pair.one_outlet_one_day = 1 then 'two numbers of one outlet on one day' end,
    case when pair.one_story = 1 then 'near-identical texts' end
);
