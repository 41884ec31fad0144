"""Mentions that belong together, "Bab Touma neighbourhood in Damascus", and how far each is from a figure."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model import Sentence
from extractors.patterns.distance import crossed, divided
from extractors.places.levels import LEVELS
from extractors.places.mentions import Mention

_BESIDE = re.compile(r"\s*(?:in|at|near|on|inside|outside|of)?\s*(?:the\s+)?", re.IGNORECASE)
_BESIDE_BONUS = 70
"""A place right behind the counted thing is its own: "two strikes near Hit destroyed ..." """
_LABEL = re.compile(r"\s*[:–—-]\s")
_PARTS = re.compile(
    r":\s|\b(?:of|among) (?:whom|which|them) "
    r"(?=[\w,]+ (?:(?:are|were|was|is) )?(?:killed |wounded |injured )?(?:in|at|near|over)\b)"
    r"|,? including (?=\w+ (?:\w+ )?(?:in|at|near|over|from)\b)"
)
"""Behind these stand the parts of a total with places of their own."""
_WHERE = re.compile(r",? where\b")
_BARRIER = re.compile(
    r"\b(?:said|told|that|while|meanwhile|but|added|after|where)\b|, and (?:the|a|an|in|there|some|another)\b|[;\"“”]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one phrase, "Bab Touma neighbourhood in Damascus": the place, and what it lies in."""

    place: Mention
    within: tuple[Mention, ...]
    start: int
    end: int
    role: str


def grouped(found: Sequence[Mention]) -> list[Group]:
    """Chains of mentions in which one lies in the other ("Bab Touma in Damascus") as one group each."""
    chains: list[list[Mention]] = []
    for mention in found:
        if chains and mention.inside:
            chains[-1].append(mention)
        else:
            chains.append([mention])
    groups = []
    for chain in chains:
        best = functools.reduce(_narrower, chain)
        role = next((m.role for m in chain if m.role != "bare"), "bare")
        rest = sorted((m for m in chain if m is not best), key=lambda m: -m.level)
        groups.append(Group(best, tuple(rest), min(m.start for m in chain), max(m.end for m in chain), role))
    return groups


def _narrower(first: Mention, second: Mention) -> Mention:
    """Of two neighbours in a chain the one that says more closely where: mostly the first."""
    if first.holds:
        return second
    if first.relation == "near" and first.kind == "site" and second.level >= first.level:
        return second
    return second if first.level <= LEVELS["admin"] and first.level < second.level else first


def cost(text: str, group: Group, span: tuple[int, int], figures: Sequence[int]) -> float:
    """How far a place is from a figure, in characters; clause words and other figures in between add to it."""
    if group.start >= span[0]:
        between = (span[1], group.start)
        distance = max(0, group.start - span[1])
    else:
        between = (group.end, span[0])
        distance = max(0, span[0] - group.end) + 25
    barrier = 40 if divided(text, between, _BARRIER) else 0
    if group.end <= span[0] and _WHERE.match(text, group.end):
        barrier = -_BESIDE_BONUS  # "in Baghdad, where the two leaders"
    penalty = 40 if group.role == "bare" else 0
    struck_part = group.place.struck and group.place.level == LEVELS["region"]  # "attacked southern Israel"
    penalty += 90 if group.place.kind == "country" and not struck_part else 0
    nearness = distance + 40 * crossed(figures, between) + barrier + penalty
    return nearness + 6 * (5 - group.place.level) - 40 * group.place.struck


def best_of(groups: Sequence[Group], role: str = "event") -> Group | None:
    """The place that a sentence is about, for sentences around it: the first of the closest kind."""
    return max(
        (g for g in groups if g.role == role),
        key=lambda g: (g.place.level > LEVELS["region"], g.place.level > LEVELS["area"], -g.start),
        default=None,
    )


def opens_with_label(text: str, sentence: Sentence, groups: Sequence[Group]) -> bool:
    """True for a sentence that a place with its mark opens: "Zaporizhzhia – 4 injured"."""
    opening = next((g for g in groups if g.role == "event"), None)
    if opening is None:
        return False
    lead = text[sentence.start : opening.start]
    return not any(c.isalnum() for c in lead) and _LABEL.match(text, opening.end) is not None


def paired(groups: Sequence[Group], figures: Sequence[int], figure: int) -> Group | None:
    """The place of a figure where figures and places take turns: "two vehicles in Hass and | a hundred | in Shuqba".

    Figures that stand together share the place behind them; None where they don't take turns to the end.
    """
    items = sorted([(start, None) for start in figures] + [(g.start, g) for g in groups], key=lambda i: i[0])
    blocks: list[tuple[list[int], Group]] = []
    waiting: list[int] = []
    for start, group in items:
        if group is None:
            waiting.append(start)
        elif not waiting:
            return None
        else:
            blocks.append((waiting, group))
            waiting = []
    if waiting or len(blocks) < 2:
        return None
    return next((group for starts, group in blocks if figure in starts), None)


def not_of_parts(text: str, end: int, behind: int, groups: Sequence[Group]) -> Sequence[Group]:
    """The places that are no part's: not "nine drones: | six over Orvin, two over Dale", "of whom two in | Dale".

    The sentence ends at ``end``, the counted thing at ``behind``.
    """
    opens = _PARTS.search(text, behind, end)
    if opens is None:
        return groups
    parts = [g for g in groups if g.start >= opens.end()]
    one = len(parts) == 1 and not parts[0].place.others
    return groups if one and opens.group().startswith(":") else [g for g in groups if g not in parts]


def beside(text: str, end: int | None, group: Group) -> int:
    """What a place gains on the others by standing right behind the counted thing, which ends at ``end``."""
    return _BESIDE_BONUS if end is not None and _BESIDE.fullmatch(text, end, group.start) else 0
