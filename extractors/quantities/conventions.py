"""Named conventions for vague and approximate words: rows of ``vague_words.csv``, never code.

``hull`` (the default) is the widest reading with a source; ``strict`` keeps what the words logically say;
``acled``, ``pitf`` and ``gtd`` code as those data sets do.
"""

from __future__ import annotations

import functools

from extractors.model import Number, Quantity
from seeds import reference

DEFAULT = "hull"
Bounds = tuple[Number | None, Number | None, Number | None]


@functools.cache
def _table() -> dict[tuple[str, str], tuple[str, str, str]]:
    return {(r["term"], r["convention"]): (r["low"], r["best"], r["high"]) for r in reference("vague_words")}


@functools.cache
def names() -> tuple[str, ...]:
    """The conventions that the table knows, in its order."""
    return tuple(dict.fromkeys(row["convention"] for row in reference("vague_words")))


def apply(quantity: Quantity, convention: str = DEFAULT) -> Bounds:
    """``low``, ``best`` and ``high`` of a quantity under a convention; ``None`` where it says nothing.

    An exact quantity and a zero are all three. A bare minimum or maximum keeps its one bound and has no ``best``:
    the words name no likeliest value. A range keeps both ends and has no ``best``. Approximate and vague quantities
    are rows of the table, where "=" stands for the stated value. Raises ``ValueError`` for an unknown convention.

    >>> from extractors.quantities import find
    >>> apply(find("dozens fled", 0, 11)[0])
    (12, 12, 99)
    """
    if convention not in names():
        raise ValueError(f"unknown convention {convention!r}; known: {', '.join(names())}")
    if quantity.kind in ("exact", "none"):
        return quantity.low, quantity.low, quantity.high
    if quantity.kind == "approximate":
        low, best, high = _table()["approximate", convention]
        return _cell(low, quantity.low), _cell(best, quantity.low), _cell(high, quantity.high)
    if quantity.kind == "vague":
        row = _table().get((quantity.vague_term or "", convention), ("", "", ""))
        low, best, high = row
        return _cell(low, None), _cell(best, None), _cell(high, None)
    return quantity.low, None, quantity.high


def _cell(text: str, stated: Number | None) -> Number | None:
    if text == "=":
        return stated
    return int(text) if text else None
