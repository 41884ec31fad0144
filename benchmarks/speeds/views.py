"""Linking, the whole comparison and each view at ten thousand, a hundred thousand and a million assertions."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.speeds.common import FIGURES, run, table, write_documents
from benchmarks.warehouse_million import multiply
from warehouse.compare import link
from warehouse.store import open_warehouse, prepare

SIZES = (10_000, 100_000, 1_000_000)
VIEWS = ("comparison", "figure_by_origin", "contradictions", "revisions", "needs_review")


def measure(quick: bool) -> dict[str, Any]:
    """Seconds by the clock, on a warehouse of real documents multiplied to each size."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(folder / "in.jsonl", 100 if quick else 400)
        run([FIGURES, "run", "in.jsonl", "--plain"], folder)
        small = folder / ".figures" / "warehouse.duckdb"
        for size in SIZES[:1] if quick else SIZES:
            large = folder / f"{size}.duckdb"
            with open_warehouse(large) as con:
                prepare(con)
                multiply(con, small, size)
                row: dict[str, Any] = {"assertions": size, "link": _seconds(lambda con=con: link(con))}
                for view in VIEWS:
                    row[view] = _seconds(lambda con=con, view=view: con.execute(f"from {view} limit 1000").fetchall())
            row["megabytes"] = large.stat().st_size / 1e6
            found.append(row)
            large.unlink()
    table(found)
    return {"by_size": found, "duckdb": duckdb.__version__}


def _seconds(work: Any) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
