"""Backing up, restoring, verifying, tracing and forgetting, as a user does it, on a warehouse that a run filled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from warehouse.publication import published_copy
from warehouse.store import open_warehouse, query

Figures = Callable[..., "subprocess.CompletedProcess[str]"]

NAME = "Ilyas Verran"
STORIES = {
    "wire.md": "---\noutlet: Harbour Wire\ndate: 2021-05-04\nurl: https://wire.example/1\n---\n"
    f"Shelling killed at least nine people in Homs on Monday, the governor said. {NAME}, a baker, was among them.",
    "radio.md": "---\noutlet: Orontes Radio\ndate: 2021-05-04\n---\n"
    "Eleven people were killed in Homs on Monday, a doctor said.",
    "post.md": "---\noutlet: Quiet Post\ndate: 2021-05-05\n---\nTwo bridges near Hama were destroyed on Tuesday.",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def filled(figures: Figures, reports: Path, tmp_path: Path) -> Path:
    assert figures("run", reports, "--plain").returncode == 0
    return tmp_path / "home" / "warehouse.duckdb"


def count(path: Path, table: str) -> int:
    (row,) = query(path, f"select count(*) from {table}").rows
    return int(row[0])


def test_a_backup_taken_while_somebody_writes_comes_back_whole(figures: Figures, filled: Path, tmp_path: Path) -> None:
    before = count(filled, "assertions")
    hold = f"import duckdb, sys; c = duckdb.connect({str(filled)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        saved = figures("backup", "saved.duckdb")
        other.communicate()
    assert saved.returncode == 0, saved.stderr
    assert "every block read" in saved.stdout
    refused = figures("backup", "saved.duckdb")
    assert (refused.returncode, "--force" in refused.stderr) == (2, True)

    with open_warehouse(filled) as con:
        con.execute("delete from assertions")
    shown = figures("restore", "saved.duckdb")
    assert "is sound" in shown.stdout
    with open_warehouse(filled, read_only=True) as con:
        assert con.execute("select count(*) from assertions").fetchone() == (0,)
    done = figures("restore", "saved.duckdb", "--yes")
    assert done.returncode == 0, done.stderr
    assert count(filled, "assertions") == before
    (kept,) = filled.parent.glob("warehouse.before-*.duckdb")
    assert str(kept) in done.stdout.replace("home/", str(tmp_path / "home") + "/") or kept.name in done.stdout
    assert not list(filled.parent.glob("*.part"))


def test_a_damaged_backup_is_refused_and_nothing_is_replaced(figures: Figures, filled: Path, tmp_path: Path) -> None:
    assert figures("backup", "saved.duckdb").returncode == 0
    flipped = bytearray((tmp_path / "saved.duckdb").read_bytes())
    flipped[len(flipped) // 2] ^= 1
    (tmp_path / "saved.duckdb").write_bytes(flipped)
    before = filled.read_bytes()
    refused = figures("restore", "saved.duckdb", "--yes")
    assert (refused.returncode, "damaged" in refused.stderr) == (2, True), refused.stderr
    assert filled.read_bytes() == before


def test_a_sound_warehouse_is_said_to_be_and_each_fault_is_named(figures: Figures, filled: Path) -> None:
    sound = figures("verify")
    assert (sound.returncode, "fails" in sound.stdout) == (0, False), sound.stdout
    faults = {
        "update assertions set exact = 'other words' where outcome = 'destroyed'": "words stand at its offsets",
        "update documents set text = text || '.' where source = 'Quiet Post'": "is the one that was stored",
        "update assertions set low = 99, best = 3 where outcome = 'killed' and low = 11": "ascending order",
        "delete from attributions where hop = 0": "numbered from 0",
        "delete from documents where source = 'Orontes Radio'": "has its current document",
        "delete from figures": "each link to a figure",
        "update assertions set assertion_id = 'x' where outcome = 'destroyed'": "hash of what it names",
    }
    for sql, said in faults.items():
        copy = filled.with_name("broken.duckdb")
        copy.write_bytes(filled.read_bytes())
        con = duckdb.connect(str(copy))
        con.execute(sql)
        con.close()
        told = figures("verify", "--warehouse", copy)
        assert told.returncode == 1, sql
        assert any(said in line and line.startswith("fails") for line in told.stdout.splitlines()), told.stdout
        copy.unlink()


def test_a_trace_goes_from_the_document_to_the_verdict(figures: Figures, filled: Path) -> None:
    (row,) = query(filled, "select assertion_id from assertions where low = 11").rows
    told = figures("trace", row[0]).stdout
    for words in ("Orontes Radio", "Eleven people were killed in Homs on Monday, a doctor said.", "a doctor (speaker)"):
        assert words in told
    assert "11, person, killed" in told
    verdicts = {verdict for (verdict,) in query(filled, "select verdict from comparison").rows}
    assert any(f": {verdict}:" in told or f"{verdict}: " in told for verdict in verdicts)
    assert "\nRules " in told
    record = json.loads(figures("trace", row[0], "--json").stdout)
    assert record["assertion"]["assertion_id"] == row[0]
    assert record["link"]["reason"]
    unknown = figures("trace", "nothing")
    assert (unknown.returncode, "no assertion 'nothing'" in unknown.stderr) == (2, True)


def test_what_is_forgotten_is_gone_everywhere_and_does_not_come_back(
    figures: Figures, filled: Path, reports: Path
) -> None:
    shown = figures("forget", "https://wire.example/1")
    assert "1 documents in 1 versions" in shown.stdout
    assert count(filled, "documents") == 3
    done = figures("forget", "https://wire.example/1", "--reason", "request of the family", "--yes")
    assert done.returncode == 0, done.stderr
    for path in (filled, published_copy(filled)):
        assert NAME.encode() not in path.read_bytes()
        assert count(path, "documents where source = 'Harbour Wire'") == 0
    for file in (filled.parent / "exports").iterdir():
        assert b"at least nine" not in file.read_bytes()
    assert figures("verify").returncode == 0
    (stone,) = query(filled, "select distinct reason from forgotten").rows
    assert stone == ("request of the family",)

    again = figures("run", reports, "--plain")
    assert (again.returncode, "stays out" in again.stderr) == (0, True)
    assert count(filled, "documents") == 2
    (reports / "wire.md").write_text(STORIES["wire.md"] + " More follows.", encoding="utf-8")  # the same url
    assert "stays out" in figures("run", reports, "--plain").stderr
    assert NAME.encode() not in filled.read_bytes()


def test_a_source_is_forgotten_as_a_whole_and_a_typing_error_is_no_success(figures: Figures, filled: Path) -> None:
    wrong = figures("forget", "--source", "Orontes Rado", "--reason", "x", "--yes")
    assert (wrong.returncode, "no document with the source" in wrong.stderr) == (2, True)
    without = figures("forget", "--source", "Orontes Radio", "--yes")
    assert (without.returncode, "Say why" in without.stderr) == (2, True)
    assert count(filled, "documents") == 3
    assert figures("forget", "--source", "orontes radio", "--reason", "licence ended", "--yes").returncode == 0
    assert count(filled, "documents") == 2
