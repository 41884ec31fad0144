"""The subject of the verb that harms: its own, that of the clause above it, that of the attack it is told of.

Parsers take objects for subjects where a comma is lost ("struck the town killing 12"); word order corrects them.
"""

from __future__ import annotations

from extractors.outcomes import HARM
from extractors.sides.agents import Scene, Span, behind, owner_of, span_of
from extractors.sides.names import words
from extractors.sides.phrases import Phrase, ahead, around
from extractors.vocabulary import speech

_STEPS = 7
"""Steps up the tree from the outcome word to the clause that names the doer."""
_SUBJECT = ("nsubj", "csubj")
_RELATIVE = frozenset({"which", "that", "who"})


def by_subject(scene: Scene, verb: int) -> Span | None:
    """Climbs from the verb to the first clause that has a subject, and reads that."""
    at, direct = verb, True  # direct: the verb is a clause of the one that was reached, not of a noun under it
    heard = False  # the subject so far is a pronoun, which the speaker of the sentence may stand for
    for _ in range(_STEPS):
        passive = scene.child(at, "nsubjpass")
        if passive is not None and at != verb:
            return _accused(scene, at, passive) or behind(scene, at) or owner_of(scene, around(scene.tokens, passive))
        subject = scene.child(at, *_SUBJECT)
        if subject is not None and subject < at and not scene.is_figure(subject):
            if scene.tokens[subject].lower in _RELATIVE and scene.tokens[at].dep == "relcl":
                return _antecedent(scene, scene.tokens[at].head, "relcl")
            phrase = _subject_phrase(scene, subject)
            governor = _object_of(scene, phrase)
            if governor is not None and governor != at:
                at = governor  # "struck two units and destroyed a bridge": the units are no subject
                continue
            if scene.tokens[at].lower in words("mishap"):
                return None
            if phrase.kind == "pronoun":
                heard = True
                if not direct:
                    return None
            elif not _is_lost_object(scene, at, phrase):
                return span_of(scene, phrase) or (None if heard else _carried_out(scene, subject))
        following = _up(scene, at)
        if not isinstance(following, int):
            return following
        if not heard and scene.tokens[following].lower in speech.plain():
            return _told_of(scene, following, at)
        if heard and scene.tokens[at].dep not in {"ccomp", "conj", "advcl", "xcomp"}:
            return None
        direct, at = scene.tokens[at].head == following, following
    return None


def _is_lost_object(scene: Scene, verb: int, phrase: Phrase) -> bool:
    """An object taken for a subject, its comma lost: "struck | the town | killing 12"."""
    return phrase.kind in {"other", "proper"} and scene.tokens[verb].tag == "VBG"


def _subject_phrase(scene: Scene, subject: int) -> Phrase:
    """The subject as word order has it: "a unit of the army" for "army", nothing where it is the noun of a place."""
    phrase = around(scene.tokens, subject)
    for _ in range(3):
        before = phrase.first - 1
        while before > 0 and scene.tokens[before].tag in {"DT", "PRP$"}:
            before -= 1
        if before <= 0 or scene.tokens[before].tag != "IN" or scene.tokens[before].lower in words("opens_clause"):
            return phrase
        if scene.tokens[before].lower != "of" or scene.tokens[before - 1].tag[:1] != "N":
            return Phrase(phrase.first, phrase.head, "other", phrase.head)
        phrase = around(scene.tokens, before - 1)
    return phrase


def _object_of(scene: Scene, phrase: Phrase) -> int | None:
    """The verb that word order makes the phrase an object of, whatever the parser took it for."""
    counted = False
    for i in range(phrase.first - 1, -1, -1):
        token = scene.tokens[i]
        trigger = scene.triggers.get(i)
        if trigger and trigger.voice == "active" and trigger.index == i:
            return i if {trigger.frame.people, trigger.frame.things} & (HARM | {"struck"}) else None
        counted = counted or token.quantity is not None
        if token.tag not in {"DT", "CD", "JJ", "NN", "NNS", "NNP", "HYPH", "CC", "VBN"} and token.quantity is None:
            return None
        if token.tag == "CC" and not counted:
            return None
    return None


