"""What a document as a whole says was the toll of its main event, one figure per outcome.

A text counts the same dead several times: in the heading, in the lead, by name, by group, again after an update.
The sentences are gone through in order; each either repeats what is counted already, is a part of it, is a new
and larger total of it, or adds to it. Nothing is verified: the toll is what the text says, not what is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from extractors import lexicon
from extractors.model import Assertion, Number

PEOPLE_OUTCOMES = ("killed", "injured", "casualties", "missing", "captured", "displaced", "rescued")
THING_OUTCOMES = ("destroyed", "damaged", "abandoned", "seized")
OUTCOMES = PEOPLE_OUTCOMES + THING_OUTCOMES
"""The outcomes that have a toll, in the order of the output. Presence, use and attacks are counts, not tolls."""

_BACKGROUND = timedelta(days=30)
"""Figures of events this much older than the newest one in the text are background (an anniversary, a trial)."""
_UNREAL = frozenset({"planned", "hypothetical"})
_MORE = re.compile(r"\b(?:others?|another|more|additional|further|also|else)\b", re.IGNORECASE)
_PERPETRATOR = re.compile(
    r"\b(?:(?:suicide )?(?:attack|bomb|shoot|kidnap|hijack)p?ers?|assailants?|gun(?:man|men)|knife(?:man|men)"
    r"|perpetrators?|assassins?|killers?|infiltrators?|abductors?|captors?|hostage takers?)\W*$",
    re.IGNORECASE,
)
_PART_LEAD = re.compile(r"\b(?:with|including|among them|of them)\W*(?:the |a |at least )?$", re.IGNORECASE)
_APPOSITION = re.compile(r"^\W*,\W*(?:a|an|the)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Toll:
    """The toll that a document states for one outcome, in persons or things.

    ``best`` is the stated number, also where the words make it a minimum ("at least 12"); ``None`` where only vague
    words stand ("dozens"), whose ``low`` and ``high`` are those of the convention that the assertions were read with.
    """

    document_id: str
    outcome: str
    low: Number | None
    best: Number | None
    high: Number | None
    assertion_ids: tuple[str, ...]
    reason: str

    def to_record(self) -> dict[str, Any]:
        """The flat object of the command line."""
        return {
            "document_id": self.document_id,
            "outcome": self.outcome,
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "assertion_ids": list(self.assertion_ids),
            "reason": self.reason,
        }


def tolls(assertions: Iterable[Assertion]) -> list[Toll]:
    """Tolls of each document in the order of its first assertion, one per outcome that the text counts.

    An outcome of which nothing is said has no toll; "no casualties" is a toll of 0 killed and 0 injured.
    """
    by_document: dict[str, list[Assertion]] = {}
    for a in assertions:
        by_document.setdefault(a.document_id, []).append(a)
    return [toll for found in by_document.values() for toll in _of_document(found)]


def _of_document(assertions: Sequence[Assertion]) -> list[Toll]:
    usable = sorted((a for a in assertions if _is_said(a)), key=lambda a: (a.quantity.start, a.start))
    out: list[Toll] = []
    for outcome in OUTCOMES:
        mine = [a for a in usable if a.happening.outcome == outcome]
        counted = [a for a in mine if a.quantity.kind != "none"]
        if toll := _toll(outcome, counted, assertions):
            out.append(toll)
        elif zero := _zero(outcome, usable):
            out.append(zero)
    return out


def _is_said(a: Assertion) -> bool:
    """Whether the text says that it happened, and says it still: no denied, planned or superseded figure."""
    modality = a.happening.modality if a.happening.modality != "factual" else a.chain.modality
    return (
        a.happening.outcome in OUTCOMES
        and a.counted.domain in {"people", "equipment", "facility"}
        and a.happening.polarity == "asserted"
        and modality not in _UNREAL
        and not a.quantity.superseded
        and not a.quantity.is_measure
        and not a.quantity.per_unit
    )


def _zero(outcome: str, usable: Sequence[Assertion]) -> Toll | None:
    zeros = [
        a
        for a in usable
        if a.quantity.kind == "none"
        and (
            a.happening.outcome == outcome or (a.happening.outcome == "casualties" and outcome in {"killed", "injured"})
        )
    ]
    if not zeros:
        return None
    ids = tuple(dict.fromkeys(a.assertion_id for a in zeros))
    return Toll(zeros[0].document_id, outcome, 0, 0, 0, ids, "the text says that there were none")


# One counted group of a text, and the sums of groups that a sentence states.


@dataclass(frozen=True, slots=True)
class _Count:
    """One figure as far as adding is concerned."""

    source: Assertion
    stated: Number | None  # None where only vague words stand
    low: Number | None
    high: Number | None

    @property
    def entity_class(self) -> str:
        return self.source.counted.entity_class

    @property
    def is_single(self) -> bool:
        return self.source.implicit

    @property
    def is_more(self) -> bool:
        """Whether it says of itself that it comes on top: "another 12", "two others"."""
        a = self.source
        return bool(_MORE.search(a.exact))

    @property
    def name(self) -> frozenset[str]:
        """Words of the name of a named person, else empty."""
        if self.source.quantity.rules[:1] != ("single:name",):
            return frozenset()
        words = re.findall(r"[^\W\d_]{2,}", self.source.counted.entity_text.lower())
        return frozenset(w for w in words if lexicon.noun(w) is None)


def _count(a: Assertion) -> _Count:
    q = a.quantity
    if q.kind == "vague":
        return _Count(a, None, a.low, a.high)
    stated = q.value_from if q.value_from is not None else q.value_to
    if q.kind == "range":
        stated = None
    low = a.low if a.low is not None else q.low
    if stated is not None and low is not None:
        low = min(low, stated)
    return _Count(a, stated, low, a.high if q.kind != "minimum" else None)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The figures of one sentence that are added up: "22 civilians and two police officers were killed"."""

    parts: tuple[_Count, ...]

    @property
    def number(self) -> Number | None:
        """What the sentence sums up to, for comparing; None where it is vague."""
        known = [p.stated if p.stated is not None else p.low for p in self.parts if not self.is_vague]
        return sum(n for n in known if n is not None) if known else None

    @property
    def is_vague(self) -> bool:
        return all(p.source.quantity.kind == "vague" for p in self.parts)

    @property
    def is_more(self) -> bool:
        return self.parts[0].is_more

    @property
    def is_single(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].stated == 1

    @property
    def speaker(self) -> str:
        return self.parts[0].source.chain.speaker_text


