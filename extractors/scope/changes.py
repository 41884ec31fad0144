"""Findings in; the same with increments told apart from totals, and numbers that no longer stand from those that do.

"The toll rose by 12 to 87": the 12 are a change, the 87 their total. "Seven died, not nine": the nine are denied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.page import Finding

_MOVED = (
    r"(?:r[io]se[ns]?|rising|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|increas(?:e|es|ed|ing)|gr(?:ow|ows|ew|own|owing)"
    r"|surg(?:ed|ing)|went up|gone up|goes up|swelled|f[ea]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:ed|es|ing)"
    r"|decreas(?:ed|es|ing)|dipped|raised|lowered|cut|up|down)"
)
_BEFORE = re.compile(
    rf"\b{_MOVED}(?:\s+\w+)?\s+by\s+(?:a\s+(?:further|total\s+of)\s+|another\s+)?$"
    r"|\b(?:an?|the)\s+(?:\w+\s+)?(?:increase|rise|jump|drop|decline|decrease|fall|surge|addition)\s+of\s+$"
    r"|[,(–—;]\s*(?:up|down|plus)\s+(?:by\s+|another\s+)?$",
    re.IGNORECASE,
)
"""What stands before an increment: "rose by 12", "an increase of 63", ", up 12"."""
_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:more|fewer|less|higher|lower)(?:\s+\w+)?\s+than\s+(?:on\s+|in\s+|at\s+)?(?:the\s+)?"
    r"(?:(?:day|week|month|year|night)\s+(?:before|earlier|ago)|(?:previous|last|preceding)\s+\w+|yesterday|\w+day\b"
    r"|a\s+(?:day|week|month|year)\s+(?:ago|before|earlier))",
    re.IGNORECASE,
)
"""What stands after one: "63 more than the day before"."""
_RESULT = re.compile(r"\s*(?:\w+\s+){0,3}?to\s+(?:a\s+total\s+of\s+)?$")


def marked(content: str, rows: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The rows of one sentence with their changes and rejected numbers marked; ``before`` are those told earlier."""
    out = list(rows)
    for i, row in enumerate(out):
        if row.implicit or row.quantity.is_measure:
            continue
        if _is_change(content, row):
            total = _total(content, out, i)
            out[i] = _changed(row, total, beside=total is not None and total is _beside(content, out, i))
        elif i and out[i - 1].quantity.superseded and _RESULT.fullmatch(content, _end(out[i - 1]), row.quantity.start):
            out[i] = _like(row, out[i - 1])  # "grew from 300 fighters to 2,000"
        elif row.quantity.rejected:
            out[i] = _rejected(row, [*before[-1:], *out[:i]])
    return out


def _is_change(content: str, row: Finding) -> bool:
    """Whether a number tells what was added to a total or taken from it: "(+8)", "rose by 12", "an increase of 63"."""
    q = row.quantity
    if q.increment:
        return True
    left = content[max(row.sentence.start, q.start - 60) : q.start]
    return bool(_BEFORE.search(left) or _AFTER.match(content, q.end, row.sentence.end))


def _total(content: str, rows: Sequence[Finding], i: int) -> Finding | None:
    """The total that the change at ``i`` led to: the number it rose "to", else the one just before it."""
    change = rows[i]
    if beside := _beside(content, rows, i):
        return beside
    counts = [r for r in rows if not r.quantity.is_measure and not r.implicit and r is not change]
    after = next((r for r in counts if r.quantity.start >= change.quantity.end), None)
    if after is not None and _RESULT.fullmatch(content[change.quantity.end : after.quantity.start]):
        return after
    before = [r for r in counts if r.quantity.end <= change.quantity.start]
    return next((row for row in reversed(before) if _may_have_grown(row, change)), None)


def _may_have_grown(row: Finding, change: Finding) -> bool:
    """Whether a number before a change can be the total that it led to: it counts the same, and more."""
    fits = row.counted.domain in (change.counted.domain, "other") or change.counted.domain == "other"
    stands = row.scope.count_status != "change" and not row.quantity.superseded
    return fits and stands and _is_larger(row, change)


def _beside(content: str, rows: Sequence[Finding], i: int) -> Finding | None:
    """The total right before an increment in brackets, whatever either is taken for: "personnel – 61,430 (+710)"."""
    change = rows[i].quantity
    before = rows[i - 1] if i else None
    if before is None or not change.increment or before.quantity.is_measure:
        return None
    return before if content[before.quantity.end : change.start].strip(" \t(+") == "" else None


