"""What Prefect adds to a run: the same documents with and without it, and two processes against one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.speeds.common import FIGURES, run, table, write_documents

GOAL = 0.05


def measure(quick: bool) -> dict[str, Any]:
    """Seconds by the clock of a whole run; the share that Prefect adds, its server's start included."""
    number = 200 if quick else 10_000
    found: dict[str, Any] = {"documents": number}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(folder / "in.jsonl", number)
        ways = {
            "plain, one process": (["--plain"], "1"),
            "plain, two processes": (["--plain"], "2"),
            "Prefect, two processes": ([], "2"),
        }
        for way, (options, workers) in ways.items():
            home = {"FIGURES_HOME": str(folder / way.replace(" ", "-")), "FIGURES_WORKERS": workers}
            home["PREFECT_HOME"] = str(folder / "prefect")
            found[way] = run([FIGURES, "run", "in.jsonl", "--quiet", *options], folder, **home).clock
    plain, prefect = found["plain, two processes"], found["Prefect, two processes"]
    found["share_of_prefect"] = (prefect - plain) / plain
    found["two_against_one"] = found["plain, one process"] / plain
    table([{"run": way, "seconds": found[way]} for way in ways])
    print(
        f"Prefect adds {found['share_of_prefect']:.1%} (goal {GOAL:.0%}); two processes {found['two_against_one']:.2f}"
    )
    return found
