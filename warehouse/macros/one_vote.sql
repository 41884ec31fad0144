-- Whose vote the statements of one origin are together: another's, where any of them may be another's words. Two
-- voices that are possibly one are counted once.
create or replace macro one_vote(vote_id, origin_id) as
coalesce(min(vote_id) filter (where vote_id <> origin_id), min(origin_id));
