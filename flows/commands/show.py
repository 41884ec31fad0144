"""``figures show PLACE``: incidents in the terminal, who says what, a block each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from flows.commands.options import Warehouse, reading
from flows.console import columns
from flows.errors import UserError

Day = Annotated[datetime | None, typer.Option(metavar="DAY", formats=["%Y-%m-%d"], help="A day as 2015-10-15.")]


def show(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A place in any spelling, or an event's id.")] = "",
    since: Day = None,
    until: Day = None,
    country: Annotated[str, typer.Option(metavar="CODE", help="Two letters, for example SY.")] = "",
    outcome: Annotated[str, typer.Option(metavar="OUTCOME", help="killed, injured, destroyed, ...")] = "",
    source: Annotated[str, typer.Option(metavar="WORDS", help="Part of a voice's or an outlet's name.")] = "",
    verdict: Annotated[str, typer.Option(metavar="VERDICT", help="contradiction, denied, agreement, ...")] = "",
    limit: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="Most incidents shown.")] = 10,
    warehouse: Warehouse = None,
) -> None:
    """Incidents in the terminal: who says what.

    One block per incident, the latest first: what each voice says, since which day, in which outlets, and how they
    relate. Without a place, all incidents that fit the filters.

    \b
    figures show Sarmada
    figures show --verdict contradiction --since 2015-11-01 --outcome killed
    """
    from warehouse.report import finding, queries, terminal

    wanted = finding.Wanted(
        place=place,
        since=since.date() if since else None,
        until=until.date() if until else None,
        country=country,
        outcome=outcome,
        source=source,
        verdict=verdict,
    )
    with reading(warehouse) as con:
        queries.stage(con)
        found = finding.events(con, wanted)
        if not found:
            raise UserError(f"the warehouse holds no incident that fits{f' {place!r}' if place else ''}.")
        width = columns(otherwise=100)
        blocks = [terminal.block(i, width, outcome=outcome) for i in queries.incidents(con, found[:limit])]
    typer.echo("\n\n".join(blocks))
    if len(found) > limit:
        typer.echo(f"\n... and {len(found) - limit:,} more (--limit {len(found)} shows them)")
