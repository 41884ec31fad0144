"""A short form of `make faults`: kills within the steps of a run and within a backup, and flipped bits."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks import faults
from tests.warehouse.dispatches import empty_warehouse


@pytest.fixture
def bench(tmp_path: Path, ready: subprocess.Popen[bytes]) -> faults.Bench:
    return faults.Bench(tmp_path, 3, reports=3, ready=faults.Ready(tmp_path, ready), empty=empty_warehouse())


def test_nothing_is_lost_doubled_or_left_behind(bench: faults.Bench) -> None:
    """And the comparison is no formality: another row is called wrong, and so is a part of a file."""
    faults.kills(bench, 3, "plain", faults.forked(bench), ("extract", "load", "publish"))
    faults.backups(bench, 1, and_run=False)
    faults.flips(bench, 3)
    assert (sum(bench.hit.values()), bench.done["bit flips"], bench.wrong) == (4, 3, [])

    home = bench.home("undisturbed")
    bench.right[0] = bench.right[0].replace("Homs", "Hams")
    bench.compare(home, "a changed row")
    home.joinpath(".x.part").touch()
    bench.clear(home, "a changed row")
    assert bench.wrong == [
        "a changed row: rows are lost, doubled or other than undisturbed",
        "a changed row: left behind: .x.part",
    ]
