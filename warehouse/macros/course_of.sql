-- Which way claims that exclude each other run over time: rising where of each two the higher is the later word (stated
-- later, or told as an update, or the lower as an earlier toll); revised where some were corrected downwards; else
-- quarrel; null where none excludes another. Claims of one day have no order but that of their words.
create or replace macro course_of(claims) as
list_max(list_transform(
    flatten(list_transform(claims, lambda x: list_transform(claims, lambda y: struct_pack(x := x, y := y)))),
    lambda pair: case
        when pair.x.allowed_low <= pair.y.allowed_high or pair.x.allowed_low is null or pair.y.allowed_high is null
            then null
        when
            pair.x.stated_on > pair.y.stated_on
            or (pair.x.stated_on = pair.y.stated_on and (pair.x.toll_word = 'update' or pair.y.toll_word = 'earlier'))
            then struct_pack(rank := 1, course := 'rising')
        when pair.y.stated_on > pair.x.stated_on and pair.y.toll_word = 'correction'
            then struct_pack(rank := 2, course := 'revised')
        else struct_pack(rank := 3, course := 'quarrel')
    end
)).course;
