"""Opening, publishing and asking the warehouse: one DuckDB file, one writer at a time.

The whole of the warehouse's interface for those who run it is named here; the parts are in
``migrate`` (tables and views), ``references`` (reference tables), ``load`` (batches) and ``runs``.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse import (
    QueryError,
    WarehouseError,
    WarehouseFull,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseUnreadable,
    WarehouseUnwritable,
)
from warehouse.load import (
    Connection,
    LoadReport,
    already_done,
    load_batch,
    load_left_out,
    retire_replaced,
)
from warehouse.migrate import create_views, migrate, update_views
from warehouse.references import load_references
from warehouse.runs import Run, finish_run, mark_interrupted, start_run

__all__ = [
    "Connection",
    "LoadReport",
    "QueryResult",
    "Run",
    "already_done",
    "create_views",
    "finish_run",
    "load_batch",
    "load_left_out",
    "load_references",
    "mark_interrupted",
    "migrate",
    "open_warehouse",
    "prepare",
    "publish",
    "query",
    "retire_replaced",
    "start_run",
]


_NO_SPACE = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))
_STOPPED = "Query interrupted"  # what Ctrl-C becomes inside DuckDB
_FILE_NAMED = re.compile(r"""(?:file "|: ')([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Answer to a query: column names and rows of Python values, null as ``None``."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@contextmanager
def open_warehouse(path: Path | str, *, read_only: bool = False) -> Iterator[Connection]:
    """A connection to the warehouse file, closed at the end of the block; times are UTC.

    Raises ``WarehouseMissing`` (reading what is not there), ``WarehouseLocked``, ``WarehouseUnwritable``,
    ``WarehouseUnreadable`` or, also from within the block, ``WarehouseFull``, each with a sentence that says what to
    do. Open it for seconds, not for the length of a run: while one process writes, no other can even read.
    """
    con = _connect(Path(path), read_only)
    try:
        con.execute("set TimeZone = 'UTC'")
        yield con
    except Exception as error:
        if isinstance(error, RuntimeError) and str(error) == _STOPPED:
            raise KeyboardInterrupt from error
        if (sentence := no_space(error, path)) is None:
            raise
        raise WarehouseFull(sentence) from error
    finally:
        con.close()


def no_space(error: BaseException, place: Path | str) -> str | None:
    """A sentence that says so, if an error or what led to it is that nothing more can be written; else ``None``.

    ``place`` is what was written to where the error names no file.
    """
    for cause in _causes(error):
        said = str(cause)
        reason = next((words for words in _NO_SPACE if words in said), None)
        # Other errors of DuckDB repeat the query, which may hold any words.
        if reason and isinstance(cause, OSError | duckdb.OperationalError | duckdb.FatalException):
            named = _FILE_NAMED.search(said)
            return (
                f"no space is left to write {named[1] if named else place} ({reason}). What was loaded before is safe; "
                "make space, then run the command again."
            )
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _connect(path: Path, read_only: bool) -> Connection:
    if read_only and not path.exists():
        raise WarehouseMissing(f"There is no warehouse at {path}. Run `figures run` first, or name another file.")
    if path.is_dir():
        raise WarehouseUnwritable(
            f"{path} is a folder. Name the warehouse file, for instance {path / 'figures.duckdb'}."
        )
    if not read_only:
        _make_folder(path)
    is_new = not path.exists()
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        if is_new:
            path.unlink(missing_ok=True)  # half a file could not be opened ever after
        if (sentence := no_space(error, path)) is not None:
            raise WarehouseFull(sentence) from error
        raise _explained(error, path) from error


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseUnwritable(
            f"The folder {path.parent} cannot be made ({error.strerror}). Name another file."
        ) from error


def _explained(error: duckdb.Error, path: Path) -> WarehouseError:
    """The error in a sentence. DuckDB tells these cases apart only by their words."""
    said = str(error)
    if "lock" in said or "different configuration" in said:
        return WarehouseLocked(
            f"The warehouse {path} is open in another process. Wait for it to end, close the other program, or read "
            "the published copy."
        )
    if "not a valid DuckDB" in said or "corrupt" in said.lower() or "attempted to read" in said:
        return WarehouseUnreadable(
            f"{path} is no DuckDB file, or not a whole one. Name another file; this one is left as it is."
        )
    if "newer" in said or "version" in said:
        return WarehouseUnreadable(f"{path} was written by another DuckDB version than this can read: {_first(said)}")
    if "ermission" in said or "Read-only file system" in said or "Cannot open file" in said:
        return WarehouseUnwritable(f"The warehouse {path} cannot be written. Check who owns it, or name another file.")
    return WarehouseError(f"The warehouse {path} cannot be opened: {_first(said)}")


def _first(text: str) -> str:
    return text.strip().splitlines()[0]


def prepare(con: Connection) -> None:
    """Bring tables, reference tables and views up to this version of the program."""
    migrate(con)
    load_references(con)
    update_views(con)


def publish(path: Path | str, copy_path: Path | str) -> None:
    """Put a copy of the warehouse where readers find it, by atomic rename: they see the old copy or the new one.

    Raises ``WarehouseLocked`` if the warehouse is being written, ``WarehouseUnwritable`` if the copy cannot be.
    """
    path, copy_path = Path(path), Path(copy_path)
    with open_warehouse(path) as con:
        con.execute("checkpoint")
    _make_folder(copy_path)
    part = copy_path.with_name(f".{copy_path.name}.part")
    # Copied with the connection closed, because closing any handle on a file gives up the process's locks on it;
    # a writer that slipped in between is seen by the file's time and size.
    before = path.stat()
    try:
        shutil.copyfile(path, part)
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise WarehouseLocked(f"The warehouse {path} was written while it was copied. Publish it again.")
        part.replace(copy_path)
    except OSError as error:
        raise WarehouseUnwritable(
            f"The copy {copy_path} cannot be written ({error.strerror}). Name another file."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def query(path: Path | str, sql: str) -> QueryResult:
    """Answer one question in SQL. The file is opened read-only and only statements that ask are let through.

    Raises ``QueryError`` with DuckDB's reason if the statement is wrong, writes, or is not exactly one.
    """
    with open_warehouse(path, read_only=True) as con:
        try:
            statements = con.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError(f"Give one statement, not {len(statements)}.")
            if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
                raise QueryError("Only questions can be asked here (select, from, with, describe, show, explain).")
            answer = con.execute(statements[0])
            return QueryResult(tuple(column[0] for column in answer.description or ()), answer.fetchall())
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error
