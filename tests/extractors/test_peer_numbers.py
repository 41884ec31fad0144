"""Public test cases of other number readers, read as the cardinal quantities that they mean.

The cases are not part of the repository: they are used where the collection lies beside it. Each case that is left
out is listed in ``peer_exclusions.csv`` with the reason; the rest of every collection is read right in 95 of 100.
"""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from extractors.quantities import read

HERE = Path(__file__).parent
CASES = HERE.parents[2] / "shared" / "eval" / "peer-tests"
COLLECTIONS = [
    "recognizers_NumberModel",
    "recognizers_NumberRangeModel",
    "recognizers_NumberRangeModelExperimentalMode",
    "text2num_en",
    "word2number",
    "quantulum3_spellout",
    "duckling_numeral_en",
]
REQUIRED = 0.95

Bounds = tuple[float | None, float | None]

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"the peers' cases are not at {CASES}")


def exclusions() -> dict[str, str]:
    with (HERE / "peer_exclusions.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["reason"] for row in csv.DictReader(file)}


def cases(collection: str) -> list[dict[str, Any]]:
    with (CASES / f"{collection}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def expected_bounds(case: dict[str, Any]) -> list[Bounds]:
    """A case's numbers as they are written: a value is both ends, an open end is None."""
    return [(e["low"], e["high"]) if "low" in e else (e["value"], e["value"]) for e in case["expected"]]


def same(read_bound: float | None, expected: float | None) -> bool:
    if read_bound is None or expected is None:
        return read_bound is expected
    return math.isclose(read_bound, expected, rel_tol=1e-6, abs_tol=1e-9)


def same_bounds(got: Bounds, want: Bounds, ranges: bool) -> bool:
    """Collections of plain numbers ignore bounds: "more than 20" is their 20."""
    if ranges:
        return same(got[0], want[0]) and same(got[1], want[1])
    return any(same(end, want[0]) for end in got)


def is_right(case: dict[str, Any], ranges: bool) -> bool:
    want = expected_bounds(case)
    got: list[Bounds] = [(q.value_from, q.value_to) for q in read(case["text"], general=True) if q.kind != "vague"]
    if ranges:  # these collections leave plain numbers beside a range alone
        got = [g for g in got if g[0] != g[1] or any(same_bounds(g, w, True) for w in want)]
    return len(got) == len(want) and all(same_bounds(g, w, ranges) for g, w in zip(got, want, strict=True))


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_peer_cases_are_read_right(collection: str) -> None:
    left_out = exclusions()
    kept = [case for case in cases(collection) if case["id"] not in left_out]
    wrong = [case for case in kept if not is_right(case, "Range" in collection)]
    share = 1 - len(wrong) / len(kept)
    assert share >= REQUIRED, f"{collection}: {share:.3f} of {len(kept)}\n" + "\n".join(c["text"] for c in wrong)


def test_every_exclusion_names_a_case_and_a_reason() -> None:
    known = {case["id"] for collection in COLLECTIONS for case in cases(collection)}
    assert set(exclusions()) <= known
    assert all(reason for reason in exclusions().values())
