"""Options that several commands have, and the sentence for an extra that is not installed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.console import say_age
from flows.errors import UserError
from flows.settings import Settings

if TYPE_CHECKING:
    from warehouse.load import Connection

Warehouse = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="The warehouse file.", show_default="$FIGURES_WAREHOUSE, else .figures/warehouse.duckdb"
    ),
]
Exports = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Where the exports go.", show_default="$FIGURES_EXPORTS, else .figures/exports"
    ),
]
Input = Annotated[
    str,
    typer.Argument(metavar="IN", help="A file (text, web page, PDF, mail, feed, table ...), a folder, or - (stdin)."),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="File to write, - for standard output.")]


def source_paths(settings: Settings) -> list[str]:
    """The sources of the configuration as paths. Raises ``UserError`` if there is none."""
    from flows.documents.find import SOURCE
    from flows.sources import config

    found = [f"{SOURCE}{source.name}" for source in config.load(settings.config).sources]
    if not found:
        raise UserError("there is no source; `figures sources add NAME KIND URL` adds one to figures.toml.")
    return found


@contextlib.contextmanager
def reading(warehouse: Path | None) -> Iterator[Connection]:
    """The published copy of the warehouse to read from, so that looking never waits for a run.

    Raises ``UserError`` for a warehouse that another version of the program made.
    """
    import duckdb

    from warehouse.publication import open_published

    path = Settings.load().with_places(warehouse).warehouse
    with open_published(path) as (con, as_of):
        say_age(as_of)
        try:
            yield con
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise UserError(
                f"{path} was made by another version of figures ({str(error).splitlines()[0]}); `figures run` brings "
                "it up to date."
            ) from error
