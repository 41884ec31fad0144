"""What a toll is: the figures of one outcome in one document, with its range, its origins and its evidence.

These are values only; how they come about is told in the modules beside this one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from extractors.model import Number

ROLES = ("best", "revised", "same", "widens", "attackers", "part", "left_out", "other_event", "unnumbered")
"""What a figure does for a toll, in the order in which an explanation tells it.

``best``: the number is taken from it; ``revised``: a later figure took its place; ``same``: it says so again;
``widens``: it makes the range wider; ``attackers``: it counts attackers apart from those they harmed; ``part``: it
counts some of those counted already; ``left_out``: a group that only another voice counts, or a number that is
denied or planned; ``other_event``: it is of something else; ``unnumbered``: it tells of people without a number.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure of the text and what it does for the toll; ``assertion_id`` is ``None`` where no figure stands."""

    role: str
    exact: str
    sentence: str
    why: str
    assertion_id: str | None = None

    def to_record(self) -> dict[str, Any]:
        """The flat object of the command line."""
        return {
            "role": self.role,
            "exact": self.exact,
            "sentence": self.sentence,
            "why": self.why,
            "assertion_id": self.assertion_id,
        }


@dataclass(frozen=True, slots=True)
class OriginToll:
    """What one origin gives for the whole; ``speaker_text`` is "" where the outlet itself speaks."""

    speaker_text: str
    low: Number | None
    best: Number | None
    high: Number | None
    assertion_ids: tuple[str, ...]

    def to_record(self) -> dict[str, Any]:
        """The flat object of the command line."""
        return {
            "speaker_text": self.speaker_text,
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "assertion_ids": list(self.assertion_ids),
        }


@dataclass(frozen=True, slots=True)
class Toll:
    """The toll that a document states for one outcome, in persons or things.

    ``best`` is the number that the document first states for the whole; a minimum states its number ("at least 12").
    It is ``None`` where only a range, a maximum or vague words stand. ``low`` and ``high`` are the hull over what
    the origins give; ``None`` is open. ``of_attackers`` says how many of ``high`` are attackers (where ``high`` is
    open: how many the text tells of), ``attackers_in_best`` how many of ``best``.
    """

    document_id: str
    outcome: str
    low: Number | None
    best: Number | None
    high: Number | None
    assertion_ids: tuple[str, ...]
    reason: str
    origins: tuple[OriginToll, ...] = ()
    of_attackers: Number = 0
    attackers_in_best: Number = 0
    evidence: tuple[Evidence, ...] = ()

    def victims(self) -> Toll | None:
        """The same without attackers, ``None`` where the text counts nobody else.

        Data sets differ: some count all dead (GTD, ACLED, UCDP GED), others the victims alone (Airwars).
        """
        if not self.of_attackers:
            return self
        inside = self.attackers_in_best
        low = None if self.low is None else max(self.low - inside, 0)
        best = None if self.best is None else max(self.best - inside, 0)
        high = None if self.high is None else max(self.high - self.of_attackers, best or 0, low or 0)
        if not (low or best or high) and (self.low or self.best or self.high):
            return None
        reason = f"{self.reason}; attackers taken out"
        return replace(self, low=low, best=best, high=high, reason=reason, of_attackers=0, attackers_in_best=0)

    def to_record(self, *, explained: bool = False) -> dict[str, Any]:
        """The flat object of the command line, with its evidence if ``explained``."""
        record = {
            "document_id": self.document_id,
            "outcome": self.outcome,
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "origins": [o.to_record() for o in self.origins],
            "of_attackers": self.of_attackers,
            "attackers_in_best": self.attackers_in_best,
            "reason": self.reason,
            "assertion_ids": list(self.assertion_ids),
        }
        if explained:
            record["evidence"] = [e.to_record() for e in self.evidence]
        return record
