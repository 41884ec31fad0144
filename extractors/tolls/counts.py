"""How the figures of one outcome in one text stand to each other: the same again, a part, a new total, or on top.

Only what the words support is decided here: which class and noun is counted, who is named, who says so, and words
such as "another" and "also". A group is added only where nothing counted so far can hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby

from extractors.model import Assertion, Number
from extractors.vocabulary import lexicon
from seeds import reference

_ON_TOP = re.compile(r"\b(?:another|more|additional|further)\b", re.IGNORECASE)
_ON_TOP_BEFORE = re.compile(r"\b(?:another|a\s+further|an\s+additional)\s*$", re.IGNORECASE)
_OTHER = re.compile(r"\bother\s+\w", re.IGNORECASE)
_WHOLE_NOUNS = lexicon.words("whole") | {""}
"""Nouns that name whoever was harmed: such a figure can be the whole of any group."""
_BROAD = lexicon.words("broad")
"""Nouns of a class in general: these may hold those of a narrower class, miners don't hold nurses."""
_ANYONE = frozenset({"child", "woman", "man"})
"""Classes that say age or sex and can be a part of any group."""
_SEXES = ({"man", "woman"}, {"boy", "girl"}, {"man", "girl"}, {"woman", "boy"})
"""Nouns that never name the same person."""
_BELONGING = lexicon.words("belonging")
"""People told by whom they belong to: never the person named beside them."""
_ONE_OF_ANY_KIND = lexicon.words("any_kind")
"""Nouns by which anyone may be told a second time."""
_PART_LEAD = re.compile(
    r"(?<!\balong)(?<!\btogether) (?:with|including|among\s+them|of\s+them)\W*(?:the |a |at least )?$|\([^)]*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof\s+(?:them|whom)\b", re.IGNORECASE)
_APPOSITION = re.compile(
    r"^\W*(?:,|\b(?:named|called|identified\s+as|known\s+as)\b)\W*(?:a|an|the)?\W*$", re.IGNORECASE
)
_ONE_OF = re.compile(r"one\s+of\b", re.IGNORECASE)
_COMMA = re.compile(r"^\s*,\s*$")
_OF_THE = re.compile(r"^\W*of\s+(?:the|these|those)\W*$", re.IGNORECASE)
_IN_LAW = re.compile(r"^\W*(?:-\W*in\W*-\W*law\W*)?$", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|while|also|plus|as\s+well\s+as)\b|;|&", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|rose|risen|climbed|updated?|upped|now|since)\b", re.IGNORECASE)
_REVISED = re.compile(r"\b(?:revis|lower|correct)\w*", re.IGNORECASE)
_UNKNOWN = re.compile(r"\b(?:unknown|unspecified|undetermined|undisclosed)\b", re.IGNORECASE)
_FAR_LARGER = 20
"""A figure this many times the one before is of something larger than the event, unless said to be its toll."""


@dataclass(frozen=True)
class Count:
    """One figure as far as adding is concerned; ``stated`` is ``None`` where the words name no one number."""

    source: Assertion
    stated: Number | None
    low: Number | None
    high: Number | None

    @classmethod
    def of(cls, a: Assertion) -> Count:
        q = a.quantity
        if q.kind == "vague" and _UNKNOWN.search(a.quantity_text):
            return cls(a, None, None, None)
        if q.kind in {"vague", "range"}:
            return cls(a, None, a.low, a.high)
        stated = q.value_from if q.value_from is not None else q.value_to
        low = stated if a.low is None or stated is None else min(a.low, stated)
        return cls(a, stated, low, a.high)

    @property
    def number(self) -> Number:
        """The number to compare by: the stated one, else the lower bound."""
        return self.stated if self.stated is not None else self.low or 0

    @property
    def is_vague(self) -> bool:
        return self.source.quantity.kind == "vague"

    @property
    def is_single(self) -> bool:
        return self.source.implicit

    @cached_property
    def noun(self) -> str:
        """Singular of the last word of what is counted, "" for a person told by name only or left out."""
        if self.source.counted.elided or self.is_named:
            return ""
        words = re.findall(r"[^\W\d_]+", self.source.counted.entity_text.lower())
        forms = lexicon.singulars(words[-1]) if words else ("",)
        return forms[1] if len(forms) > 1 else forms[0]

    @property
    def is_named(self) -> bool:
        return self.source.quantity.rules[:1] == ("single:name",)

    @cached_property
    def name(self) -> frozenset[str]:
        """Words of the name of a named person, else empty."""
        if not self.is_named:
            return frozenset()
        words = re.findall(r"[^\W\d_]{2,}", self.source.counted.entity_text.lower())
        return frozenset(w for w in words if lexicon.noun(w) is None and w not in _titles())

    def is_same_person(self, other: Count) -> bool:
        """Whether two names can be one person's: "Omar Haddad" and "Haddad", not "Omar Haddad" and "Omar Nasser"."""
        common = self.name & other.name
        return len(common) > 1 or bool(common and (self.name <= other.name or other.name <= self.name))

    @property
    def entity_class(self) -> str:
        return self.source.counted.entity_class

    @property
    def is_whole(self) -> bool:
        """Whether it counts simply people or things, and so can hold any group of them."""
        return self.noun in _WHOLE_NOUNS or self.entity_class in {"equipment", "facility"}

    @cached_property
    def is_on_top(self) -> bool:
        """Whether it says of itself that it comes on top: "another 12 people", "was also killed"."""
        a = self.source
        if _ON_TOP.search(a.exact) or _ON_TOP_BEFORE.search(a.prefix):
            return True
        verb = a.happening.outcome_verb
        return bool(verb and re.search(rf"\balso\s+(?:\w+\s+)?{re.escape(verb)}\b", a.sentence_text, re.IGNORECASE))


