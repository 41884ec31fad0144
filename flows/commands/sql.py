"""`figures sql`: a question in, its answer printed; nothing else can be done through it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.console import say, say_age
from flows.errors import UserError
from flows.output import STANDARD_OUTPUT, text_output
from flows.settings import Settings

TABLE_ROWS = 1_000
"""Rows of a table for reading, unless asked for more; CSV and JSON are whole."""
SECONDS = 300


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One question in DuckDB's SQL.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array of objects.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="ROWS", min=0, help="Stop after so many rows.", show_default=f"table {TABLE_ROWS:,}, else all"
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Stop a question that takes longer; 0: never.")
    ] = SECONDS,
    guard: Annotated[
        bool, typer.Option("--guard", help="In CSV, put an apostrophe before text that a spreadsheet would run.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin the CSV with a byte order mark, as Excel wants it.")
    ] = False,
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let the question read files and the network, as you can.")
    ] = False,
    warehouse: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The warehouse file.",
            show_default="$FIGURES_WAREHOUSE, else .figures/warehouse.duckdb",
        ),
    ] = None,
) -> None:
    """Ask the warehouse a question, read-only.

    The answer comes from the copy that each run publishes when it ends, so that asking never waits for a run.
    A question cannot write, nor read any file but the warehouse.

    \b
    figures sql "show all tables"
    figures sql "from comparison where verdict = 'contradiction'"
    figures sql "select chain, quote, sentence from who_said_what" --csv > said.csv
    """
    from flows import tables
    from warehouse.ask import ask

    if as_csv and as_json:
        raise UserError("choose --csv or --json, not both.")
    if (guard or bom) and not as_csv:
        raise UserError("--guard and --bom are for --csv.")
    path = Settings.load().with_places(warehouse).warehouse
    rows = limit if limit is not None else None if as_csv or as_json else TABLE_ROWS
    with (
        text_output(STANDARD_OUTPUT) as out,
        ask(path, query, seconds=timeout or None, allow_files=allow_files) as answer,
    ):
        say_age(answer.as_of)
        shown = tables.Limited(answer.rows, rows)
        if as_csv:
            tables.print_csv(answer.columns, shown, out, guard=guard, bom=bom)
        elif as_json:
            tables.print_json(answer.columns, shown, out)
        else:
            tables.print_table(answer.columns, list(shown), out)
        if shown.cut:
            say(f"figures: only the first {rows:,} rows are shown; --limit takes another number, --csv and --json all.")
