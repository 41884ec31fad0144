"""`figures run` as a user meets it: from text to a warehouse, twice, with bad input, with a bad row."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import FIGURES
from warehouse import QueryError, WarehouseLocked, WarehouseMissing
from warehouse.store import query

STORIES = {
    "wire": "---\noutlet: Harbour Wire\ndate: 2015-10-15\n---\nAt least five civilians were killed in Teir Malla "
    "on Thursday, the Syrian Observatory for Human Rights said.",
    "radio": "---\noutlet: Orontes Radio\ndate: 2015-10-16\n---\nA resident said at least 25 people were killed in "
    "Teir Malla on Thursday.",
    "quiet": "---\noutlet: Quiet Post\ndate: 2015-10-16\n---\nThe envoys left without a word.",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, content in STORIES.items():
        (folder / f"{name}.md").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[str], list[tuple]]:
    """Rows of the warehouse that the runs of a test fill."""
    return lambda sql: query(tmp_path / "home" / "warehouse.duckdb", sql).rows


ROWS = "select * exclude (run_id, loaded_at) from assertions where is_current order by assertion_id"


def test_a_second_run_changes_nothing_and_reading_again_comes_to_the_same(figures, ask, reports):
    assert figures("run", reports, "--plain").returncode == 0
    loaded, documents = ask(ROWS), ask("from documents")
    asked = figures("sql", f"select asserted_low from ({ROWS})", "--json")
    assert {a["asserted_low"] for a in json.loads(asked.stdout)} >= {5, 25}
    assert len(documents) == 3

    second = figures("run", reports, "--plain")
    assert second.returncode == 0, second.stderr
    assert "0 new or changed documents, 3 read before" in second.stderr
    assert (ask(ROWS), ask("from documents")) == (loaded, documents)

    again = figures("run", reports, "--plain", "--force")
    assert again.returncode == 0, again.stderr
    assert "3 new or changed documents" in again.stderr
    assert ask(ROWS) == loaded
    assert ask("select count(*) from runs where status = 'finished'") == [(3,)]


def test_a_broken_line_is_named_and_the_exit_code_says_that_something_was_left_out(figures, ask, tmp_path):
    (tmp_path / "d.jsonl").write_text('{"id": \n{"id": "good", "text": "A strike killed 12 people."}', encoding="utf-8")
    result = figures("run", "d.jsonl", "--plain")
    assert result.returncode == 2
    assert "d.jsonl, line 1: not valid JSON" in result.stderr
    assert "Traceback" not in result.stderr
    assert "1 left out" in result.stdout
    assert ask("select document_id from documents") == [("good",)]


@pytest.mark.parametrize(
    ("content", "words"), [(None, "no file in this folder"), (b"\x7fELF\0", "binary")], ids=["empty", "binary"]
)
def test_nothing_to_read_is_said_before_anything_starts(figures, tmp_path, content, words):
    folder = tmp_path / "reports"
    folder.mkdir()
    if content is not None:
        (folder / "a.txt").write_bytes(content)
    result = figures("run", folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("place", ["file.txt/w.duckdb", "reports", "file.txt"], ids=["below-a-file", "folder", "text"])
def test_a_warehouse_that_cannot_be_written_is_named(figures, tmp_path, reports, place):
    (tmp_path / "file.txt").write_text("not a database, and longer than a header would be" * 100)
    result = figures("run", reports, "--warehouse", place)
    assert result.returncode == 2
    assert place.split("/")[0] in result.stderr
    assert "Traceback" not in result.stderr


def test_a_locked_warehouse_is_named(figures, tmp_path, reports):
    holder = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, tmp_path / "w.duckdb"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"open\n"
        result = figures("run", reports, "--warehouse", "w.duckdb", FIGURES_WAIT_MINUTES="0")
        asked = figures("sql", "select 1", "--warehouse", "w.duckdb")
        other.communicate()
    for answer in (result, asked):
        assert answer.returncode == 2
        assert "open in another process" in answer.stderr
        assert "Traceback" not in answer.stderr


def test_a_run_waits_for_the_warehouse_and_questions_do_not(figures, tmp_path, reports):
    assert figures("run", reports, "--plain", "--warehouse", "w.duckdb").returncode == 0
    (reports / "later.txt").write_text("On 3 May 2021 seven farmers were killed near Homs.", encoding="utf-8")
    hold = "import duckdb, sys; c = duckdb.connect('w.duckdb'); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"open\n"
        asked = figures("sql", "select count(*) as n from documents", "--csv", "--warehouse", "w.duckdb")
        assert asked.returncode == 0, asked.stderr
        command = [FIGURES, "run", reports, "--plain", "--warehouse", "w.duckdb"]
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as run:
            assert any("waiting for it" in line for line in run.stderr)
            other.communicate()
            run.communicate(timeout=120)
    assert run.returncode == 0
    later = figures("sql", "select count(*) as n from documents", "--csv", "--warehouse", "w.duckdb")
    assert int(later.stdout.split()[1]) == int(asked.stdout.split()[1]) + 1
    assert later.stderr == ""


def test_there_is_no_warehouse_yet(figures):
    result = figures("sql", "select 1")
    assert result.returncode == 2
    assert "figures run" in result.stderr


def test_exports_are_written_and_described(figures, reports, tmp_path):
    result = figures("run", reports, "--plain", "--exports", "out")
    assert result.returncode == 0, result.stderr
    package = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == {"assertions.csv", "figure_by_origin.csv", "comparison.csv"}
    header, *rows = (tmp_path / "out/assertions.csv").read_text(encoding="utf-8").splitlines()
    assert "chain" in header.split(",")
    assert any("Harbour Wire" in row for row in rows)


def test_the_sample_documents_give_the_worked_example(sample_run):
    _, summary, _ = sample_run
    assert "compatible_minimums_diverge" in summary
    assert "5,000 to 7,000" in summary
    assert "Teir Malla" in summary


@pytest.fixture
def waiting_run(tmp_path: Path, reports: Path, ask) -> Iterator[Callable[[], tuple[str, subprocess.Popen[bytes]]]]:
    """Starts a run that goes on until somebody writes to the pipe ``more.txt``; its id and its process."""
    started: list[subprocess.Popen[bytes]] = []
    os.mkfifo(tmp_path / "more.txt")

    def running() -> set[str]:
        try:
            return {run_id for (run_id,) in ask("select run_id from runs where status = 'running'")}
        except (WarehouseMissing, WarehouseLocked, QueryError):  # it has only begun
            return set()

    def start() -> tuple[str, subprocess.Popen[bytes]]:
        before = running()
        started.append(
            subprocess.Popen(
                [FIGURES, "run", reports, "more.txt", "--plain"],
                cwd=tmp_path,
                env={**os.environ, "FIGURES_HOME": str(tmp_path / "home")},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        while not (new := running() - before):
            assert started[-1].poll() is None
            time.sleep(0.1)
        return new.pop(), started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_the_next_run_marks_one_that_was_killed_and_leaves_alone_one_that_goes_on(
    figures, ask, waiting_run, reports, tmp_path
):
    status = "select status, finished_at is null, interruption_found_at is null from runs where run_id = '{}'"
    killed, process = waiting_run()
    going_on, other = waiting_run()
    process.kill()
    process.wait()

    result = figures("run", reports, "--plain")
    assert result.returncode == 0, result.stderr
    assert f"run {killed} was cut off" in result.stderr
    assert going_on not in result.stderr
    assert ask(status.format(killed)) == [("interrupted", True, False)]
    assert ask(status.format(going_on)) == [("running", True, True)]
    assert [folder.name for folder in (tmp_path / "home" / "work").iterdir()] == [going_on]

    (tmp_path / "more.txt").write_text("A strike killed 12 people in Homs.")
    assert other.wait(timeout=60) == 0
    assert ask(status.format(going_on)) == [("finished", False, True)]
    assert list((tmp_path / "home" / "work").iterdir()) == []


def test_a_run_stopped_by_ctrl_c_says_so_and_is_recorded_as_interrupted(ask, waiting_run):
    run_id, process = waiting_run()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert ask("select run_id, status, finished_at is null from runs") == [(run_id, "interrupted", False)]


@pytest.mark.prefect
def test_ctrl_c_ends_a_run_with_prefect_in_seconds_and_the_next_does_the_rest(figures, ask, tmp_path):
    """A terminal sends the signal to all processes of the group: the run, its workers, the embedded server."""
    texts = (" ".join(f"The strike of {i} May killed {n} people in Homs." for n in range(2, 12)) for i in range(1, 121))
    lines = (json.dumps({"id": str(i), "text": text}) for i, text in enumerate(texts))
    (tmp_path / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    batches = {"FIGURES_BATCH_DOCUMENTS": "30"}
    process = subprocess.Popen(
        [FIGURES, "run", "d.jsonl"],
        cwd=tmp_path,
        env={**os.environ, **batches, "FIGURES_HOME": str(tmp_path / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    try:
        assert any("load" in line and "batch 1 of 4" in line for line in process.stderr)
        os.killpg(process.pid, signal.SIGINT)
        # Until the pipe is closed: by all who hold it, so that no worker and no server is left behind.
        _, said = process.communicate(timeout=10)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said, said
    assert ask("select status, finished_at is null from runs") == [("interrupted", False)]

    ((read,),) = ask("select count(*) from documents")
    assert 30 <= read < 120
    second = figures("run", "d.jsonl", "--plain", **batches)
    assert second.returncode == 0, second.stderr
    assert f"{120 - read} new or changed documents, {read} read before" in second.stderr


def test_a_quiet_run_says_only_what_went_wrong_and_its_summary_can_be_read_by_programs(figures, tmp_path):
    (tmp_path / "d.jsonl").write_text('{"id": \n{"id": "good", "text": "A strike killed 12 people."}', encoding="utf-8")
    result = figures("run", "d.jsonl", "--plain", "--quiet", "--json")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert "d.jsonl, line 1: not valid JSON" in line
    told = json.loads(result.stdout)
    assert (told["documents_new"], told["documents_without_date"], len(told["left_out"])) == (1, 1, 1)
    assert told["assertions"] == {"people": 1}


def test_advice_names_the_command_as_it_was_called(figures, reports):
    """Who used `make run` has the command in `.venv/bin`, not on the path."""
    elsewhere, there = {"PATH": "/usr/bin:/bin"}, {"PATH": f"{FIGURES.parent}:/usr/bin:/bin"}
    assert f"`{FIGURES} run`" in figures("sql", "select 1", **elsewhere).stderr
    assert "`figures run`" in figures("sql", "select 1", **there).stderr
    assert f"Ask         {FIGURES} sql " in figures("run", reports, "--plain", **elsewhere).stdout
    assert "Ask         figures sql " in figures("run", reports, "--plain", **there).stdout


def test_what_the_summary_counts_adds_up_to_what_was_linked(sample_run):
    _, summary, progress = sample_run
    linked = re.search(r"compare +(\d+) figures", progress)
    compared = re.search(r"Figures +(\d+) compared .*; (\d+) more stand apart", summary)
    assert int(linked[1]) == int(compared[1]) + int(compared[2])


def test_what_the_user_keeps_in_the_folder_of_work_stays(figures, reports, tmp_path):
    """The home may be a folder that the user has already, with a folder of that name in it."""
    (tmp_path / "home" / "work" / "20261122-notes").mkdir(parents=True)
    (tmp_path / "home" / "work" / "20261122T101112-00ff" / "0001").mkdir(parents=True)
    assert figures("run", reports, "--plain").returncode == 0
    assert [folder.name for folder in (tmp_path / "home" / "work").iterdir()] == ["20261122-notes"]
