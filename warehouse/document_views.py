"""The page ``docs/views.md``: every view with what a row is, its columns, and a question answered by it.

    python -m warehouse.document_views .figures/figures.duckdb > docs/views.md

The questions are in ``view_questions.sql``. The answers on the page are those of the sample documents.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.store import open_warehouse

QUESTIONS = Path(__file__).with_name("view_questions.sql")
_QUESTION = re.compile(r"^-- (?P<view>\w+): (?P<words>.+)\n(?P<query>[^;]+;)", re.MULTILINE)

HEAD = """# Views

Written by `python -m warehouse.document_views WAREHOUSE > docs/views.md`; do not edit by hand. The answers are those of
the sample documents, whose outlets and dispatches are invented.

Views are read with any DuckDB client, or with `figures sql "..."`. How they are worked out, and what the words mean, is
in [comparison.md](comparison.md). To ask for one place and time, filter by `place_key` and `event_date`: that is how
rows are stored. Questions with a day, a convention or a place of their own have table macros:

| macro | what it answers |
|---|---|
| `comparison_as_of(day, convention)` | `comparison` on that day (null: now), vague words read by that convention |
| `figure_by_origin_as_of(day, convention)` | `figure_by_origin`, likewise |
| `source_behaviour_in(place_key, from, to)` | `source_behaviour` for one place and time; null leaves a limit out |
| `equipment_losses_in(place_key, from, to)` | `equipment_losses`, likewise |
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words and the query that answers it."""

    view: str
    words: str
    query: str


def questions() -> tuple[Question, ...]:
    """The questions in the order of the page, one per view."""
    found = _QUESTION.finditer(QUESTIONS.read_text(encoding="utf-8"))
    return tuple(Question(m["view"], m["words"], m["query"]) for m in found)


def page(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """The page's lines."""
    comments = dict(con.execute("select view_name, comment from duckdb_views() where not internal").fetchall())
    yield HEAD
    for question in questions():
        yield f"\n## {question.view}\n\n{_one_line(comments[question.view])}\n"
        yield f"{question.words}\n\n```sql\n{question.query}\n```\n"
        result = con.execute(question.query)
        header = [column[0] for column in result.description or ()]
        rows = result.fetchall()
        yield from _table(header, rows) if rows else ["(no rows in the sample)"]
        yield "\n<details><summary>Columns</summary>\n\n| column | type | meaning |\n|---|---|---|"
        for name, type_, comment in con.execute(
            "select column_name, data_type, comment from duckdb_columns() where table_name = ? order by column_index",
            [question.view],
        ).fetchall():
            yield f"| `{name}` | {type_.lower()} | {_one_line(comment)} |"
        yield "\n</details>"


def _table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(value: Any) -> str:
    """A value as the page shows it; null is empty.

    >>> _cell(None), _cell(11.0), _cell(["a", "b"]), _cell(True)
    ('', '11', 'a; b', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.15g}"
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    return _one_line(str(value))


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    with open_warehouse(sys.argv[1], read_only=True) as warehouse:
        print("\n".join(page(warehouse)))
