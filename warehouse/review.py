"""What needs a person's eyes, out to a CSV; the decisions, back in.

``write`` puts one row per assertion that should be looked at, with the causes and the quote, and empty
columns for the decision. ``read`` takes the file back and adds the decisions to ``review_decisions``.
Stored assertions stay as they were: the view ``assertions_reviewed``, on which all others rest, applies
the latest decision on each. A decision is found again after the text was read anew: by the assertion's
id or, if a better reading gave it another, by its document and quantity.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse import WarehouseError
from warehouse.migrate import transaction
from warehouse.tables import table

DECISIONS = ("accept", "correct", "reject", "link", "unlink", "link_events", "unlink_events")
OF_EVENTS = ("link_events", "unlink_events")
"""Decisions on two events as a whole: all that the two texts say of the attack moves, not one assertion."""
_ABOUT = {"link": "unlink", "unlink": "unlink", "link_events": "link_events", "unlink_events": "link_events"}
CORRECTIONS = (
    "corrected_low",
    "corrected_high",
    "corrected_outcome",
    "corrected_entity_class",
    "corrected_count_status",
    "corrected_count_scope",
    "corrected_place_text",
    "corrected_event_date",
)
ANSWERS = ("decision", *CORRECTIONS, "target_event_id", "target_assertion_id", "reviewer", "decided_on", "note")
"""Columns for the reviewer. Their meaning is in the comments of the table ``review_decisions``."""

_QUESTIONS = """
    select
        string_agg(distinct cause, '; ' order by cause) as causes,
        string_agg(distinct detail, '; ' order by detail) as details,
        any_value(place) as place, any_value(event_date) as event_date, any_value(outlet) as outlet,
        any_value(stated_on) as stated_on, any_value(quote) as quote, any_value(sentence) as sentence,
        any_value(chain) as chain, any_value(figure) as figure, any_value(outcome) as outcome,
        any_value(entity_class) as entity_class, any_value(count_status) as count_status,
        any_value(count_scope) as count_scope, any_value(confidence) as confidence, any_value(event_id) as event_id,
        assertion_id
    from needs_review
    group by assertion_id
    order by event_date, place, assertion_id
"""

# A decision finds its assertion by id; if no current row has that id, by the quantity, where it is the only one there.
_APPLY = """
    insert into review_applied
    with
    decided as (
        select *, if(decision in ('link', 'unlink'), 'link', 'value') as about
        from review_decisions
        where decision not in ('link_events', 'unlink_events')
    ),
    same_quantity as (
        select document_id, quantity_start, quantity_text, any_value(assertion_id) as found_id
        from assertions
        where is_current and document_id in (select document_id from review_decisions)
        group by document_id, quantity_start, quantity_text
        having count(*) = 1
    ),
    found as (
        select d.decision_id, d.about, coalesce(a.assertion_id, q.found_id) as assertion_id
        from decided as d
        left join assertions as a on d.assertion_id = a.assertion_id and a.is_current
        left join same_quantity as q on d.document_id = q.document_id
            and d.quantity_start = q.quantity_start and d.quantity_text = q.quantity_text
    )
    select
        assertion_id,
        max(decision_id) filter (where about = 'value') as value_decision_id,
        max(decision_id) filter (where about = 'link') as link_decision_id
    from found
    where assertion_id is not null
    group by assertion_id
    order by assertion_id
"""


class ReviewError(WarehouseError):
    """A file of decisions that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """What a file of decisions came to: new decisions by kind, rows left undecided, rows that were refused and why."""

    decisions: dict[str, int]
    undecided: int
    repeated: int
    problems: tuple[str, ...] = field(default=())


