"""Captures: in goes how originals were got, out come rows that say when and where what a text was taken from stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from warehouse.connection import Connection
from warehouse.migrate import transaction
from warehouse.tables import CAPTURES


def forget_captures(con: Connection, document_ids: Sequence[str]) -> list[str]:
    """Takes out how the originals of these documents were got; the hashes of originals that no other document has."""
    found = con.execute(
        "select distinct original_sha256 from documents where original_sha256 is not null "
        "and document_id in (select unnest($ids)) and original_sha256 not in (select original_sha256 from documents "
        "where original_sha256 is not null and document_id not in (select unnest($ids)))",
        {"ids": list(document_ids)},
    ).fetchall()
    hashes = [sha256 for (sha256,) in found]
    con.execute("delete from captures where original_sha256 in (select unnest(?))", [hashes])
    return hashes


def load_captures(con: Connection, run_id: str, rows: Sequence[Mapping[str, Any]]) -> int:
    """Adds captures that are not there yet; how many. A capture is never changed: it is what was got then."""
    columns = [column.name for column in CAPTURES.incoming]
    if not rows:
        return 0
    con.register("incoming_captures", pd.DataFrame(rows, columns=columns, dtype="str"))
    same = " and ".join(
        f"kept.{name} is not distinct from incoming.{name}" for name in ("original_sha256", "address", "history")
    )
    try:
        with transaction(con):
            found = con.execute(
                "insert into captures by name "
                "select distinct * replace (fetched_at::timestamptz as fetched_at), $run as run_id "
                f"from incoming_captures as incoming where not exists (select 1 from captures as kept where {same})",
                {"run": run_id},
            ).fetchone()
    finally:
        con.unregister("incoming_captures")
    return int(found[0]) if found else 0
