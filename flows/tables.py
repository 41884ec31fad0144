"""Answers to queries, printed: a table for reading, CSV or JSON for other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

UNLIMITED = 100_000  # characters of width where nobody watches: a pipe gets whole cells


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], out: TextIO) -> None:
    """A table with aligned columns; on a terminal long cells wrap, elsewhere they stay on their line."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, name in enumerate(columns):
        numeric = any(isinstance(row[number], int | float) for row in rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    Console(file=out, width=None if out.isatty() else UNLIMITED).print(table)
    say = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    print(say, file=sys.stderr)


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]], out: TextIO) -> None:
    """CSV with a header row; empty is unknown, never 0. Text that a spreadsheet would run is guarded."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)


def print_json(columns: Sequence[str], rows: Sequence[Sequence[Any]], out: TextIO) -> None:
    """A JSON array of objects; null is unknown."""
    objects = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) for row in rows)
    out.write("[" + ",\n ".join(objects) + "]\n")


def shown(cell: Any) -> str:
    """A cell as text: unknown is empty, whole numbers have no decimals.

    >>> shown(None), shown(5000.0), shown(2.27), shown(True)
    ('', '5000', '2.27', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    if isinstance(cell, list):
        return ", ".join(map(shown, cell))
    return str(cell)


def _guarded(cell: Any) -> str:
    """Text that begins like a formula gets an apostrophe, as in the exports; numbers stay numbers."""
    text = shown(cell)
    return f"'{text}" if isinstance(cell, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