def can_hold(first: Count, second: Count) -> bool:
    """Whether one of two figures may count some of what the other counts.

    Children may be among the residents and a soldier among the five people, but maids are not among the priests.
    """
    if first.is_whole or second.is_whole or first.noun == second.noun:
        return True
    if {first.noun, second.noun} & _nationals():
        return True
    one, other = first.entity_class, second.entity_class
    if one in _ANYONE or other in _ANYONE:
        return True
    if one == other:
        return one != "person" and not (one == "civilian" and {first.noun, second.noun}.isdisjoint(_BROAD))
    return (first.noun in _BROAD and one in lexicon.ancestry(other)) or (
        second.noun in _BROAD and other in lexicon.ancestry(one)
    )


@cache
def _titles() -> frozenset[str]:
    """Titles before a name that are no part of it: Dr, Gen, Msgr."""
    return frozenset({r["abbreviation"] for r in reference("abbreviations") if r["kind"] == "title"} | {"msgr"})


@cache
def _nationals() -> frozenset[str]:
    """Names of nationals in the singular: any group can hold some ("the priests, five of them Spaniards")."""
    words = {w.lower() for r in reference("countries") for w in r["demonyms"].split("|") if w}
    return frozenset({s for w in words for s in lexicon.singulars(w)} | {"foreigner", "national", "citizen"})


@dataclass(frozen=True)
class Unit:
    """The figures of one sentence that are added up: "22 civilians and two police officers were killed"."""

    parts: tuple[Count, ...]

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
    def is_heading(self) -> bool:
        return self.parts[0].source.sentence.role in {"title", "subheading"}

    @property
    def sentence(self) -> str:
        return self.parts[0].source.sentence_text

    @property
    def speaker(self) -> str:
        return self.parts[0].source.chain.speaker_text

    def alike(self, other: Unit) -> bool:
        """Whether some group of one may count some of the other's."""
        return any(can_hold(p, q) for p in self.parts for q in other.parts)

    def covers(self, other: Unit) -> bool:
        """Whether each group of ``other`` may be among the groups of this one."""
        return all(any(can_hold(p, q) and not _belongs(p, q) for q in self.parts) for p in other.parts)


def _belongs(first: Count, second: Count) -> bool:
    """ "two of his bodyguards" are not who is named before."""
    if not (first.is_single or second.is_single):
        return False
    return (first.noun in _BELONGING) != (second.noun in _BELONGING) and not (first.is_whole and second.is_whole)


def units(counts: Sequence[Count]) -> Iterator[Unit]:
    """Sentences in text order, each with the figures that it adds up; never those of two voices."""
    for _, group in groupby(counts, key=lambda c: (c.source.sentence.index, c.source.chain.speaker_text)):
        parts: list[Count] = []
        for c in group:
            if not any(_says_again(p, c) for p in parts):
                parts.append(c)
        if len({p.is_vague for p in parts}) > 1:
            parts = [p for p in parts if not p.is_vague]  # "12 people and several others": the 12 are what is known
        yield Unit(_without_breakdown(parts))


def _says_again(earlier: Count, later: Count) -> bool:
    """Whether a figure only says again, or more closely, what an earlier one of its sentence counts."""
    a, b = earlier.source, later.source
    between = a.sentence_text[max(0, a.end - a.sentence.start) : max(0, b.start - a.sentence.start)]
    if later.is_named and not earlier.is_single:
        return True  # "three soldiers, Juan Perez, ..."
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
    if (_PART_LEAD.search(between) or _OF_THEM.search(b.exact)) and (can_hold(earlier, later) or "(" in between):
        return True  # "25 people were killed, with three being medics", "two employees (a cook and her daughter)"
    elsewhere = a.happening.trigger != b.happening.trigger and not _JOINED.search(between)
    return elsewhere and later.is_whole and later.number <= earlier.number  # "stabbed three, wounding one badly"


