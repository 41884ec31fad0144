"""Answers to queries, printed: a table for reading, CSV or JSON for other programs."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.table import Table

UNLIMITED = 100_000  # characters of width where nobody watches: a pipe gets whole cells
WRAPPING = 20  # characters of width from which wrapped text can be read
GAP = " " * 3  # between columns
FORMULA_SIGNS = frozenset(
    "=+-@\t\r\n＝＋－＠"
)  # what makes a spreadsheet read a cell as a formula (OWASP, CSV injection)


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


@dataclass
class Limited:
    """Rows as they come, up to a number of them; ``cut`` tells afterwards whether there were more."""

    rows: Iterator[Sequence[Any]]
    limit: int | None
    cut: bool = False

    def __iter__(self) -> Iterator[Sequence[Any]]:
        if self.limit is None:
            yield from self.rows
            return
        for number, row in enumerate(self.rows):
            if number == self.limit:
                self.cut = True
                return
            yield row


def print_csv(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO, *, guard: bool = False, bom: bool = False
) -> None:
    """CSV with a header row (RFC 4180); empty is unknown, never 0.

    ``guard`` puts an apostrophe before text that a spreadsheet would run as a formula, ``bom`` the mark that Excel
    takes for UTF-8 before everything.
    """
    if bom:
        out.write("\ufeff")
    cell_of = guarded if guard else shown
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(name) if guard else name for name in columns])
    writer.writerows([cell_of(cell) for cell in row] for row in rows)


def print_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO) -> None:
    """A JSON array of objects (RFC 8259), written as the rows come; null is unknown, and so is what is no number."""
    opening = "["
    for row in rows:
        record = {name: json_value(cell) for name, cell in zip(columns, row, strict=True)}
        out.write(opening + json.dumps(record, ensure_ascii=False, allow_nan=False, default=str))
        opening = ",\n "
    out.write("[]\n" if opening == "[" else "]\n")


def json_value(value: Any) -> Any:
    """A cell as JSON can hold it: NaN and infinity are null, bytes are hexadecimal, also inside lists.

    >>> json_value([1.5, float("nan"), b"\\x00\\xff"])
    [1.5, None, '00ff']
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | tuple):
        return [json_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): json_value(one) for key, one in value.items()}
    return value


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


def guarded(cell: Any) -> str:
    """Text that a spreadsheet would run gets an apostrophe, as in the exports; numbers stay numbers.

    >>> guarded("=1+1"), guarded("＝1+1"), guarded("\\n=1+1"), guarded(-3), guarded("a = b")
    ("'=1+1", "'＝1+1", "'\\n=1+1", '-3', 'a = b')
    """
    text = shown(cell)
    return f"'{text}" if isinstance(cell, str) and text[:1] in FORMULA_SIGNS else text