def _toll(outcome: str, counted: Sequence[Assertion], everything: Sequence[Assertion]) -> Toll | None:
    current, background = _main_event(counted)
    counts = [_count(a) for a in _wholes(current, everything)]
    if outcome in THING_OUTCOMES and counts:
        domain = counts[0].source.counted.domain
        counts = [c for c in counts if c.source.counted.domain == domain]
    victims = [c for c in counts if not _is_perpetrator(c.source)]
    units = _units(victims)
    if units:
        return _made(outcome, *_reconciled(units))
    if counts:
        return _made(outcome, *_reconciled(_units(counts)))
    return None


def _main_event(counted: Sequence[Assertion]) -> tuple[list[Assertion], list[Assertion]]:
    """Figures of the main event, and those of a longer period or of earlier events."""
    ends = [date.fromisoformat(a.when.event_date_end) for a in counted if a.when.event_date_end]
    newest = max(ends, default=None)
    current: list[Assertion] = []
    background: list[Assertion] = []
    for a in counted:
        old = bool(
            newest and a.when.event_date_end and date.fromisoformat(a.when.event_date_end) < newest - _BACKGROUND
        )
        (background if old or a.scope.count_status != "incident" else current).append(a)
    return current, background


def _wholes(counted: Sequence[Assertion], everything: Sequence[Assertion]) -> list[Assertion]:
    """Without subsets, unless what they are a part of is of another outcome or not counted at all."""
    outcome_at = {a.quantity.start: a.happening.outcome for a in everything}
    totals = [a for a in counted if a.scope.count_scope != "subset"]
    loose = [
        a
        for a in counted
        if a.scope.count_scope == "subset"
        and a.scope.subset_of is not None
        and outcome_at.get(a.scope.subset_of) not in {None, a.happening.outcome}
    ]
    if totals or loose:
        return sorted([*totals, *loose], key=lambda a: a.quantity.start)
    return [a for a in counted if outcome_at.get(a.scope.subset_of or -1) != a.happening.outcome]


def _is_perpetrator(a: Assertion) -> bool:
    return bool(_PERPETRATOR.search(a.counted.entity_text))


def _units(counts: Sequence[_Count]) -> list[_Unit]:
    """Sentences in text order, each with the figures that it adds up."""
    out: list[_Unit] = []
    for _, group in groupby(counts, key=lambda c: c.source.sentence.index):
        parts: list[_Count] = []
        for c in group:
            if not any(_same_or_within(p, c, len(parts)) for p in parts):
                parts.append(c)
        out.append(_Unit(_without_breakdown(parts)))
    return out


