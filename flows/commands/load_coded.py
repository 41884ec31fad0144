"""`figures load-coded`: coded lists of events in, claims of these lists beside those of texts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Warehouse
from flows.console import complain


class CodedList(StrEnum):
    """Lists whose columns are known."""

    UCDP_GED = "ucdp-ged"
    ACLED = "acled"
    GTD = "gtd"
    AIRWARS = "airwars"
    ORYX = "oryx"


def load_coded(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list, as CSV.")],
    preset: Annotated[CodedList, typer.Option("--preset", metavar="NAME", help=", ".join(CodedList))],
    warehouse: Warehouse = None,
) -> None:
    """Load a coded list of events as claims of that list.

    They stand beside what texts say, with the list as origin, and are never assertions: they have no words to show.
    The same file again replaces what it brought. oryx loads confirmed losses of equipment, as load-confirmed does.

    \b
    figures load-coded ged.csv --preset ucdp-ged
    figures sql "from figure_by_origin_with_lists where source_class = 'coded_list'"
    """
    from flows.commands.adding import to_add_to
    from warehouse import coded, confirmed

    with to_add_to(warehouse) as con:
        if preset is CodedList.ORYX:
            losses = confirmed.load(con, file)
            name, problems = losses.list_name, losses.problems
            said = f"{losses.loaded:,} confirmed losses"
        else:
            report = coded.load(con, file, preset.value)
            name, problems = report.list_name, report.problems
            said = f"{report.claims:,} claims of {report.events:,} events"
    for problem in problems:
        complain(f"{file}, {problem}")
    typer.echo(f"{name}: {said} loaded, {len(problems):,} rows left out")
    raise typer.Exit(2 if problems else 0)
