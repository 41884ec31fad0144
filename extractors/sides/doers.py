"""Who did it: the subject of the verb that harms, the "by" behind a passive, the owner of the raid or the rocket.

Only what the sentence itself says: where a blast kills and nobody is named, the perpetrator is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors import lexicon
from extractors.model import Happening, ParsedSentence, Token
from extractors.outcomes import HARM, Figure
from extractors.sides.names import words
from extractors.sides.phrases import Phrase, ahead, around, owner
from extractors.triggers import Trigger

_OUTCOMES = HARM - {"abandoned"} | {"struck", "used", "occurred", "displaced"}
_STEPS = 7
"""Steps up the tree from the outcome word to the clause that names the doer."""
_REACH = 30
"""Tokens behind the outcome word in which "by X" and "in X raids" are looked for."""
_SUBJECT = frozenset({"nsubj", "csubj"})
_NO_PHRASE = frozenset(
    {"that", "as", "after", "when", "while", "because", "if", "since", "before", "by", "with", "where"}
)
"""Conjunctions that open a clause, whose subject may stand behind them."""
_RELATIVE = frozenset({"which", "that", "who"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its outcome words, and the figure whose doer is looked for."""

    parsed: ParsedSentence
    triggers: Mapping[int, Trigger]
    figure: Figure

    @property
    def tokens(self) -> Sequence[Token]:
        return self.parsed.tokens

    def child(self, i: int, *deps: str) -> int | None:
        """First dependent of ``i`` with one of the labels."""
        return next((c for c in self.parsed.children[i] if self.tokens[c].dep in deps), None)

    def is_figure(self, i: int) -> bool:
        """Whether the token belongs to the figure itself: victims are no doers."""
        return self.figure.token <= i <= self.figure.last


def perpetrator(
    text: str, parsed: ParsedSentence, figure: Figure, happening: Happening, triggers: Mapping[int, Trigger]
) -> str | None:
    """Who did it, in words of the text, ``None`` where the sentence does not say so.

    ``triggers`` are the outcome words of the sentence. "Turkish artillery killed 12" gives "Turkish artillery",
    "12 died in Turkish air strikes" gives "Turkish".
    """
    if happening.outcome not in _OUTCOMES:
        return None
    scene = Scene(parsed, triggers, figure)
    span = _of_attack(scene) if figure.counted.domain == "attack" else _of_harm(scene, happening)
    return _clean(text, parsed.tokens, span) if span else None


def _clean(text: str, tokens: Sequence[Token], span: Span) -> str:
    words_ = text[tokens[span[0]].start : tokens[span[1]].end]
    return " ".join(words_.split()).strip(' "“”‘,;:')


def _of_harm(scene: Scene, happening: Happening) -> Span | None:
    at = happening.trigger
    if at is None:
        return None
    trigger = scene.triggers.get(at)
    voice = trigger.voice if trigger else "noun"
    if scene.figure.token < at < scene.figure.last:
        voice = "adjective"  # "a collapsing building"
    end = trigger.end if trigger else at
    dies = trigger is not None and not trigger.frame.people and not trigger.frame.things
    if voice == "active" and not dies and scene.tokens[at].lower not in words("loses"):
        if scene.tokens[scene.figure.token].head == at and _subject_is_figure(scene, at):
            return None
        return _by_subject(scene, at) or (_behind(scene, end) if not scene.child(at, "nsubj") else None)
    if voice == "adjective" and (found := _left_dead(scene, at)):
        return found
    if voice == "noun" and (found := _of_act(scene, at)):
        return found
    return _behind(scene, end) or _in_front(scene) or _joined_attack(scene, at)


def _subject_is_figure(scene: Scene, at: int) -> bool:
    subject = scene.child(at, "nsubj")
    return subject is not None and scene.is_figure(subject)


# -- the subject of the verb ---------------------------------------------------------------------------------------


