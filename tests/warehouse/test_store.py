"""Loading is idempotent, supersedes without forgetting, and every failure is a sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.rows import TEXT, assertion, batch, document, run
from warehouse import (
    QueryError,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseUnreadable,
    WarehouseUnwritable,
)
from warehouse.quarantine import Validated
from warehouse.schemas import version_hash
from warehouse.store import (
    Connection,
    LoadReport,
    already_done,
    finish_run,
    load_batch,
    load_references,
    mark_interrupted,
    migrate,
    open_warehouse,
    publish,
    query,
    start_run,
)

DATA = ("documents", "assertions", "attributions", "quarantine", "readings")


@pytest.fixture
def con(tmp_path: Path) -> Iterator[Connection]:
    """A migrated warehouse in a file."""
    with open_warehouse(tmp_path / "w.duckdb") as con:
        migrate(con)
        yield con


def load(con: Connection, loaded: Validated, run_id: str = "run-1", version: str = "1", **options: bool) -> LoadReport:
    """One run over one batch."""
    this = run(run_id, version)
    start_run(con, this)
    report = load_batch(con, loaded, this, "0001", **options)
    finish_run(con, run_id)
    return report


def contents(con: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all data tables."""
    return {table: con.execute(f"select * from {table} order by all").fetchall() for table in DATA}


def mixed() -> Validated:
    """Two sound documents and a broken one; one of three assertions is broken too."""
    return batch(
        [document("d1"), document("d2"), document("d3", text=" ")],
        [assertion("a1", "d1"), assertion("a2", "d1", asserted_high=9), assertion("a3", "d2")],
    )


def test_a_batch_is_loaded_with_its_run_and_versions(con: Connection) -> None:
    report = load(con, mixed())
    assert (report.documents_new, report.assertions, report.attributions, report.quarantined) == (2, 2, 4, 4)
    row = con.execute(
        'select document_id, "end", low, high, outcome, event_date_start, run_id, is_current, superseded_at '
        "from assertions where assertion_id = 'a1'"
    ).fetchall()
    assert row == [("d1", TEXT.index(" on Tuesday"), 5.0, None, "killed", date(2021, 3, 2), "run-1", True, None)]
    (logged,) = con.execute("select status, documents, assertions, quarantined from runs").fetchall()
    assert logged == ("finished", 2, 2, 4)
    assert con.execute("select batch_id, documents, assertions from batches").fetchall() == [("0001", 2, 2)]


def test_a_run_that_does_not_go_on_is_marked_with_what_it_loaded(con: Connection, tmp_path: Path) -> None:
    killed, going_on, older = (
        replace(run(name), work_folder=folder)
        for name, folder in (("killed", tmp_path / "a"), ("going-on", tmp_path / "b"), ("older", None))
    )
    for each in (killed, going_on, older):
        start_run(con, each)
    load_batch(con, mixed(), killed, "0001")
    assert mark_interrupted(con, lambda folder: folder == going_on.work_folder) == ["killed", "older"]
    assert mark_interrupted(con, lambda folder: folder == going_on.work_folder) == []
    found = con.execute("select run_id, status, assertions, interruption_found_at is null from runs order by 1")
    assert found.fetchall() == [
        ("going-on", "running", 0, True),
        ("killed", "interrupted", 2, False),
        ("older", "interrupted", 0, False),
    ]


def test_a_broken_document_is_in_quarantine_while_the_others_load(con: Connection) -> None:
    load(con, mixed())
    failed = con.execute(
        "select table_name, row_key, check_name from quarantine where is_current order by all"
    ).fetchall()
    assert failed == [
        ("assertions", "a2", "minimum_has_no_asserted_high"),
        ("attributions", "a2/0", "assertion_quarantined"),
        ("attributions", "a2/1", "assertion_quarantined"),
        ("documents", "d3", "text_not_blank"),
    ]


def test_the_same_batch_again_changes_nothing(con: Connection) -> None:
    load(con, mixed(), "run-1")
    before = contents(con)
    report = load(con, mixed(), "run-2")
    assert contents(con) == before
    assert report == LoadReport(documents_unchanged=2)


def test_a_measure_has_no_outcome_rather_than_an_empty_one(con: Connection) -> None:
    load(con, batch([document()], [assertion(domain="measure", entity_class="other", outcome="", unit="km")]))
    assert con.execute("select domain, outcome from assertions").fetchall() == [("measure", None)]


def test_a_newer_reader_supersedes_and_keeps_the_old_rows(con: Connection) -> None:
    load(con, batch([document()], [assertion("a1"), assertion("a2")]), "run-1", "1")
    load(con, batch([document()], [assertion("a1", extractor_version="2", best=6)]), "run-2", "2")
    rows = con.execute(
        "select assertion_id, best, is_current, run_id, superseded_by_run, superseded_at is not null "
        "from assertions order by run_id, assertion_id"
    ).fetchall()
    assert rows == [
        ("a1", 5.0, False, "run-1", "run-2", True),
        ("a2", 5.0, False, "run-1", "run-2", True),
        ("a1", 6.0, True, "run-2", None, False),
    ]
    assert con.execute("select run_id, count(*) from attributions where is_current group by all").fetchall() == [
        ("run-2", 2)
    ]
    assert con.execute("select count(*), bool_and(is_current) from documents").fetchone() == (1, True)


