-- needs: folded
-- Consonants of a name: what its spellings share ("Rawad al Aksah", "Rawad al-Aksa").
create or replace macro skeleton(words) as
regexp_replace(folded(words), '\b(al|el|ar|as|ash|at|ad|an|az|the)\b|[aeiouyh ]', '', 'g');