def _by_subject(scene: Scene, verb: int) -> Span | None:
    """Climbs from the verb to the first clause that has a subject, and reads that."""
    at, heard = verb, False  # heard: the subject so far is a pronoun, which the speaker of the sentence may stand for
    for _ in range(_STEPS):
        passive = scene.child(at, "nsubjpass")
        if passive is not None and at != verb:
            return _accused(scene, at, passive) or _behind(scene, at) or _owner_of(scene, around(scene.tokens, passive))
        subject = scene.child(at, *_SUBJECT)
        if subject is not None and subject < at and not scene.is_figure(subject):
            if scene.tokens[subject].lower in _RELATIVE and scene.tokens[at].dep == "relcl":
                return _antecedent(scene, scene.tokens[at].head)
            phrase = _subject_phrase(scene, subject)
            governor = _object_of(scene, phrase)
            if governor is not None and governor != at:
                at = governor  # "struck two units and destroyed a bridge": the units are no subject
                continue
            if scene.tokens[at].lower in words("mishap"):
                return None
            if phrase.kind == "other" and scene.tokens[at].tag == "VBG":
                pass  # an object taken for a subject, its comma lost: "struck the town killing 12"
            elif phrase.kind != "pronoun":
                return _span(scene, phrase) or (None if heard else _carried_out(scene, subject))
            else:
                heard = True
        following = _up(scene, at)
        if following is None:
            return None
        if isinstance(following, tuple):
            return following
        if not heard and scene.tokens[following].lower in lexicon.words("speech"):
            return _told_of(scene, following, at)
        if heard and scene.tokens[at].dep not in {"ccomp", "conj", "advcl", "xcomp"}:
            return None
        at = following
    return None


def _subject_phrase(scene: Scene, subject: int) -> Phrase:
    """The subject as word order has it: "a unit of the army" for "army", nothing where it is the noun of a place."""
    phrase = around(scene.tokens, subject)
    for _ in range(3):
        before = phrase.first - 1
        while before > 0 and scene.tokens[before].tag in {"DT", "PRP$"}:
            before -= 1
        if before <= 0 or scene.tokens[before].tag != "IN" or scene.tokens[before].lower in _NO_PHRASE:
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
    return _span(scene, phrase) if phrase and phrase.kind == "doer" and phrase.end < verb else None


def _up(scene: Scene, at: int) -> int | Span | None:
    """The clause above, or at once the doer where a noun on the way is one or a word of blame names one."""
    token = scene.tokens[at]
    head = token.head
    if head == at:
        return None
    if token.dep in {"acl", "relcl"} and scene.tokens[head].tag[:1] in "NP":
        return _antecedent(scene, head) or _governing_verb(scene, head)
    if scene.tokens[head].tag == "IN":  # "accused the army of killing 12", "by shelling the town, killing 12"
        above = scene.tokens[head].head
        if blamed := _blamed(scene, above):
            return blamed
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


def _antecedent(scene: Scene, noun: int) -> Span | None:
    """ "the jets that killed", "a raid by the army that killed", "carried out a raid which killed"."""
    if scene.is_figure(noun):
        return None
    phrase = around(scene.tokens, noun)
    if phrase.kind == "doer" and not _is_victim(scene, noun):
        return _span(scene, phrase)
    if phrase.kind == "instrument":
        return _owner_of(scene, phrase) or _carried_out(scene, noun)
    return None


def _is_victim(scene: Scene, noun: int) -> bool:
    """Whether the noun is the object of a harming verb: in "shelled the rebels killing 12" they kill nobody."""
    at = noun
    token = scene.tokens[at]
    if token.dep == "pobj":
        above = scene.tokens[token.head].head
        if scene.tokens[token.head].lower == "of" and scene.tokens[above].tag[:1] == "N":
            return around(scene.tokens, above).kind == "other" or _is_victim(scene, above)
        return scene.tokens[token.head].lower != "by"
    return token.dep in {"dobj", "nsubjpass"}


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
    return _by_subject(scene, head)


