"""Turns that tell an outcome without a verb of their own: lives claimed, strength by place, targets, munitions."""

from __future__ import annotations

from extractors.lexicon import words
from extractors.outcomes.figure import MUNITIONS, Figure, Found, Scene
from extractors.outcomes.left import own_noun, premodifier
from extractors.outcomes.right import past_list, right
from extractors.triggers import BE, HAVE

_CLAIM_VERBS = words("claim_verb")
_LOCATIVE = words("locative")


def claimed(scene: Scene, f: Figure) -> Found | None:
    """Light verbs: "claimed 25 lives", "claimed the lives of five", "cost six men their lives", "Bombing claims 5"."""
    i = f.token - 1
    while i >= 0 and scene.tokens[i].lower in {"the", "lives", "life", "of", "at", "about"}:
        i -= 1
    if i < 0 or scene.tokens[i].lower not in _CLAIM_VERBS:
        return None
    said_lives = any(t.lower in {"life", "lives"} for t in scene.tokens[i : f.last + 3])
    if said_lives or (scene.word(i).startswith("claim") and (f.counted.elided or _is_attack_before(scene, i))):
        return "killed", i
    if scene.word(i).startswith("claim") and f.counted.domain == "equipment" and not right(scene, f):
        return "destroyed", i
    return None


def whole_of(scene: Scene, f: Figure) -> Found | None:
    """The whole that a figure takes its part of: of the 60 in "shot down 42 of 60 drones" no more is said."""
    i = f.token - 1
    while i > 0 and scene.word(i) in {"the", "some", "about", "its", "their", "those"}:
        i -= 1
    if scene.word(i) != "of" or not any(g.token == i - 1 and g.counted.elided for g in scene.figure_at.values()):
        return None
    if own_noun(scene, f) or premodifier(scene, f) or right(scene, f):
        return None
    return "other", None


def _is_attack_before(scene: Scene, i: int) -> bool:
    """Whether an attack does the claiming: "Mortar Attack Claims 11 Children"."""
    return any((t := scene.triggers.get(k)) and t.voice == "noun" and t.frame.people == "struck" for k in range(i))


def located(scene: Scene, f: Figure) -> Found | None:
    """Strength by place: "are in the besieged district", "are believed to be inside"."""
    i = start = past_list(scene, f)
    be = None
    if scene.word(i) == "aboard" or (scene.word(i), scene.word(i + 1)) == ("on", "board"):
        return "present", i
    while i < len(scene.tokens) and i < start + 8:
        t = scene.tokens[i]
        if t.lower in BE:
            be = i
        elif be is not None and t.lower == "in" and any(x.lower == "condition" for x in scene.tokens[i : i + 5]):
            return "injured", be
        elif (
            be is not None and t.lower in _LOCATIVE and scene.tokens[i - 1].lower in {*BE, "still", "currently", "now"}
        ):
            return "present", be
        elif t.lower not in HAVE and (t.tag not in {"RB", "MD", "WP", "WDT", "TO", "VBN"} or i in scene.triggers):
            return None
        i += 1
    return None


def attacked(scene: Scene, f: Figure) -> Found | None:
    """The target of an attack noun: "air raids on four hospitals", "attacks launched against many districts"."""
    i = f.token - 1
    while i >= 0 and scene.tokens[i].tag in {"DT", "RB", "PRP$"}:
        i -= 1
    if i < 1 or scene.tokens[i].lower not in {"on", "against", "at"}:
        return None
    for k in range(i - 1, max(-1, i - 10), -1):
        t = scene.triggers.get(k)
        if t and t.voice == "noun" and t.frame.people == "struck":
            return "struck", k
        if k in scene.figure_at or scene.tokens[k].lower in {",", ";"}:
            return None
    return None


def munition(scene: Scene, f: Figure) -> Found | None:
    """Munitions that something was done with: "hit the base with ten bombs"."""
    i = f.token - 1
    if f.counted.entity_class not in MUNITIONS or i < 1 or scene.tokens[i].lower not in {"with", "using"}:
        return None
    if any(t.lower.startswith(("equip", "arm", "load", "fit", "stock")) for t in scene.tokens[max(0, i - 3) : i]):
        return "present", i - 1
    return "used", None
