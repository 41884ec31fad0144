"""Sentences and lists as sums: the figures of one outcome that one voice states together.

In: counts in text order. Out: units; "22 civilians and two police officers were killed" is one of two parts, and so
is a list that tells place by place. A person or group told twice in a sentence is in it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from extractors.model import Number
from extractors.tolls.figures import KIN, Count, belongs, can_hold, is_one

_PART_LEAD = re.compile(
    r"(?<!\balong)(?<!\btogether) (?:with|including|among\s+them|of\s+them)\W*(?:the |a |at least )?$|\([^)]*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof\s+(?:them|whom)\b", re.IGNORECASE)
_APPOSITION = re.compile(
    r"^\W*(?:,|\b(?:named|called|identified\s+as|known\s+as)\b)\W*(?:a|an|the)?\W*$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^\s*[,(–—]\s*(?:an?\b|the\b|one\b)?\s*([^,;.()–—]+?)"
    r"(?=\s*(?:[,;.()–—]|$|\b(?:was|were|is|are|has|have|had|died|who|in|at|on|near|when|after|by)\b))",
    re.IGNORECASE,
)
"""What stands between a figure and the next comma, verb or place: ", a father and son"."""
_ONE_OF = re.compile(r"one\s+of\b", re.IGNORECASE)
_COMMA = re.compile(r"^\s*,\s*$")
_OF_THE = re.compile(r"^\W*of\s+(?:the|these|those)\W*$", re.IGNORECASE)
_IN_LAW = re.compile(r"^\W*(?:-\W*in\W*-\W*law\W*)?$", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|while|also|plus|as\s+well\s+as)\b|;|&", re.IGNORECASE)
_HOW_BADLY = re.compile(
    r"^\W*(?:\w+\s+){0,2}(?:critically|seriously|severely|gravely|badly|slightly|lightly|fatally|mortally)\b"
    r"|^\W*in\s+(?:a\s+)?(?:critical|serious|grave)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total(?:l?ing|s)?|overall|altogether|all\s+told|in\s+all|sum|combined)\b", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:(?:in|at|near|around)\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """The figures of one sentence or list that are added up."""

    parts: tuple[Count, ...]
    is_list: bool = False

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
        called = any(p.source.happening.found_by == "toll" for p in self.parts)
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
    for group in _clauses(counts):
        parts: list[Count] = []
        for c in group:
            if not any(_says_again(p, c) for p in parts):
                parts.append(c)
        parts = _persons(parts)
        if len({p.is_vague for p in parts}) > 1:
            parts = [p for p in parts if not p.is_vague]  # "12 people and several others": the 12 are what is known
        yield Unit(_without_breakdown(parts))


def _clauses(counts: Sequence[Count]) -> Iterator[list[Count]]:
    """The figures of a sentence that one voice states; what one verb tells of is of one voice."""
    for _, group in groupby(counts, key=lambda c: c.source.sentence.index):
        here: list[list[Count]] = []
        for c in group:
            last = here[-1][-1].source if here else None
            a = c.source
            one_verb = (
                last is not None and a.happening.trigger is not None and a.happening.trigger == last.happening.trigger
            )
            if last is not None and (one_verb or a.chain.speaker_text == last.chain.speaker_text):
                here[-1].append(c)
            else:
                here.append([c])
        yield from here


def _says_again(earlier: Count, later: Count) -> bool:
    """Whether a figure only says again, or more closely, what an earlier one of its sentence counts."""
    a, b = earlier.source, later.source
    between = a.sentence_text[max(0, a.end - a.sentence.start) : max(0, b.start - a.sentence.start)]
    if later.is_named and not earlier.is_single:
        return True  # "three soldiers, Juan Perez, ..."
    if later.is_single and _is_aside(earlier, later):
        return True
    if later.is_single and earlier.is_single:
        if earlier.is_named and later.is_named:
            return earlier.is_same_person(later)
        if earlier.is_named != later.is_named:
            return bool(_APPOSITION.match(between) or _IN_LAW.match(between))
        return not _JOINED.search(between) and is_one(earlier, later)
    if earlier.is_named and _ONE_OF.match(b.exact) and _COMMA.match(between):
        return True  # "Omar Haddad, one of the leaders of the party"
    if _OF_THE.match(between):
        return True  # "three of the 40 passengers were killed": the three
    if earlier.is_household and later.number > earlier.number:
        return False  # "21 families (104 people)"
    if (_PART_LEAD.search(between) or _OF_THEM.search(b.exact)) and (can_hold(earlier, later) or "(" in between):
        return True  # "25 people were killed, with three being medics", "two employees (a cook and her daughter)"
    if b.counted.elided and later.number <= earlier.number and _HOW_BADLY.match(b.suffix) and "and" not in between:
        return True  # "nine people were hurt, two critically"
    elsewhere = a.happening.trigger != b.happening.trigger and not _JOINED.search(between)
    return elsewhere and later.is_whole and later.number <= earlier.number  # "stabbed three, wounding one badly"


def _is_aside(earlier: Count, later: Count) -> bool:
    """Whether one person is a description of who was counted just before.

    "One villager, a beekeeper, was killed", "two fishermen, a father and son", "Omar Haddad, a clerk and the brother
    of a mayor, was killed"; but "a nurse, a cook and a guard were killed" are three.
    """
    a, b = earlier.source, later.source
    rest = a.sentence_text[max(0, a.end - a.sentence.start) :]
    aside = _ASIDE.match(rest)
    if aside is None or not 0 <= b.start - a.end < aside.end(1):
        return False
    told = re.split(r"\band\b", aside[1])
    closed = rest[aside.end() :].lstrip()[:1] in {",", ")", "–", "—"}
    if any(re.search(rf"\b{noun}\b", aside[1], re.IGNORECASE) for noun in KIN) and len(told) > 1 and not later.is_named:
        return earlier.is_named or earlier.number == len(told)
    if earlier.is_named:
        return closed and not later.is_named
    return closed and not earlier.is_single and earlier.number == len(told)


def _persons(parts: list[Count]) -> list[Count]:
    """Without families where their members are counted: "21 families (104 people)", "seven households of 38"."""
    households = [p for p in parts if p.is_household]
    people = [p for p in parts if not p.is_household and not p.is_single]
    if not households or not people or sum(p.number for p in people) <= sum(p.number for p in households):
        return parts
    return [p for p in parts if not p.is_household]


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
        yield Unit(tuple(p for u in run if u not in totals for p in u.parts), is_list=True)


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
