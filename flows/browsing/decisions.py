"""A reviewer's decision: into the warehouse, for the moment that takes, or into a file while a run holds it.

Decisions that wait lie beside the warehouse as a file that ``figures review read`` understands; the next decision, or
the next look at the review page, takes them in.
"""

from __future__ import annotations

import csv
import io
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse import WarehouseLocked, review
from warehouse.compare import link
from warehouse.store import Connection, open_warehouse, publish

COLUMNS = ("assertion_id", *review.ANSWERS)
_MOVES = ("corrected_entity_class", "corrected_place_text", "corrected_event_date", "corrected_outcome",
          "corrected_count_status")  # fmt: skip
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a decision, in a sentence; ``waits`` while a run holds the warehouse."""

    sentence: str
    waits: bool = False


def pending(warehouse: Path) -> Path:
    """Where decisions wait.

    >>> pending(Path("data/warehouse.duckdb")).as_posix()
    'data/warehouse.decisions.csv'
    """
    return warehouse.with_name(f"{warehouse.stem}.decisions.csv")


def decide(warehouse: Path, answers: Mapping[str, str]) -> Taken:
    """Take a decision in. Raises ``ValueError`` with what is wrong with it."""
    row = {name: answers.get(name, "").strip() for name in COLUMNS}
    row["decided_on"] = row["decided_on"] or datetime.now(UTC).date().isoformat()
    with _one_at_a_time:
        try:
            with open_warehouse(warehouse) as con:
                moved = _take_pending(con, warehouse)
                added = review.decide(con, row)
                if moved or (added and _moves(row)):
                    link(con)
            publish(warehouse)
        except WarehouseLocked:
            _wait(warehouse, row)
            return Taken(
                f"A run holds the warehouse. The decision waits in {pending(warehouse)} and is taken in after it.", True
            )
    return Taken("The decision is in the warehouse." if added else "That had been decided before.")


def take_pending(warehouse: Path) -> int:
    """Take in what waits, if the warehouse is free; how many decisions still wait."""
    file = pending(warehouse)
    if not file.exists():
        return 0
    with _one_at_a_time:
        try:
            with open_warehouse(warehouse) as con:
                if _take_pending(con, warehouse):
                    link(con)
            publish(warehouse)
        except WarehouseLocked:
            with file.open(encoding="utf-8", newline="") as held:
                return sum(1 for _ in csv.DictReader(held))
    return 0


def _moves(row: Mapping[str, str]) -> bool:
    """Whether assertions may move between figures; other decisions the views apply by themselves."""
    return row["decision"] in ("link", "unlink", "reject") or any(row[name] for name in _MOVES)


def _take_pending(con: Connection, warehouse: Path) -> bool:
    file = pending(warehouse)
    if not file.exists():
        return False
    review.read(con, file)
    file.replace(file.with_suffix(".taken.csv"))
    return True


def _wait(warehouse: Path, row: Mapping[str, str]) -> None:
    file = pending(warehouse)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    if not file.exists():
        writer.writeheader()
    writer.writerow(row)
    with file.open("a", encoding="utf-8", newline="") as out:
        out.write(text.getvalue())
        out.flush()
        os.fsync(out.fileno())
