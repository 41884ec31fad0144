"""Tables by numbered migrations, and the views and macros on top of them.

A migration is a file ``migrations/NNNN_name.sql``, applied once, in order of its number, and
recorded with its hash; an applied file is never edited, a change is a new file. DDL is
transactional in DuckDB: either all pending migrations are applied or none.

Views and macros hold no data and are made anew where anything that they are made from has changed: one
file each in ``views`` and ``macros``, with a first line ``-- needs: other_view, some_macro`` where it
builds on others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from warehouse import MigrationError, view_comments
from warehouse.ddl import comments, create_table
from warehouse.tables import MIGRATIONS, TABLES

FOLDER = Path(__file__).parent
_NEEDS = re.compile(r"^--\s*needs:(.*)$", re.MULTILINE)


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All statements within take effect together or not at all."""
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


def migrate(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER / "migrations") -> list[str]:
    """Apply the migrations that the warehouse does not have yet; the names of those applied.

    Column comments are set afterwards from ``warehouse.columns``, so that a better sentence needs no migration.
    Raises ``MigrationError`` if an applied migration was edited since or is unknown to this version.
    """
    files = _files(folder)
    with transaction(con):
        con.execute(create_table(MIGRATIONS, if_missing=True))
        _, lacking = pending(con, folder)
        for name in lacking:
            con.execute(files[name])
            con.execute("insert into schema_migrations values (?, ?, current_timestamp)", [name, _sha256(files[name])])
        _comment(con)
    return lacking


def pending(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER / "migrations") -> tuple[list[str], list[str]]:
    """The migrations that the warehouse has, and those that it lacks, each in order.

    Raises ``MigrationError`` as ``migrate`` does, and DuckDB's ``CatalogException`` for a file without any.
    """
    files = _files(folder)
    applied = dict(con.execute("select migration, sha256 from schema_migrations").fetchall())
    _verify(applied, files)
    return sorted(applied), [name for name in files if name not in applied]


def _files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9]*.sql"))}


def _verify(applied: dict[str, str], files: dict[str, str]) -> None:
    for name, sha256 in applied.items():
        if name not in files:
            raise MigrationError(
                f"The warehouse has the migration {name}, which this version does not know: it was made by a newer "
                "version. Use that version, or another warehouse file."
            )
        if _sha256(files[name]) != sha256:
            raise MigrationError(
                f"The migration {name} was changed after it had been applied to this warehouse. Restore the file and "
                "put the change into a new migration, or build a new warehouse."
            )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _comment(con: duckdb.DuckDBPyConnection) -> None:
    # Only what exists: a test migrates with a folder of its own.
    existing = {name for (name,) in con.execute("select table_name from duckdb_tables() where not internal").fetchall()}
    for table in TABLES.values():
        if table.name in existing:
            for statement in comments(table):
                con.execute(statement)


def update_views(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> list[str]:
    """Make all macros and views anew, unless they are those that these files made of these tables; the names made."""
    recorded = con.execute("select sha256 from view_versions").fetchall()
    if recorded == [(_version_of_views(con, folder),)]:
        return []
    made = create_views(con, folder)
    with transaction(con):
        con.execute("delete from view_versions")
        con.execute("insert into view_versions values (?, current_timestamp)", [_version_of_views(con, folder)])
    return made


# Not their SQL, which DuckDB writes differently once the file has been closed.
_STANDING = (
    "select table_name, column_name, data_type, comment from duckdb_columns() where not internal order by all",
    "select view_name, comment from duckdb_views() where not internal order by all",
    "select function_name, parameters from duckdb_functions() where not internal order by all",
)


def _version_of_views(con: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """Hash of the files, and of what stands in the warehouse: a view that was dropped or whose table changed is old."""
    files = [(path.name, path.read_text(encoding="utf-8")) for path in _view_files(folder)]
    standing = [con.execute(query).fetchall() for query in _STANDING]
    return _sha256(repr([files, standing]))


def _view_files(folder: Path) -> list[Path]:
    return [path for kind in ("macros", "views") for path in sorted((folder / kind).glob("*.sql"))]


def create_views(con: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> list[str]:
    """Make all macros and views anew, each after those that it needs; their names in that order.

    Raises ``MigrationError`` naming the file if a view needs what does not exist, needs itself, or fails.
    """
    paths = _view_files(folder)
    files = {path.stem: path for path in paths}
    if len(files) < len(paths):
        raise MigrationError("A macro and a view have files of the same name; rename one of them.")
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    order = _order({name: _needs(text) for name, text in texts.items()})
    with transaction(con):
        for name in order:
            try:
                con.execute(texts[name])
            except duckdb.Error as error:
                raise MigrationError(
                    f"{files[name].parent.name}/{files[name].name} cannot be created: {error}"
                ) from error
        view_comments.inherit(con)
    return order


def _needs(text: str) -> list[str]:
    """Names in the ``-- needs:`` lines of a view.

    >>> _needs("-- needs: origins, figures\\ncreate or replace view x as select 1")
    ['origins', 'figures']
    """
    return [name.strip() for line in _NEEDS.findall(text) for name in line.split(",") if name.strip()]


def _order(needs: dict[str, list[str]]) -> list[str]:
    """Names so that each comes after those it needs; alphabetical among those that are free to go."""
    for name, needed in needs.items():
        unknown = sorted(set(needed) - needs.keys())
        if unknown:
            raise MigrationError(f"{name}.sql needs {', '.join(unknown)}, but there is no file of that name.")
    sorter = TopologicalSorter(needs)
    try:
        sorter.prepare()
    except CycleError as error:
        raise MigrationError(f"These views need each other in a circle: {' -> '.join(error.args[1])}.") from error
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order.extend(ready)
        sorter.done(*ready)
    return order
