"""`figures tolls`: what each document as a whole says was the toll, as JSON Lines or in words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import Input, Output
from flows.documents.model import Options
from flows.input_options import takes_options
from flows.output import STANDARD_OUTPUT
from flows.settings import Settings

if TYPE_CHECKING:
    from extractors.model import Assertion, Document
    from extractors.tolls import Toll


class Counting(StrEnum):
    """Who is counted: everybody harmed, or everybody but the attackers."""

    ALL = "all"
    VICTIMS = "victims"


@takes_options
def tolls(
    source: Input,
    options: Options,
    output: Output = STANDARD_OUTPUT,
    count: Annotated[
        Counting, typer.Option("--count", help="Everybody harmed, or all but the attackers.")
    ] = Counting.ALL,
    explain: Annotated[
        bool, typer.Option("--explain", help="In words: which sentence gave the number, which widened the range.")
    ] = False,
) -> None:
    """The toll that each document states, as JSON Lines.

    What a document as a whole says was the toll of its main event.

    One JSON object per document and outcome. `best` is the number that the document first states for the whole, `low`
    to `high` what its origins give for it (null is open), `origins` what each of them gives, `of_attackers` how many
    of `high` are attackers, `attackers_in_best` how many of `best`. Parts, other events and copies never add to it.

    \b
    figures tolls articles.jsonl --output tolls.jsonl
    figures tolls article.txt --explain
    figures tolls articles.jsonl --count victims
    """

    from flows.commands.records import write_lines, write_records

    def found(document: Document, assertions: list[Assertion]) -> list[Toll]:
        from extractors.tolls import tolls as tolls_of

        told = tolls_of(assertions, [document])
        if count is Counting.VICTIMS:
            return [victims for toll in told if (victims := toll.victims()) is not None]
        return told

    if explain:
        from flows.toll_page import page

        def lines(document: Document, assertions: list[Assertion]) -> Iterable[str]:
            return (line + "\n" for line in page(document, found(document, assertions)))

        write_lines(source, output, Settings.load().with_input(options), lines)

    def records(document: Document, assertions: list[Assertion]) -> Iterable[dict[str, Any]]:
        return (toll.to_record() for toll in found(document, assertions))

    write_records(source, output, Settings.load().with_input(options), records)
