"""The number reader's working value: a quantity in token positions, before it becomes a ``Quantity``."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.model import Number, Quantity
from extractors.quantities.lexer import Tok

Bounds = tuple[Number | None, Number | None]


@dataclass(slots=True)
class Draft:
    """A quantity being read. Positions are token positions, ends excluded."""

    first: int
    last: int
    core_first: int
    core_last: int
    low: Number | None = None  # as written
    high: Number | None = None
    effect: str = "exact"
    qualifier: str | None = None
    unit: str | None = None
    measure: bool = False
    vague_term: str | None = None
    partitive: bool = False
    superseded: bool = False
    per_unit: bool = False
    noun: bool = False  # the number is a noun: "a couple", "a score"
    age: bool = False
    unit_before: bool = False
    bound_after: bool = False
    increment: bool = False
    rejected: bool = False
    sums_up: bool = False
    no_figure: bool = False  # read, to be passed over as a whole
    after: int = 0  # the token from which reading goes on
    rules: list[str] = field(default_factory=list)


def to_quantity(draft: Draft, tokens: list[Tok], kind: str, bounds: Bounds, offset: int) -> Quantity:
    """The finished value: token positions become document offsets, ``offset`` being where the sentence begins."""
    to = draft.high if draft.high != draft.low or draft.effect in ("maximum", "maximum_exclusive") else draft.low
    open_above = kind == "minimum"
    open_below = kind == "maximum" and draft.low == draft.high
    return Quantity(
        start=offset + tokens[draft.first].start,
        end=offset + tokens[draft.last - 1].end,
        kind=kind,
        low=bounds[0],
        high=bounds[1],
        value_from=None if open_below else draft.low,
        value_to=None if open_above else to,
        core_start=offset + tokens[draft.core_first].start,
        core_end=offset + tokens[draft.core_last - 1].end,
        qualifier=draft.qualifier,
        unit=draft.unit,
        per_unit=draft.per_unit,
        is_measure=draft.measure,
        partitive=draft.partitive,
        superseded=draft.superseded,
        vague_term=draft.vague_term,
        rules=tuple(draft.rules),
        increment=draft.increment,
        rejected=draft.rejected,
        sums_up=draft.sums_up,
    )