def _blamed(scene: Scene, verb: int) -> Span | None:
    if scene.tokens[verb].lower not in words("blames"):
        return None
    accused = scene.child(verb, "dobj", "obj", "nsubjpass")
    return _span(scene, around(scene.tokens, accused)) if accused is not None else None


def _accused(scene: Scene, verb: int, subject: int) -> Span | None:
    """ "the army was accused of killing 12": the subject of a passive of blame is the doer."""
    return _span(scene, around(scene.tokens, subject)) if scene.tokens[verb].lower in words("blames") else None


def _span(scene: Scene, phrase: Phrase) -> Span | None:
    if scene.is_figure(phrase.head):
        return None
    if phrase.kind == "doer":
        return phrase.first, _with_joined(scene, phrase)
    return _owner_of(scene, phrase)


def _with_joined(scene: Scene, phrase: Phrase) -> int:
    """End of the phrase with a second doer joined by "and": "Iraqi forces and tribal fighters"."""
    i = phrase.end + 1
    if i + 1 < len(scene.tokens) and scene.tokens[i].lower == "and" and scene.tokens[i + 1].quantity is None:
        other = ahead(scene.tokens, i + 1)
        verb = other is not None and other.end + 1 < len(scene.tokens) and scene.tokens[other.end + 1]
        if other and other.kind == "doer" and other.head in _conjuncts(scene, phrase.head) and verb is not None:
            return other.end
    return phrase.end


def _conjuncts(scene: Scene, head: int) -> list[int]:
    return [c for c in scene.parsed.children[head] if scene.tokens[c].dep == "conj"]


# -- the words behind and in front ---------------------------------------------------------------------------------


def _owner_of(scene: Scene, phrase: Phrase) -> Span | None:
    """Whose an instrument or a prison is: the words before it, else "by X", "carried out by X" behind it."""
    if phrase.kind not in {"instrument", "captivity"}:
        return None
    if before := owner(scene.tokens, phrase):
        return before
    return None if phrase.kind == "captivity" else _agent_behind(scene, phrase.head + 1, phrase.head + 14)


def _agent_behind(scene: Scene, start: int, stop: int) -> Span | None:
    """ "by X", "carried out by X", "blamed on X" of an attack noun, before the next verb that is none of these."""
    for i in range(start, min(stop, len(scene.tokens) - 1)):
        token = scene.tokens[i]
        if token.text in {";", ":"} or (token.tag in {"VBD", "VBZ", "VBP", "MD"} and not _is_passive_link(scene, i)):
            return None
        phrase = ahead(scene.tokens, i + 1) if _introduces_doer(scene, i) else None
        if phrase and phrase.kind == "doer" and not scene.is_figure(phrase.head):
            return phrase.first, _with_joined(scene, phrase)
    return None


def _is_passive_link(scene: Scene, i: int) -> bool:
    """Whether a verb only links "by X" to its attack: "the strike was carried out by X", "raids launched by X"."""
    lower = scene.tokens[i].lower
    return lower in words("carries_out") | words("blames") or lower in {"was", "were"}


def _introduces_doer(scene: Scene, i: int) -> bool:
    lower, before = scene.tokens[i].lower, scene.tokens[i - 1] if i else None
    if before is None:
        return False
    if lower in {"on", "of"}:
        return before.lower in (words("blames") if lower == "on" else {"hands", "hand"})
    return lower == "by" and before.lower not in words("report")


def _behind(scene: Scene, end: int) -> Span | None:
    """ "by X", "in X raids", "when X shelled" behind the outcome word, within its clause."""
    seen_attack = False
    start = end + 1
    for i in range(start, min(len(scene.tokens) - 1, start + _REACH)):
        token = scene.tokens[i]
        if token.text in {";", ":"} or token.lower in lexicon.words("speech"):
            return None
        if token.quantity is not None and seen_attack:
            return None
        if token.lower in words("clause_of_time") and (found := _doer_of_clause(scene, i)):
            return found
        if token.tag in {"VBD", "VBZ", "VBP", "MD"} and i not in scene.triggers and not _is_light(scene, i):
            return None
        if _introduces_doer(scene, i) and (found := _of_by(scene, i)):
            return found
        phrase = ahead(scene.tokens, i + 1) if token.lower in words("reason") and token.lower != "by" else None
        if phrase and phrase.kind in {"instrument", "captivity"}:
            seen_attack = True
            if found := owner(scene.tokens, phrase):
                return found
    return None


