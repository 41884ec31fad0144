"""What the steps of a run leave in the warehouse, whoever carries them out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from flows.order import PLAIN, carry_out
from flows.settings import Settings
from flows.steps import Outcome, new_job
from flows.summary import summarise
from warehouse.store import query

Documents = Sequence[tuple[str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[Outcome, Settings]]:
    """A run over documents given as (id, text), into the warehouse of the home folder named."""

    def carried_out(documents: Documents, home: str = "home", **settings: str) -> tuple[Outcome, Settings]:
        path = tmp_path / "d.jsonl"
        path.write_text("\n".join(json.dumps({"id": i, "text": t}) for i, t in documents), encoding="utf-8")
        chosen = Settings.load({"FIGURES_HOME": str(tmp_path / home), **settings})
        return carry_out(new_job([str(path)], chosen), PLAIN, lambda sentence: None), chosen

    return carried_out


def test_a_changed_text_replaces_what_was_read_and_keeps_the_old_rows(run):
    for low in (25, 15):
        _, settings = run([("one", f"At least {low} people were killed in Teir Malla.")])
    rows = query(settings.warehouse, "select asserted_low, is_current from assertions order by asserted_low").rows
    assert rows == [(15, True), (25, False)]


@pytest.fixture
def run_folder(tmp_path: Path) -> Callable[..., tuple[Outcome, Settings]]:
    """A run over the folder that the test fills."""
    (tmp_path / "in").mkdir()

    def carried_out(*paths: Path) -> tuple[Outcome, Settings]:
        chosen = Settings.load({"FIGURES_HOME": str(tmp_path / "home")})
        given = [str(path) for path in paths or (tmp_path / "in",)]
        return carry_out(new_job(given, chosen), PLAIN, lambda sentence: None), chosen

    return carried_out


def test_a_changed_file_replaces_what_was_read_from_it_before(run_folder, tmp_path):
    """A file has no id of its own but the hash of its text: a correction must not stand as a second document."""
    for low in (25, 15):
        (tmp_path / "in" / "a.txt").write_text(f"At least {low} people were killed in Teir Malla.")
        _, settings = run_folder()
    rows = query(settings.warehouse, "select asserted_low, is_current from assertions order by asserted_low").rows
    assert rows == [(15, True), (25, False)]
    assert query(settings.warehouse, "select count(*) from documents where is_current").rows == [(1,)]


def test_a_file_that_moved_and_one_that_was_added_replace_nothing(run_folder, tmp_path):
    (tmp_path / "in" / "a.txt").write_text("At least 25 people were killed in Teir Malla.")
    run_folder()
    (tmp_path / "in" / "a.txt").rename(tmp_path / "in" / "b.txt")
    (tmp_path / "in" / "a.txt").write_text("Four people were killed in Homs.")
    _, settings = run_folder()
    assert query(settings.warehouse, "select count(*) from documents where is_current").rows == [(2,)]
    (tmp_path / "in" / "b.txt").write_text("At least 26 people were killed in Teir Malla.")
    run_folder()
    rows = query(settings.warehouse, "select asserted_low from assertions where is_current order by 1").rows
    assert rows == [(4,), (26,)]


def test_lines_without_an_id_are_versions_by_their_url_unless_they_share_it(run_folder, tmp_path):
    file = tmp_path / "in" / "d.jsonl"

    def lines(*told: tuple[str, int]) -> list[tuple[float]]:
        texts = [{"url": u, "text": f"At least {n} people were killed in Homs."} for u, n in told]
        file.write_text("\n".join(map(json.dumps, texts)))
        _, settings = run_folder()
        return query(settings.warehouse, "select asserted_low from assertions where is_current order by 1").rows

    assert lines(("http://x.example/1", 5), ("http://x.example", 7), ("http://x.example", 8)) == [(5,), (7,), (8,)]
    assert lines(("http://x.example/1", 6), ("http://x.example", 7), ("http://x.example", 9)) == [
        (6,),
        (7,),
        (8,),
        (9,),
    ]


def test_what_cannot_be_read_is_in_quarantine_until_it_can(run_folder, tmp_path):
    (tmp_path / "in" / "a.txt").write_bytes(b"\0\1")
    (tmp_path / "in" / "d.jsonl").write_text('{"id": "x", "text": "A strike killed 12 people."}\n{"id": \n')
    for _ in range(2):
        _, settings = run_folder()
    asked = "select row_key, check_name, json_extract_string(row_json, 'raw'), is_current from quarantine order by all"
    found = [(Path(key).name, *rest) for key, *rest in query(settings.warehouse, asked).rows]
    assert found == [
        ("a.txt", "input_readable", None, True),
        ("d.jsonl, line 2", "input_readable", '{"id": \n', True),
    ]
    (tmp_path / "in" / "a.txt").write_text("Two were hurt.")
    run_folder(tmp_path / "in" / "a.txt")
    left = query(settings.warehouse, "select row_key from quarantine where is_current").rows
    assert [Path(key).name for (key,) in left] == ["d.jsonl, line 2"]


def test_a_document_that_breaks_the_schema_is_in_quarantine_while_the_others_load(run):
    outcome, settings = run([("blank", "  \n"), ("good", "A strike killed 12 people.")])
    assert query(settings.warehouse, "select document_id from documents").rows == [("good",)]
    (row,) = query(settings.warehouse, "select table_name, row_key, check_name, row_json, run_id from quarantine").rows
    assert row[:3] == ("documents", "blank", "text_not_blank")
    assert json.loads(row[3])["text"] == "  \n"
    assert row[4] == outcome.run_id
    assert "text_not_blank" in summarise(settings, outcome).text()


def test_a_summary_shows_a_few_claims_of_a_figure_and_says_how_many_more(run):
    """A figure with hundreds of origins must not bury the rest."""
    named = ["the health ministry", "the mayor", "the Red Crescent", "state television", "the police", "the army"]
    voices = [*named, "the White Helmets", "the governor", "the United Nations", "the rebels", "a doctor", "a resident"]
    said = [f"At least {n} people were killed in the strike, {voice} said." for n, voice in enumerate(voices, 10)]
    outcome, settings = run([("d", " ".join(["An air strike hit a market in Homs on 15 October 2015.", *said]))])
    summary = summarise(settings, outcome)
    for text in (summary.text(), summary.markdown()):
        assert sum(voice in line for line in text.splitlines() for voice in voices if "at least" in line) == 8
        assert "... and 4 more" in text


def test_many_batches_and_processes_come_to_the_same_as_one(run):
    documents = [(f"d{i}", f"A strike killed {i + 2} people near Homs.") for i in range(230)]
    answers = []
    for home, settings in (("one", {"FIGURES_WORKERS": "1"}), ("many", {"FIGURES_BATCH_DOCUMENTS": "110"})):
        _, chosen = run(documents, home, **settings)
        rows = "select * exclude (run_id, loaded_at) from assertions order by assertion_id"
        answers.append(query(chosen.warehouse, rows).rows)
    assert len(answers[0]) == 230
    assert answers[0] == answers[1]


def test_every_row_carries_its_run_and_the_work_folder_is_cleared(run):
    outcome, settings = run([("a", "A strike killed 12 people, the monitor said.")])
    for table in ("documents", "assertions", "attributions", "readings", "batches"):
        assert query(settings.warehouse, f"select distinct run_id from {table}").rows == [(outcome.run_id,)]
    assert query(settings.warehouse, "select run_id, status from runs").rows == [(outcome.run_id, "finished")]
    assert not (settings.home / "work" / outcome.run_id).exists()


def test_a_run_that_breaks_off_is_recorded_as_failed(run, tmp_path):
    from dataclasses import replace

    def broken(job, batch):
        raise RuntimeError("the disk is full")

    (tmp_path / "a.txt").write_text("A strike killed 12 people.")
    settings = Settings.load({"FIGURES_HOME": str(tmp_path / "home")})
    job = new_job([str(tmp_path / "a.txt")], settings)
    with pytest.raises(RuntimeError, match="disk"):
        carry_out(job, replace(PLAIN, load=broken), lambda sentence: None)
    assert query(settings.warehouse, "select status, assertions from runs").rows == [("failed", 0)]
    assert (job.work / "0001" / "assertions.jsonl").exists()
