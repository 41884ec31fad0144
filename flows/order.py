"""The order of work of a run: ingest → extract → validate → load → compare → export, whoever carries out the steps.

`figures run --plain` carries them out as they are, Prefect as tasks with the same names (``flows.pipeline``).
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from extractors.model import Document
from flows import notify, steps, work
from flows.documents.find import SOURCE, STANDARD_INPUT, read
from flows.errors import UserError
from flows.parallel import close_workers, end_workers
from flows.reading import check_paths
from flows.settings import Settings
from flows.spread import steps as spread_steps
from flows.spread.config import chosen
from flows.steps import Ingested, Job, Outcome
from warehouse import WarehouseError, WarehouseLocked
from warehouse.compare import LinkReport
from warehouse.store import open_warehouse

Announce = Callable[[str], None]
P = ParamSpec("P")
R = TypeVar("R")

_FIRST_DELAYS, _DELAY = (1.0, 2.0, 4.0), 5.0
_MOST_DELAYS = 45
"""Prefect takes at most 50 delays for one task."""


def lock_delays(minutes: float) -> tuple[float, ...]:
    """Seconds between tries to open a warehouse that another process has open, ``minutes`` in all.

    >>> lock_delays(0.5)
    (1.0, 2.0, 4.0, 5.8, 5.8, 5.8, 5.8)
    >>> lock_delays(0)
    ()
    """
    if not minutes:
        return ()
    rest = max(0.0, minutes * 60 - sum(_FIRST_DELAYS))
    tries = min(_MOST_DELAYS, int(rest // _DELAY))
    return (*_FIRST_DELAYS, *[round(max(_DELAY, rest / max(1, tries)), 1)] * tries)


_LEFT_OUT = "left out"


def only_failures(announce: Announce) -> Announce:
    """Announces what was left out, and nothing of how the work goes on."""
    return lambda sentence: announce(sentence) if sentence.startswith(_LEFT_OUT) else None


SHOWN = 20
"""Files passed over that are named while a run goes on; a folder of pictures must not bury what went wrong."""


def patiently(step: Callable[P, R], announce: Announce = lambda sentence: None) -> Callable[P, R]:
    """The step, tried again while another process has the warehouse open."""

    def tried(*args: P.args, **kwargs: P.kwargs) -> R:
        minutes = Settings.load().wait_minutes
        for number, delay in enumerate(lock_delays(minutes)):
            try:
                return step(*args, **kwargs)
            except WarehouseLocked:
                if number % 5 == 0:  # about once a minute
                    announce(f"the warehouse is open in another process; waiting for it, up to {minutes} minutes")
                time.sleep(delay)
        return step(*args, **kwargs)

    return tried


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a run, by name; each takes the job, those in the middle also a batch id.

    ``spread`` does for all batches on a cluster what ``extract`` does for one here.
    """

    ingest: Callable[[Job], Ingested]
    extract: Callable[[Job, str], int]
    spread: Callable[[Job, Sequence[str], Announce], int]
    validate: Callable[[Job, str], int]
    load: Callable[[Job, str], None]
    compare: Callable[[Job], LinkReport]
    export: Callable[[Job], list[str]]


PLAIN = Steps(
    ingest=patiently(steps.ingest),
    extract=steps.extract,
    spread=spread_steps.spread,
    validate=steps.validate,
    load=patiently(steps.load),
    compare=patiently(steps.compare),
    export=patiently(steps.export),
)
"""The steps with nothing around them but patience."""


def preflight(paths: Sequence[str], settings: Settings, announce: Announce) -> None:
    """What can be known before anything starts: that there is something to read, and a warehouse to write to.

    Raises ``UserError`` or ``WarehouseError`` with the sentence that says what to do.
    """
    if STANDARD_INPUT in paths:
        raise UserError("figures run reads files and folders; for standard input there is `figures extract -`.")
    check_paths(paths)
    if paths and not any(path.startswith(SOURCE) for path in paths):  # those are asked once, by the run
        _something_to_read(paths, settings)
    if (cluster := chosen(settings)) is not None:
        from flows.spread.cluster import check

        check(cluster, settings)
    patiently(_try_opening, announce=announce)(settings.warehouse)