def _is_light(scene: Scene, i: int) -> bool:
    return scene.tokens[i].lower in {"was", "were", "had", "been", "has", "have"} or _is_passive_link(scene, i)


def _of_by(scene: Scene, i: int) -> Span | None:
    phrase = ahead(scene.tokens, i + 1)
    return _span(scene, phrase) if phrase else None


def _doer_of_clause(scene: Scene, i: int) -> Span | None:
    """The subject of an attack told in a clause of time: "when regime forces shelled the market"."""
    phrase = ahead(scene.tokens, i + 1)
    if phrase is None or phrase.kind not in {"doer", "instrument"} or scene.is_figure(phrase.head):
        return None
    for k in range(phrase.end + 1, min(len(scene.tokens), phrase.end + 5)):
        token, trigger = scene.tokens[k], scene.triggers.get(k)
        if trigger and trigger.voice == "active" and {trigger.frame.people, trigger.frame.things} & {"struck", "used"}:
            return _span(scene, phrase)
        if token.lower in words("carries_out") and token.tag[:2] == "VB":
            return _span(scene, phrase)
        if token.tag not in {"RB", "VBD", "VBP", "VBZ", "VBN"}:
            return None
    return None


def _in_front(scene: Scene) -> Span | None:
    """ "In Russian air raids on the town, 12 were killed": the phrase that opens the sentence."""
    tokens = scene.tokens
    if not tokens or tokens[0].lower not in words("reason"):
        return None
    phrase = ahead(tokens, 1)
    return (
        _owner_of(scene, phrase)
        if phrase and phrase.kind == "instrument" and phrase.head < scene.figure.token
        else None
    )


def _joined_attack(scene: Scene, at: int) -> Span | None:
    """The subject of the attack a passive is joined to: "The army shelled the town and 12 people were killed"."""
    token = scene.tokens[at]
    trigger = scene.triggers.get(token.head)
    if token.dep not in {"conj", "advcl"} or token.head >= at or trigger is None or trigger.voice != "active":
        return None
    return _by_subject(scene, token.head) if "struck" in {trigger.frame.people, trigger.frame.things} else None


def _left_dead(scene: Scene, at: int) -> Span | None:
    """ "The army's shelling left 12 people dead": the subject of the light verb."""
    for i in range(at - 1, max(-1, at - 12), -1):
        if scene.tokens[i].lower in {"left", "leaves", "leaving", "leave"}:
            return _by_subject(scene, i)
    return None


def _of_act(scene: Scene, at: int) -> Span | None:
    """ "the army's killing of 12 people", "the murder of 12 by X", "the toll of Russian air raids"."""
    phrase = around(scene.tokens, at)
    if scene.tokens[at].lower in words("act") and (found := owner(scene.tokens, phrase)):
        return found
    return None


def _of_attack(scene: Scene) -> Span | None:
    """Whose the counted attacks are: "12 Russian raids", "launched 12 raids", "12 raids by the coalition"."""
    head = scene.figure.last
    phrase = Phrase(scene.figure.token + 1, head, "instrument", head)
    if found := owner(scene.tokens, phrase):
        return found
    governor = scene.tokens[head].head
    if scene.tokens[head].dep in {"dobj", "obj"} and governor != head:
        trigger = scene.triggers.get(governor)
        if scene.tokens[governor].lower in words("carries_out") or (trigger and trigger.voice == "active"):
            return _by_subject(scene, governor)
    return _agent_behind(scene, head + 1, head + 12)