def _end(row: Finding) -> int:
    """Where the words of a figure end, noun and number."""
    return max(row.quantity.end, row.counted.end or 0)


def _is_larger(total: Finding, change: Finding) -> bool:
    low, step = total.quantity.low, change.quantity.low
    return low is None or step is None or low >= step


def _changed(row: Finding, total: Finding | None, *, beside: bool) -> Finding:
    """The row as a change of its total; one that stands ``beside`` it counts the same, whatever it was taken for."""
    start = total.quantity.start if total else None
    scope = replace(
        row.scope,
        count_status="change",
        count_scope="total",
        subset_of=None,
        change_of=start,
        rules=(*row.scope.rules, "status:change"),
    )
    if total is None or total.counted.domain == "other":
        return replace(row, scope=scope)
    return replace(_counted_like(row, total) if beside else _like(row, total), scope=scope)


def _like(row: Finding, other: Finding) -> Finding:
    """A number without a noun of its own counts what the other one counts."""
    if not row.counted.elided and row.counted.domain != "other":
        return row
    return _counted_like(row, other)


def _counted_like(row: Finding, other: Finding) -> Finding:
    """The row with the class, the domain and the outcome of the other one."""
    thing = replace(
        row.counted,
        entity_class=other.counted.entity_class,
        domain=other.counted.domain,
        entity_text=row.counted.entity_text if row.counted.head is not None and not row.counted.elided else "",
        elided=True,
        rules=(*row.counted.rules, "elided:antecedent"),
        elided_as="antecedent",
        guessed=True,
    )
    happening = replace(other.happening, polarity=row.happening.polarity, modality=row.happening.modality, trigger=None)
    return replace(row, counted=thing, happening=happening)


def _rejected(row: Finding, told: Sequence[Finding]) -> Finding:
    """A number that is put aside: denied, of what the number that it stands against counts."""
    counts = [r for r in told if not r.quantity.is_measure and r.counted.domain != "other"]
    row = _like(row, counts[-1]) if counts else row
    rules = (*row.happening.rules, "stance:rejected")
    return replace(row, happening=replace(row.happening, polarity="denied", rules=rules))


_REVISED = re.compile(
    r"\b(?:(?:ha[sd]\s+)?(?:since\s+|now\s+)?(?:risen|rose|climbed|increased|grown|grew|gone\s+up|went\s+up|jumped|fallen|dropped)"
    r"|(?:was|were|been|is)\s+(?:later\s+|since\s+|now\s+)?(?:revised|updated|corrected|raised|lowered|amended)(?:\s+(?:up|down|upwards?|downwards?))?"
    r"|(?:revised|updated|corrected|raised|lowered|amended)\s+(?:its|their|the|that)\s+(?:\w+\s+){1,3}?)\s*to\s+$",
    re.IGNORECASE,
)
_NEAR = 6
"""Over how many sentences a revision reaches back."""
_LEAP = 20
"""A revised number is at most that many times the first one; more is the total of a longer time."""


def revised(content: str, rows: Sequence[Finding]) -> list[Finding]:
    """The findings of a document; a number that a later sentence revises no longer stands.

    "Six were wounded. Update: the number of wounded has risen to eight.": the six are superseded.
    """
    out = list(rows)
    for i, row in enumerate(out):
        left = content[row.sentence.start : row.quantity.start]
        if not _may_be_revised(row) or not _REVISED.search(left):
            continue
        if any(r.quantity.superseded for r in out if r.sentence.index == row.sentence.index):
            continue  # the sentence itself says what it was before
        for at in range(i - 1, -1, -1):
            old = out[at]
            if old.sentence.index < row.sentence.index - _NEAR:
                break
            if old.sentence.index < row.sentence.index and _may_be_revised(old) and _is_of(old, row):
                quantity = replace(old.quantity, superseded=True, rules=(*old.quantity.rules, "superseded"))
                out[at] = replace(old, quantity=quantity)
                break
    return out


def _may_be_revised(row: Finding) -> bool:
    counted = row.counted.domain == "people" and not row.implicit and row.quantity.low is not None
    stands = row.scope.count_scope == "total" and row.scope.count_status == "incident"
    return counted and stands and not row.quantity.superseded and row.happening.polarity == "asserted"


def _is_of(old: Finding, new: Finding) -> bool:
    """Whether two numbers are of the same people: one harm, and no leap between them."""
    low, now = old.quantity.low or 0, new.quantity.low or 0
    return old.happening.outcome == new.happening.outcome and low != now and 0 < now <= _LEAP * low
