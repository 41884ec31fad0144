"""Outcomes told as a state that was reached: damage sustained, fire come under, never found, listed as missing.

In: a figure in its sentence. Out: the outcome that the state behind it tells, or nothing.
"""

from __future__ import annotations

from extractors.outcomes.after_noun import past_list
from extractors.outcomes.candidate import HARM, Candidate, Found, Scene, found, of_object
from extractors.patterns.triggers import BE, HAVE
from extractors.vocabulary.lexicon import words

_TOLD_AS = words("told_as")
_TAKES_HARM = words("takes_harm")
_DAMAGE = frozenset({"damage", "damages", "hit", "hits"})
_FIRE = words("fire_come_under")
_COMES = frozenset({"come", "came", "comes", "coming", *BE})
_TRACED = words("traced")
_NOT = frozenset({"never", "not", "n't", "n’t", "yet", "still", "nowhere"})
_STILL = frozenset({"remain", "remains", "remained", "remaining", "stay", "stayed", *BE})
_CARE = frozenset({"hospital", "hospitals", "intensive", "critical", "serious", "grave", "stable", "coma", "surgery"})
_DID = frozenset({"did", "was", "were", "had", "has", "have"})
_BODY = words("body_part")
_REACH = 8
"""Words behind those counted within which the state is told."""


def listed_as(scene: Scene, f: Candidate) -> Found | None:
    """What somebody was put down as: "50 people were listed as missing", "nine are officially recorded as dead"."""
    i = _past_auxiliaries(scene, past_list(scene, f))
    if scene.word(i) not in _TOLD_AS or scene.word(i + 1) != "as":
        return None
    i += 2
    while scene.word(i) == "being" or (i < len(scene.tokens) and scene.tokens[i].tag == "RB"):
        i += 1
    t = scene.triggers.get(i)
    return found(of_object(f, t.frame), i) if t and t.frame.people in HARM else None


def untraced(scene: Scene, f: Candidate) -> Found | None:
    """Who was not found: "Twelve sailors were never found", "nine have not been heard from since"."""
    if f.counted.domain not in {"people", "other"}:
        return None
    denied = False
    for i in range(past_list(scene, f), min(past_list(scene, f) + _REACH, len(scene.tokens))):
        word = scene.word(i)
        if word in _TRACED:
            return ("missing", i) if denied and _ends(scene, i + 1) else None
        denied = denied or word in _NOT
        if not (word in BE | HAVE | _NOT or scene.tokens[i].tag in {"RB", "TO", "MD"} or word in {"who", "that"}):
            return None
    return None


def _ends(scene: Scene, i: int) -> bool:
    """Whether a verb ends its phrase at ``i``: "were never found", not "were never found guilty"."""
    return i >= len(scene.tokens) or scene.tokens[i].tag in {"IN", "CC", "RB", ".", ",", ":", "-RRB-"}


def taking_damage(scene: Scene, f: Candidate) -> Found | None:
    """Things that have damage: "Seven buildings sustained damage", not those that "sustained interest"."""
    if f.counted.domain not in {"facility", "equipment"}:
        return None
    i = _past_auxiliaries(scene, past_list(scene, f))
    if scene.word(i) not in _TAKES_HARM:
        return None
    for k in range(i + 1, min(i + 6, len(scene.tokens))):
        if scene.word(k) in _DAMAGE:
            return "damaged", k
        if scene.tokens[k].tag[:2] not in {"JJ", "RB", "DT", "NN", "CC", "CD"} and scene.word(k) not in {",", "of"}:
            return None
    return None


def under_fire(scene: Scene, f: Candidate) -> Found | None:
    """Who or what was hit at: "Two clinics came under fire", "two towns in the east were under attack"."""
    i = f.last + 1
    while i < min(f.last + 12, len(scene.tokens)) and scene.word(i) not in _COMES:
        if i in scene.figure_at and not scene.figure_at[i].quantity.single:
            return None
        if scene.tokens[i].tag.startswith("VB") and scene.word(i) not in HAVE:
            return None
        i += 1
    while scene.word(i) in _COMES or (i < len(scene.tokens) and scene.tokens[i].tag == "RB"):
        i += 1
    if scene.word(i) != "under":
        return None
    for k in range(i + 1, min(i + 5, len(scene.tokens))):
        if scene.word(k) in _FIRE:
            return "struck", k
        if scene.tokens[k].tag[:2] not in {"JJ", "NN", "DT", "VB"} and scene.word(k) not in {"and", "-"}:
            return None
    return None


def maimed(scene: Scene, f: Candidate) -> Found | None:
    """Who lost a part of the body: "a fourth youth, who lost an eye", "three have lost limbs"."""
    i = past_list(scene, f)
    while i < len(scene.tokens) and (scene.word(i) in HAVE or scene.tokens[i].tag in {"WP", "RB"}):
        i += 1
    if f.counted.domain not in {"people", "other"} or scene.word(i) not in {"lost", "lose", "loses", "losing"}:
        return None
    return ("injured", i) if any(scene.word(k) in _BODY for k in range(i + 1, i + 4)) else None


def in_care(scene: Scene, f: Candidate) -> Found | None:
    """Who is still treated: "12 remain in intensive care", "two children were in serious condition"."""
    i = past_list(scene, f)
    if f.counted.domain not in {"people", "other"} or scene.word(i) not in _STILL:
        return None
    while scene.word(i) in _STILL or (i < len(scene.tokens) and scene.tokens[i].tag == "RB"):
        i += 1
    told = scene.word(i) == "in" and not _CARE.isdisjoint({scene.word(i + 1), scene.word(i + 2)})
    return ("injured", i) if told else None


def likewise(scene: Scene, f: Candidate) -> Found | None:
    """Who shares what befell the one before: "The bomber died, as did four bystanders"."""
    i = f.token - 1
    while i > 0 and (scene.tokens[i].tag in {"RB", "DT"} or scene.word(i) in {"at", "least", "about"}):
        i -= 1
    if scene.word(i) not in _DID or scene.word(i - 1) not in {"as", "so"}:
        return None
    for figure, happening in reversed(scene.done):
        if figure.counted.domain == f.counted.domain and happening.outcome in HARM:
            return happening.outcome, happening.trigger
    before = [t for k, t in scene.triggers.items() if k < i]
    outcome = (before[-1].frame.subject_people or before[-1].frame.people) if before else ""
    return (outcome, before[-1].index) if outcome in HARM and f.counted.domain == "people" else None


def _past_auxiliaries(scene: Scene, i: int) -> int:
    while i < len(scene.tokens) and (
        scene.word(i) in BE | HAVE or scene.tokens[i].tag in {"RB", "MD", "WP", "WDT"} or scene.word(i) == "to"
    ):
        i += 1
    return i
