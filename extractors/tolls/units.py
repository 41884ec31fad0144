"""Sentences and lists as sums: the figures of one outcome that one voice states together.

In: counts in text order. Out: units; "22 civilians and two police officers were killed" is one of two parts, and
a list that tells place by place is one of all its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from extractors.model import Number
from extractors.tolls.figures import Count, belongs, can_hold
from extractors.tolls.once import clauses

_EARLIER_TOLL = re.compile(
    r"\b(?:earlier|previous|initial|first|provisional|preliminary)\s+(?:\w+\s+){0,2}(?:toll|count|tally|figure|number|total)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total(?:l?ing|s)?|overall|altogether|all\s+told|in\s+all|sum|combined)\b", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:(?:in|at|near|around)\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """The figures of one sentence or list that are added up."""

    parts: tuple[Count, ...]
    besides: tuple[Count, ...] = ()
    """Vague figures beside exact ones: they open the sum above."""
    is_list: bool = False

    @property
    def figures(self) -> tuple[Count, ...]:
        """All its figures, the vague ones last."""
        return (*self.parts, *self.besides)

    @cached_property
    def number(self) -> Number:
        return sum(p.number for p in self.parts)

    @property
    def is_vague(self) -> bool:
        return all(p.is_vague for p in self.parts)

    @property
    def is_single(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].is_single

    @property
    def is_whole(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].is_whole and not self.is_single

    @property
    def is_broad(self) -> bool:
        """Whether it can be the whole of an event: people in general, not one trade and nobody alone."""
        return len(self.parts) == 1 and self.parts[0].is_broad and not self.is_single

    @property
    def is_heading(self) -> bool:
        return self.parts[0].source.sentence.role in {"title", "subheading"}

    @property
    def is_attackers(self) -> bool:
        return all(p.is_attackers for p in self.parts)

    @property
    def sentence(self) -> str:
        return self.parts[0].source.sentence_text

    @property
    def speaker(self) -> str:
        return self.parts[0].source.chain.speaker_text

    @property
    def says_total(self) -> bool:
        """Whether the words call it the toll or the total: "the death toll stands at 63", "in all, 12 people"."""
        called = any(p.is_called_toll for p in self.parts)
        return called or (len(self.parts) == 1 and bool(_TOTAL.search(self.sentence)))

    def alike(self, other: Unit) -> bool:
        """Whether some group of one may count some of the other's."""
        return any(can_hold(p, q) for p in self.parts for q in other.parts)

    def covers(self, other: Unit) -> bool:
        """Whether each group of ``other`` may be among the groups of this one."""
        return all(any(can_hold(p, q) and not belongs(p, q) for q in self.parts) for p in other.parts)


def units(counts: Sequence[Count]) -> list[Unit]:
    """Sentences in text order, each with the figures that it adds up, never those of two voices; lists as one."""
    return list(_lists(list(_sentences(counts))))


def _sentences(counts: Sequence[Count]) -> Iterator[Unit]:
    for group in clauses(counts):
        parts = _without_tolls(group)
        known = [p for p in parts if not p.is_vague] or parts  # "12 people and several others": the 12 are known
        vague = [p for p in parts if p not in known]
        yield Unit(_without_breakdown(known), tuple(vague))


def _without_tolls(parts: list[Count]) -> list[Count]:
    """A toll told beside a figure is never added to it: "five died, bringing the toll to 38", "an earlier toll"."""
    called = [p for p in parts if p.is_called_toll]
    others = [p for p in parts if p not in called]
    if not called or not others:
        return parts
    earlier = _EARLIER_TOLL.search(called[0].source.sentence_text)
    return others if earlier or called[-1].number < sum(p.number for p in others) else [called[-1]]


def _without_breakdown(parts: list[Count]) -> tuple[Count, ...]:
    """ "40 people, six guards and 34 civilians": the first is the sum of the others."""
    if len(parts) > 2 and parts[0].number == sum(p.number for p in parts[1:]):
        return (parts[0],)
    return tuple(parts)


def _lists(found: list[Unit]) -> Iterator[Unit]:
    """Lists told place by place become one sum, unless a line of it gives the total: "Orvin: 5 killed"."""
    for key, group in groupby(found, key=_list_key):
        run = list(group)
        if key is None or len(run) < 2:
            yield from run
            continue
        totals = [u for u in run if u.says_total]
        if totals:
            yield totals[0]
        added = [u for u in run if u not in totals]
        parts = tuple(p for u in added for p in u.parts)
        besides = tuple(p for u in added for p in u.besides)
        yield Unit(parts, besides, is_list=True)


def _list_key(unit: Unit) -> tuple[str, int, str] | None:
    """What makes a sentence an item of a list: the same header, or a place that it opens with, in one paragraph."""
    a = unit.parts[0].source
    if a.sentence.role != "body" or unit.is_single:
        return None
    if a.sentence.list_header is not None:
        return ("header", a.sentence.list_header, unit.speaker)
    place = a.place.place_text
    if place and not a.place.inferred:
        opening = a.sentence_text[_OPENS.match(a.sentence_text).end() :]  # type: ignore[union-attr]
        if opening.lower().startswith(place.lower()):
            return ("place", a.sentence.paragraph, unit.speaker)
    return None
