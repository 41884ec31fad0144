"""The id of an assertion in, everything that led to it and everything that rests on it out.

Nothing is worked out here: each line is a stored row, so that a reader can go from a published figure back to the
words it stands on, and from the words to the verdict that used them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warehouse import WarehouseError
from warehouse.connection import Connection

Row = Mapping[str, Any]

_HOPS = "select * from attributions where assertion_id = $id and is_current order by hop"


@dataclass(frozen=True, slots=True)
class Trace:
    """An assertion with its surroundings, each a row or rows by column name.

    ``versions`` are all readings of the same quantity of the document, the current one among them.
    """

    assertion: Row
    document: Row | None
    run: Row | None
    hops: list[Row]
    versions: list[Row]
    decisions: list[Row]
    quarantined: list[Row]
    link: Row | None
    figure: Row | None
    capture: Row | None

    def to_record(self) -> dict[str, Any]:
        """The whole trace as one JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def trace(con: Connection, assertion_id: str) -> Trace:
    """The trace of an assertion. Raises ``WarehouseError`` if the warehouse has none of that id."""
    versions = _rows(
        con,
        "select a.* from assertions as a where a.assertion_id = $id or (a.document_id, a.quantity_start) in "
        "(select (document_id, quantity_start) from assertions where assertion_id = $id) "
        "order by a.is_current desc, a.loaded_at desc",
        assertion_id,
    )
    same = [row for row in versions if row["assertion_id"] == assertion_id]
    if not same:
        raise WarehouseError(
            f"There is no assertion {assertion_id!r}. Ids stand in the column assertion_id of who_said_what and of "
            "every export."
        )
    assertion = same[0]
    return Trace(
        assertion=assertion,
        document=_one(
            con,
            "select * from documents where document_id = $document and version_hash = $version "
            "order by is_current desc limit 1",
            document=assertion["document_id"],
            version=assertion["version_hash"],
        ),
        run=_one(con, "select * from runs where run_id = $run", run=assertion["run_id"]),
        hops=_rows(
            con, "select * from attributions where assertion_id = $id and is_current order by hop", assertion_id
        ),
        versions=versions,
        decisions=_rows(
            con, "select * from review_decisions where assertion_id = $id order by decision_id", assertion_id
        ),
        quarantined=_rows(con, "select * from quarantine where row_key = $id order by quarantined_at", assertion_id),
        link=_one(
            con,
            "select l.*, e.event_type, e.event_kind, e.place from event_links as l "
            "left join events as e using (event_id) where l.assertion_id = $id limit 1",
            id=assertion_id,
        ),
        figure=_one(
            con,
            "select c.* from comparison as c inner join event_links as l using (figure_id) where l.assertion_id = $id "
            "limit 1",
            id=assertion_id,
        ),
        capture=_one(
            con,
            "select c.* from captures as c inner join documents as d using (original_sha256) "
            "where d.document_id = $document and d.version_hash = $version order by c.fetched_at limit 1",
            document=assertion["document_id"],
            version=assertion["version_hash"],
        ),
    )


def _rows(con: Connection, sql: str, assertion_id: str) -> list[Row]:
    answer = con.execute(sql, {"id": assertion_id})
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _one(con: Connection, sql: str, **values: Any) -> Row | None:
    answer = con.execute(sql, values)
    names = [column[0] for column in answer.description or ()]
    row = answer.fetchone()
    return None if row is None else dict(zip(names, row, strict=True))
