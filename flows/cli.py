"""The command `figures`: a thin shell that parses, calls and prints."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.adding import to_add_to
from flows.commands.keep import backup, forget, restore, verify
from flows.commands.load_coded import load_coded
from flows.commands.looking import LOOKING
from flows.commands.options import Exports, Input, Output, Warehouse, source_paths
from flows.commands.sources import sources
from flows.commands.sql import sql
from flows.commands.status import status
from flows.commands.tolls import tolls
from flows.commands.trace import trace
from flows.commands.watch import watch
from flows.console import as_called, columns, complain, painted, say, say_age
from flows.documents.model import Options
from flows.errors import RunFailed, UserError
from flows.input_options import takes_options
from flows.output import STANDARD_OUTPUT, json_line
from flows.settings import Settings, duration
from warehouse import WarehouseError, WarehouseFull

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="figures",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


ReaderName = Annotated[
    str | None,
    typer.Option(
        "--reader", metavar="NAME", help="What reads the texts.", show_default="$FIGURES_READER, else grammar"
    ),
]


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
    Exit codes: 0 done; 1 the run failed; 2 input, usage or surroundings were bad:
    what could be read was processed, the rest is named on standard error.
    """


@app.command()
@takes_options
def extract(source: Input, options: Options, output: Output = STANDARD_OUTPUT, reader: ReaderName = None) -> None:
    """The assertions of texts, as JSON Lines.

    One JSON object per assertion, documents in input order.
    JSON Lines input has `id` and `text`, optionally `title`, `source`, `date`, `location`, `url`.
    Offsets count Unicode code points of the text (of Markdown: of what follows the front matter).

    \b
    figures extract article.txt
    figures extract reports/ --output assertions.jsonl
    cat articles.jsonl | figures extract - | jq .exact
    """
    from flows.commands.records import write_records

    # The run is a field of every assertion; here there is none, so that the same text gives the same lines.
    settings = Settings.load().with_reader(reader).with_input(options)
    write_records(
        source, output, settings, lambda _, assertions: ({**a.to_record(), "run_id": None} for a in assertions)
    )


app.command()(tolls)


@app.command()
@takes_options
def explain(source: Input, options: Options) -> None:
    """A text with its figures marked, and how each was read.

    Under each figure stands what was understood, and which rules fired. In colour on a terminal.

    \b
    figures explain article.txt
    echo "At least 12 people were killed." | figures explain -
    """
    from flows import terminal_page as page
    from flows.explain import explain as explanation
    from flows.reading import Reading

    reading = Reading([source], Settings.load().with_input(options), complain)
    width = columns(otherwise=page.WIDTH)
    for document, assertions in reading.assertions():
        typer.echo(explanation(document, assertions, where=reading.where, width=width, paint=painted))
    raise typer.Exit(reading.exit_code)


@app.command()
@takes_options
def run(
    options: Options,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATHS", help="Files and folders; none: the sample documents.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="The same steps without Prefect, for cron.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Read again what was read before.")] = False,
    all_sources: Annotated[bool, typer.Option("--sources", help="The sources of figures.toml too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only what went wrong, and the summary.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as one JSON object.")] = False,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on a Dask cluster: tcp://host:8786, or local.")
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where it puts what it finds.", show_default="shards in $FIGURES_HOME"),
    ] = None,
    reader: ReaderName = None,
    warehouse: Warehouse = None,
    exports: Exports = None,
) -> None:
    """From text to comparison, into the warehouse.

    The steps: ingest, extract, validate, load, compare, export.
    Reads what is new or changed, and ends with a summary: documents, assertions, what was left out or put into
    quarantine, how the sources relate, and where the warehouse and the exports are.

    \b
    figures run
    figures run reports/ more.jsonl --plain
    PREFECT_API_URL=http://127.0.0.1:4200/api figures run reports/
    """
    from flows import orchestration, order
    from flows.steps import new_job
    from flows.summary import summarise

    settings = Settings.load().with_places(warehouse, exports).with_reader(reader).with_input(options)
    settings = settings.with_cluster(cluster, shards)
    given = [*(paths or ()), *(source_paths(settings) if all_sources else ())]
    tell = order.only_failures(say) if quiet else say
    order.preflight(given, settings, tell)
    if plain:
        outcome = order.carry_out(new_job(given, settings, force=force), order.PLAIN, tell)
    else:
        outcome = orchestration.run(given, settings, force=force, announce=tell)
    summary = summarise(settings, outcome)
    typer.echo(json_line(summary.record()).rstrip() if as_json else summary.text())
    raise typer.Exit(2 if outcome.ingested.problems else 0)


@app.command()
@takes_options
def serve(
    options: Options,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATHS", help="Files and folders to read each time.")
    ] = None,
    all_sources: Annotated[bool, typer.Option("--sources", help="The sources of figures.toml too.")] = False,
    cron: Annotated[str | None, typer.Option(metavar="CRON", help='For example "0 */6 * * *" (UTC).')] = None,
    interval: Annotated[
        str | None, typer.Option(metavar="TIME", help="Time between runs: minutes, or 30s, 90m, 6h, 1d.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Name of the deployment.", show_default="the last parts of PATHS"),
    ] = None,
    warehouse: Warehouse = None,
    exports: Exports = None,
) -> None:
    """Run on a schedule, until stopped.

    The run is a Prefect deployment; it needs a Prefect server. One run goes on at a time, the next one waits; runs
    missed while nothing was served are made up for by one. Says when the next run is, and if none is scheduled.

    \b
    prefect server start &
    export PREFECT_API_URL=http://127.0.0.1:4200/api
    figures serve reports/ --cron "0 */6 * * *"
    """
    if (cron is None) == (interval is None):
        raise UserError("figures serve needs either --cron or --interval.")
    from flows.orchestration import serve as serve_flow
    from flows.reading import check_paths

    every = None if interval is None else duration(interval)
    settings = Settings.load().with_places(warehouse, exports).with_input(options)
    given = [*(paths or ()), *(source_paths(settings) if all_sources else ())]
    if not given:
        raise UserError("figures serve needs files or folders to read, or --sources.")
    check_paths(given)
    serve_flow(given, settings, cron=cron, interval=every, name=name, announce=say)


