"""`figures sources`: what is looked at again and again; listed, added to, checked, tried."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.console import as_called, complain, say
from flows.errors import UserError
from flows.settings import DEFAULT_CONFIG, Settings
from flows.sources import config as configuration

sources = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
    help="Feeds, pages, sites and folders of figures.toml, looked at by `figures run --sources`.",
)
_KINDS = "; ".join(f"{kind}: {what}" for kind, what in configuration.KINDS.items())


@sources.callback()
def _listed(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_()


def _file() -> Path:
    path = Settings.load().config
    if path is None:
        raise UserError(f"there is no {DEFAULT_CONFIG} here; `figures sources add NAME KIND URL` makes one.")
    return path


@sources.command("list")
def list_() -> None:
    """The sources of the configuration.

    \b
    figures sources list
    """
    for source in configuration.load(_file()).sources:
        typer.echo(f"{source.name:20} {source.kind:10} {', '.join(source.addresses) or source.path}")


@sources.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits, - and _.")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_KINDS)],
    where: Annotated[str, typer.Argument(metavar="URL", help="Its address; of a folder its path.")],
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="What the outlet is called.")] = None,
) -> None:
    """Add a source to figures.toml, which is made if there is none. Nothing is fetched.

    \b
    figures sources add ridge feed https://ridge.example/rss --outlet "Ridge Courier"
    """
    path = Settings.load().config or Path(DEFAULT_CONFIG)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    quoted = {part: part.replace("\\", "\\\\").replace('"', '\\"') for part in (name, kind, where, outlet or "")}
    entry = configuration.ENTRY.format(
        name=quoted[name], kind=quoted[kind], what="path" if kind == "folder" else "url", where=quoted[where]
    )
    if outlet:
        entry += f'outlet = "{quoted[outlet]}"\n'
    beside = path.with_suffix(".toml.part")
    beside.write_text(before + entry, encoding="utf-8")
    try:
        configuration.load(beside)
        beside.replace(path)
    except UserError as error:
        raise UserError(str(error).replace(str(beside), str(path))) from error
    finally:
        beside.unlink(missing_ok=True)
    typer.echo(f"{path}: {name} added; try it with {as_called(f'figures sources try {name}')}")


@sources.command()
def check() -> None:
    """Check the configuration, without fetching anything.

    \b
    figures sources check
    """
    path = _file()
    chosen = configuration.load(path)
    if chosen.notify:
        from flows.notify import Notify

        Notify.of(chosen.notify)
    typer.echo(f"{path}: {len(chosen.sources):,} sources, nothing to mend")


@sources.command("try")
def try_(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A source of the configuration.")],
) -> None:
    """Fetch one source and show what is found in it; nothing is put into the warehouse.

    \b
    figures sources try ridge
    """
    from flows.documents.find import SOURCE, find
    from flows.documents.model import Problem

    settings = Settings.load()
    _file()
    found = failed = 0
    for item in find([f"{SOURCE}{name}"], options=settings.options):
        if isinstance(item, Problem):
            failed += item.is_failure
            complain(str(item))
            continue
        found += 1
        document = item.document
        words = " ".join(document.text.split())
        typer.echo(f"{document.date or 'no date':11} {document.source or 'no outlet'}: {document.title or words[:60]}")
        typer.echo(f"            {document.url or item.where}, {len(words):,} characters: {words[:100]}")
    say(f"{found:,} documents, {failed:,} failures")
    raise typer.Exit(2 if failed else 0)