def _without_breakdown(parts: list[Count]) -> tuple[Count, ...]:
    """ "40 people, six guards and 34 civilians": the first is the sum of the others."""
    if len(parts) > 2 and parts[0].number == sum(p.number for p in parts[1:]):
        return (parts[0],)
    return tuple(parts)


def _is_toll(unit: Unit) -> bool:
    """Whether the words call it the toll: "the death toll rose to 63"."""
    return any("outcome:toll" in p.source.happening.rules for p in unit.parts)


def is_one(known: Count, single: Count) -> bool:
    """Whether a nameless single is one told before: "the judge" after "Judge Haddad" or "a judge"."""
    if single.noun == known.noun:
        return True
    if {single.noun, known.noun} in _SEXES:
        return False
    if single.noun in _BELONGING or known.noun in _BELONGING:
        return False
    definite = single.source.quantity.rules[:1] == ("single:definite",)
    if definite and known.is_named:
        return True
    loose = (
        known.is_whole or single.is_whole or definite or {single.noun, known.noun} & (_ONE_OF_ANY_KIND | _nationals())
    )
    return bool(loose) and can_hold(known, single)


@dataclass
class Tally:
    """What a text adds up to so far: the units that are added, those that say the same, and rival figures."""

    kept: list[Unit] = field(default_factory=list)
    same: list[Unit] = field(default_factory=list)
    rivals: list[Unit] = field(default_factory=list)
    apart: list[Unit] = field(default_factory=list)
    reason: str = ""

    @property
    def number(self) -> Number:
        return sum(u.number for u in self.kept)

    def take(self, unit: Unit) -> None:
        """Takes in the next unit of the text."""
        if not self.kept:
            self.kept.append(unit)
            self.reason = "parts of one sentence added" if len(unit.parts) > 1 else "the first figure given"
            return
        relation = self._relation(unit)
        if relation == "same":
            self.same.append(unit)
        elif relation == "rival":
            self.rivals.append(unit)
        elif relation == "total":
            self.reason = "a later total preferred"
            self.kept = [unit]
            self.same, self.rivals = [], []
        elif relation == "added" and not self._one_voice(unit):
            self.apart.append(unit)
        elif relation == "added":
            self.kept.append(unit)
            self.reason = "parts added, as no total is given"

    def _is_of_others(self, unit: Unit) -> bool:
        """Whether people other than those told before were killed: "Two judges died. Four other judges died." """
        first = unit.parts[0].source
        if first.happening.outcome != "killed" or not _OTHER.search(first.exact):
            return False
        return all(u.number != unit.number for u in (*self.kept, *self.same))

    def _relation(self, unit: Unit) -> str:
        """How a further unit stands to what is counted so far: same, part, total, rival or added."""
        if unit.is_single and self._is_known(unit.parts[0]):
            return "same"
        on_top = (unit.parts[0].is_on_top or self._is_of_others(unit)) and not unit.is_heading
        if not unit.is_single and not on_top:
            if unit.number == self.number and any(u.alike(unit) for u in self.kept):
                return "same"
            if any(u.number == unit.number and u.alike(unit) for u in self.kept):
                return "same"
        if self._is_far_larger(unit):
            return "part"
        if on_top:
            return "added"
        if unit.is_whole and _REVISED.search(unit.sentence) and any(u.alike(unit) for u in self.kept):
            return "total"
        if unit.number > self.number and all(unit.covers(u) for u in self.kept):
            return self._larger(unit)
        if unit.is_heading or any(u.number >= unit.number and u.alike(unit) and not u.is_single for u in self.kept):
            return "part"
        return "added"

    def _one_voice(self, unit: Unit) -> bool:
        """Whether a unit has no other speaker than those it would be added to; the outlet itself may add to any."""
        return not unit.speaker or all(u.speaker in {"", unit.speaker} for u in self.kept)

    def _is_far_larger(self, unit: Unit) -> bool:
        return unit.number > _FAR_LARGER * self.number and not _is_toll(unit)

    def _larger(self, unit: Unit) -> str:
        first = self.kept[0]
        toll = _is_toll(unit) or _LATER.search(unit.sentence)
        if unit.is_heading and first.is_whole:
            return "rival"
        if unit.speaker and first.speaker and unit.speaker != first.speaker and first.is_whole and not toll:
            return "rival"
        return "total"

    def _is_known(self, single: Count) -> bool:
        """Whether one person or thing was counted before, by the same name or told in another way."""
        ones = [p for u in self.kept for p in u.parts if p.number == 1]
        if single.is_named:
            named = [p for u in (*self.kept, *self.same) for p in u.parts if p.is_named]
            if any(p.is_same_person(single) for p in named):
                return True
            told = [p for p in ones if not p.is_named and p.noun not in _BELONGING and can_hold(p, single)]
            absorbed = {frozenset(p.name) for u in self.same for p in u.parts if p.is_named}
            return len(told) > len(absorbed)
        return any(is_one(p, single) for p in ones) and not single.is_on_top
