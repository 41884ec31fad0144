-- needs: origin_statements, number_text, one_vote
-- Per origin and figure of all people of an event: the sum of the classes that the origin gives, if they are disjoint.
create or replace macro class_sums(as_of, convention_used) as table
    with
    class_parts as (
        select
            s.place_key,
            s.event_date,
            f.whole_figure_id as figure_id,
            s.origin_id,
            s.vote_id,
            s.event_id,
            s.own_strike,
            s.low,
            s.stated_on,
            s.outlets,
            s.document_ids,
            s.story_ids,
            s.assertion_ids,
            f.entity_class,
            f.class_axis,
            f.class_ancestors,
            f.affiliation,
            list(f.entity_class) over by_whole as classes,
            list(f.class_axis) over by_whole as axes,
            list(f.entity_class) filter (where f.affiliation = '') over by_whole as undivided
        from origin_statements(as_of, convention_used) as s
        inner join figures as f
            on
                s.figure_id = f.figure_id
                and s.place_key = f.place_key
                and s.event_date is not distinct from f.event_date
        where f.whole_figure_id is not null and not s.is_denial and s.low is not null
        window by_whole as (partition by s.place_key, s.event_date, f.whole_figure_id, s.origin_id)
    ),

    -- Parts add up only if none contains another: not children and civilians, not fighters and one side's fighters.
    disjoint as (
        select * from class_parts
        where
            (class_axis = 'role' or (class_axis = 'demography' and not list_contains(axes, 'role')))
            and not list_has_any(class_ancestors, classes)
            and (affiliation = '' or not list_contains(undivided, entity_class))
    ),

    final as (
        select
            place_key,
            event_date,
            figure_id,
            origin_id,
            one_vote(vote_id, origin_id) as vote_id,
            any_value(event_id) as event_id,
            bool_or(own_strike) as own_strike,
            sum(low) as low,
            count(*) as parts,
            list(entity_class || ' ' || number_text(low) order by entity_class, low) as part_texts,
            max(stated_on) as stated_on,
            flatten(list(outlets)) as outlets,
            flatten(list(document_ids)) as document_ids,
            flatten(list(story_ids)) as story_ids,
            flatten(list(assertion_ids)) as assertion_ids
        from disjoint
        group by place_key, event_date, figure_id, origin_id
    )

    select * from final;
