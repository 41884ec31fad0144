"""Loading batches: what is new, what it replaces, what stays.

What is current is what was loaded last. A document whose version and reader are already current
changes nothing; another version of its text or of the reader replaces the rows, and the old ones
stay with ``is_current`` false. A batch is one transaction: it is loaded whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa

from warehouse.ddl import quoted
from warehouse.migrate import transaction
from warehouse.quarantine import Validated
from warehouse.runs import Run
from warehouse.tables import ASSERTIONS, ATTRIBUTIONS, DOCUMENTS, QUARANTINE, READINGS, Table

Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading one batch changed; all zero where it was loaded before."""

    documents_new: int = 0
    documents_changed: int = 0
    documents_reread: int = 0
    documents_unchanged: int = 0
    assertions: int = 0
    attributions: int = 0
    assertions_superseded: int = 0
    quarantined: int = 0


def already_done(
    con: Connection, version_hashes: Iterable[str], extractor_version: str, lexicon_version: str
) -> set[str]:
    """Which of these document versions (``schemas.version_hash``) this version of the reader has already read."""
    with _registered(con, incoming_versions=pd.DataFrame({"version_hash": list(version_hashes)}, dtype="str")):
        rows = con.execute(
            "select distinct version_hash from readings join incoming_versions using (version_hash) "
            "where is_current and extractor_version = ? and lexicon_version = ?",
            [extractor_version, lexicon_version],
        ).fetchall()
    return {version_hash for (version_hash,) in rows}


@contextmanager
def _registered(con: Connection, **frames: pd.DataFrame) -> Iterator[None]:
    """Frames under explicit names: a replacement scan would take any Python variable of that name.

    As Arrow, which their text columns are already: as frames, DuckDB would have each value made a Python object.
    """
    for name, frame in frames.items():
        con.register(name, pa.Table.from_pandas(frame, preserve_index=False))
    try:
        yield
    finally:
        for name in frames:
            con.unregister(name)


def load_batch(con: Connection, batch: Validated, run: Run, batch_id: str, *, force: bool = False) -> LoadReport:
    """Load a validated batch in one transaction. The same batch again changes nothing but the log of batches.

    With ``force`` a document that this reader has read before is replaced all the same.

    Whatever changes the reading of a text has to change the run's ``extractor_version`` or ``lexicon_version``:
    that is how the warehouse knows that a document it has is to be replaced.
    """
    frames = {
        "incoming_documents": batch.documents,
        "incoming_assertions": batch.assertions,
        "incoming_attributions": batch.attributions,
        "incoming_quarantine": batch.quarantine,
    }
    with _registered(con, **frames), transaction(con):
        states = _sort_documents(con, run, force)
        superseded = _supersede(con, run)
        _insert(con, DOCUMENTS, run, f"incoming_documents as incoming {_JOIN_TODO} and todo.state <> 'reread'")
        _insert(con, READINGS, run, _NEW_READINGS)
        report = LoadReport(
            **{f"documents_{state}": count for state, count in states.items()},
            assertions=_insert(con, ASSERTIONS, run, f"incoming_assertions as incoming {_JOIN_TODO}"),
            attributions=_insert(con, ATTRIBUTIONS, run, f"incoming_attributions as incoming {_JOIN_TODO}"),
            assertions_superseded=superseded,
            quarantined=_load_quarantine(con, run),
        )
        _log_batch(con, run, batch_id, report)
        con.execute("drop table todo")
    return report


def retire_replaced(con: Connection, run: Run, seen: pd.DataFrame) -> int:
    """Mark as not current what a run found replaced at its address; the number of documents so marked.

    ``seen`` is every document that the run met, read before or not: its id, and its address where it has one of its
    own. A document without an id of its own is named by its text, so that a changed text is another document: it
    replaces the one that was read from the same file before. A document that the run met is never retired.
    """
    with _registered(con, seen_documents=seen), transaction(con):
        moved = (
            "(select document_id from {table} where is_current and address in "
            "(select address from seen_documents where address is not null) "
            "and document_id not in (select document_id from seen_documents))"
        )
        old = f"document_id in {moved.format(table='documents')}"
        for table in ("readings", "attributions", "assertions"):
            _retire(con, run, table, old)
        _retire(con, run, "quarantine", f"{old} or document_id in {moved.format(table='quarantine')}")
        replaced = _retire(con, run, "documents", old)
        for table in ("documents", "quarantine"):
            con.execute(
                f"update {table} set address = seen.address from seen_documents as seen "
                f"where {table}.is_current and {table}.document_id = seen.document_id "
                f"and {table}.address is distinct from seen.address"
            )
    return replaced


def load_left_out(con: Connection, run: Run, rows: pd.DataFrame, roots: Sequence[str]) -> int:
    """Put what could not be read at all into quarantine; the number of rows that are new there.

    ``rows`` are quarantine rows without a document, with the ``address`` of their file. What stood under these
    ``roots`` (files and folders of the run, absolute) and is not among them any more is retired.
    """
    same = f"select 1 from incoming_quarantine as b where {_SAME_FAILURE}"
    under = pd.DataFrame({"root": list(roots)}, dtype="str")
    with _registered(con, incoming_quarantine=rows, incoming_roots=under), transaction(con):
        _retire(
            con,
            run,
            "quarantine as a",
            "document_id is null and address is not null and exists (select 1 from incoming_roots as r "
            f"where a.address = r.root or starts_with(a.address, r.root || '/')) and not exists ({same})",
        )
        known = f"select 1 from quarantine as b where b.is_current and {_SAME_FAILURE}".replace("a.", "incoming.")
        added = _insert(con, QUARANTINE, run, f"incoming_quarantine as incoming where not exists ({known})")
        con.execute(
            "update quarantine set address = b.address from incoming_quarantine as b "
            "where is_current and quarantine.document_id is null and quarantine.row_key = b.row_key"
        )
        if added:
            _log_batch(con, run, "left out", LoadReport(quarantined=added))
    return added


