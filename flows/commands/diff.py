"""``figures diff A B``: what changed from one snapshot, report or warehouse to another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from flows.errors import UserError

SHOWN = 40  # of each kind


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="A snapshot, a report folder, or a warehouse file.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array, a change each.")] = False,
) -> None:
    """What changed between two snapshots.

    Statements that are new, revised, retracted and re-linked, each with its cause: a new document, another version of
    the reader, a decision in review. Every `figures report` leaves a dated snapshot under OUT/snapshots.

    \b
    figures diff site/snapshots/2026-11-01-... site/snapshots/2026-11-08-...
    figures diff backup.duckdb .figures/warehouse.duckdb --json
    """
    from warehouse.report import snapshot

    found = snapshot.changes(_statements(before), _statements(after))
    if as_json:
        rows = [
            {"kind": c.kind, "cause": c.cause, "sentence": c.sentence, "before": c.before, "after": c.after}
            for c in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    counts = Counter(c.kind for c in found)
    typer.echo(", ".join(f"{counts[kind]:,} {kind}" for kind in snapshot.KINDS) if found else "nothing changed")
    for kind in snapshot.KINDS:
        of_kind = [c for c in found if c.kind == kind]
        if of_kind:
            typer.echo(f"\n{kind.capitalize()}")
        for change in of_kind[:SHOWN]:
            typer.echo(f"  {change.sentence}")
        if len(of_kind) > SHOWN:
            typer.echo(f"  ... and {len(of_kind) - SHOWN:,} more (--json has all)")


def _statements(path: Path) -> list[Mapping[str, str]]:
    from warehouse.report import queries, snapshot
    from warehouse.store import open_warehouse

    if path.is_dir():
        folder = path if (path / snapshot.MANIFEST).exists() else snapshot.latest(path)
        if folder is None:
            raise UserError(f"{path} is no snapshot, and no report with one.")
        return list(snapshot.load(folder))
    with open_warehouse(path, read_only=True) as con:
        queries.stage(con)
        return list(snapshot.statements(con))