def _something_to_read(paths: Sequence[str], settings: Settings) -> None:
    problems = []
    for item in read(paths, options=settings.options):
        if isinstance(item, Document):
            return
        problems.append(str(item))
    raise UserError("\n".join(["nothing could be read.", *problems]))


def _try_opening(path: Path) -> None:
    with open_warehouse(path):
        pass


def carry_out(job: Job, todo: Steps, announce: Announce) -> Outcome:
    """The whole run; what it did. A run that breaks off records how, and keeps its work folder for the next to clear.

    Raises ``UserError`` if there is nowhere to work, besides what the steps raise.
    """
    began = time.monotonic()
    announce(f"run {job.run_id}")
    with work.going_on(job.work):
        for run_id in patiently(steps.begin)(job):
            announce(f"run {run_id} was cut off; what it had loaded stays, the rest is read again")
        try:
            ingested, exports = _carried_out(job, todo, announce)
        except BaseException as error:
            interrupted = isinstance(error, KeyboardInterrupt | SystemExit)
            end_workers()
            with contextlib.suppress(WarehouseError):  # the first failure is the one to tell
                steps.end(job, "interrupted" if interrupted else "failed")
            if interrupted:
                announce("interrupted; what was loaded stays, and the next run does the rest")
            raise
        close_workers()
        patiently(steps.finish, announce)(job)
        patiently(steps.publish, announce)(job)
        _tell(job, announce)
    return Outcome(job.run_id, ingested, tuple(exports), time.monotonic() - began)


def _tell(job: Job, announce: Announce) -> None:
    """Notifications, where the configuration asks for them; the run is done, and they cannot fail it."""
    try:
        notify.after_run(job.run_id, job.settings, announce)
    except (UserError, WarehouseError) as error:
        announce(f"left out: notifications: {error}")


def _carried_out(job: Job, todo: Steps, announce: Announce) -> tuple[Ingested, list[str]]:
    ingested = todo.ingest(job)
    for problem in ingested.problems:
        announce(f"{_LEFT_OUT}: {problem}")
    for problem in ingested.passed_over[:SHOWN]:
        announce(f"passed over: {problem}")
    if more := ingested.passed_over[SHOWN:]:
        announce(f"passed over: {len(more):,} more; all of them are in quarantine, as input_kind")
    announce(f"ingest    {ingested.new:,} new or changed documents, {ingested.unchanged:,} read before")
    for note in ingested.remarks():
        announce(f"ingest    {note}")
    cluster = chosen(job.settings)
    if cluster is not None and ingested.batches:
        announce(f"extract   {len(ingested.batches):,} shards on the cluster {cluster.address}")
        todo.spread(job, ingested.batches, lambda words: announce(f"extract   {words}"))
    for number, batch in enumerate(ingested.batches, start=1):
        _one_batch(job, todo, batch, partial(_of, announce, number, len(ingested.batches)), here=cluster is None)
    linked = todo.compare(job)
    announce(f"compare   {linked.figures:,} figures of {linked.events:,} events, {linked.origins:,} origins")
    exports = todo.export(job)
    announce(f"export    {len(exports)} files")
    return ingested, exports


def _of(announce: Announce, number: int, batches: int, stage: str, words: str) -> None:
    announce(f"{stage:9} {words}" + (f" (batch {number} of {batches})" if batches > 1 else ""))


def _one_batch(job: Job, todo: Steps, batch: str, tell: Callable[[str, str], None], *, here: bool = True) -> None:
    """``here`` = this machine reads the batch; otherwise the cluster has."""
    if here:
        began = time.monotonic()
        assertions = todo.extract(job, batch)
        tell("extract", f"{assertions:,} assertions in {time.monotonic() - began:.0f} s")
    quarantined = todo.validate(job, batch)
    tell("validate", f"{quarantined:,} rows in quarantine" if quarantined else "every row passes its checks")
    todo.load(job, batch)
    tell("load", "in the warehouse")
    if not here:
        spread_steps.let_go(job, batch)
