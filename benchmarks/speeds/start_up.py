"""Processor time of a command that has next to nothing to do: what everybody waits for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.speeds.common import FIGURES, run, table

ARTICLE = b"At least 12 people were killed near Homs on Monday, the governor said."
COMMANDS = {
    "--help": ["--help"],
    "extract, one article": ["extract", "-"],
    "tolls, one article": ["tolls", "-"],
    "explain, one article": ["explain", "-"],
    "sql": ["sql", "select 1"],
    "show": ["show", "Homs"],
    "export": ["export"],
    "status": ["status"],
}
GOALS = {"--help": 0.3, "extract, one article": 1.5}
TIMES = 5


def measure(quick: bool) -> dict[str, Any]:
    """The least of some runs of each command, in seconds of processor time."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_bytes(ARTICLE)
        run([FIGURES, "run", "a.txt", "--plain"], folder)
        for title, arguments in COMMANDS.items():
            times = 2 if quick else TIMES
            found[title] = min(run([FIGURES, *arguments], folder, ARTICLE).processor for _ in range(times))
    table([{"command": t, "seconds": s, "goal": GOALS.get(t, "")} for t, s in found.items()])
    return found
