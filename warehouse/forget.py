"""Documents out of the warehouse for good: their text, versions, assertions, and everything that rests on them.

The law or a victim's family may ask for it. What stays is a tombstone: hashes, the day, the reason. A run that meets
the same text, id or address again leaves it out and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse import ForgetError
from warehouse.captures import forget_captures
from warehouse.connection import Connection, make_folder, open_warehouse
from warehouse.ddl import literal, quoted
from warehouse.migrate import transaction
from warehouse.publication import published_copy

_OF_A_DOCUMENT = (
    "assertions",
    "attributions",
    "readings",
    "quarantine",
    "review_decisions",
    "document_signatures",
    "stories",
    "event_links",
    "documents",
)
"""Tables with a ``document_id``; what else is made from them is made anew by linking."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out, or would be: documents by id, their assertions, versions of their text, quarantined rows."""

    documents: tuple[str, ...]
    assertions: int
    versions: int
    quarantined: int


def hashed(kind: str, value: str) -> str:
    """The hash by which something forgotten is known again.

    >>> hashed("source", "Coastal Wire") == hashed("source", "coastal wire ")
    True
    """
    value = value.strip().lower() if kind == "source" else value
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def is_forgotten(known: set[tuple[str, str]], document: Mapping[str, Any]) -> bool:
    """Whether a document that comes in matches what was forgotten; ``known``: pairs of kind and hash."""
    kinds = ("text", "document_id", "url", "source")
    return any(document.get(kind) and (kind, hashed(kind, str(document[kind]))) in known for kind in kinds)


def tombstones(con: Connection) -> set[tuple[str, str]]:
    """Kind and hash of everything that was forgotten."""
    return set(con.execute("select kind, sha256 from forgotten").fetchall())


def matching(con: Connection, document: str | None = None, source: str | None = None) -> Forgotten:
    """What forgetting would take out: by document id or url, or all of a source.

    Raises ``ForgetError`` if nothing matches, so that a typing error is not taken for done.
    """
    if (document is None) == (source is None):
        raise ForgetError("Name either a document (its id or its url) or a source.")
    if document is not None:
        where, value = "document_id = $value or url = $value or address = $value", document
    else:
        where, value = "lower(trim(source)) = lower(trim($value))", str(source)
    found = con.execute(f"select distinct document_id from documents where {where} order by 1", {"value": value})
    ids = tuple(row[0] for row in found.fetchall())
    if not ids and document is not None:
        left_out = con.execute("select distinct document_id from quarantine where document_id = ?", [document])
        ids = tuple(row[0] for row in left_out.fetchall())
    if not ids:
        raise ForgetError(f"The warehouse has no document with the {'source' if source else 'id or url'} {value!r}.")
    counted = [
        con.execute(f"select count(*) from {table} where document_id in (select unnest(?))", [list(ids)]).fetchall()
        for table in ("assertions", "documents", "quarantine")
    ]
    return Forgotten(ids, *(int(rows[0][0]) for rows in counted))


def forget(con: Connection, taken: Forgotten, reason: str, source: str | None = None) -> list[str]:
    """Take out what ``matching`` found, and leave its tombstones; all of it or nothing.

    The hashes of the originals that nothing else was taken from: their kept bytes are to go too.

    Link anew afterwards (``warehouse.compare.link``), then ``rewrite`` the file: DuckDB keeps the bytes of deleted
    rows until their blocks are used again.
    """
    if not reason.strip():
        raise ForgetError("Say why, with --reason: it is kept with the tombstone.")
    ids = list(taken.documents)
    with transaction(con):
        rows = con.execute(
            "select document_id, text, url from documents where document_id in (select unnest(?))", [ids]
        ).fetchall()
        stones = {("document_id", hashed("document_id", one)) for one in ids}
        for _, text, url in rows:
            stones.add(("text", hashed("text", text)))
            if url:
                stones.add(("url", hashed("url", url)))
        if source is not None:
            stones.add(("source", hashed("source", source)))
        _remember(con, stones, reason)
        originals = forget_captures(con, ids)
        for table in _OF_A_DOCUMENT:
            con.execute(f"delete from {table} where document_id in (select unnest(?))", [ids])
        con.execute("delete from review_applied where assertion_id not in (select assertion_id from assertions)")
    return originals


def _remember(con: Connection, stones: Iterable[tuple[str, str]], reason: str) -> None:
    today = datetime.now(UTC).date()
    known = tombstones(con)
    for kind, sha256 in sorted(set(stones) - known):
        con.execute("insert into forgotten values (?, ?, ?, ?)", [kind, sha256, today, reason.strip()])


def rewrite(path: Path | str) -> None:
    """Write the warehouse into a new file without the bytes of what was deleted, and put it in its place.

    The published copy goes too; publish again afterwards.
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.rewritten")
    make_folder(path)
    part.unlink(missing_ok=True)
    try:
        with open_warehouse(path) as con:
            con.execute("checkpoint")
            _copy_all(con, part)
        part.replace(path)
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
        published_copy(path).unlink(missing_ok=True)
    finally:
        part.unlink(missing_ok=True)


def _copy_all(con: Connection, part: Path) -> None:
    (database,) = con.execute("select current_database()").fetchall()[0]
    con.execute(f"attach {literal(str(part))} as rewritten")
    con.execute(f"copy from database {quoted(database)} to rewritten")
    con.execute("detach rewritten")
