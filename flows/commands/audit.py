"""``figures audit``: a random sample to read by hand, and what the reading came to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Warehouse, reading
from flows.console import as_called, complain


def audit(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The CSV of the sample.")] = Path("audit.csv"),
    sample: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="Write so many assertions; without it, FILE is read back."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Another one draws another sample.")] = 0,
    warehouse: Warehouse = None,
) -> None:
    """Read a random sample by hand.

    With --sample, writes a CSV: per assertion its sentence and how it was read, and an empty column `right` for yes or
    no. Without it, reads the file back and says the precision with its 95 per cent interval.

    \b
    figures audit --sample 50 audit.csv
    figures audit audit.csv
    """
    from warehouse.report import audit as auditing
    from warehouse.report import queries

    if sample is not None:
        with reading(warehouse) as con:
            queries.stage(con)
            written = auditing.write(con, file, sample, seed)
        back = as_called(f"figures audit {file}")
        typer.echo(f"{file}: {written:,} assertions. Fill in `right` with yes or no, then: {back}")
        return
    result = auditing.read(file)
    for problem in result.problems:
        complain(f"{file}, {problem}")
    typer.echo(result.sentence)
    for what, times in result.wrong:
        typer.echo(f"  wrong: {what}, {times} times" if times > 1 else f"  wrong: {what}")
    raise typer.Exit(2 if result.problems else 0)
