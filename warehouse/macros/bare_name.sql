-- needs: folded
-- A voice's name as it is compared: folded, without a leading article.
create or replace macro bare_name(words) as
regexp_replace(folded(words), '^(the|a|an|one|another|some) ', '');
