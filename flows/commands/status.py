"""`figures status`: how each source fares."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.output import STANDARD_OUTPUT, text_output
from flows.settings import Settings


def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array of objects.")] = False,
) -> None:
    """How the sources fare: last success, newest document, error.

    Exit code 2 if the last look at one failed, or if one is silent for longer than its `silent_days`.

    \b
    figures status
    figures status --json
    """
    from flows import tables
    from flows.sources import config
    from flows.sources.state import Health, State, silence

    settings = Settings.load()
    state = State(settings.home)
    known = state.health()
    state.close()
    rows = []
    for source in config.load(settings.config).sources:
        told = known.get(source.name, Health(source.name))
        note = told.error or silence(told.newest, source.silent_days)
        rows.append((source.name, source.kind, told.checked_at, told.last_success, told.newest, told.documents, note))
    columns = ("source", "kind", "checked_at", "last_success", "newest_document", "documents", "problem")
    with text_output(STANDARD_OUTPUT) as out:
        (tables.print_json if as_json else tables.print_table)(columns, rows, out)
    raise typer.Exit(2 if any(row[-1] for row in rows) else 0)
