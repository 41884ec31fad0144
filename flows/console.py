"""What the command says while it works: on standard error, plain lines unless somebody is watching."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

Tick = Callable[[int], None]

MIN_COLUMNS, MAX_COLUMNS = 40, 110


def say(sentence: str = "") -> None:
    """A line for the person at the terminal; standard output stays for results."""
    print(sentence, file=sys.stderr, flush=True)


def complain(sentence: str) -> None:
    """A line about something that went wrong or was left out; commands that it advises can be copied."""
    say(f"figures: {sentence.replace('`figures ', f'`{called()} ')}")


def say_age(as_of: datetime | None) -> None:
    """How old the published copy is that answers, where the warehouse has been written since (UTC)."""
    if as_of is not None:
        say(
            f"figures: as of {as_of:%Y-%m-%d %H:%M} UTC, when the last copy was published; the warehouse has been "
            "written since, by a run that goes on or was cut off."
        )


def as_called(command: str) -> str:
    """A command ``figures ...`` for the user to copy: by the name that works for who called this one."""
    return command.replace("figures", called(), 1)


def called() -> str:
    """``figures`` where the shell finds it, else the path by which it was called, as short as that can be."""
    path = Path(sys.argv[0])
    found = shutil.which("figures")
    if path.name != "figures" or (found is not None and path.exists() and path.samefile(found)):
        return "figures"
    absolute = path.absolute()
    return shlex.quote(str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute))


_COLOURS = {"title": "1", "mark": "1;36", "label": "2", "quiet": "2", "doubt": "33"}  # SGR codes of ECMA-48


def painted(kind: str, words: str) -> str:
    """A piece of a result in the colour of its kind on a terminal, as it is where results are piped or kept.

    ``NO_COLOR`` (no-color.org) and a terminal that shows none are respected.
    """
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return words
    return f"\x1b[{_COLOURS[kind]}m{words}\x1b[0m"


def columns(otherwise: int) -> int:
    """Columns to lay a result out in: those of the terminal, as far as lines stay easy to read."""
    if not sys.stdout.isatty():
        return otherwise
    return max(MIN_COLUMNS, min(shutil.get_terminal_size().columns, MAX_COLUMNS))


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
