"""`figures backup`, `restore`, `verify`, `forget`: a sound warehouse, and out of it what must not be there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.console import say
from flows.errors import UserError
from flows.settings import Settings

Warehouse = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="The warehouse file.", show_default="$FIGURES_WAREHOUSE, else .figures/warehouse.duckdb"
    ),
]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Copy the warehouse to a file, and read the copy whole before it counts.

    It can be taken while a run writes: then it is the copy that the last run published.

    \b
    figures backup backups/2026-11-30.duckdb
    figures restore backups/2026-11-30.duckdb
    """
    from warehouse.backup import backup as copy

    made = copy(Settings.load().with_places(warehouse).warehouse, file, force=force)
    typer.echo(f"{made.path}: {sum(made.rows.values()):,} rows in {len(made.rows)} tables, every block read")
    typer.echo(f"It holds what was written until {made.as_of:%Y-%m-%d %H:%M:%S} UTC.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this only say what would be done.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Put a backup in the place of the warehouse; the one that was there is kept beside it.

    \b
    figures restore backups/2026-11-30.duckdb          what it holds
    figures restore backups/2026-11-30.duckdb --yes    do it
    """
    from warehouse.backup import read_whole
    from warehouse.backup import restore as put_back

    path = Settings.load().with_places(warehouse).warehouse
    if not yes:
        rows = read_whole(file)
        typer.echo(
            f"{file} is sound: {rows.get('documents', 0):,} documents, {rows.get('assertions', 0):,} assertions."
        )
        typer.echo(f"It would take the place of {path}. Again with --yes to do it.")
        return
    made, kept = put_back(file, path)
    typer.echo(f"{made.path}: {sum(made.rows.values()):,} rows in {len(made.rows)} tables, published for readers")
    if kept is not None:
        typer.echo(f"What was there before is {kept}.")


def verify(warehouse: Warehouse = None) -> None:
    """Ask the warehouse whether it holds what it promises; exit code 1 if it does not.

    Blocks, columns, offsets against texts, ids and versions against their hashes, references, order of bounds.
    Nothing is changed.

    \b
    figures verify
    """
    from warehouse.publication import open_published
    from warehouse.verify import verify as checks

    failed = 0
    with open_published(Settings.load().with_places(warehouse).warehouse) as (con, _):
        for finding in checks(con):
            failed += bool(finding.failing)
            typer.echo(f"{'fails' if finding.failing else 'holds'}  {finding.check}")
            if finding.failing:
                typer.echo(f"       {finding.failing:,} times, for instance {', '.join(finding.examples)}")
                typer.echo(f"       {finding.remedy}")
    raise typer.Exit(1 if failed else 0)


def forget(
    document: Annotated[
        str | None, typer.Argument(metavar="DOCUMENT|URL", help="Id, file or url of the document.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="X", help="All documents of this outlet.")] = None,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why; kept with the tombstone.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this only say what would go.")] = False,
    warehouse: Warehouse = None,
    exports: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the exports are.")] = None,
) -> None:
    """Take documents out of the warehouse for good, with everything that rests on them.

    Text, versions, assertions, quarantine, decisions and links go, from the warehouse, its published copy and the
    standard exports. What stays is a tombstone: hashes, the day, the reason. A later run leaves the same text, id,
    url or source out. Backups and files that you exported elsewhere are yours to clear.

    \b
    figures forget https://example.org/a/1                                   what would go
    figures forget https://example.org/a/1 --reason "request of the family" --yes
    figures forget --source "Coastal Wire" --reason "licence ended" --yes
    """
    from flows.sources.state import discard_captures
    from warehouse.compare import link
    from warehouse.exports import export
    from warehouse.forget import forget as take_out
    from warehouse.forget import matching, rewrite
    from warehouse.store import open_warehouse, prepare, publish

    settings = Settings.load().with_places(warehouse, exports)
    if not settings.warehouse.exists():
        raise UserError(f"there is no warehouse at {settings.warehouse}.")
    with open_warehouse(settings.warehouse) as con:
        prepare(con)
        found = matching(con, document, source)
        typer.echo(
            f"{len(found.documents):,} documents in {found.versions:,} versions, {found.assertions:,} assertions, "
            f"{found.quarantined:,} rows in quarantine: {', '.join(found.documents[:5])}"
            + (" ..." if len(found.documents) > 5 else "")
        )
        if not yes:
            say("figures: nothing was changed; again with --reason and --yes to take them out.")
            return
        originals = take_out(con, found, reason, source)
        link(con)
    discard_captures(settings.home, originals)
    rewrite(settings.warehouse)
    publish(settings.warehouse)
    if settings.exports.is_dir():
        with open_warehouse(settings.warehouse, read_only=True) as con:
            export(con, settings.exports)
    typer.echo("Taken out, and the file written anew. Backups and exports made elsewhere may still hold them.")
