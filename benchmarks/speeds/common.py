"""What the parts share: documents without end, commands with their processor time and peak memory, tables."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed import sample

FIGURES = str(Path(sys.executable).with_name("figures"))


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds by the clock, of processor time, and its largest process's peak in megabytes."""

    clock: float
    processor: float
    megabytes: float


def run(command: Sequence[str], folder: Path, text: bytes = b"", **environment: str) -> Spent:
    """Runs a command to its end. Raises ``RuntimeError`` with what it said if it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, said = process.communicate(text)
    if process.returncode not in (0, 2):
        raise RuntimeError(f"{' '.join(command[:3])} ended with {process.returncode}: {said.decode()[-300:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.monotonic() - began, processor, after.ru_maxrss / 1024)


def write_documents(file: Path, number: int, seed: int = 1) -> int:
    """So many documents as JSON Lines, no two alike; how many characters they have."""
    characters = 0
    with file.open("w", encoding="utf-8") as out:
        for document in documents(number, seed):
            characters += len(document["text"])
            out.write(json.dumps(document) + "\n")
    return characters


def documents(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Texts without end: each a real one whose numbers are changed and a third of whose paragraphs are another's."""
    texts = [d for d in sample(10**9) if len(d.text) < 20_000]
    chance = random.Random(seed)
    for n in range(number):
        base, other = chance.choice(texts), chance.choice(texts)
        lines = base.text.split("\n")
        strange = other.text.split("\n")
        lines = [chance.choice(strange) if chance.random() < 1 / 3 else line for line in lines]
        words = " ".join(lines).split(" ")
        text = " ".join(str(chance.randint(2, 98)) if word.isdigit() and len(word) < 3 else word for word in words)
        day = f"20{chance.randint(15, 19)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield {"id": f"bench-{seed}-{n}", "text": text, "source": f"Outlet {chance.randint(1, 40)}", "date": day}


def table(rows: Sequence[Mapping[str, object]]) -> None:
    """Prints rows with their names above."""
    if not rows:
        return
    cells = [[str(name) for name in rows[0]], *[[_shown(value) for value in row.values()] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    for row in cells:
        print(
            "  ".join(
                cell.rjust(width) if i else cell.ljust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
        )


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