_JOIN_TODO = "join todo on todo.document_id = incoming.document_id and todo.state <> 'unchanged'"
_NEW_READINGS = """(
        select
            todo.document_id,
            todo.version_hash,
            $extractor as extractor,
            $extractor_version as extractor_version,
            $lexicon_version as lexicon_version,
            count(found.assertion_id) as assertions
        from todo
        left join incoming_assertions as found on found.document_id = todo.document_id
        where todo.state <> 'unchanged'
        group by all
    ) as incoming
"""
_SAME_FAILURE = " and ".join(f"a.{c.name} is not distinct from b.{c.name}" for c in QUARANTINE.incoming)

_SORTED = """
    create or replace temp table todo as
    select
        incoming.document_id,
        incoming.version_hash,
        case
            when done.document_id is not null and not $force then 'unchanged'
            when known.document_id is null then 'new'
            when known.version_hash <> incoming.version_hash then 'changed'
            else 'reread'
        end as state
    from incoming_documents as incoming
    left join documents as known
        on known.document_id = incoming.document_id and known.is_current
    left join readings as done
        on done.version_hash = incoming.version_hash and done.is_current
        and done.extractor = $extractor
        and done.extractor_version = $extractor_version
        and done.lexicon_version = $lexicon_version
"""


def _sort_documents(con: Connection, run: Run, force: bool) -> dict[str, int]:
    """Make the temporary table ``todo`` of the incoming documents and their state; how many are in each state."""
    _execute(con, _SORTED, run, force=force)
    return dict(con.execute("select state, count(*) from todo group by state").fetchall())


def _supersede(con: Connection, run: Run) -> int:
    """Mark as not current what this batch replaces; the number of assertions so marked."""
    _retire(con, run, "documents", "document_id in (select document_id from todo where state = 'changed')")
    again = "document_id in (select document_id from todo where state in ('changed', 'reread'))"
    _retire(con, run, "readings", again)
    _retire(con, run, "attributions", again)
    return _retire(con, run, "assertions", again)


def _load_quarantine(con: Connection, run: Run) -> int:
    """Add what failed and is not there yet; what is not found again when its document is read again is retired."""
    _retire(
        con,
        run,
        "quarantine as a",
        "document_id in (select document_id from todo where state <> 'unchanged' "
        "union select document_id from incoming_quarantine) "
        f"and not exists (select 1 from incoming_quarantine as b where {_SAME_FAILURE})",
    )
    known = f"select 1 from quarantine as b where b.is_current and {_SAME_FAILURE}".replace("a.", "incoming.")
    return _insert(con, QUARANTINE, run, f"incoming_quarantine as incoming where not exists ({known})")


def _retire(con: Connection, run: Run, table: str, where: str) -> int:
    """Mark the current rows that ``where`` picks as replaced by this run; their number."""
    sql = (
        f"update {table} set is_current = false, superseded_by_run = $run, superseded_at = current_timestamp "
        f"where is_current and {where}"
    )
    return _execute(con, sql, run)


def _insert(con: Connection, table: Table, run: Run, source: str) -> int:
    """Insert the incoming columns from ``source`` (a FROM clause) and what loading adds; the number of rows."""
    columns = ", ".join(f"incoming.{quoted(c.name)}" for c in table.incoming)
    version = ", todo.version_hash" if "version_hash" in table.added else ""
    when = "quarantined_at" if table is QUARANTINE else "loaded_at"
    sql = (
        f"insert into {table.name} by name select {columns}{version}, $run as run_id, true as is_current, "
        f"current_timestamp as {when} from {source}"
    )
    return _execute(con, sql, run)


def _log_batch(con: Connection, run: Run, batch_id: str, report: LoadReport) -> None:
    con.execute(
        "insert into batches by name select $batch as batch_id, $run as run_id, $documents as documents, "
        "$assertions as assertions, $attributions as attributions, $quarantined as quarantined, "
        "current_timestamp as loaded_at",
        {
            "batch": batch_id,
            "run": run.run_id,
            "documents": report.documents_new + report.documents_changed + report.documents_reread,
            "assertions": report.assertions,
            "attributions": report.attributions,
            "quarantined": report.quarantined,
        },
    )


def _execute(con: Connection, sql: str, run: Run, **more: object) -> int:
    """Run a statement with those of the run's values that it names; the number of rows it touched."""
    values = {
        "run": run.run_id,
        "extractor": run.extractor,
        "extractor_version": run.extractor_version,
        "lexicon_version": run.lexicon_version,
        **more,
    }
    named = {name: value for name, value in values.items() if re.search(rf"\${name}\b", sql)}
    row = con.execute(sql, named).fetchone()
    return int(row[0]) if row else 0
