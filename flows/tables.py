"""Answers to queries, printed: a table for reading, CSV or JSON for other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.table import Table

UNLIMITED = 100_000  # characters of width where nobody watches: a pipe gets whole cells
WRAPPING = 20  # characters of width from which wrapped text can be read
GAP = " " * 3  # between columns


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], out: TextIO) -> None:
    """A table with aligned columns; off a terminal every cell stays on its line.

    On a terminal long cells wrap. Where there are too many columns for that, each row is a list of its columns
    instead, without those that are empty.
    """
    from rich.console import Console

    console = Console(file=out, width=None if out.isatty() else UNLIMITED)
    cells = [[shown(cell) for cell in row] for row in rows]
    if _fits(columns, cells, console.width):
        console.print(_table(columns, rows, cells))
    else:
        for row in cells:
            console.print(_listed(columns, row))
            console.print()
    say = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    print(say, file=sys.stderr)


def _fits(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether each column can be as wide as it wants, or wide enough for text to wrap."""
    wanted = (max(map(len, column)) for column in zip(columns, *rows, strict=True))
    return sum(min(wide, WRAPPING) + len(GAP) for wide in wanted) <= width + len(GAP)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]], cells: Sequence[Sequence[str]]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, name in enumerate(columns):
        numeric = any(isinstance(row[number], int | float) for row in rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _listed(columns: Sequence[str], row: Sequence[str]) -> Table:
    from rich.table import Table
    from rich.text import Text

    listed = Table.grid(padding=(0, len(GAP), 0, 0))
    listed.add_column(no_wrap=True, style="bold", min_width=max(map(len, columns)))
    listed.add_column(overflow="fold")
    for name, cell in zip(columns, row, strict=True):
        if cell:
            listed.add_row(Text(name), Text(cell))
    return listed


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