def _told_of(scene: Scene, speech: int, verb: int) -> Span | None:
    """The subject that a clause cut off from its verb: "said that rebels positioned in the hills fired"."""
    start = speech + 2 if scene.tokens[speech + 1].lower == "that" else speech + 1
    phrase = ahead(scene.tokens, start)
    return span_of(scene, phrase) if phrase and phrase.kind == "doer" and phrase.end < verb else None


def _up(scene: Scene, at: int) -> int | Span | None:
    """The clause above, or at once the doer where a noun on the way is one or a word of blame names one."""
    token = scene.tokens[at]
    head = token.head
    if head == at:
        return None
    if token.dep in {"acl", "relcl"} and scene.tokens[head].tag[:1] in "NP":
        return _antecedent(scene, head, token.dep) or _governing_verb(scene, head)
    if scene.tokens[head].tag == "IN":  # "accused the army of killing 12", "by shelling the town, killing 12"
        above = scene.tokens[head].head
        if blamed := _blamed(scene, above):
            return blamed
        if scene.tokens[above].lower in words("blames") and scene.tokens[above].dep == "acl":
            return _antecedent(scene, scene.tokens[above].head, "relcl")
        return above if scene.tokens[above].tag[:2] == "VB" else _governing_verb(scene, above)
    if scene.tokens[head].tag[:2] == "VB" or scene.tokens[head].tag == "MD":
        return head
    return _governing_verb(scene, head)


def _governing_verb(scene: Scene, at: int) -> int | None:
    for _ in range(_STEPS):
        head = scene.tokens[at].head
        if head == at:
            return None
        if scene.tokens[head].tag[:2] == "VB":
            return head
        at = head
    return None


def _antecedent(scene: Scene, noun: int, clause: str) -> Span | None:
    """ "the jets that killed", "a raid by the army that killed", "carried out a raid which killed"."""
    if scene.is_figure(noun):
        return None
    phrase = around(scene.tokens, noun)
    if phrase.kind == "doer" and (clause == "relcl" or _acts(scene, noun)):
        return span_of(scene, phrase)
    if phrase.kind == "instrument":
        return owner_of(scene, phrase) or _carried_out(scene, noun)
    return None


def _acts(scene: Scene, noun: int) -> bool:
    """Whether the noun itself does something: in "shelled the rebels killing 12" they kill nobody."""
    token = scene.tokens[noun]
    while token.dep in {"conj", "appos"} and token.head != token.index:
        token = scene.tokens[token.head]
    if token.dep == "pobj":
        above = scene.tokens[scene.tokens[token.head].head]
        of = scene.tokens[token.head].lower == "of" and above.tag[:1] == "N"
        return scene.tokens[token.head].lower == "by" or (of and _acts(scene, above.index))
    return token.dep in {"nsubj", "ROOT", "pcomp"} and _object_of(scene, around(scene.tokens, token.index)) is None


def _carried_out(scene: Scene, noun: int) -> Span | None:
    """The subject of the verb that an attack is the object of: "launched a strike that killed 12"."""
    token = scene.tokens[noun]
    head = token.head
    if token.dep == "pobj":  # "responsibility for the attack", "blamed the army for the raid"
        governor = scene.tokens[head].head
        if scene.tokens[head].lower == "for" and (blamed := _blamed(scene, governor)):
            return blamed
        if scene.tokens[governor].lower != "responsibility":
            return None
        head = scene.tokens[governor].head
    elif token.dep not in {"dobj", "obj"}:
        return None
    if scene.tokens[head].lower not in words("carries_out"):
        return None
    return by_subject(scene, head)


def _blamed(scene: Scene, verb: int) -> Span | None:
    if scene.tokens[verb].lower not in words("blames"):
        return None
    accused = scene.child(verb, "dobj", "obj", "nsubjpass")
    return span_of(scene, around(scene.tokens, accused)) if accused is not None else None


def _accused(scene: Scene, verb: int, subject: int) -> Span | None:
    """ "the army was accused of killing 12": the subject of a passive of blame is the doer."""
    return span_of(scene, around(scene.tokens, subject)) if scene.tokens[verb].lower in words("blames") else None
