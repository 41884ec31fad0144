"""The doer as the phrases of a sentence name it: "by X", "in X raids", "when X shelled", whose a raid is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.model import ParsedSentence, Token
from extractors.outcomes import Candidate
from extractors.patterns.triggers import Trigger
from extractors.sides.names import words
from extractors.sides.phrases import Phrase, ahead, owner
from extractors.vocabulary import speech

_REACH = 30
"""Tokens behind the outcome word in which "by X" and "in X raids" are looked for."""
_REACH_OF_ATTACK = 14
"""Tokens behind an attack in which "by X" says whose it is."""

_LINKS = words("carries_out") | words("blames") | words("thrown")
"""Participles whose "by" tells whose an attack is: a strike launched by, not a town held by."""

Span = tuple[int, int]
"""First and last token of the words that name the doer."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its outcome words, and the figure whose doer is looked for."""

    parsed: ParsedSentence
    triggers: Mapping[int, Trigger]
    figure: Candidate

    @property
    def tokens(self) -> Sequence[Token]:
        return self.parsed.tokens

    def child(self, i: int, *deps: str) -> int | None:
        """First dependent of ``i`` with one of the labels."""
        return next((c for c in self.parsed.children[i] if self.tokens[c].dep in deps), None)

    def is_figure(self, i: int) -> bool:
        """Whether the token belongs to the figure itself: victims are no doers."""
        return self.figure.token <= i <= self.figure.last


def span_of(scene: Scene, phrase: Phrase) -> Span | None:
    if scene.is_figure(phrase.head):
        return None
    if phrase.acts:
        return phrase.first, _with_joined(scene, phrase)
    return owner_of(scene, phrase)


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


def owner_of(scene: Scene, phrase: Phrase) -> Span | None:
    """Whose an instrument or a prison is: the words before it, else "by X", "carried out by X" behind it."""
    if phrase.kind not in {"instrument", "captivity"}:
        return None
    if before := owner(scene.tokens, phrase):
        return before
    return None if phrase.kind == "captivity" else agent_behind(scene, phrase.head + 1, phrase.head + _REACH_OF_ATTACK)


def agent_behind(scene: Scene, start: int, stop: int) -> Span | None:
    """ "by X", "carried out by X", "blamed on X" of an attack noun, before the next verb that is none of these."""
    for i in range(start, min(stop, len(scene.tokens) - 1)):
        token = scene.tokens[i]
        if token.text in {";", ":"} or (token.tag in {"VBD", "VBZ", "VBP", "MD"} and not _is_passive_link(scene, i)):
            return None
        phrase = ahead(scene.tokens, i + 1) if _introduces_doer(scene, i) else None
        if phrase and phrase.acts and not scene.is_figure(phrase.head):
            return phrase.first, _with_joined(scene, phrase)
    return None


def _is_passive_link(scene: Scene, i: int) -> bool:
    """Whether a verb only links "by X" to its attack: "the strike was carried out by X", "raids launched by X"."""
    lower = scene.tokens[i].lower
    return lower in _LINKS or lower in {"was", "were"}


def _introduces_doer(scene: Scene, i: int) -> bool:
    lower, before = scene.tokens[i].lower, scene.tokens[i - 1] if i else None
    if before is None:
        return False
    if lower == "from":  # "bombs dropped from army helicopters"
        return before.lower in words("thrown")
    if lower in {"on", "of"}:
        return before.lower in (words("blames") if lower == "on" else {"hands", "hand"})
    if lower != "by" or before.lower in words("report"):
        return False
    return before.tag not in {"VBN", "VBD"} or i - 1 in scene.triggers or before.lower in _LINKS


def behind(scene: Scene, end: int) -> Span | None:
    """ "by X", "in X raids", "when X shelled" behind the outcome word, within its clause."""
    seen_attack = False
    start = end + 1
    for i in range(start, min(len(scene.tokens) - 1, start + _REACH)):
        token = scene.tokens[i]
        if token.lower in words("clause_of_time") and (found := _doer_of_clause(scene, i)):
            return found
        if _ends_clause(scene, i) or (token.quantity is not None and seen_attack):
            return None
        by = _introduces_doer(scene, i)
        if by and (found := _of_by(scene, i)):
            return found
        phrase = ahead(scene.tokens, i + 1) if not by and token.lower in words("reason") else None
        if phrase and phrase.kind in {"instrument", "captivity"}:
            seen_attack = True
            if found := owner(scene.tokens, phrase):
                return found
    return None


def _ends_clause(scene: Scene, i: int) -> bool:
    """Whether another clause begins: a mark, a verb of speech, a finite verb that tells no outcome."""
    token = scene.tokens[i]
    if token.text in {";", ":"} or token.lower in speech.plain():
        return True
    return token.tag in {"VBD", "VBZ", "VBP", "MD"} and i not in scene.triggers and not _is_light(scene, i)


def _is_light(scene: Scene, i: int) -> bool:
    return scene.tokens[i].lower in {"was", "were", "had", "been", "has", "have"} or _is_passive_link(scene, i)


def _of_by(scene: Scene, i: int) -> Span | None:
    phrase = ahead(scene.tokens, i + 1)
    return span_of(scene, phrase) if phrase else None


def _doer_of_clause(scene: Scene, i: int) -> Span | None:
    """The subject of an attack told in a clause of time: "when regime forces shelled the market"."""
    phrase = ahead(scene.tokens, i + 1)
    if phrase is None or not (phrase.acts or phrase.kind == "instrument") or scene.is_figure(phrase.head):
        return None
    for k in range(phrase.end + 1, min(len(scene.tokens), phrase.end + 5)):
        token, trigger = scene.tokens[k], scene.triggers.get(k)
        if trigger and trigger.voice == "active" and {trigger.frame.people, trigger.frame.things} & {"struck", "used"}:
            return span_of(scene, phrase)
        if token.lower in words("carries_out") and token.tag[:2] == "VB":
            return span_of(scene, phrase)
        if token.tag not in {"RB", "VBD", "VBP", "VBZ", "VBN"}:
            return None
    return None
