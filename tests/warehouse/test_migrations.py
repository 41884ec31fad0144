"""Migrations give the tables that the columns define, once, and refuse what does not fit."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse import MigrationError, tables
from warehouse.ddl import create_table
from warehouse.migrate import FOLDER, create_views, migrate, update_views
from warehouse.store import load_references, open_warehouse, query
from warehouse.upgrade import open_up_to_date


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A copy of the migrations that a test may change."""
    return Path(shutil.copytree(FOLDER / "migrations", tmp_path / "migrations"))


def tables_differ(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables whose columns are not those that are defined."""
    live: dict[str, list[tuple]] = {}
    for name, *column in con.execute(
        "select table_name, column_name, data_type, is_nullable from duckdb_columns() where not internal"
    ).fetchall():
        live.setdefault(name, []).append(tuple(column))
    defined = {t.name: sorted((c.name, c.type, c.nullable) for c in t.columns) for t in tables.TABLES.values()}
    return [name for name, columns in defined.items() if sorted(live.get(name, [])) != columns]


def test_tables_are_those_that_the_columns_define(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as con:
        migrate(con)
        for table in tables.TABLES.values():
            live = con.execute(
                "select column_name, data_type, is_nullable from duckdb_columns() where table_name = ? "
                "order by column_index",
                [table.name],
            ).fetchall()
            assert live == [(c.name, c.type, c.nullable) for c in table.columns], table.name


def test_every_column_of_every_table_has_a_comment_for_any_client(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        migrate(con)
        load_references(con)
    con = duckdb.connect(str(path), read_only=True)  # as any client opens it
    try:
        bare = con.execute(
            "select table_name, column_name from duckdb_columns() where not internal and comment is null "
            "and table_name in (select table_name from duckdb_tables() where not internal)"
        ).fetchall()
        tables = con.execute("select table_name from duckdb_tables() where comment is null and not internal").fetchall()
        (described,) = con.execute(
            "select comment from duckdb_columns() where table_name = 'assertions' and column_name = 'end'"
        ).fetchone() or ("",)
    finally:
        con.close()
    assert (bare, tables) == ([], [])
    assert "code points" in described


def test_no_keys_and_no_enums(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as con:
        migrate(con)
        kinds = con.execute("select distinct constraint_type from duckdb_constraints()").fetchall()
        enums = con.execute("select count(*) from duckdb_columns() where data_type like 'ENUM%'").fetchone()
    assert kinds == [("NOT NULL",)]
    assert enums == (0,)


def test_a_second_time_applies_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        first = migrate(con)
    with open_warehouse(path) as con:
        second = migrate(con)
        recorded = con.execute("select migration from schema_migrations order by all").fetchall()
    assert second == []
    assert [name for (name,) in recorded] == first == sorted(first)


def test_an_edited_migration_is_refused(tmp_path: Path, migrations: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as con:
        migrate(con, migrations)
        edited = migrations / "0001_base.sql"
        edited.write_text(edited.read_text() + "-- one more thought\n")
        with pytest.raises(MigrationError, match=r"0001_base\.sql was changed after"):
            migrate(con, migrations)


def test_a_warehouse_of_a_newer_version_is_refused(tmp_path: Path, migrations: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as con:
        (migrations / "9999_later.sql").write_text("create table later (a integer);")
        migrate(con, migrations)
        with pytest.raises(MigrationError, match=r"9999_later\.sql.*newer version"):
            migrate(con)


def test_a_failing_migration_leaves_nothing_behind(tmp_path: Path, migrations: Path) -> None:
    (migrations / "9999_broken.sql").write_text("create table half (a integer); select * from nowhere;")
    with open_warehouse(tmp_path / "w.duckdb") as con:
        with pytest.raises(duckdb.Error):
            migrate(con, migrations)
        assert con.execute("select count(*) from duckdb_tables()").fetchone() == (0,)


NAMES = [path.name for path in sorted((FOLDER / "migrations").glob("[0-9]*.sql"))]
VALUES = {
    "VARCHAR": "'x'",
    "DATE": "date '2020-01-01'",
    "TIMESTAMP WITH TIME ZONE": "timestamptz '2020-01-01 00:00:00+00'",
    "BOOLEAN": "true",
    "BLOB": "'x'::blob",
}


MADE_ANEW = {"document_signatures"}
"""What is worked out from the texts and emptied where a newer version works it out otherwise."""


def old_warehouse(path: Path, versions: int) -> dict[str, list[tuple]]:
    """A warehouse as it was after so many migrations, with a row in every table; its rows by table."""
    with open_warehouse(path) as con:
        con.execute(create_table(tables.MIGRATIONS))
        for name in NAMES[:versions]:
            text = (FOLDER / "migrations" / name).read_text(encoding="utf-8")
            con.execute(text)
            digest = hashlib.sha256(text.encode()).hexdigest()
            con.execute("insert into schema_migrations values (?, ?, current_timestamp)", [name, digest])
        columns: dict[str, list[str]] = {}
        for table, kind in con.execute(
            "select table_name, data_type from duckdb_columns() where not internal and table_name <> "
            "'schema_migrations' order by table_name, column_index"
        ).fetchall():
            columns.setdefault(table, []).append("[]" if kind.endswith("[]") else VALUES.get(kind, f"1::{kind}"))
        for table, values in columns.items():
            con.execute(f"insert into {table} values ({', '.join(values)})")
        return {table: con.execute(f"from {table}").fetchall() for table in columns}


@pytest.mark.parametrize("versions", range(1, len(NAMES)))
def test_every_older_version_migrates_with_its_rows_after_a_backup(tmp_path: Path, versions: int) -> None:
    path = tmp_path / "w.duckdb"
    rows = old_warehouse(path, versions)
    said: list[str] = []
    with open_up_to_date(path, said.append, bring=migrate) as con:
        recorded = con.execute("select migration from schema_migrations order by all").fetchall()
        assert [name for (name,) in recorded] == NAMES
        assert tables_differ(con) == []
        for table, before in rows.items():
            if table in MADE_ANEW:
                continue
            now = con.execute(f"from {table}").fetchall()
            assert [row[: len(before[0])] for row in now] == before, table
    kept = tmp_path / f"w.before-{NAMES[versions][:4]}.duckdb"
    assert [str(kept) in sentence for sentence in said] == [True]
    assert query(kept, "select count(*) from schema_migrations").rows == [(versions,)]


def test_what_fails_on_the_way_leaves_the_warehouse_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    rows = old_warehouse(path, 3)

    def fails(con: duckdb.DuckDBPyConnection) -> None:
        migrate(con)
        con.execute("delete from documents")
        con.execute("select * from nowhere")

    with pytest.raises(MigrationError, match=r"put back as it was: .*nowhere"), open_up_to_date(path, bring=fails):
        pass
    with open_warehouse(path, read_only=True) as con:
        assert con.execute("select count(*) from schema_migrations").fetchone() == (3,)
        assert {table: con.execute(f"from {table}").fetchall() for table in rows} == rows
    assert sorted(p.name for p in tmp_path.glob("*.duckdb*")) == [f"w.before-{NAMES[3][:4]}.duckdb", "w.duckdb"]


def _views(folder: Path, **files: str) -> Path:
    (folder / "views").mkdir(parents=True)
    (folder / "macros").mkdir()
    for name, text in files.items():
        kind = "macros" if "macro" in text else "views"
        (folder / kind / f"{name}.sql").write_text(text)
    return folder


def test_views_are_made_after_those_that_they_need(tmp_path: Path) -> None:
    folder = _views(
        tmp_path / "sql",
        a_last="-- needs: b_middle\ncreate or replace view a_last as select n from b_middle",
        b_middle="-- needs: z_first, twice\ncreate or replace view b_middle as select twice(n) as n from z_first",
        z_first="create or replace view z_first as select 21 as n",
        twice="create or replace macro twice(n) as n * 2",
    )
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert create_views(con, folder) == ["twice", "z_first", "b_middle", "a_last"]
        assert create_views(con, folder) == ["twice", "z_first", "b_middle", "a_last"]
        assert con.execute("from a_last").fetchall() == [(42,)]


def test_views_are_made_anew_only_where_what_they_are_made_from_has_changed(tmp_path: Path) -> None:
    folder = _views(
        tmp_path / "sql",
        totals="create or replace view totals as select * from counts",
        twice="create or replace macro twice(n) as n * 2",
    )

    def made(*changes: str) -> list[str]:
        """What a later run makes, after these changes to the warehouse."""
        with open_warehouse(tmp_path / "w.duckdb") as con:
            for change in changes:
                con.execute(change)
            return update_views(con, folder)

    with open_warehouse(tmp_path / "w.duckdb") as con:
        migrate(con)
    every = ["totals", "twice"]
    assert made("create table counts (n integer)") == every
    assert made("insert into counts values (12)") == []
    assert made("alter table counts add column low integer") == every
    assert made("drop view totals") == every
    assert made("drop macro twice") == every
    assert made("delete from view_versions") == every
    (folder / "macros" / "twice.sql").write_text("create or replace macro twice(n) as n + n")
    assert made() == every
    assert made() == []
    assert query(tmp_path / "w.duckdb", "select twice(n), low from totals").rows == [(24, None)]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a": "-- needs: gone\ncreate or replace view a as select 1"}, "a.sql needs gone"),
        (
            {
                "a": "-- needs: b\ncreate or replace view a as from b",
                "b": "-- needs: a\ncreate or replace view b as from a",
            },
            "need each other in a circle",
        ),
        ({"a": "create or replace view a as select * from nowhere"}, r"views/a\.sql cannot be created"),
    ],
)
def test_views_that_cannot_be_made_are_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    folder = _views(tmp_path / "sql", **files)
    with open_warehouse(tmp_path / "w.duckdb") as con, pytest.raises(MigrationError, match=message):
        create_views(con, folder)
