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
from typing import Any

from extractors.model import Assertion, Number
from extractors.tolls.counts import Count, Tally, units

PEOPLE_OUTCOMES = ("killed", "injured", "casualties", "missing", "captured", "displaced", "rescued")
THING_OUTCOMES = ("destroyed", "damaged", "abandoned", "seized")
OUTCOMES = PEOPLE_OUTCOMES + THING_OUTCOMES
"""The outcomes that have a toll, in the order of the output. Presence, use and attacks are counts, not tolls."""

_BACKGROUND = timedelta(days=180)
"""Figures of events this much older than the newest one in the text are background (an anniversary, a trial)."""
_EARLIER = re.compile(
    r"\b(?:previous|earlier|past) (?:attack|incident|bombing|raid|strike|case|action)s?\b|\byears of\b"
    r"|\b(?:be|is|was) recalled that\b|\bin the past\b(?! (?:hour|day|few|\d))",
    re.IGNORECASE,
)
_HARMED = frozenset({"killed", "injured", "casualties", "missing", "captured"})
_ATTEMPT = re.compile(r"\b(?:attempted|failed|foiled)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z]\w+,\s*$")
_OF_THE = re.compile(r"\s*of\s+(?:the|these|those|its|their|his|her)\s*", re.IGNORECASE)
_OF_FIRST = re.compile(r"(?:^|[.;]\s)of\s+(?:the|its|their|some)\s*$", re.IGNORECASE)
_UNREAL = frozenset({"planned", "hypothetical"})
_WEAK = 0.6
"""Below this confidence the outcome is a guess from the nearest word; such a figure stands only for itself."""
_THOUSANDS = 1000
"""Dead by the thousand that the first sentences don't count and nothing calls a toll are those of a whole war."""
_LEAD = 3
"""Sentences that can make a figure of a longer period the matter of the whole text."""
_PERPETRATOR = re.compile(
    r"\b(?:(?:suicide )?(?:attack|bomb|shoot|kidnap|hijack)p?ers?|assailants?|suspects?|gun(?:man|men)|knife(?:man|men)"
    r"|perpetrators?|assassins?|killers?|infiltrators?|abductors?|captors?|hostage takers?)\W*$",
    re.IGNORECASE,
)


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
    usable = _once(sorted((a for a in assertions if _is_said(a)), key=lambda a: (a.quantity.start, a.start)))
    out: list[Toll] = []
    for outcome in OUTCOMES:
        mine = [a for a in usable if a.happening.outcome == outcome]
        counted = [a for a in mine if a.quantity.kind != "none" and a.confidence >= _WEAK]
        if toll := _toll(outcome, counted, usable):
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
        and a.scope.count_status != "change"
        and not a.quantity.is_measure
        and not a.quantity.per_unit
        and not _ATTEMPT.search(a.exact)
        and not _is_age(a)
    )


def _is_age(a: Assertion) -> bool:
    """Whether a number without a noun stands behind a name like an age: "killed Amina Salad, 42, and her son"."""
    if not a.counted.elided or a.start != a.quantity.start or not 0 < (a.quantity.low or 0) < 120:
        return False
    return bool(_NAME_BEFORE.search(a.prefix) and re.match(r"\s*[;,.)]", a.suffix))


def _once(assertions: Iterable[Assertion]) -> list[Assertion]:
    """Without the figures of a sentence that the text repeats word for word."""
    seen: dict[tuple[str, int, str, str], int] = {}
    out: list[Assertion] = []
    for a in assertions:
        words = " ".join(a.sentence_text.casefold().split())
        key = (words, a.quantity.start - a.sentence.start, a.counted.entity_text, a.happening.outcome)
        if seen.setdefault(key, a.sentence.index) == a.sentence.index:
            out.append(a)
    return out


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


def _toll(outcome: str, counted: Sequence[Assertion], everything: Sequence[Assertion]) -> Toll | None:
    current, background = _main_event(counted, everything)
    if current:
        return _reconciled(outcome, current, everything, "")
    lead = [a for a in background if a.sentence.role == "title" or a.sentence.index < _LEAD]
    if lead:
        return _reconciled(outcome, lead, everything, "of a longer period, as the text is about it: ")
    return None


def _reconciled(outcome: str, counted: Sequence[Assertion], everything: Sequence[Assertion], said: str) -> Toll | None:
    counts = [Count.of(a) for a in _wholes(counted, everything)]
    if outcome in THING_OUTCOMES:
        counts = [c for c in counts if c.source.counted.domain == counts[0].source.counted.domain]
    victims = [c for c in counts if not _is_perpetrator(c.source)]
    harmed = (a for a in everything if a.happening.outcome in _HARMED and a.quantity.kind != "none")
    if not victims and any(not _is_perpetrator(a) for a in harmed):
        return None  # "Four guards were wounded. Only the attacker was killed."
    found = list(units(victims or counts))
    exact = [u for u in found if not u.is_vague] or found[:1]
    tally = Tally()
    for unit in sorted(exact, key=lambda u: u.is_heading):  # headings last: the body is what they sum up
        tally.take(unit)
    return _made(outcome, tally, said) if tally.kept else None


