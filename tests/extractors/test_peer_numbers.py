"""Public test cases of other number readers: 95 of 100 in every collection are read right (``benchmarks.peers``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers import COLLECTIONS, cases, exclusions, is_right, kept_and_wrong

CASES = Path(__file__).parents[3] / "shared" / "eval" / "peer-tests"
REQUIRED = 0.95

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"the peers' cases are not at {CASES}")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_peer_cases_are_read_right(collection: str) -> None:
    kept, wrong = kept_and_wrong(CASES / f"{collection}.jsonl")
    share = 1 - len(wrong) / len(kept)
    assert share >= REQUIRED, f"{collection}: {share:.3f} of {len(kept)}\n" + "\n".join(c["text"] for c in wrong)


def test_every_exclusion_names_a_case_and_a_reason() -> None:
    known = {case["id"] for collection in COLLECTIONS for case in cases(CASES / f"{collection}.jsonl")}
    assert set(exclusions()) <= known
    assert all(reason for reason in exclusions().values())


def test_no_case_is_left_out_that_is_read_right() -> None:
    left_out = exclusions()
    every = [(c, case) for c in COLLECTIONS for case in cases(CASES / f"{c}.jsonl") if case["id"] in left_out]
    assert [case["text"] for collection, case in every if is_right(case, "Range" in collection)] == []
