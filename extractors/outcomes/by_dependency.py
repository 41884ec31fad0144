"""What the dependency tree says of the role of a noun or of a bare number."""

from __future__ import annotations

from extractors.outcomes.after_noun import shares_object
from extractors.outcomes.candidate import (
    HARM,
    STRONG_NOUNS,
    Candidate,
    Found,
    Scene,
    ends_lives,
    found,
    of_object,
    of_subject,
)
from extractors.patterns.triggers import BE, Trigger
from extractors.vocabulary.lexicon import words

_AT = frozenset({"on", "against", "at", "in", "near", "into", "over"})
_LIGHT_VERBS = words("light_verb")


def tree(scene: Scene, f: Candidate) -> Found | None:
    """What the dependency tree says of the noun's (or the bare number's) role."""
    node = _top(scene, f)
    for _ in range(6):
        token = scene.tokens[node]
        if found := role(scene, f, node):
            return found
        if token.head == node:
            return None
        if token.dep == "appos" and (told := _apposed(scene, f, token.head)):
            return told
        if token.dep in {
            "conj",
            "appos",
            "nummod",
            "quantmod",
            "compound",
            "amod",
            "nmod",
            "dep",
            "npadvmod",
            "det",
        }:
            node = token.head
            continue
        return None
    return None


def _top(scene: Scene, f: Candidate) -> int:
    """The node whose role counts: the noun, or the number that takes a part of it ("three of the victims")."""
    head = f.counted.head
    if head is None or f.counted.elided:
        return f.token
    if f.quantity.partitive:
        return head
    of = scene.tokens[head].head
    takes_part = scene.tokens[head].dep == "pobj" and scene.word(of) == "of" and scene.tokens[of].head == f.token
    return f.token if takes_part else head


def _apposed(scene: Scene, f: Candidate, noun: int) -> Found | None:
    """The noun that a figure explains says its outcome: "The dead, 14 conscripts, were buried"."""
    t = scene.triggers.get(noun)
    if t is None or t.frame.word not in STRONG_NOUNS or not t.frame.subject_people:
        return None
    return found(t.frame.subject_people if f.people_for(t.frame) else t.frame.things, noun)


def role(scene: Scene, f: Candidate, node: int) -> Found | None:
    token = scene.tokens[node]
    governor = token.head
    if governor == node:
        return _clause_of(scene, f, node)
    t = scene.triggers.get(governor)
    if token.dep == "nsubjpass" and t:
        if _harmed_both_ways(scene, f, governor):
            return "casualties", governor
        return found(of_object(f, t.frame), governor)
    if token.dep == "nsubj":
        return _as_subject(scene, f, node, governor, t)
    if token.dep in {"dobj", "obj", "oprd", "attr"}:
        if t and t.voice != "noun" and (outcome := of_object(f, t.frame)):
            return outcome, governor
        if t is None and (shared := _first_of_two(scene, f, governor)):
            return shared
        if scene.tokens[governor].lower in _LIGHT_VERBS or scene.tokens[governor].lower in BE:
            return _small_clause(scene, f, node, governor)
        return None
    if token.dep == "pobj":
        return _in_phrase(scene, f, governor)
    return _clause_of(scene, f, node)


def _first_of_two(scene: Scene, f: Candidate, governor: int) -> Found | None:
    """The verb that shares its object with a second: "captured and blindfolded ten guards"."""
    first = scene.tokens[governor].head
    t = scene.triggers.get(first)
    joined = (
        scene.tokens[governor].dep == "conj" and scene.word(governor - 1) in {"and", "then"} and governor - first <= 3
    )
    if t is None or not joined or t.voice == "noun":
        return None
    return found(of_object(f, t.frame), first)


def _harmed_both_ways(scene: Scene, f: Candidate, governor: int) -> bool:
    """Whether the verb is joined to one of the other harm: "the villagers were killed and injured"."""
    outcomes = {of_object(f, scene.triggers[governor].frame)}
    for c in scene.children[governor]:
        t = scene.triggers.get(c)
        if t and scene.tokens[c].dep == "conj" and t.voice in {"passive", "reduced"} and c <= governor + 2:
            outcomes.add(of_object(f, t.frame))
    return outcomes == {"killed", "injured"}


