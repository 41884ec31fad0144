"""What the command says while it works: on standard error, plain lines unless somebody is watching."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

Tick = Callable[[int], None]


def say(sentence: str = "") -> None:
    """A line for the person at the terminal; standard output stays for results."""
    print(sentence, file=sys.stderr, flush=True)


def complain(sentence: str) -> None:
    """A line about something that went wrong or was left out."""
    say(f"figures: {sentence}")


@contextlib.contextmanager
def counting(what: str) -> Iterator[Tick]:
    """A running count of ``what``, shown only on a terminal; call the value yielded with how many are done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done: progress.update(task, completed=done)
