"""The tallies of all origins of a text, which of them give the whole, and the hull over those.

In: units in text order. Out: one tally per origin; never a sum across two named voices. What the outlet says without
a source goes with the voice told first, since a text repeats its source only now and then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.model import Number
from extractors.tolls.figures import Count
from extractors.tolls.toll import OriginToll
from extractors.tolls.units import Unit
from extractors.tolls.wholes import REVISED, Tally

_LOCAL = re.compile(
    r"\b(?:hospitals?|clinics?|morgues?|mortuar(?:y|ies)|on the spot|at the scene|instantly|immediately"
    r"|of (?:their|his|her) (?:wounds|injuries))\b",
    re.IGNORECASE,
)
"""Words that make a smaller figure one of those who died in one place or way, not a rival figure of the whole."""

Bounds = tuple[Number | None, Number | None, Number | None]


@dataclass
class Origins:
    """One tally per origin, in the order in which the text first hears them."""

    tallies: list[Tally] = field(default_factory=list)
    apart: list[Unit] = field(default_factory=list)
    """Groups that only another voice counts."""
    agreeing: list[tuple[str, Unit]] = field(default_factory=list)
    """Figures of another voice that give the same whole."""

    def take(self, unit: Unit) -> None:
        """Takes in the next unit of the text."""
        if not self.tallies:
            self._open(unit)
            return
        own = next((t for t in self.tallies if t.speaker == unit.speaker), None)
        if own is not None:
            own.settle(unit, own.relation(unit))
            return
        main = self.tallies[0]
        relation = main.relation(unit)
        if relation in {"part", "wider", "total"} and self._is_rival(unit, main, relation):
            self._open(unit)
        elif relation == "added" and unit.speaker and main.speaker:
            self._beside(unit)
        else:
            if relation == "same" and unit.number == main.number and not unit.is_single:
                self.agreeing.append((unit.speaker, unit))
            main.settle(unit, relation)

    def _open(self, unit: Unit) -> None:
        tally = Tally(unit.speaker)
        tally.start(unit)
        self.tallies.append(tally)

    def _beside(self, unit: Unit) -> None:
        """A group that another voice counts and that nothing so far can hold: a tally of its own, never a sum."""
        if unit.is_single or unit.parts[0].is_on_top:
            self.apart.append(unit)
        else:
            self._open(unit)

    def _is_rival(self, unit: Unit, tally: Tally, relation: str) -> bool:
        """Whether another voice gives its own number for the whole, and not that of a part or an update."""
        if unit.is_heading or unit.is_single:
            return False
        if relation == "part":
            if not unit.speaker or _LOCAL.search(unit.sentence):
                return False
            return _counts_the_same(unit, tally)
        if relation == "total" and not tally.is_broad and not _counts_the_same(unit, tally):
            return False
        if relation == "total" and REVISED.search(unit.sentence):
            return bool(unit.speaker and tally.speaker) and not unit.says_total
        return relation == "wider" or (bool(unit.speaker) and bool(tally.kept))

    @property
    def main(self) -> Tally:
        """The tally that the document's own number is taken from: the first that gives the whole."""
        first = self.tallies[0]
        revised = [t for t in self.tallies[1:] if REVISED.search(t.kept[0].sentence) and t.number > first.number]
        if revised:
            return revised[-1]
        wholes = self.wholes
        return next((t for t in wholes if bounds(t)[1] is not None), wholes[0])

    @property
    def wholes(self) -> list[Tally]:
        """The tallies that give the whole: not those that another one's broad and larger figure can hold."""
        return [t for t in self.tallies if not any(_is_part(t, other) for other in self.tallies if other is not t)]


def _counts_the_same(unit: Unit, tally: Tally) -> bool:
    """Whether a figure is of the whole as another tally gives it: people in general, or the same nouns."""
    if len(unit.parts) > 1:
        return not all(p.is_single for p in unit.parts)
    first = unit.parts[0]
    nouns = {p.noun for u in tally.kept for p in u.parts}
    return first.is_general or first.noun in nouns


def _is_part(tally: Tally, other: Tally) -> bool:
    if not other.is_broad or other.number <= tally.number:
        return False
    if not all(other.kept[0].covers(u) for u in tally.kept):
        return False
    if other.is_weakly_vague:
        return False  # "several people" are no whole for two who are named
    if all(p.source.counted.elided for p in other.kept[0].parts):
        return False  # "27 pupils were taken; residents put the number at 35": the same people
    return not any(_counts_the_same(u, other) for u in tally.kept)


def bounds(tally: Tally) -> Bounds:
    """Low, best and high of what one origin gives; its own other numbers for the whole widen them."""
    own = of_units(tally.kept)
    return hull([own, *(of_units([u]) for u in tally.wider)], best=own[1])


def of_units(units: Sequence[Unit]) -> Bounds:
    """Bounds of units added up; vague figures beside exact ones make the sum higher, by nobody knows how many."""
    low, best, high = summed([p for u in units for p in u.parts])
    return low, best, None if any(u.besides for u in units) else high


def summed(parts: Sequence[Count]) -> Bounds:
    """Bounds of a sum; what is open or unknown in one part is so in the sum."""
    stated = [p.stated for p in parts if p.stated is not None]
    unsure = [p for p in parts if p.stated is None and not p.is_vague]
    best = sum(stated) if stated and not unsure else None
    lows = [p.low for p in parts if p.low is not None]
    highs = [p.high for p in parts if p.high is not None]
    low = sum(lows) if lows else None
    high = sum(highs) if len(highs) == len(parts) else None
    return _ordered(low, best, high)


def hull(several: Iterable[Bounds], best: Number | None) -> Bounds:
    """Least low to greatest high over bounds, open where one of them is open."""
    all_bounds = list(several)
    lows = [low for low, _, _ in all_bounds]
    highs = [high for _, _, high in all_bounds]
    known_lows = [n for n in lows if n is not None]
    known_highs = [n for n in highs if n is not None]
    low = min(known_lows) if len(known_lows) == len(lows) else None
    high = max(known_highs) if len(known_highs) == len(highs) else None
    return _ordered(low, best, high)


def _ordered(low: Number | None, best: Number | None, high: Number | None) -> Bounds:
    """The same with low <= best <= high wherever set."""
    if best is not None:
        low = None if low is None else min(low, best)
        high = None if high is None else max(high, best)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return low, best, high


def of_origins(origins: Origins) -> tuple[OriginToll, ...]:
    """What each origin gives for the whole, in text order."""
    out: dict[str, OriginToll] = {}
    for tally in origins.wholes:
        low, best, high = bounds(tally)
        used = (*tally.kept, *tally.wider, *(u for u in tally.same if u.speaker in {"", tally.speaker}))
        out.setdefault(tally.speaker, OriginToll(tally.speaker, low, best, high, ids(used)))
    for speaker, unit in origins.agreeing:
        low, best, high = of_units([unit])
        out.setdefault(speaker, OriginToll(speaker, low, best, high, ids([unit])))
    return tuple(out.values())


def ids(units: Iterable[Unit]) -> tuple[str, ...]:
    """Ids of the assertions of units, each once."""
    return tuple(dict.fromkeys(p.source.assertion_id for u in units for p in u.figures))