def _as_subject(scene: Scene, f: Candidate, node: int, governor: int, t: Trigger | None) -> Found | None:
    """The figure is the subject of a verb: what its word says of who does or suffers it."""
    if t is None:
        if scene.word(governor) in BE and (predicate := _predicate(scene, f, node, governor)):
            return found(*predicate)
        return _clause_of(scene, f, node)
    if t.voice == "adjective":
        return found(of_object(f, t.frame), governor)
    if t.voice != "active" and not shares_object(scene, t):
        return found(of_object(f, t.frame) or of_subject(f, t.frame), governor)
    suffers = t.frame.people in {"killed", "injured"} and f.people_for(t.frame)
    if suffers and not (shares_object(scene, t) or _has_object(scene, governor)):
        return found(of_object(f, t.frame) or of_subject(f, t.frame), governor)
    return found(of_subject(f, t.frame), governor)


def _has_object(scene: Scene, verb: int) -> bool:
    return any(scene.tokens[c].dep in {"dobj", "obj"} for c in scene.children[verb])


def _predicate(scene: Scene, f: Candidate, node: int, governor: int) -> tuple[str, int] | None:
    """What "were" says of its subject, and where: "12 were | dead |", "12 were among the | dead |"."""
    for c in scene.children[governor]:
        predicate = scene.triggers.get(c)
        if predicate and c > node and scene.tokens[c].dep in {"acomp", "attr"}:
            return of_object(f, predicate.frame), c
        if scene.word(c) == "among":
            for k in scene.children[c]:
                if k in scene.triggers:
                    return scene.triggers[k].frame.people, k
    return None


def _small_clause(scene: Scene, f: Candidate, node: int, governor: int) -> Found | None:
    """ "left 12 people dead", "saw 40 houses destroyed": the word behind tells."""
    for i in range(f.last + 1, min(len(scene.tokens), f.last + 9)):
        if i in scene.figure_at:
            return None
        t = scene.triggers.get(i)
        if t and t.voice in {"adjective", "reduced", "passive"}:
            return found(of_object(f, t.frame), i)
    return None


def _in_phrase(scene: Scene, f: Candidate, preposition: int) -> Found | None:
    """The figure stands behind a preposition: its governor tells, each preposition in its way."""
    word, governor = scene.word(preposition), scene.tokens[preposition].head
    t = scene.triggers.get(governor)
    if word == "with" and f.counted.domain == "equipment":
        harms = t is not None and (t.frame.people in HARM or t.frame.people == "struck")
        return ("used" if harms else "present"), governor
    if word in {"including", "among", "like"}:
        return role(scene, f, governor) if governor != preposition else None
    return found(_through_preposition(scene, f, word, t), governor) if t else None


def _through_preposition(scene: Scene, f: Candidate, preposition: str, t: Trigger) -> str:
    """What an outcome word says of what its preposition governs: "the death | of | 12", "killed | by | two shells"."""
    if preposition == "of":
        lives = t.frame.word == "life" and not ends_lives(scene, t.index)
        return "" if lives else of_object(f, t.frame)
    if preposition == "by":
        return of_subject(f, t.frame)
    if _is_struck_at(f, preposition, t):
        return "struck"
    return of_object(f, t.frame) if preposition == "to" and t.voice == "noun" else ""


def _is_struck_at(f: Candidate, preposition: str, t: Trigger) -> bool:
    """Whether what was hit, or where it was, is the thing counted: "shells fell on two schools"."""
    if preposition not in _AT or f.counted.domain not in {"facility", "equipment"}:
        return False
    outcome = t.frame.things
    inside = preposition in {"in", "on"} and f.counted.domain == "facility"
    return outcome == "struck" or (inside and outcome in HARM)


def _clause_of(scene: Scene, f: Candidate, node: int) -> Found | None:
    """A participle or relative clause behind the noun: "fighters killed in", "people who were wounded"."""
    for c in scene.children[node]:
        if c <= node or scene.tokens[c].dep not in {"acl", "relcl", "amod", "advcl"}:
            continue
        t = scene.triggers.get(c)
        if t is None or t.voice == "noun":
            continue
        if t.voice in {"passive", "reduced", "adjective"}:
            return found(of_object(f, t.frame) or of_subject(f, t.frame), c)
        return found(of_subject(f, t.frame), c)
    return None
