"""One question in SQL in, its answer out, row by row; nothing else can be done through this door.

The connection is locked before the question is read: no file, no network, no extension, no variable of the program
is in reach, and no setting can be changed back (DuckDB, "Securing DuckDB"). Statements other than questions are
refused, EXPLAIN ANALYZE among them: it runs what it explains.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse import QueryError
from warehouse.connection import Connection, is_damage
from warehouse.publication import open_published

Row = tuple[Any, ...]

_LOCKS = (
    "enable_external_access = false",
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "allow_community_extensions = false",
    "python_enable_replacements = false",
    "lock_configuration = true",
)
_PAGE = 1_000
_EXPLAINED = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*explain\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Answer to a query: column names and rows of Python values, null as ``None``."""

    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is still being read: its column names, and its rows as they come.

    ``as_of`` is set where the published copy is older than what has been written since.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row]
    as_of: datetime | None = None


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Column names that can be told apart: a name that comes again is numbered, as files need one name once.

    >>> distinct_names(["a", "a", "b", "a_2", "a"])
    ('a', 'a_2', 'b', 'a_2_2', 'a_3')
    """
    out: list[str] = []
    seen: Counter[str] = Counter()
    taken = set()
    for name in names:
        seen[name] += 1
        told = name if seen[name] == 1 else f"{name}_{seen[name]}"
        while told in taken:
            seen[told] += 1
            told = f"{told}_{max(2, seen[told])}"
        taken.add(told)
        out.append(told)
    return tuple(out)


def lock(con: Connection) -> None:
    """Take files, network, extensions and settings out of reach of what is asked over this connection, for good."""
    if con.execute("select current_setting('lock_configuration')").fetchone() == (True,):
        return
    for setting in _LOCKS:
        con.execute(f"set {setting}")


def question(con: Connection, sql: str) -> duckdb.Statement:
    """The statement, if it is exactly one and only asks. Raises ``QueryError`` with the reason if it is not."""
    try:
        statements = con.extract_statements(sql)
        if len(statements) != 1:
            raise QueryError(f"Give one statement, not {len(statements)}.")
        kind = statements[0].type
        if kind == duckdb.StatementType.SELECT or (kind == duckdb.StatementType.EXPLAIN and _only_explains(con, sql)):
            return statements[0]
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
    raise QueryError("Only questions can be asked here (select, from, with, describe, show, explain without analyze).")


def _only_explains(con: Connection, sql: str) -> bool:
    """Whether what stands after EXPLAIN is a question itself: ANALYZE, and options in brackets, are not."""
    opening = _EXPLAINED.match(sql)
    if opening is None:
        return False
    try:
        explained = con.extract_statements(sql[opening.end() :])
    except duckdb.Error:
        return False
    return [statement.type for statement in explained] == [duckdb.StatementType.SELECT]


@contextmanager
def ask(path: Path | str, sql: str, *, seconds: float | None = None, allow_files: bool = False) -> Iterator[Answer]:
    """Answer one question about the warehouse at ``path``, from its published copy where there is one.

    Rows come as they are read, so that an answer of any length needs little memory. ``seconds`` is how long the
    question may take; ``allow_files`` leaves files and the network in reach, for an owner who joins the warehouse with
    tables of their own. Raises ``QueryError`` with DuckDB's reason, also while rows are read.
    """
    with open_published(path) as (con, as_of):
        if not allow_files:
            lock(con)
        statement = question(con, sql)
        with _stopped_after(con, seconds) as late, _explained(late, seconds):
            answer = con.execute(statement)
            columns = distinct_names([column[0] for column in answer.description or ()])
            yield Answer(columns, _rows(answer), as_of)


def query(path: Path | str, sql: str) -> QueryResult:
    """The whole answer to one question, for answers that are known to be short. Raises as ``ask`` does."""
    with ask(path, sql) as answer:
        return QueryResult(answer.columns, list(answer.rows))


def _rows(answer: Connection) -> Iterator[Row]:
    while page := answer.fetchmany(_PAGE):
        yield from page


@contextmanager
def _stopped_after(con: Connection, seconds: float | None) -> Iterator[threading.Event]:
    late = threading.Event()
    if seconds is None:
        yield late
        return

    def stop() -> None:
        late.set()
        con.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


@contextmanager
def _explained(late: threading.Event, seconds: float | None) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, RuntimeError) as error:
        if late.is_set():
            raise QueryError(f"The question took longer than {seconds:g} s and was stopped (--timeout).") from error
        if isinstance(error, duckdb.Error) and not is_damage(error):
            raise QueryError(str(error).strip()) from error
        raise
