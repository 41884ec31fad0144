"""The driver: tasks in, what came of them out, over a Dask scheduler or processes on this machine.

One plain client and one ``map`` over paths. Dask does the tasks of a lost worker again; a shard that is there is not
read twice, so that a scheduler that was restarted, or a run that broke off, costs what was not finished.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flows.errors import RunFailed, UserError, needs_extra
from flows.settings import Settings
from flows.spread import work
from flows.spread.config import LOCAL, ClusterConfig

RETRIES = 3
"""How often a shard is tried again whose worker failed with an error; workers that die are counted by Dask."""
_CONNECT_SECONDS = 10


def check(config: ClusterConfig, settings: Settings) -> None:
    """What can be known before any work: the shards can be written, the scheduler answers, the workers read alike.

    Raises ``UserError`` with a sentence for each of these.
    """
    with needs_extra("cluster", "; without --cluster this machine reads alone"):
        from flows.spread import shards
    try:
        probe = shards.probe(config.shards)
    except (OSError, ValueError, ImportError) as error:
        raise UserError(f"{config.shards} cannot be written to ({error}); name another place with --shards.") from error
    try:
        if config.address != LOCAL:
            with _connected(config) as client:
                _compare(client, settings, probe)
    finally:
        shards.remove([probe])


def read(
    tasks: Sequence[work.Task], config: ClusterConfig, tell: Callable[[str], None] = lambda sentence: None
) -> list[work.Done]:
    """Has every task done; what came of each, in the order of the tasks.

    Raises ``RunFailed`` if a task cannot be done, ``UserError`` if the cluster cannot be reached or reads differently.
    """
    with _connected(config) as client:
        from distributed import as_completed

        futures = client.map(work.read_shard, tasks, retries=RETRIES, pure=False)
        for number, future in enumerate(as_completed(futures, loop=client.loop), start=1):  # type: ignore[no-untyped-call]
            if future.status != "finished":
                error = future.exception()
                client.cancel(futures)
                if isinstance(error, UserError | RunFailed):
                    raise error
                raise RunFailed(
                    f"a shard could not be read on the cluster ({type(error).__name__}: {error}); what was read lies in"
                    f" {config.shards}, and the same run again does the rest."
                ) from error
            tell(f"shard {number:,} of {len(tasks):,}, {future.result().assertions:,} assertions")
        return list(client.gather(futures))


@contextlib.contextmanager
def _connected(config: ClusterConfig) -> Iterator[Any]:
    """A client with at least one worker."""
    with needs_extra("cluster", "; without --cluster this machine reads alone"):
        from distributed import Client, LocalCluster
    with contextlib.ExitStack() as held:
        held.enter_context(_quietly())
        try:
            if config.address == LOCAL:
                address = held.enter_context(
                    LocalCluster(  # type: ignore[no-untyped-call]
                        n_workers=config.workers,
                        threads_per_worker=1,
                        dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )
                )
            else:
                address = config.address
            client = held.enter_context(
                Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
            )
        except (OSError, ValueError) as error:
            raise UserError(f"no Dask scheduler answers at {config.address} ({error}).") from error
        try:
            client.wait_for_workers(1, timeout=config.wait_seconds)
        except TimeoutError as error:
            raise UserError(
                f"the scheduler at {config.address} has no worker after {config.wait_seconds:g} s; start one with "
                f"`dask worker {config.address}`, or set wait_seconds in [cluster]."
            ) from error
        yield client


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Dask's log tells of lost workers in pages; what the user needs to know of them, the run says."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _compare(client: Any, settings: Settings, probe: str) -> None:
    wanted = work.version(settings)
    answers = client.run(work.is_ready, settings, wanted, probe, on_error="return")
    for address, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):  # such as a worker that has no figures at all
            answer = f"{type(answer).__name__}: {answer}"
        if answer is not None:
            raise UserError(f"the worker {address} cannot take part: {answer}.")
