"""Texts in, JSON Lines out: what the commands that need no warehouse share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import typer

from extractors.model import Assertion, Document
from flows.console import complain, counting
from flows.output import json_line, text_output
from flows.reading import Reading
from flows.settings import Settings

Records = Iterable[Mapping[str, Any]]


def write_records(
    source: str, output: str, settings: Settings, records_of: Callable[[Document, list[Assertion]], Records]
) -> None:
    """Writes the records of each document that can be read, and exits with 2 if one could not be."""
    write_lines(
        source, output, settings, lambda document, found: (json_line(record) for record in records_of(document, found))
    )


def write_lines(
    source: str, output: str, settings: Settings, lines_of: Callable[[Document, list[Assertion]], Iterable[str]]
) -> None:
    """Writes the lines of each document that can be read, and exits with 2 if one could not be."""
    reading = Reading([source], settings, complain)
    with text_output(output) as out, counting("documents read") as done:
        for document, assertions in reading.assertions():
            out.writelines(lines_of(document, assertions))
            done(reading.documents_read)
        for note in reading.remarks():
            complain(note)
        if reading.problems and not reading.documents_read:
            raise typer.Exit(2)  # inside, so that no empty file is left behind
    raise typer.Exit(reading.exit_code)
