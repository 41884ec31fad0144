"""What the user says of the input, once for all commands that read: ``--outlet``, ``--encoding``, ``--text-column`` ...

A command declares one parameter ``options: Options``; the decorator puts the options of the command line in its place.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from flows.documents.mapping import FIELDS, PRESETS
from flows.documents.model import Options
from flows.errors import UserError


def _declared(
    *,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of documents that name none.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DAY", help="Day of documents that have none.")] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Place hint for those without.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="Read text in this encoding.")] = None,
    text_column: Annotated[str | None, typer.Option(metavar="COLUMN", help="Column of a list with the text.")] = None,
    map: Annotated[
        str | None, typer.Option(metavar="FIELD=COLUMN,...", help="Columns of a list, such as date=published.")
    ] = None,
    preset: Annotated[str | None, typer.Option(metavar="NAME", help=f"A known list: {', '.join(PRESETS)}.")] = None,
    follow_links: Annotated[bool, typer.Option("--follow-links", help="Read what links in a folder lead to.")] = False,
) -> Options:
    """The options from what was given on the command line. Raises ``UserError`` naming what makes no sense."""
    columns = _columns(map)
    if text_column is not None:
        columns["text"] = text_column
    if preset is not None and preset not in PRESETS:
        raise UserError(f"there is no preset {preset!r}; there are {', '.join(PRESETS)}.")
    return Options(
        encoding=_encoding(encoding),
        outlet=outlet,
        date=date,
        place=place,
        columns=columns,
        preset=preset,
        follow_links=follow_links,
    )


def _columns(text: str | None) -> dict[str, str]:
    columns = {}
    for pair in (text or "").split(",") if text else ():
        name, _, column = pair.partition("=")
        if name.strip() not in FIELDS or not column.strip():
            raise UserError(f"--map takes field=column pairs; the fields are {', '.join(FIELDS)}, not {pair!r}.")
        columns[name.strip()] = column.strip()
    return columns


def _encoding(name: str | None) -> str | None:
    import codecs

    try:
        return None if name is None else codecs.lookup(name).name
    except LookupError as error:
        raise UserError(f"there is no encoding {name!r}; for instance utf-8, cp1252, cp1251, utf-16.") from error


def takes_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options above in place of its parameter ``options``."""
    own = inspect.signature(command, eval_str=True).parameters
    shared = inspect.signature(_declared, eval_str=True).parameters
    kept = [p.replace(kind=p.KEYWORD_ONLY) for name, p in own.items() if name != "options"]

    def called(**given: Any) -> None:
        options = _declared(**{name: given.pop(name) for name in shared})
        command(**given, options=options)

    called.__name__, called.__doc__ = command.__name__, command.__doc__
    parameters = [*kept, *shared.values()]
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {p.name: p.annotation for p in parameters}
    return called


def as_parameters(options: Options) -> dict[str, Any]:
    """What differs from the defaults, for the parameters of a flow; see ``from_parameters``.

    >>> as_parameters(Options(outlet="Wire", columns={"text": "notes"}))
    {'outlet': 'Wire', 'columns': {'text': 'notes'}}
    """
    plain = {
        name: getattr(options, name) for name in Options.__slots__ if name not in {"max_bytes", "date_order", "home"}
    }
    return {name: value for name, value in plain.items() if value not in (None, False, {})}


def from_parameters(given: Mapping[str, Any] | None) -> Options:
    """Options from the parameters of a flow. Raises ``UserError`` for a name that is none."""
    try:
        return Options(**(given or {}))
    except TypeError as error:
        raise UserError(f"options: {error}.") from error
