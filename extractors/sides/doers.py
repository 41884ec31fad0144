"""Who did it: the subject of the verb that harms, the "by" behind a passive, the owner of the raid or the rocket.

Only what the sentence itself says: where a blast kills and nobody is named, the perpetrator is ``None``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.model import Happening, ParsedSentence, Token
from extractors.outcomes import HARM, Candidate
from extractors.patterns.triggers import BE, Trigger
from extractors.sides.agents import Scene, Span, agent_behind, behind, owner_of
from extractors.sides.names import words
from extractors.sides.phrases import Phrase, ahead, around, owner
from extractors.sides.subjects import by_subject

_OUTCOMES = HARM - {"abandoned"} | {"struck", "used", "occurred", "displaced"}
_LEFT_REACH = 16
"""Tokens before "dead" or "wounded" in which "left" is looked for."""


def perpetrator(
    text: str, parsed: ParsedSentence, figure: Candidate, happening: Happening, triggers: Mapping[int, Trigger]
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
    voice = _voice(scene, at, trigger.voice if trigger else "noun")
    end = trigger.end if trigger else at
    if voice == "active" and _is_done(trigger) and scene.tokens[at].lower not in words("loses"):
        if scene.tokens[scene.figure.token].head == at and _subject_is_figure(scene, at):
            return None
        return by_subject(scene, at) or (behind(scene, end) if not scene.child(at, "nsubj") else None)
    return _told_apart(scene, at, voice) or behind(scene, end) or _in_front(scene) or _joined_attack(scene, at)


def _is_done(trigger: Trigger | None) -> bool:
    """Whether a verb says what its subject did to others, and does not die itself."""
    return trigger is None or bool(trigger.frame.people or trigger.frame.things)


def _voice(scene: Scene, at: int, voice: str) -> str:
    """The voice of an outcome word by what it takes: "a collapsing building", "killed a confirmed 33 militants"."""
    if scene.figure.token < at < scene.figure.last:
        return "adjective"
    if voice == "reduced" and scene.child(at, "dobj", "obj") is not None and scene.child(at, "nsubj") is not None:
        return "active"
    return voice


def _told_apart(scene: Scene, at: int, voice: str) -> Span | None:
    """Who did it, told by a turn of its own: "left 12 dead", "claimed the lives of", "the killing of 12 by"."""
    if voice in {"adjective", "reduced"} and (found := _left_dead(scene, at)):
        return found
    if scene.tokens[at].lower in {"life", "lives"} and (found := _claimed_lives(scene, at)):
        return found
    return (_of_act(scene, at) or _responsible(scene, at)) if voice == "noun" else None


def _subject_is_figure(scene: Scene, at: int) -> bool:
    subject = scene.child(at, "nsubj")
    return subject is not None and scene.is_figure(subject)


def _in_front(scene: Scene) -> Span | None:
    """ "In Russian air raids on the town, 12 were killed": the phrase that opens the sentence."""
    tokens = scene.tokens
    if not tokens or tokens[0].lower not in words("reason"):
        return None
    phrase = ahead(tokens, 1)
    return (
        owner_of(scene, phrase) if phrase and phrase.kind == "instrument" and phrase.head < scene.figure.token else None
    )


def _joined_attack(scene: Scene, at: int) -> Span | None:
    """The subject of the attack a passive is joined to: "The army shelled the town and 12 people were killed"."""
    token = scene.tokens[at]
    trigger = scene.triggers.get(token.head)
    if token.dep not in {"conj", "advcl"} or token.head >= at or trigger is None or trigger.voice != "active":
        return None
    return by_subject(scene, token.head) if "struck" in {trigger.frame.people, trigger.frame.things} else None


def _left_dead(scene: Scene, at: int) -> Span | None:
    """ "The army's shelling left 12 people dead and 20 wounded": the subject of the light verb."""
    for i in range(at - 1, max(-1, at - _LEFT_REACH), -1):
        if scene.tokens[i].lower in {"left", "leaves", "leaving", "leave"}:
            return None if scene.tokens[i - 1].lower in BE else by_subject(scene, i)
        if scene.tokens[i].lower in BE or scene.tokens[i].text == ";":
            return None
    return None


def _claimed_lives(scene: Scene, at: int) -> Span | None:
    """ "The army's shelling claimed the lives of 12 people": the subject of the claim."""
    verb = next((i for i in range(at - 1, max(-1, at - 4), -1) if scene.tokens[i].tag[:2] == "VB"), None)
    return by_subject(scene, verb) if verb is not None else None


def _of_act(scene: Scene, at: int) -> Span | None:
    """ "the army's killing of 12 people", "the murder of 12 by X", "the toll of Russian air raids"."""
    phrase = around(scene.tokens, at)
    if scene.tokens[at].lower in words("act") and (found := owner(scene.tokens, phrase)):
        return found
    return None


def _responsible(scene: Scene, at: int) -> Span | None:
    """ "Regime forces were responsible for 51 deaths", "was behind the killing of 12": the subject of the blame."""
    for i in range(at - 1, max(1, at - 8), -1):
        to_blame = scene.tokens[i].lower in {"for", "behind"} and (
            scene.tokens[i].lower == "behind" or scene.tokens[i - 1].lower in {"responsible", "blamed", "blame"}
        )
        if to_blame:
            verb = next((k for k in range(i, max(-1, i - 5), -1) if scene.tokens[k].lower in BE), None)
            return by_subject(scene, verb) if verb is not None else None
        if scene.tokens[i].tag.startswith("VB"):
            return None
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
            return by_subject(scene, governor)
    return agent_behind(scene, head + 1, head + 12)
