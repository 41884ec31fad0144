"""`figures watch`: a folder that somebody else fills, read whenever something in it changes."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from flows.commands.options import Exports, Warehouse
from flows.console import complain, say
from flows.documents.model import Options
from flows.input_options import takes_options
from flows.settings import Settings, duration


@takes_options
def watch(
    options: Options,
    paths: Annotated[list[str], typer.Argument(metavar="PATHS", help="Files and folders to watch.")],
    every: Annotated[str, typer.Option(metavar="TIME", help="Look so often: 5s, 1m.")] = "5s",
    warehouse: Warehouse = None,
    exports: Exports = None,
) -> None:
    """Watch folders and run whenever a file is new, changed or gone, until stopped.

    Waits until nothing has changed between two looks, so that a file is read when it is whole. Without Prefect.

    \b
    figures watch inbox/
    """
    from flows import order
    from flows.errors import RunFailed, UserError
    from flows.reading import check_paths
    from flows.steps import new_job
    from warehouse import WarehouseError

    check_paths(paths)
    settings = Settings.load().with_places(warehouse, exports).with_input(options)
    pause = duration(every).total_seconds()
    read: object = None
    say(f"watching {', '.join(paths)}; stop with Ctrl-C")
    before = _state(paths, options)
    while True:
        if before != read:
            try:
                outcome = order.carry_out(new_job(paths, settings), order.PLAIN, say)
                say(f"run {outcome.run_id}: {outcome.ingested.new:,} new or changed documents")
            except (RunFailed, UserError, WarehouseError) as error:
                complain(str(error))
            read = before
        time.sleep(pause)
        now = _state(paths, options)
        while now != before:
            before = now
            time.sleep(pause)
            now = _state(paths, options)


def _state(paths: list[str], options: Options) -> dict[str, tuple[int, int]]:
    """Size and time of each file below the paths: what changes when a file does."""
    from flows.documents.walk import files

    found = {}
    for path in paths:
        for item in files(path, follow_links=options.follow_links):
            if hasattr(item, "stat"):
                try:
                    about = item.stat()
                except OSError:
                    continue
                found[str(item)] = (about.st_size, about.st_mtime_ns)
    return found
