"""``figures report OUT/``: the warehouse in, pages to look at out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Warehouse, reading
from flows.console import say
from flows.errors import needs_extra


def report(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder for the pages; a new, an empty or an earlier one.")
    ],
    boundaries: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="GeoJSON of administrative areas with ADM1_PCODE, ADM2_PCODE, for the week."),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Withhold private persons' names in quotes; show no whole text.")
    ] = False,
    warehouse: Warehouse = None,
) -> None:
    """Write pages to look at: who claims what.

    A folder of pages that opens from a file, offline: open OUT/index.html in a browser. An incident has a page with
    every voice, its bounds as a chart, and every quote; documents show their figures in place; sources what they
    stated. Each chart can be taken as CSV and SVG. The same warehouse gives the same pages.

    \b
    figures report site/
    figures report site/ --boundaries syr_admbnda_adm2.geojson
    """
    with needs_extra("report"):
        from warehouse.report import site
        from warehouse.report.admin import Boundaries

    started = time.monotonic()
    areas = Boundaries(boundaries) if boundaries else None
    with reading(warehouse) as con:
        written = site.write(con, out, say, boundaries=areas, redacted=redact)
    say(f"{written.files:,} files in {time.monotonic() - started:.0f} s")
    typer.echo(out / "index.html")
