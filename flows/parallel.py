"""Reading a batch with more than one process where it is large enough to be worth it.

Processes inside a task, Prefect around it: a worker process of Prefect's own would start a server each. They are
spawned, not forked, because the parent may hold threads and an open database.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from extractors.model import Assertion, Document
from flows.interrupts import out_of_reach
from flows.output import json_line
from flows.reading import ReadingFailed, ReadInPart, assertions_of
from flows.settings import Settings

PARALLEL_FROM = 100
"""Documents from which a second process costs less than it saves: starting one and loading the model takes seconds."""

CHUNK = 20  # documents sent to a process at once


@dataclass(frozen=True, slots=True)
class Found:
    """The assertions of one document as JSON lines, or why the reader gave up on it; both if it was read in part."""

    document_id: str
    assertions: tuple[str, ...] = ()
    failure: str | None = None
    in_part: bool = False


def read_all(documents: Sequence[Document], settings: Settings) -> Iterator[Found]:
    """What is found in each document, in the order given. The result does not depend on the number of workers."""
    workers = settings.workers
    if workers == 1 or len(documents) < PARALLEL_FROM:
        yield from read_chunk(documents, settings)
        return
    chunks = [documents[i : i + CHUNK] for i in range(0, len(documents), CHUNK)]
    pool = _pool(workers)  # outside: with its queues starts a tracker, and starting that lets SIGINT in again
    with out_of_reach():  # the processes start with the first work
        found = [pool.submit(read_chunk, chunk, settings) for chunk in chunks]
    for chunk in found:  # no map: it cancels what is left, over which a pool whose workers were ended stumbles
        yield from chunk.result()


def close_workers() -> None:
    """Lets the reading processes end, if there are any: they and their pool keep a process alive that is done."""
    for workers in list(_pools):
        _pools.pop(workers).shutdown()


def end_workers() -> None:
    """Ends the reading processes at once, if there are any: for a run that breaks off and waits for no more text."""
    for process in multiprocessing.active_children():
        process.terminate()
    _pools.clear()


_pools: dict[int, ProcessPoolExecutor] = {}


def _pool(workers: int) -> ProcessPoolExecutor:
    """Kept for the length of the run, so that the model is loaded once per process and not once per batch."""
    if workers not in _pools:
        context = multiprocessing.get_context("spawn")
        _pools[workers] = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_the_parent)
    return _pools[workers]


def _end_with_the_parent() -> None:
    """Lets no worker wait for ever for a run that was killed."""

    def watch() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def read_chunk(documents: Sequence[Document], settings: Settings) -> list[Found]:
    """What is found in each document, read one after the other in this process."""
    return [_read(document, settings) for document in documents]


def _read(document: Document, settings: Settings) -> Found:
    try:
        found = assertions_of(document, settings)
    except ReadInPart as error:
        return Found(document.document_id, _lines(error.assertions), str(error), in_part=True)
    except ReadingFailed as error:
        return Found(document.document_id, failure=str(error))
    return Found(document.document_id, _lines(found))


def _lines(assertions: Sequence[Assertion]) -> tuple[str, ...]:
    return tuple(json_line(a.to_record()) for a in assertions)
