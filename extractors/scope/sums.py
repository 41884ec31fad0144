"""Lines that sum up what the sentence before counts: findings in; those with the line's number told of the same people.

"Union loss, 2 killed, 13 wounded. Total, 15.": the 15 are casualties.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Happening
from extractors.outcomes import HARM
from extractors.page import Finding

_SUM_LINE = re.compile(
    r"^\W*(?:grand\s+)?(?:total|in\s+all|all\s+told|altogether|aggregate)\b(?:\s+\w+)?[\s,:=–—-]*$", re.I
)
_BODILY = frozenset({"killed", "injured", "missing", "captured", "casualties"})
_TRUST = 0.85


def summed_up(content: str, rows: Sequence[Finding]) -> list[Finding]:
    """The findings of a document, the lines that sum up the harm of the sentence before read as its total."""
    out = list(rows)
    for i, row in enumerate(out):
        left = content[row.sentence.start : row.quantity.start]
        if row.implicit or row.quantity.is_measure or row.happening.outcome in HARM or not _SUM_LINE.match(left):
            continue
        before = [r for r in out[:i] if _adds(r) and r.sentence.index == row.sentence.index - 1]
        if len(before) > 1 and sum(r.quantity.low or 0 for r in before) == row.quantity.low:
            out[i] = _total(row, before)
    return out


def _adds(row: Finding) -> bool:
    """Whether a figure may be an item of a sum: persons harmed, in a number of their own."""
    counted = row.counted.domain == "people" and row.happening.outcome in _BODILY and not row.implicit
    return counted and row.scope.count_scope == "total" and row.quantity.low is not None


def _total(row: Finding, items: Sequence[Finding]) -> Finding:
    outcomes = {r.happening.outcome for r in items}
    classes = {r.counted.entity_class for r in items}
    outcome = outcomes.pop() if len(outcomes) == 1 else "casualties"
    thing = replace(
        row.counted,
        entity_class=classes.pop() if len(classes) == 1 else "person",
        domain="people",
        elided=True,
        rules=(*row.counted.rules, "class:sum_line"),
    )
    return replace(row, counted=thing, happening=Happening(outcome, found_by="sum_line", trust=_TRUST))
