"""Where the time of reading goes: ``make profile``.

Documents go in (the texts of ``benchmarks.speed``), two tables come out: processor time by component of the reader,
and the functions of this project with the most time of their own. Time in a library counts for the function that
called it, so that a row is something that can be changed here. py-spy samples from outside the process: what is
measured runs as fast as ever. It counts by the clock: on a busy machine the shares hold, the seconds do not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.speed import count_words, sample
from extractors.model import Document

ROOMS = ("extractors/", "seeds/")
RATE = 400
"""Samples a second."""
WARM_UP = 20  # documents read before anything is measured: vocabularies are loaded once per process


def main() -> None:
    """Prints both tables; with ``--json`` writes them too."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--documents", type=int, default=2000, help="how many, spread over all files")
    options.add_argument("--top", type=int, default=25, help="how many functions to name")
    options.add_argument("--json", type=Path, help="write the tables there as well")
    options.add_argument("--read", type=Path, help=argparse.SUPPRESS)  # what is sampled: reads, writes components
    arguments = options.parse_args()
    if arguments.read:
        read(arguments.documents, arguments.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        stacks, tables = Path(folder) / "stacks", Path(folder) / "tables.json"
        again = [sys.executable, "-m", "benchmarks.profile", f"--documents={arguments.documents}", f"--read={tables}"]
        spy = [str(Path(sys.executable).with_name("py-spy")), "record", f"--rate={RATE}", "--format=raw"]
        subprocess.run([*spy, f"--output={stacks}", "--", *again], check=True, stdout=subprocess.DEVNULL)
        found = json.loads(tables.read_text())
        own, whole = by_function(stacks.read_text().splitlines())
    components = Counter(found["components"])
    spent, sampled = sum(components.values()), sum(own.values())
    rate = found["words"] / spent
    print(f"{found['documents']:,} documents, {found['words']:,} words, {rate:,.0f} words a second of processor time")
    print(f"\n{'component':24} {'seconds':>8} {'share':>7}")
    for name, seconds in components.most_common():
        print(f"{name:24} {seconds:8.2f} {seconds / spent:7.1%}")
    print(f"\n{'function':64} {'own':>7} {'with what it calls':>19}")
    for name, samples in own.most_common(arguments.top):
        print(f"{name:64} {samples / sampled:7.1%} {whole[name] / sampled:19.1%}")
    if arguments.json:
        shares = {name: {"own": own[name] / sampled, "whole": whole[name] / sampled} for name in own}
        arguments.json.write_text(json.dumps({**found, "functions": shares}, indent=1))


def read(number: int, tables: Path) -> None:
    """Reads the documents and writes the processor time of each component: the process that is sampled."""
    from extractors.reader import Reader

    documents = spread(sample(10**9), number)
    reader = Reader()
    for document in documents[:WARM_UP]:
        reader.read_one(document)
    components = by_component(reader, documents)
    words = sum(map(count_words, documents))
    tables.write_text(json.dumps({"documents": len(documents), "words": words, "components": components}))


def spread(documents: Sequence[Document], number: int) -> list[Document]:
    """So many of the documents, evenly from the first to the last.

    >>> [d.document_id for d in spread([Document(str(n), "") for n in range(9)], 3)]
    ['0', '3', '6']
    """
    if len(documents) <= number:
        return list(documents)
    return [documents[i * len(documents) // number] for i in range(number)]


def by_component(reader: object, documents: Iterable[Document]) -> Counter[str]:
    """Seconds of processor time that each component of the reader takes, and the records at the end."""
    from extractors.page import Page

    spent: Counter[str] = Counter()
    for document in documents:
        page = Page(document)
        for component in reader.pipeline.components:  # type: ignore[attr-defined]
            began = time.process_time()
            page = component(page)
            spent[component.name] += time.process_time() - began
        began = time.process_time()
        for assertion in page.assertions:
            assertion.to_record()
        spent["records"] += time.process_time() - began
    return spent


def by_function(stacks: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Samples by function of this project: of its own (libraries that it calls with it), and with all it calls.

    A stack is a line of functions from the outermost on, and how often it was met. What happened before the documents
    that are measured is left out.

    >>> own, _ = by_function(["by_component (benchmarks/profile.py:9);find (extractors/a.py:7);match (re.py:1) 3"])
    >>> own
    Counter({'extractors/a.py find': 3})
    """
    own: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for line in stacks:
        stack, _, times = line.rpartition(" ")
        calls = [call.rpartition(" (") for call in stack.split(";")]
        if not any(name == "by_component" for name, _, _ in calls):
            continue
        ours = [f"{where.partition(':')[0]} {name}" for name, _, where in calls if where.startswith(ROOMS)]
        if ours:
            own[ours[-1]] += int(times)
            whole.update(dict.fromkeys(ours, int(times)))
    return own, whole


if __name__ == "__main__":
    main()
