"""Public test cases of other number readers, read as the cardinal quantities that they mean.

The cases are not part of the repository. Each case that is left out is listed in
``tests/extractors/peer_exclusions.csv`` with the reason.
"""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

from extractors.model import Quantity
from extractors.quantities import read

EXCLUSIONS = Path(__file__).parents[1] / "tests" / "extractors" / "peer_exclusions.csv"
COLLECTIONS = (
    "recognizers_NumberModel",
    "recognizers_NumberRangeModel",
    "recognizers_NumberRangeModelExperimentalMode",
    "text2num_en",
    "word2number",
    "quantulum3_spellout",
    "duckling_numeral_en",
)

Case = dict[str, Any]
Bounds = tuple[float | None, float | None]


def exclusions() -> dict[str, str]:
    """Ids of the cases that are left out, with the reason."""
    with EXCLUSIONS.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file)}


def cases(file: Path) -> list[Case]:
    """The cases of a collection."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def kept_and_wrong(file: Path) -> tuple[list[Case], list[Case]]:
    """The cases of a collection that mean a cardinal quantity, and those of them that are read wrong."""
    left_out = exclusions()
    kept = [case for case in cases(file) if case["id"] not in left_out]
    return kept, [case for case in kept if not is_right(case, "Range" in file.stem)]


def is_right(case: Case, ranges: bool) -> bool:
    """Whether a case is read as the peer expects; collections of ``ranges`` leave plain numbers out."""
    text = case["text"]
    found = [q for q in read(text, general=True) if q.kind != "vague" and not _is_glued(text, q)]
    if _is_refused(case):  # the peer takes the words for no number, so they must not be one here
        return [(q.start, q.end) for q in found] != [(0, len(text))]
    if case.get("note") == "must not raise":
        return True
    want = _expected_bounds(case)
    got: list[Bounds] = [(q.value_from, q.value_to) for q in found]
    if ranges:  # these collections leave plain numbers beside a range alone
        got = [g for g in got if g[0] != g[1] or any(_same_bounds(g, w, True) for w in want)]
    return len(got) == len(want) and all(_same_bounds(g, w, ranges) for g, w in zip(got, want, strict=True))


def _is_glued(text: str, quantity: Quantity) -> bool:
    """Whether a unit touches its number, "180ml": Recognizers-Text leaves those to another of its models."""
    return bool(quantity.unit and text[quantity.core_end : quantity.core_end + 1].isalpha())


def _is_refused(case: Case) -> bool:
    """Whether the peer refuses the text as a number: text2num's "invalid" ones, those for which word2number raises."""
    return case.get("mode") == "invalid" or case.get("note") == "peer raises ValueError"


def _expected_bounds(case: Case) -> list[Bounds]:
    """A case's numbers as they are written: a value is both ends, an open end is None."""
    return [(e["low"], e["high"]) if "low" in e else (e["value"], e["value"]) for e in case["expected"]]


def _same_bounds(got: Bounds, want: Bounds, ranges: bool) -> bool:
    """Collections of plain numbers ignore bounds: "more than 20" is their 20."""
    if ranges:
        return _same(got[0], want[0]) and _same(got[1], want[1])
    return any(_same(end, want[0]) for end in got)


def _same(read_bound: float | None, expected: float | None) -> bool:
    if read_bound is None or expected is None:
        return read_bound is expected
    return math.isclose(read_bound, expected, rel_tol=1e-6, abs_tol=1e-15)
