"""Lists of visually confirmed equipment losses, to set beside what is claimed.

The lists are those that Oryx (https://www.oryxspioenkop.com) made known: one row per piece of
equipment, with its side, category, model, what became of it, and the picture that shows it. Copies of
them go by several column names; those that are understood are in ``COLUMNS``. A confirmed loss is a
minimum: what nobody photographed is not on the list.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

import seeds
from warehouse import WarehouseError
from warehouse.migrate import transaction

COLUMNS = {
    "affiliation": ("affiliation", "country", "side", "owner", "belligerent"),
    "category": ("category", "equipment_type", "equipment_category", "type", "class"),
    "designation": ("designation", "model", "name", "equipment", "system"),
    "status": ("status", "loss_type", "fate"),
    "loss_date": ("loss_date", "date", "date_recorded", "matched_date"),
    "place": ("place", "location", "nearest_placename"),
    "url": ("url", "link", "proof", "image"),
    "count": ("count", "quantity", "number"),
}
"""Columns of ``confirmed_losses`` and the names by which a list may have them; ``count`` (default 1) repeats a row."""

REQUIRED = ("affiliation", "category", "status")
STATUSES = ("destroyed", "damaged", "abandoned", "seized")

_LARGEST_COUNT = 100_000
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y")


@dataclass(frozen=True, slots=True)
class ConfirmedReport:
    """What became of a list: pieces that were loaded and, by line number, rows that could not be."""

    list_name: str
    loaded: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Loss:
    affiliation: str
    category: str
    entity_class: str
    designation: str | None
    status: str
    loss_date: date | None
    place: str | None
    url: str | None


def load(con: duckdb.DuckDBPyConnection, csv_path: Path | str, *, force: bool = False) -> ConfirmedReport:
    """Load a list, replacing what was loaded from a file of the same name; rows that cannot be read are named.

    Raises ``WarehouseError`` if the file is missing, is no CSV, or lacks a column for the side, the category or the
    status. Dates in a form that leaves day and month in doubt (04/05/2022) are refused, not guessed.
    """
    path = Path(csv_path)
    losses: list[_Loss] = []
    problems: list[str] = []
    for number, row in _rows(path):
        try:
            losses.extend([_loss(row)] * _count(row.get("count")))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    seen: Counter[_Loss] = Counter()
    before = con.execute("select count(*) from confirmed_losses where list_name = ?", [path.name]).fetchall()[0][0]
    if before and not losses and not force:
        raise WarehouseError(
            f"{path} has no loss that can be read, and would empty the list of {before:,} that was loaded before; "
            "with --force it does."
        )
    with transaction(con):
        con.execute("delete from confirmed_losses where list_name = ?", [path.name])
        rows = []
        for loss in losses:
            seen[loss] += 1
            rows.append([_loss_id(path.name, loss, seen[loss]), *_fields(loss), path.name])
        if rows:
            con.executemany("insert into confirmed_losses values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return ConfirmedReport(path.name, len(losses), tuple(problems))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the list by the column names of the warehouse, with their line numbers."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            known = _known_columns(reader.fieldnames or [])
            missing = [name for name in REQUIRED if name not in known]
            if missing:
                wanted = "; ".join(f"{name} (or {', '.join(COLUMNS[name][1:])})" for name in missing)
                raise WarehouseError(f"{path} has no column for {wanted}. Rename the columns of the list.")
            for row in reader:
                yield reader.line_num, {name: (row.get(column) or "").strip() for name, column in known.items()}
    except OSError as error:
        raise WarehouseError(f"The list {path} cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise WarehouseError(f"{path} is no CSV in UTF-8 ({error}).") from error


def _known_columns(header: Iterable[str]) -> dict[str, str]:
    folded = {re.sub(r"\W+", "_", column.strip().lower()): column for column in header}
    return {
        name: next(folded[other] for other in others if other in folded)
        for name, others in COLUMNS.items()
        if any(other in folded for other in others)
    }


def _loss(row: dict[str, str]) -> _Loss:
    return _Loss(
        affiliation=_affiliation(row["affiliation"]),
        category=row["category"],
        entity_class=_entity_class(row["category"]),
        designation=row.get("designation") or None,
        status=_status(row["status"]),
        loss_date=_date(row.get("loss_date", "")),
        place=row.get("place") or None,
        url=row.get("url") or None,
    )


def _affiliation(side: str) -> str:
    """The side as assertions name it: by its term, or for a country by its demonym; else as it stands.

    >>> _affiliation("Russia"), _affiliation("ISIL"), _affiliation("Utopia")
    ('russian', 'islamic_state', 'utopia')
    """
    if not side:
        raise ValueError("the side is empty")
    terms = {row["term"]: row["affiliation"] for row in seeds.reference("affiliations")}
    demonyms = {row["name"].lower(): row["demonyms"].split("|")[0].lower() for row in seeds.reference("countries")}
    name = side.lower()
    return terms.get(name) or terms.get(demonyms.get(name, "")) or demonyms.get(name) or name


def _entity_class(category: str) -> str:
    """Class of a category of the list, by the equipment reference; a category that is not there is equipment.

    >>> _entity_class("Tanks"), _entity_class("Self-Propelled Artillery"), _entity_class("Sundry")
    ('tank', 'artillery', 'equipment')
    """
    if not category:
        raise ValueError("the category is empty")
    classes = {row["category"].lower(): row["entity_class"] for row in seeds.reference("equipment")}
    return classes.get(category.lower(), "equipment")


def _status(words: str) -> str:
    """What became of it; of two states the graver, and what was captured is seized whatever its state.

    >>> _status("captured"), _status("damaged and abandoned"), _status("Destroyed")
    ('seized', 'abandoned', 'destroyed')
    """
    said = words.lower()
    if "captur" in said or "seiz" in said:
        return "seized"
    for status in ("destroyed", "abandoned", "damaged"):
        if status in said or (status == "destroyed" and ("sunk" in said or "scuttled" in said)):
            return status
    raise ValueError(f"the status {words!r} is none of {', '.join(STATUSES)}")


def _date(words: str) -> date | None:
    if not words:
        return None
    for form in _DATES:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise ValueError(f"the date {words!r} is not of the form 2022-05-04")


def _count(words: str | None) -> int:
    if not words:
        return 1
    if not words.isdecimal() or int(words) > _LARGEST_COUNT:
        raise ValueError(f"the count {words!r} is no number of pieces")
    return int(words)


def _fields(loss: _Loss) -> list[object]:
    return [
        loss.affiliation,
        loss.category,
        loss.entity_class,
        loss.designation,
        loss.status,
        loss.loss_date,
        loss.place,
        loss.url,
    ]


def _loss_id(list_name: str, loss: _Loss, occurrence: int) -> str:
    key = "\x1f".join(map(str, [list_name, *_fields(loss), occurrence]))
    return hashlib.sha256(key.encode()).hexdigest()[:16]
