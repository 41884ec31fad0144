"""A short form of `make faults`: kills at random moments, a full disk, flipped bits."""

from __future__ import annotations

import pytest

from benchmarks import faults

pytestmark = pytest.mark.schedule  # kills by the clock: outside the default run, with `make schedule`


def test_nothing_is_lost_doubled_or_left_behind(capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--plain", "3", "--embedded", "0", "--backups", "1", "--disks", "1", "--flips", "12", "--seed", "3"]
    ended = faults.main(few)
    printed = capsys.readouterr().out
    assert ended == 0, printed
    assert "12  bit flips" in printed


def test_a_difference_is_noticed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison is no formality: a warehouse that lacks a row is called wrong."""
    bench = faults.Bench(tmp_path, seed=1)
    bench.right[0] = bench.right[0].replace("Homs", "Hams")
    bench.finish(bench.home("again"), "a changed row")
    assert bench.wrong == ["a changed row: rows are lost, doubled or other than undisturbed"]