def _same_or_within(earlier: _Count, later: _Count, n: int) -> bool:
    """Whether a figure only says again, or more closely, what an earlier one of its sentence counts."""
    a, b = earlier.source, later.source
    start = a.sentence.start
    between = a.sentence_text[max(0, a.end - start) : max(0, b.start - start)]
    if later.name and not earlier.is_single:  # "three soldiers, Juan Perez ..."
        return True
    if later.is_single and earlier.is_single:
        if earlier.name and later.name:
            return bool(earlier.name & later.name)
        if bool(earlier.name) != bool(later.name):
            return bool(_APPOSITION.match(between))
    return bool(_PART_LEAD.search(between)) and _compatible(earlier.entity_class, later.entity_class)


def _without_breakdown(parts: list[_Count]) -> tuple[_Count, ...]:
    """ "40 people, six guards and 34 civilians": the first is the sum of the others."""
    if len(parts) > 2:
        head, rest = parts[0].stated, [p.stated for p in parts[1:]]
        if head is not None and head == sum(n for n in rest if n is not None):
            return (parts[0],)
    return tuple(parts)


def _compatible(first: str, second: str) -> bool:
    """Whether one class holds the other: children are civilians, soldiers are not."""
    return first in lexicon.ancestry(second) or second in lexicon.ancestry(first)


def _reconciled(units: Sequence[_Unit]) -> tuple[list[_Unit], list[_Unit], str]:
    """The units to add up, those that say the same again, and why."""
    kept: list[_Unit] = []
    same: list[_Unit] = []
    reason = ""
    exact = [u for u in units if u.number is not None]
    for unit in exact or units[:1]:
        if not kept:
            kept, reason = [unit], "the one figure that the text gives"
            continue
        what = _relation(kept, unit)
        if what == "repeats":
            same.append(unit)
        elif what == "totals":
            reason = "a later, larger total of what was counted before"
            kept = [unit]
        elif what == "adds":
            kept.append(unit)
            reason = "parts added, as no total is given"
    if len(kept[0].parts) > 1 and len(kept) == 1:
        reason = "parts of one sentence added, as no total is given"
    return kept, same, reason


def _relation(kept: Sequence[_Unit], unit: _Unit) -> str:
    """How a further sentence stands to what is counted so far: repeats, totals, adds, part or rival."""
    number = unit.number or 0
    total = sum(u.number or 0 for u in kept)
    if unit.is_single and _known_single(kept, unit.parts[0]):
        return "repeats"
    if number == total and not unit.is_single:
        return "repeats"
    if any(u.number == number and _alike(u, unit) for u in kept) and not unit.is_single and not unit.is_more:
        return "repeats"
    if unit.is_more:
        return "adds"
    if number > total and _alike_all(kept, unit):
        return "rival" if unit.speaker and kept[0].speaker and unit.speaker != kept[0].speaker else "totals"
    if any((u.number or 0) > number and _alike(u, unit) for u in kept):
        return "part"
    return "adds"


def _alike(a: _Unit, b: _Unit) -> bool:
    return any(_compatible(p.entity_class, q.entity_class) for p in a.parts for q in b.parts)


def _alike_all(kept: Sequence[_Unit], unit: _Unit) -> bool:
    return all(any(_compatible(p.entity_class, q.entity_class) for q in unit.parts) for u in kept for p in u.parts)


def _known_single(kept: Sequence[_Unit], single: _Count) -> bool:
    """Whether a single person or thing was counted before: the same name, or the same kind without a name."""
    for unit in kept:
        for part in unit.parts:
            if part.stated != 1:
                continue
            if part.name and single.name:
                if part.name & single.name:
                    return True
            elif _compatible(part.entity_class, single.entity_class) and not single.is_more:
                return True
    return False


def _made(outcome: str, kept: Sequence[_Unit], same: Sequence[_Unit], reason: str) -> Toll:
    parts = [p for u in kept for p in u.parts]
    best = _sum([p.stated for p in parts])
    low, high = _sum([p.low for p in parts]), _sum([p.high for p in parts])
    ids = tuple(dict.fromkeys(p.source.assertion_id for u in (*kept, *same) for p in u.parts))
    return Toll(parts[0].source.document_id, outcome, low, best, high, ids, reason)


def _sum(numbers: Sequence[Number | None]) -> Number | None:
    """Sum, unknown where one of them is."""
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None
