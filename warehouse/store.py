"""Opening, publishing and asking the warehouse: one DuckDB file, one writer at a time.

The whole of the warehouse's interface for those who run it is named here; the parts are in ``connection`` (the file),
``publication`` (the copy for readers), ``ask`` (questions), ``migrate`` (tables and views), ``references`` (reference
tables), ``load`` (batches) and ``runs``.
"""

from __future__ import annotations

from warehouse.ask import QueryResult, query
from warehouse.connection import Connection, no_space, open_warehouse
from warehouse.load import (
    LoadReport,
    already_done,
    load_batch,
    load_left_out,
    retire_replaced,
)
from warehouse.migrate import create_views, migrate, update_views
from warehouse.publication import open_published, publish, published_copy
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
    "no_space",
    "open_published",
    "open_warehouse",
    "prepare",
    "publish",
    "published_copy",
    "query",
    "retire_replaced",
    "start_run",
]


def prepare(con: Connection) -> None:
    """Bring tables, reference tables and views up to this version of the program."""
    migrate(con)
    load_references(con)
    update_views(con)
