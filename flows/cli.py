"""The command `figures`: a thin shell that parses, calls and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import typer

from extractors.model import Assertion
from flows.console import complain, counting
from flows.errors import RunFailed, UserError
from flows.output import STANDARD_OUTPUT, json_line, text_output
from flows.reading import Reading
from flows.settings import Settings

app = typer.Typer(
    name="figures",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)

Records = Iterable[Mapping[str, Any]]
Input = Annotated[
    str,
    typer.Argument(metavar="IN", help="Text file, Markdown with front matter, JSON Lines, a folder, or - (stdin)."),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="File to write, - for standard output.")]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"figures {version('conflict-figures')}")
        raise typer.Exit


@app.callback()
def figures(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read numeric assertions about armed conflict out of text, and compare them across sources.

    \b
    First steps:
      figures run                        the sample documents, from text to comparison
      figures run reports/ --plain       your own folder, without Prefect
      figures sql "from comparison"      look into the warehouse
      figures extract article.txt        only the figures of one text, as JSON Lines
      figures explain article.txt        the same, marked in the text, with the reasons

    \b
    Exit codes: 0 done; 1 the run failed; 2 input or usage was bad: what could be
    read was processed, the rest is named on standard error.
    """


@app.command()
def extract(source: Input, output: Output = STANDARD_OUTPUT) -> None:
    """Write one JSON object per assertion, documents in input order.

    JSON Lines input has `id` and `text`, optionally `title`, `source`, `date`, `location`, `url`.
    Offsets count Unicode code points of the text (of Markdown: of what follows the front matter).

    \b
    figures extract article.txt
    figures extract reports/ --output assertions.jsonl
    cat articles.jsonl | figures extract - | jq .exact
    """
    _write_records(source, output, lambda assertions: (a.to_record() for a in assertions))


@app.command()
def tolls(source: Input, output: Output = STANDARD_OUTPUT) -> None:
    """Write what each document as a whole says was the toll of its main event.

    One JSON object per document and outcome: `document_id`, `outcome`, `low`, `best`, `high`, and the
    ids of the assertions it rests on. Totals go before their parts, later updates before earlier ones.

    \b
    figures tolls articles.jsonl --output tolls.jsonl
    """

    def records(assertions: list[Assertion]) -> Records:
        from extractors.tolls import tolls as tolls_of

        return (toll.to_record() for toll in tolls_of(assertions))

    _write_records(source, output, records)


def _write_records(source: str, output: str, records_of: Callable[[list[Assertion]], Records]) -> None:
    reading = Reading([source], Settings.load(), complain)
    with text_output(output) as out, counting("documents read") as done:
        for _, assertions in reading.assertions():
            out.writelines(json_line(record) for record in records_of(assertions))
            done(reading.documents_read)
        if reading.problems and not reading.documents_read:
            raise typer.Exit(2)  # inside, so that no empty file is left behind
    raise typer.Exit(reading.exit_code)


def main() -> None:
    """Entry point: sentences instead of tracebacks for what the user can mend."""
    try:
        app()
    except UserError as error:
        complain(str(error))
        sys.exit(2)
    except RunFailed as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
