"""Time and memory of a run by its documents: both must not grow with what there is to read."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.speeds.common import FIGURES, Spent, table, write_documents

SIZES = (1_000, 5_000, 20_000, 100_000)
OWN = """
import sys
from pathlib import Path
from benchmarks.speeds.common import run
spent = run(sys.argv[2:], Path(sys.argv[1]))
print(spent.clock, spent.processor, spent.megabytes)
"""


def measure(quick: bool) -> dict[str, Any]:
    """Milliseconds a document and peak megabytes of the largest process, at each size, reading and loading."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in (100, 300) if quick else SIZES:
            file = folder / f"{size}.jsonl"
            characters = write_documents(file, size)
            home = folder / str(size)
            home.mkdir()
            spent = _alone([FIGURES, "extract", str(file), "--output", "out.jsonl"], home)
            found.append(
                {
                    "documents": size,
                    "characters": characters,
                    "ms a document": 1000 * spent.processor / size,
                    "characters a second": round(characters / spent.processor),
                    "peak megabytes": round(spent.megabytes),
                }
            )
            file.unlink()
    table(found)
    return {"by_documents": found}


def _alone(command: list[str], folder: Path) -> Spent:
    """In a process of its own, since the peak is that of the largest child so far."""
    told = subprocess.run(
        [sys.executable, "-c", OWN, str(folder), *command], capture_output=True, text=True, check=True
    ).stdout
    return Spent(*map(float, told.split()))
