"""What a run that Prefect started on a schedule owes to the others: it waits for its turn, and is made up for once.

Prefect's own limit of runs at a time is kept by its server, and stays taken when a run dies with it. The turn here is
a lock of the operating system, which goes when the process goes, however that ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import PrefectClient, SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Crashed

from flows import work
from flows.order import Announce

_LIMIT = 200  # the most that the API gives at once; a schedule has at most 100 runs ahead


@contextlib.contextmanager
def turn(warehouse: Path, announce: Announce) -> Iterator[None]:
    """Holds the turn of scheduled runs into this warehouse; waits for the run that has it, and says so."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(warehouse.with_name(f".{warehouse.name}.turn"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            announce("another scheduled run into this warehouse goes on; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def tidy_up(deployment_id: UUID, flow_run_id: UUID, home_of_work: Path, announce: Announce) -> None:
    """To be called by a run that has its turn: it stands for the runs that are overdue, and says which are dead.

    Overdue runs would read the same folder again, one after the other; they are cancelled in Prefect, with the reason.
    A run is dead if Prefect has it as running while nobody holds the lock of its work folder: its server was gone
    when it ended. It is set to crashed.
    """
    with get_client(sync_client=True) as client:
        stood_for = [run for run in _read(client, deployment_id, StateType.SCHEDULED) if _is_overdue(run)]
        for run in stood_for:
            client.set_flow_run_state(run.id, Cancelled(message=f"made up for by the run {flow_run_id}"), force=True)
        if stood_for:
            announce(f"{len(stood_for):,} runs are overdue; this one makes up for them")
        for run in _read(client, deployment_id, StateType.RUNNING):
            if run.id != flow_run_id and work.is_run_id(run.name) and not work.goes_on(home_of_work / run.name):
                client.set_flow_run_state(run.id, Crashed(message="ended while its server was gone"), force=True)
                announce(f"run {run.name} ended without a word to Prefect; it is marked as crashed there")


async def scheduled(client: PrefectClient, deployment_id: UUID) -> list[FlowRun]:
    """The runs of a deployment that have not begun, first those that are due first."""
    return await client.read_flow_runs(
        flow_run_filter=_of(deployment_id, StateType.SCHEDULED), sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=_LIMIT
    )


async def overdue(client: PrefectClient, deployment_id: UUID) -> list[FlowRun]:
    """Those of them that a schedule made and that should have begun by now."""
    return [run for run in await scheduled(client, deployment_id) if _is_overdue(run)]


def _is_overdue(run: FlowRun) -> bool:
    due = run.expected_start_time
    return run.auto_scheduled and due is not None and due <= datetime.now(UTC)


def _read(client: SyncPrefectClient, deployment_id: UUID, state: StateType) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_run_filter=_of(deployment_id, state), sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=_LIMIT
    )


def _of(deployment_id: UUID, state: StateType) -> FlowRunFilter:
    return FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment_id]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[state])),
    )
