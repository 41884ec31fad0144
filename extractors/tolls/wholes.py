"""What one origin's figures add up to: the first broad total stands, what else it may hold never adds to it.

In: units of one origin in text order. Out: a tally that says which are added, which say the same, which are parts.
A group is added only where nothing counted so far can hold it, or where the words say that it comes on top.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.model import Number
from extractors.tolls.figures import BELONGING, Count, belongs, can_be_same, can_hold, is_one
from extractors.tolls.units import Unit

REVISED = re.compile(
    r"\b(?:rose|risen|rises|rising|climb(?:ed|s|ing)?|updat\w*|upped|increas(?:ed|es|ing)|revis\w*|lower(?:ed|ing)|correct(?:ed|ion|ing)"
    r"|later|new\s+(?:death\s+)?toll|latest\s+(?:death\s+)?toll|now\s+(?:stands?|at|put)|has\s+since)\b"
    r"|\b(?:bring|brought|rais|tak|push)\w*\b[^.;]{0,40}\b(?:toll|dead|deaths|killed|total|number|fatalities)\b[^.;]{0,25}\bto\b",
    re.IGNORECASE,
)
"""Words by which a later number takes the place of an earlier one."""
_LOWERED = re.compile(r"\b(?:revis|lower|correct|reduc)\w*", re.IGNORECASE)
_BLOW = r"(?:attack|bomb|bombing|blast|explosion|strike|shell|rocket|missile|mine|bomber|raid|device)"
_NEXT = re.compile(
    rf"^\W*(?:then|next|afterwards|(?:minutes|hours|moments|shortly|soon)\s+(?:later|afterwards))\b"
    rf"|\b(?:a|the)\s+(?:second|third|fourth|other)\s+(?:\w+\s+)?{_BLOW}\b(?!\s+(?:in|this|since|within|on)\b)",
    re.IGNORECASE,
)
_SEVERAL_BLOWS = re.compile(rf"\b{_BLOW}s\b|\b(?:twin|double|series|wave|string|both|across)\b", re.IGNORECASE)
_OTHER = re.compile(r"\bother\s+\w", re.IGNORECASE)
_DEATH = re.compile(r"\b(?:kill|die|dead|death|fatal|slain|lives)", re.IGNORECASE)
_WEAK_VAGUE = 10
"""Vague words that begin below this ("several", "many") say no more than that it was more than one."""
_FAR_LARGER = 20
"""A figure this many times the one before is of something larger than the event, unless said to be its toll."""


@dataclass
class Tally:
    """What one origin's figures add up to so far.

    ``kept`` are added, ``same`` say the same again, ``wider`` give the whole another number, ``parts`` count some of
    it, ``replaced`` were the whole before a revision, ``far`` are of something larger.
    """

    speaker: str
    kept: list[Unit] = field(default_factory=list)
    same: list[Unit] = field(default_factory=list)
    wider: list[Unit] = field(default_factory=list)
    parts: list[Unit] = field(default_factory=list)
    replaced: list[Unit] = field(default_factory=list)
    far: list[Unit] = field(default_factory=list)
    reason: str = ""

    @property
    def number(self) -> Number:
        return sum(u.number for u in self.kept)

    @property
    def is_broad(self) -> bool:
        """Whether it gives the whole in one number of people in general, or called its total."""
        return len(self.kept) == 1 and (self.kept[0].is_broad or self.kept[0].says_total)

    @property
    def is_weakly_vague(self) -> bool:
        """Whether it says no more than that there were more than one: "several people", "many"."""
        return all(u.is_vague and (u.parts[0].low or 0) < _WEAK_VAGUE for u in self.kept)

    def start(self, unit: Unit) -> None:
        """Takes the first unit."""
        self.kept = [unit]
        added = "the lines of a list added, as no total is given" if unit.is_list else "parts of one sentence added"
        self.reason = added if len(unit.parts) > 1 else "the first figure given"

    def settle(self, unit: Unit, relation: str) -> None:
        """Puts a further unit where its relation says."""
        if relation == "total":
            self.replaced += self.kept
            self.kept, self.same, self.wider = [unit], [], []
            self.reason = "a later total preferred"
        elif relation == "added":
            self.kept.append(unit)
            self.reason = "parts added, as no total is given"
        else:
            {"same": self.same, "wider": self.wider, "part": self.parts, "far": self.far}[relation].append(unit)

    def relation(self, unit: Unit) -> str:
        """How a further unit of the same origin stands to this: same, part, wider, total, added or far."""
        if unit.is_single and self._is_known(unit.parts[0]):
            return "same"
        on_top = self._is_on_top(unit)
        if not unit.is_single and not on_top and self._is_same(unit):
            return "same"
        if all(u.is_vague for u in self.kept) and not unit.is_vague:
            return self._beside_vague(unit)
        if unit.number > _FAR_LARGER * self.number and not unit.says_total:
            return "far"
        if on_top:
            return "part" if self._goes_on_with_parts(unit) else "added"
        return self._by_size(unit)

    def _by_size(self, unit: Unit) -> str:
        """How a unit that is neither the same nor counted on top stands to this, by what it covers."""
        if unit.is_whole and _LOWERED.search(unit.sentence) and any(u.alike(unit) for u in self.kept):
            return "total"
        if unit.number > self.number and all(unit.covers(u) for u in self.kept):
            return self._larger(unit)
        return "part" if unit.is_heading or self._holds(unit) else "added"

    def _is_same(self, unit: Unit) -> bool:
        if unit.number == self.number and any(_same_people(u, unit) for u in self.kept):
            return True
        return any(u.number == unit.number and _same_people(u, unit) for u in self.kept)

    def _holds(self, unit: Unit) -> bool:
        """Whether those of a smaller unit may be among those counted already."""
        return any(u.number >= unit.number and u.alike(unit) and not u.is_single for u in self.kept)

    def _larger(self, unit: Unit) -> str:
        """A larger figure that may hold all: the whole of the parts so far, a revision, or only a wider claim."""
        if unit.is_heading and self.is_broad:
            return "wider"
        first = self.kept[0]
        same_noun = _nouns(first) == _nouns(unit) and not _OTHER.search(unit.parts[0].source.exact)
        general = len(first.parts) == 1 and first.parts[0].is_general
        stands = self.is_broad and (general or first.says_total or same_noun)
        if stands and not unit.says_total and not REVISED.search(unit.sentence) and not unit.is_heading:
            return "wider"
        return "total"

    def _beside_vague(self, unit: Unit) -> str:
        """A number after "dozens": the number of them, unless it is too small for that and so a part.

        "Several" and "many" give way to any number of a group; "dozens" only to one that counts people in general.
        """
        if unit.is_single or unit.number <= (self.kept[0].parts[0].low or 0):
            return "part"
        return "total" if unit.is_broad or not self.kept[0].is_broad or self.is_weakly_vague else "part"

    def _is_on_top(self, unit: Unit) -> bool:
        """Whether the words say that others were harmed besides: "another 12", "12 more", "also killed".

        "Also" alone says that of people whom the whole can hold only in a text that has given no whole: after
        "nine villagers were killed" the four cousins who "were also killed" are among them.
        """
        if unit.is_heading:
            return False
        first = unit.parts[0]
        if first.of_wounded:
            return not self.kept[0].says_total and not REVISED.search(self.kept[0].sentence)
        if first.is_on_top or self._is_of_others(unit) or self._is_next(unit):
            return True
        return first.is_also and not (self.is_broad and self.number > 1 and self._holds(unit))

    def _is_next(self, unit: Unit) -> bool:
        """Whether it tells of a further blow after those counted: "Then he went on to a shop, where two were killed."

        A text that told of several blows at first has counted them all.
        """
        start = unit.parts[0].source.quantity.start - unit.parts[0].source.sentence.start
        said = _NEXT.search(unit.sentence[: max(start, 0)])
        return said is not None and not any(_SEVERAL_BLOWS.search(u.sentence) for u in self.kept)

    def _is_of_others(self, unit: Unit) -> bool:
        """Whether others than those told before were harmed: "Two judges died. Four other judges died."

        So the wounded: "The mayor was shot. Two other people were wounded."
        """
        first = unit.parts[0].source
        if not _OTHER.search(first.exact):
            return False
        if first.happening.outcome != "killed":  # "12 died and nine others were wounded": others than the dead
            only_this = first.happening.outcome == "injured" and not _DEATH.search(unit.sentence)
            return only_this and all(u.is_single for u in self.kept)
        return all(u.number != unit.number for u in (*self.kept, *self.same))

    def _goes_on_with_parts(self, unit: Unit) -> bool:
        """Whether "three more" goes on with the parts of a total: "Seven died. Three were cooks; three more ..." """
        if not self.parts or not self.is_broad or self.parts[-1].is_single:
            return False
        told = self.parts[-1]
        near = unit.parts[0].source.sentence.index - told.parts[0].source.sentence.index <= 1
        return near and sum(u.number for u in self.parts) + unit.number <= self.number

    def _is_known(self, single: Count) -> bool:
        """Whether one person or thing was counted before, by the same name or told in another way."""
        if single.is_on_top:
            return False
        ones = [p for u in self.kept for p in u.parts if p.number == 1]
        if single.is_named:
            return self._is_known_by_name(single, ones)
        return any(is_one(p, single) for p in ones) and not single.is_also

    def _is_known_by_name(self, single: Count, ones: Sequence[Count]) -> bool:
        """Whether a name was told before, or names one of those told before without a name."""
        named = [p for u in (*self.kept, *self.same) for p in u.parts if p.is_named]
        if any(p.is_same_person(single) for p in named):
            return True
        told = [p for p in ones if not p.is_named and p.noun not in BELONGING and can_hold(p, single)]
        absorbed = {frozenset(p.name) for u in self.same for p in u.parts if p.is_named}
        return len(told) > len(absorbed)


def _same_people(known: Unit, unit: Unit) -> bool:
    return any(can_be_same(p, q) and not belongs(p, q) for p in known.parts for q in unit.parts)


def _nouns(unit: Unit) -> set[str]:
    return {p.noun for p in unit.parts}
