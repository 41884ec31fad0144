"""A warehouse in, what is wrong with it out: every promise about stored rows, asked of the rows themselves.

The checks on loading refuse bad rows; these find what came in otherwise: another program that wrote to the file,
a damaged block, an older version's mistake. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from warehouse.backup import _TABLES, _read
from warehouse.schemas import version_hash
from warehouse.tables import TABLES

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what it asks, how many rows fail it, some of them by key, and how to mend it."""

    check: str
    failing: int
    examples: tuple[str, ...]
    remedy: str


_READ_AGAIN = "read the documents again: `figures run --force` with the folder they are in"
_COMPARE_AGAIN = "compare anew: the next `figures run` does"
_RESTORE = "another program has written here; `figures restore` puts a backup in its place"

_CURRENT = "select * from assertions where is_current"
_WITH_TEXT = (
    f"from ({_CURRENT}) as a inner join documents as d on a.document_id = d.document_id "
    "and a.version_hash = d.version_hash and d.is_current"
)

# name, what failing rows are (their key), and how to mend it
_CHECKS: tuple[tuple[str, str, str], ...] = (
    (
        "each current assertion has its current document",
        f"select assertion_id from ({_CURRENT}) as a anti join (select * from documents where is_current) as d "
        "on a.document_id = d.document_id",
        _READ_AGAIN,
    ),
    (
        "the figure's words stand at its offsets in the text",
        f'select a.assertion_id {_WITH_TEXT} where substring(d.text, a.start + 1, a."end" - a.start) <> a.exact',
        _READ_AGAIN,
    ),
    (
        "the quantity's words stand at its offsets in the text",
        f"select a.assertion_id {_WITH_TEXT} where "
        "substring(d.text, a.quantity_start + 1, a.quantity_end - a.quantity_start) <> a.quantity_text",
        _READ_AGAIN,
    ),
    (
        "an assertion is current once",
        f"select assertion_id from ({_CURRENT}) group by all having count(*) > 1",
        _READ_AGAIN,
    ),
    (
        "the id of an assertion is the hash of what it names",
        "select assertion_id from assertions where is_current and assertion_id <> left(sha256(concat_ws(chr(31), "
        "document_id, quantity_start, quantity_end, entity_text, coalesce(entity_class, ''), coalesce(outcome, ''))), "
        "20)",
        _RESTORE,
    ),
    (
        "low, best and high are in ascending order",
        f"select assertion_id from ({_CURRENT}) where low > best or best > high or low > high",
        _RESTORE,
    ),
    (
        "each hop of attribution has its assertion",
        "select a.assertion_id from attributions as a anti join assertions as b "
        "on a.assertion_id = b.assertion_id and a.is_current = b.is_current where a.is_current",
        _READ_AGAIN,
    ),
    (
        "the hops of a chain are numbered from 0 without a gap",
        "select assertion_id from attributions where is_current group by assertion_id "
        "having min(hop) <> 0 or max(hop) <> count(*) - 1",
        _READ_AGAIN,
    ),
    (
        "each link is that of a current assertion",
        f"select assertion_id from event_links anti join ({_CURRENT}) using (assertion_id)",
        _COMPARE_AGAIN,
    ),
    (
        "each figure belongs to an event, and each link to a figure",
        "select figure_id from figures anti join events using (event_id) "
        "union all select assertion_id from event_links anti join figures using (figure_id)",
        _COMPARE_AGAIN,
    ),
    (
        "what a part is a part of is in the same document",
        f"select a.assertion_id from ({_CURRENT}) as a anti join ({_CURRENT}) as b "
        "on a.document_id = b.document_id and a.subset_of = b.quantity_start where a.subset_of is not null",
        _READ_AGAIN,
    ),
    (
        "each row was loaded by a run that is recorded",
        "select distinct run_id from (select run_id from documents union select run_id from assertions) "
        "anti join runs using (run_id)",
        _RESTORE,
    ),
    (
        "a run that goes on is the only one, or was cut off",
        "select run_id from runs where status = 'running' and started_at < "
        "(select max(started_at) from runs where status = 'running')",
        "the next command that writes marks it as interrupted",
    ),
)


def verify(con: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Ask every check of an open warehouse; one ``Finding`` each, also where nothing fails.

    Raises ``WarehouseDamaged`` if a block cannot be read.
    """
    for (name,) in con.execute(_TABLES).fetchall():
        _read(con, name)
    yield Finding("every row of every table can be read", 0, (), _RESTORE)
    yield _columns(con)
    for check, failing, remedy in _CHECKS:
        yield _asked(con, check, failing, remedy)
    yield _versions(con)


def _asked(con: duckdb.DuckDBPyConnection, check: str, failing: str, remedy: str) -> Finding:
    (count,) = con.execute(f"select count(*) from ({failing})").fetchall()[0]
    keys = con.execute(f"select * from ({failing}) order by all limit {_EXAMPLES}").fetchall() if count else []
    return Finding(check, int(count), tuple(str(key) for (key, *_) in keys), remedy)


def _columns(con: duckdb.DuckDBPyConnection) -> Finding:
    """Tables as the definitions have them; what a newer version added is refused before, on opening."""
    there = set(con.execute("select table_name, column_name from duckdb_columns() where not internal").fetchall())
    wanted = {(table.name, column.name) for table in TABLES.values() for column in table.columns}
    missing = sorted(f"{table}.{column}" for table, column in wanted - there)
    remedy = "the next `figures run` brings the tables up to date"
    return Finding("the tables have every column", len(missing), tuple(missing[:_EXAMPLES]), remedy)


def _versions(con: duckdb.DuckDBPyConnection) -> Finding:
    """The hash of a document's version is that of its text and of what was delivered with it."""
    names = ("document_id", "text", "source", "title", "date", "publication_date", "location", "url")
    answer = con.execute(f"select version_hash, {', '.join(names)} from documents where is_current order by 2")
    wrong = []
    while rows := answer.fetchmany(500):
        wrong += [row[1] for row in rows if version_hash(dict(zip(names, row[1:], strict=True))) != row[0]]
    check = "the text of a document is the one that was stored"
    return Finding(check, len(wrong), tuple(wrong[:_EXAMPLES]), _RESTORE)