def write(con: duckdb.DuckDBPyConnection, path: Path | str, *, force: bool = False) -> int:
    """Write what needs review to a CSV, with empty columns for the decisions; the number of rows.

    Cells that a spreadsheet would take for a formula get an apostrophe in front. Raises ``ReviewError`` if the file is
    there and holds decisions, unless ``force``: they are somebody's work.
    """
    path = Path(path)
    if not force and (decided := _decisions_in(path)):
        raise ReviewError(
            f"{path} holds {decided:,} decisions. Take them in first (`figures review read {path}`), name another "
            "file, or overwrite it with --force."
        )
    result = con.execute(_QUESTIONS)
    header = [column[0] for column in result.description or ()]
    rows = result.fetchall()
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*header, *ANSWERS])
            writer.writerows([*map(cell, row), *[""] * len(ANSWERS)] for row in rows)
        part.replace(path)
    except OSError as error:
        raise ReviewError(f"The review file {path} cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
    return len(rows)


def _decisions_in(path: Path) -> int:
    """How many rows of a file hold an answer already; 0 for no file, and for one that is no review file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return sum(any((row.get(name) or "").strip() for name in ANSWERS) for row in csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        return 0


def read(con: duckdb.DuckDBPyConnection, path: Path | str) -> ReviewReport:
    """Take in the decisions of a reviewed file; rows that make no sense are refused, each with its line and reason.

    The same file again adds nothing. Link the assertions anew afterwards (``warehouse.compare.link``): a corrected
    class or place, and every link or unlink, moves assertions between figures.
    Raises ``ReviewError`` if the file cannot be read or has no column ``assertion_id`` or ``decision``.
    """
    counts: Counter[str] = Counter()
    problems: list[str] = []
    decided_at: dict[tuple[str, bool], int] = {}
    with transaction(con):
        for number, row in _decided_rows(Path(path)):
            if row is None:
                problems.append(f"line {number}: the row has not as many columns as the header")
                continue
            if not row["decision"]:
                counts["undecided"] += 1
                continue
            about = (row["assertion_id"], row["decision"].lower() in ("link", "unlink"))
            if about in decided_at:
                problems.append(
                    f"line {number}: line {decided_at[about]} has decided on {row['assertion_id']!r} already"
                )
                continue
            decided_at[about] = number
            try:
                added = _add(con, row)
            except ValueError as error:
                problems.append(f"line {number}: {error}")
                continue
            counts[row["decision"].lower() if added else "repeated"] += 1
        apply(con)
    undecided, repeated = counts.pop("undecided", 0), counts.pop("repeated", 0)
    return ReviewReport(
        {name: counts[name] for name in DECISIONS if counts[name]}, undecided, repeated, tuple(problems)
    )


def decide(con: duckdb.DuckDBPyConnection, row: dict[str, str]) -> bool:
    """Take in one decision: a row with ``assertion_id`` and ``ANSWERS`` ("" where not answered); whether it is new.

    Raises ``ValueError`` with what is wrong with it. Link anew afterwards, as after ``read``.
    """
    with transaction(con):
        added = _add(con, row)
        apply(con)
    return added


def apply(con: duckdb.DuckDBPyConnection) -> None:
    """Find the current assertion of every decision anew; linking does this each time."""
    con.execute("delete from review_applied")
    con.execute(_APPLY)


def cell(value: Any) -> str:
    """A cell of the CSV: empty where nothing is known; text that looks like a formula is guarded.

    >>> cell(None), cell("=1+1"), cell(date(2015, 10, 15))
    ('', "'=1+1", '2015-10-15')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def decided_events(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, bool]]:
    """Pairs of assertions whose events a reviewer linked (true) or set apart; the latest decision stands."""
    return con.execute(
        "select r.assertion_id, r.target_assertion_id, r.decision = 'link_events' from review_decisions as r"
        " where r.decision in ('link_events', 'unlink_events') qualify row_number() over ("
        " partition by least(r.assertion_id, r.target_assertion_id), greatest(r.assertion_id, r.target_assertion_id)"
        " order by r.decision_id desc) = 1 order by 1, 2"
    ).fetchall()