def _main_event(
    counted: Sequence[Assertion], everything: Sequence[Assertion]
) -> tuple[list[Assertion], list[Assertion]]:
    """Figures of the main event, and those of a longer period or of earlier events."""
    newest = max((d for a in everything if (d := _day(a))), default=None)
    wars = {a.sentence.index for a in counted if _is_of_a_war(a)}
    current: list[Assertion] = []
    background: list[Assertion] = []
    for a in counted:
        since = a.when.event_date_start
        old = newest is not None and since is not None and date.fromisoformat(since) < newest - _BACKGROUND
        longer = a.scope.count_status != "incident" and a.scope.count_scope != "named"
        of_war = _is_of_a_war(a) or (a.implicit and a.sentence.index in wars)
        earlier = old or longer or of_war or _EARLIER.search(a.sentence_text)
        (background if earlier else current).append(a)
    return current, background


def _is_of_a_war(a: Assertion) -> bool:
    """Whether thousands of dead are told only in passing: "a war in which 70,000 people were killed"."""
    if a.happening.outcome not in _HARMED or (a.quantity.low or 0) < _THOUSANDS:
        return False
    in_lead = a.sentence.role != "body" or a.sentence.index < _LEAD
    return not in_lead and "outcome:toll" not in a.happening.rules


def _is_perpetrator(a: Assertion) -> bool:
    return bool(_PERPETRATOR.search(a.counted.entity_text))


def _day(a: Assertion) -> date | None:
    return date.fromisoformat(a.when.event_date_end) if a.when.event_date_end else None


def _wholes(counted: Sequence[Assertion], everything: Sequence[Assertion]) -> list[Assertion]:
    """Without subsets, unless what they are a part of is of another outcome or not counted at all.

    "Two of the ten wounded died later": the two are part of the wounded, and all of the dead. In "three of the 40
    passengers were killed" the 40 are those aboard.
    """
    outcome_at = {a.quantity.start: a.happening.outcome for a in everything}
    shares = {a.quantity.start: b.quantity.start for a in counted for b in counted if _is_share(a, b)}
    aboard = set(shares.values())

    def is_part(a: Assertion) -> bool:
        if a.scope.count_scope != "subset" or a.quantity.start in shares:
            return False
        return outcome_at.get(-1 if a.scope.subset_of is None else a.scope.subset_of) in {None, a.happening.outcome}

    known = [a for a in counted if a.quantity.start not in aboard]
    return [a for a in known if not is_part(a)] or [
        a for a in known if a.scope.subset_of is None or a.scope.subset_of not in outcome_at
    ]


def _is_share(a: Assertion, b: Assertion) -> bool:
    """Whether a figure is the harmed share of another, of which the same word tells.

    "Three of the 40 passengers were killed", "of the 40 passengers, three were killed"; but in "of the 12 killed, three
    were children" the word stands with the 12.
    """
    if a.sentence.index != b.sentence.index or a.happening.trigger != b.happening.trigger:
        return False
    at = a.sentence.start
    if b.quantity.start < a.quantity.start:
        between = a.sentence_text[b.quantity.end - at : a.quantity.start - at]
        told_before = (a.happening.outcome_verb or "") in between
        return bool(_OF_FIRST.search(a.sentence_text[: b.quantity.start - at])) and not told_before
    return bool(_OF_THE.fullmatch(a.sentence_text[max(0, a.quantity.end - at) : max(0, b.quantity.start - at)]))


def _made(outcome: str, tally: Tally, said: str) -> Toll:
    parts = [p for u in tally.kept for p in u.parts]
    best = _sum([p.stated for p in parts])
    low, high = _sum([p.low for p in parts]), _sum([p.high for p in parts])
    for rival in tally.rivals:
        low = None if low is None else min(low, rival.number)
        high = None if high is None else max(high, rival.number)
    used = (*tally.kept, *tally.same, *tally.rivals)
    ids = tuple(dict.fromkeys(p.source.assertion_id for u in used for p in u.parts))
    reason = said + tally.reason
    if tally.rivals:
        reason += "; other voices give other figures"
    if tally.apart:
        reason += "; groups that only other voices count are left out"
    return Toll(parts[0].source.document_id, outcome, low, best, high, ids, reason)


def _sum(numbers: Sequence[Number | None]) -> Number | None:
    """Sum, unknown where one of them is."""
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None
