-- A sentence that gives the toll as it stood before: "The previous death toll was 20."
create or replace macro earlier_toll(sentence) as
regexp_matches(
    lower(sentence),
    '^(the |an |its |their )?(previous|earlier|initial|preliminary) ((death|official) )?(toll|count|figure)'
);