def test_a_changed_text_is_a_new_version_and_the_old_one_is_kept(con: Connection) -> None:
    load(con, batch([document()], [assertion()]), "run-1")
    longer = TEXT + " The hospital confirmed it."
    report = load(con, batch([document(text=longer)], [assertion()]), "run-2")
    assert (report.documents_changed, report.assertions, report.assertions_superseded) == (1, 1, 1)
    assert con.execute("select text, is_current from documents order by run_id").fetchall() == [
        (TEXT, False),
        (longer, True),
    ]
    versions = con.execute(
        "select count(*) from assertions as a join documents as d using (document_id, version_hash) "
        "where a.is_current and d.is_current"
    ).fetchone()
    assert versions == (1,)


def test_a_corrected_publication_date_is_a_new_version(con: Connection) -> None:
    load(con, batch([document()], [assertion()]), "run-1")
    report = load(con, batch([document(publication_date="2021-03-04")], [assertion()]), "run-2")
    assert report.documents_changed == 1
    assert query_all(con, "select publication_date from documents where is_current") == [(date(2021, 3, 4),)]


def query_all(con: Connection, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query."""
    return con.execute(sql).fetchall()


def test_force_replaces_what_was_read_before(con: Connection) -> None:
    load(con, batch([document()], [assertion()]), "run-1")
    report = load(con, batch([document()], [assertion(best=6)]), "run-2", force=True)
    assert (report.documents_reread, report.assertions_superseded) == (1, 1)
    assert query_all(con, "select best, run_id from assertions where is_current") == [(6.0, "run-2")]


def test_already_done_are_the_versions_that_this_reader_has_read(con: Connection) -> None:
    silent = document("d2", text="Nothing was counted here.")
    load(con, batch([document("d1"), silent, document("d3", text=" ")], [assertion("a1", "d1")]))
    hashes = [version_hash(d) for d in (document("d1"), silent, document("d3", text=" "), document("d4"))]
    assert already_done(con, hashes, "1", "1") == set(hashes[:2])
    assert already_done(con, hashes, "2", "1") == set()
    assert already_done(con, hashes, "1", "2") == set()
    assert already_done(con, [], "1", "1") == set()


def test_quarantine_is_retired_when_its_document_loads(con: Connection) -> None:
    load(con, batch([document(text=" ")], []), "run-1")
    load(con, batch([document(text=" ")], []), "run-2")
    assert query_all(con, "select run_id, is_current from quarantine") == [("run-1", True)]
    load(con, batch([document()], [assertion()]), "run-3")
    assert query_all(con, "select is_current, superseded_by_run from quarantine") == [(False, "run-3")]
    assert query_all(con, "select count(*) from documents where is_current") == [(1,)]


def test_a_broken_new_version_leaves_the_old_one_current(con: Connection) -> None:
    load(con, batch([document()], [assertion()]), "run-1")
    load(con, batch([document(text=" ")], []), "run-2")
    assert query_all(con, "select text from documents where is_current") == [(TEXT,)]
    assert query_all(con, "select check_name from quarantine where is_current") == [("text_not_blank",)]


def test_a_batch_that_fails_as_a_whole_is_loaded_into_quarantine(con: Connection) -> None:
    report = load(con, batch([document(mood="grim")], [assertion()]))
    assert (report.documents_new, report.assertions, report.quarantined) == (0, 0, 4)


def test_a_load_that_breaks_off_leaves_nothing(con: Connection) -> None:
    loaded = mixed()
    loaded.attributions["hop"] = "first"
    with pytest.raises(duckdb.Error):
        load_batch(con, loaded, run(), "0001")
    assert all(rows == [] for rows in contents(con).values())
    assert load(con, mixed()).documents_new == 2


@settings(max_examples=4)  # each opens three transactions on a file of its own
@given(order=st.permutations(["d1", "d2", "d3"]), split=st.integers(0, 3))
def test_what_is_current_does_not_depend_on_batches_or_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], split: int
) -> None:
    with open_warehouse(tmp_path_factory.mktemp("order") / "w.duckdb") as con:
        migrate(con)
        for part in (order[:split], order[split:], order):
            load_batch(con, batch([document(d) for d in part], [assertion(f"a-{d}", d) for d in part]), run(), "0")
        rows = query_all(con, "select assertion_id, count(*) from assertions group by all order by all")
    assert rows == [("a-d1", 1), ("a-d2", 1), ("a-d3", 1)]


def test_reference_tables_are_replaced_and_typed(con: Connection) -> None:
    rows = [
        {"name": "Tarsa", "latitude": "34.5", "note": ""},
        {"name": "Belun", "latitude": "", "note": "old spelling"},
    ]
    assert load_references(con, {"spellings": rows}) == ["ref_spellings"]
    assert load_references(con, {"spellings": rows}) == []  # nothing changed
    assert query_all(con, "from ref_spellings") == [("Tarsa", 34.5, None), ("Belun", None, "old spelling")]
    assert load_references(con, {"spellings": rows[:1]}) == ["ref_spellings"]
    assert query_all(con, "select name from ref_spellings") == [("Tarsa",)]
    with pytest.raises(WarehouseError, match=r"seeds/reference/spellings\.csv: .*north.*Correct the cell"):
        load_references(con, {"spellings": [{"name": "Tarsa", "latitude": "north"}]})


def test_all_reference_tables_of_the_program_load(con: Connection) -> None:
    names = load_references(con)
    assert {"ref_outcomes", "ref_entity_classes", "ref_vague_words"} <= set(names)
    assert query_all(con, "select domain from ref_outcomes where outcome = 'killed'") == [("people",)]


def test_times_are_utc_and_any_client_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        migrate(con)
        load(con, mixed())
    plain = duckdb.connect(str(path), read_only=True)
    try:
        assert plain.execute("select count(*) from assertions").fetchone() == (2,)
    finally:
        plain.close()
    loaded_at = query(path, "select loaded_at from documents").rows[0][0]
    assert loaded_at.utcoffset().total_seconds() == 0


def test_query_answers_and_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        migrate(con)
        load(con, mixed())
    answer = query(path, "select assertion_id, high from assertions order by all")
    assert (answer.columns, answer.rows) == (("assertion_id", "high"), [("a1", None), ("a3", None)])
    assert query(path, "describe runs").columns[0] == "column_name"
    for sql in ("delete from runs", f"copy runs to '{tmp_path / 'x.csv'}'", "drop table runs", "attach 'x' as y"):
        with pytest.raises(QueryError, match="Only questions"):
            query(path, sql)
    with pytest.raises(QueryError, match="one statement, not 2"):
        query(path, "select 1; drop table runs")
    with pytest.raises(QueryError, match="verdicts"):
        query(path, "select * from verdicts")


def test_publishing_gives_readers_a_copy_while_the_warehouse_is_written(tmp_path: Path) -> None:
    path, copy = tmp_path / "w.duckdb", tmp_path / "published" / "w.duckdb"
    with open_warehouse(path) as con:
        migrate(con)
        load(con, mixed())
    publish(path, copy)
    with open_warehouse(path) as con:
        load(con, batch([document("d9")], []), "run-2")
        assert query(copy, "select count(*) from documents").rows == [(2,)]
    publish(path, copy)
    assert query(copy, "select count(*) from documents").rows == [(3,)]
    assert sorted(p.name for p in copy.parent.iterdir()) == ["w.duckdb"]


def test_opening_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing, match=r"no warehouse at .*Run `figures run` first"):
        query(tmp_path / "none.duckdb", "select 1")
    with pytest.raises(WarehouseUnwritable, match="is a folder"), open_warehouse(tmp_path):
        pass
    note = tmp_path / "note.txt"
    note.write_text("not a database, but long enough to be looked at as one " * 100)
    with pytest.raises(WarehouseUnreadable, match="no DuckDB file"), open_warehouse(note):
        pass
    with pytest.raises(WarehouseUnwritable, match="cannot be made"), open_warehouse(note / "w.duckdb"):
        pass
    with pytest.raises(WarehouseUnwritable, match="cannot be written"), open_warehouse("/proc/w.duckdb"):
        pass


def test_a_warehouse_open_in_another_process_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    hold = f"import duckdb, sys; con = duckdb.connect({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == b"open\n"
            with pytest.raises(WarehouseLocked, match="open in another process"), open_warehouse(path):
                pass
            with pytest.raises(WarehouseLocked, match="Wait for it to end"):
                query(path, "select 1")
        finally:
            other.communicate()
    with open_warehouse(path) as con:
        migrate(con)


def test_the_queries_of_the_page_run(con: Connection) -> None:
    load(con, mixed())
    page = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    answers = [query_all(con, sql) for sql in queries]
    assert len(queries) == 2
    assert answers[1][0] == ("assertion_quarantined", 2, "its assertion is in quarantine")


def test_parts_of_files_whose_writers_were_killed_are_cleared_and_those_of_the_living_stay(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    gone = subprocess.Popen(["true"])
    gone.wait()
    dead, living = (tmp_path / f".w.duckdb.{pid}-0123abcd.part" for pid in (gone.pid, os.getpid()))
    other = tmp_path / f".other.duckdb.{gone.pid}-0123abcd.part"
    for part in (dead, living, other):
        part.touch()
    with open_warehouse(path):
        pass
    assert sorted(tmp_path.iterdir()) == sorted([path, living, other])