def _decided_rows(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Rows with their line numbers; ``None`` for one that has not as many columns as the header."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in ("assertion_id", "decision") if name not in (reader.fieldnames or ())]
            if missing and any(";" in name for name in reader.fieldnames or ()):
                raise ReviewError(f"{path} has semicolons between its columns. Save it as CSV with commas.")
            if missing:
                raise ReviewError(f"{path} has no column {' and no column '.join(missing)}: it is no review file.")
            for row in reader:
                if None in row or None in row.values():
                    yield reader.line_num, None
                    continue
                yield reader.line_num, {name: (row.get(name) or "").strip() for name in ("assertion_id", *ANSWERS)}
    except OSError as error:
        raise ReviewError(f"The review file {path} cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReviewError(f"{path} is no CSV in UTF-8 ({error}).") from error


def _add(con: duckdb.DuckDBPyConnection, row: dict[str, str]) -> bool:
    """Add one decision; whether it is new. ``ValueError`` says what is wrong with it."""
    decision = row["decision"].lower()
    if decision not in DECISIONS:
        raise ValueError(f"the decision {row['decision']!r} is none of {', '.join(DECISIONS)}")
    quantity = con.execute(
        "select document_id, quantity_start, quantity_text from assertions where assertion_id = ?"
        " order by is_current desc, loaded_at desc limit 1",
        [row["assertion_id"]],
    ).fetchone()
    if quantity is None:
        raise ValueError(f"no assertion has the id {row['assertion_id']!r}")
    corrected = _corrections(con, row) if decision == "correct" else dict.fromkeys(CORRECTIONS)
    target = _target(con, row) if decision in ("link", *OF_EVENTS) else (None, None)
    values = [
        row["decided_on"] or None,
        row["reviewer"] or None,
        decision,
        row["assertion_id"],
        *quantity,
        *corrected.values(),
        *target,
        row["note"] or None,
    ]
    digest = hashlib.sha256("\x1f".join(map(str, values)).encode()).hexdigest()[:12]
    latest = con.execute(
        "select decision_id from review_decisions where assertion_id = ? and case decision when 'link' then 'unlink'"
        " when 'unlink_events' then 'link_events' when 'unlink' then decision when 'link_events' then decision"
        " else 'value' end = ? order by decision_id desc limit 1",
        [row["assertion_id"], _ABOUT.get(decision, "value")],
    ).fetchone()
    if latest and latest[0].endswith(digest):
        return False
    number = con.execute("select count(*) from review_decisions").fetchall()[0][0] + 1
    marks = ", ".join("?" * (len(values) + 1))
    con.execute(f"insert into review_decisions values ({marks})", [f"{number:08}-{digest}", *values])
    return True


def _corrections(con: duckdb.DuckDBPyConnection, row: dict[str, str]) -> dict[str, Any]:
    """The corrected values, each of its type and among those allowed."""
    low, high = (_number(row[name], name) for name in ("corrected_low", "corrected_high"))
    if low is not None and high is not None and low > high:
        raise ValueError(f"corrected_low {low:g} is above corrected_high {high:g}")
    values: dict[str, Any] = {"corrected_low": low, "corrected_high": high}
    for name in CORRECTIONS[2:]:
        values[name] = row[name] or None
    for name in ("outcome", "entity_class", "count_status", "count_scope"):
        given = values[f"corrected_{name}"]
        if given is not None and given not in _allowed(con, name):
            raise ValueError(f"corrected_{name} {given!r} is not known")
    if values["corrected_event_date"]:
        try:
            values["corrected_event_date"] = date.fromisoformat(values["corrected_event_date"])
        except ValueError as error:
            raise ValueError(
                f"corrected_event_date {row['corrected_event_date']!r} is no date as 2015-10-15"
            ) from error
    if all(value is None for value in values.values()):
        raise ValueError("nothing is corrected; fill in a corrected_ column, or accept")
    return values


def _allowed(con: duckdb.DuckDBPyConnection, name: str) -> set[str]:
    column = table("assertions").column(name)
    if column.codes is None:
        return set(column.values)
    codes, code = column.codes
    return {value for (value,) in con.execute(f"select {code} from ref_{codes}").fetchall()}


def _number(text: str, name: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text.replace(",", ""))
    except ValueError as error:
        raise ValueError(f"{name} {text!r} is no number") from error
    if not 0 <= number < 1e15:
        raise ValueError(f"{name} {text!r} is no count")
    return number


def _target(con: duckdb.DuckDBPyConnection, row: dict[str, str]) -> tuple[str | None, str | None]:
    """Event and assertion to link to; an event is also remembered by one of its assertions, which outlives it."""
    if row["target_assertion_id"]:
        known = con.execute(
            "select event_id, assertion_id from event_links where assertion_id = ?", [row["target_assertion_id"]]
        ).fetchone()
        if known is None:
            raise ValueError(f"target_assertion_id {row['target_assertion_id']!r} is linked to no event")
        return known[0], known[1]
    if not row["target_event_id"]:
        raise ValueError("a link needs target_event_id or target_assertion_id")
    known = con.execute(
        "select event_id, min(assertion_id) from event_links where event_id = ? and assertion_id <> ? group by 1",
        [row["target_event_id"], row["assertion_id"]],
    ).fetchone()
    if known is None:
        raise ValueError(f"there is no other assertion of an event {row['target_event_id']!r}")
    return known[0], known[1]
