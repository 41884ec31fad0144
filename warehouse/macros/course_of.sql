-- Which way claims that exclude each other run over time: 1 where of each two the later stands above (a toll that
-- rises), else 0 or -1; null where none excludes another. Claims of one day have no order.
create or replace macro course_of(claims) as
list_min(list_transform(
    flatten(list_transform(claims, lambda x: list_transform(claims, lambda y: struct_pack(x := x, y := y)))),
    lambda pair: case
        when pair.x.allowed_low > pair.y.allowed_high
            then coalesce(sign(date_diff('day', pair.y.stated_on, pair.x.stated_on)), 0)
    end
));