for _looking in LOOKING:
    app.command()(_looking)
app.command()(watch)
app.command()(load_coded)
app.add_typer(sources, name="sources")
app.command()(status)
app.command()(sql)
app.command()(trace)
for _command in (verify, backup, restore, forget):
    app.command()(_command)


@app.command()
def export(
    views: Annotated[list[str] | None, typer.Argument(metavar="VIEWS", help="Tables or views.")] = None,
    query: Annotated[str | None, typer.Option(metavar="QUERY", help="Export the answer to one question.")] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="csv, parquet or jsonl.")] = "csv",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="Where the files go.",
            show_default="$FIGURES_EXPORTS, else .figures/exports",
        ),
    ] = None,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags under the header (csv).")] = False,
    allow_files: Annotated[
        bool, typer.Option("--allow-files", help="Let the query read files and the network, as you can.")
    ] = False,
    warehouse: Warehouse = None,
) -> None:
    """Write views or the answer to a query as files.

    With a datapackage.json that describes every column.
    Without views or query: assertions, figures by origin, and the comparison. Empty is unknown, never 0.

    \b
    figures export
    figures export comparison contradictions --format parquet --output out/
    figures export --query "from who_said_what where country = 'SY'" --hxl
    """
    from warehouse.exports import export as write_exports
    from warehouse.publication import open_published

    settings = Settings.load().with_places(warehouse, output)
    with open_published(settings.warehouse) as (con, as_of):
        say_age(as_of)
        written = write_exports(
            con, settings.exports, views or (), query=query, format=format, hxl=hxl, allow_files=allow_files
        )
    for path in written:
        typer.echo(path)


review = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What needs eyes, as CSV; decisions, back in.")
app.add_typer(review, name="review")


@review.command("write")
def review_write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The CSV to write.")] = Path("review.csv"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that holds decisions.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Write what needs a person's eyes, as CSV.

    One row per assertion: why, its quote, and empty columns for a decision.
    Decisions: accept, correct (with values in the corrected_ columns), reject, link, unlink; for two events as a
    whole, with target_assertion_id: link_events, unlink_events.

    \b
    figures review write review.csv
    """
    from warehouse import review as reviewing
    from warehouse.publication import open_published

    with open_published(Settings.load().with_places(warehouse).warehouse) as (con, as_of):
        say_age(as_of)
        rows = reviewing.write(con, file, force=force)
    typer.echo(
        f"{file}: {rows:,} assertions to look at. Fill in `decision`, then: {as_called(f'figures review read {file}')}"
    )


@review.command("read")
def review_read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The CSV with decisions.")], warehouse: Warehouse = None
) -> None:
    """Take in decisions and compare anew.

    Stored rows stay; views apply what was decided, in later runs too.

    \b
    figures review read review.csv
    """
    from warehouse import review as reviewing
    from warehouse.compare import link

    with to_add_to(warehouse) as con:
        report = reviewing.read(con, file)
        link(con)
    for problem in report.problems:
        complain(f"{file}, {problem}")
    taken = ", ".join(f"{number} {decision}" for decision, number in report.decisions.items()) or "no new decision"
    typer.echo(f"{taken}; {report.repeated:,} known before, {report.undecided:,} rows without a decision")
    raise typer.Exit(2 if report.problems else 0)


@app.command()
def load_confirmed(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: side, category, model, status, date, url.")],
    force: Annotated[bool, typer.Option("--force", help="Also where it empties what was loaded before.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Load visually confirmed equipment losses: load-coded --preset oryx.

    They are compared with what is claimed.
    The list is an Oryx-style CSV, one row per piece; the same file again replaces what it brought before.

    \b
    figures load-confirmed losses.csv
    figures sql "from equipment_losses"
    """
    from warehouse import confirmed

    with to_add_to(warehouse) as con:
        report = confirmed.load(con, file, force=force)
    for problem in report.problems:
        complain(f"{file}, {problem}")
    typer.echo(f"{report.list_name}: {report.loaded:,} confirmed losses loaded, {len(report.problems):,} rows left out")
    raise typer.Exit(2 if report.problems else 0)


def main() -> None:
    """Entry point: sentences instead of tracebacks for what the user can mend."""
    try:
        app()
    except (RunFailed, WarehouseFull) as error:
        complain(str(error))
        sys.exit(1)
    except (UserError, WarehouseError) as error:
        complain(str(error))
        sys.exit(2)
    except SystemExit as ending:  # click ends with 1 where the reader of our output has seen enough
        if not isinstance(ending.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        complain(f"{error.filename or 'the result'} cannot be written: {error.strerror}.")
        sys.exit(1)
