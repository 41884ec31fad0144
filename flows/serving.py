"""Serving the flow on a schedule: in goes what to read and how often, out comes a process that runs it until stopped.

Prefect keeps the schedule and starts the runs, one at a time. What it does not do is done here: it is said when the
next run is and that none is scheduled, and a run that was missed while nobody served is made up for once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from prefect import Flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.exceptions import ObjectNotFound
from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from flows.deployed import overdue, scheduled
from flows.order import Announce

LOOK_SECONDS = 5.0
"""How often the schedule is looked at."""

PATIENCE_SECONDS = 75.0
"""How long a schedule may stay without a next run: the scheduler of a Prefect server comes by once a minute."""


@dataclass(frozen=True, slots=True)
class Served:
    """A deployment to serve: its name, the parameters of each run, and its schedule (one of ``cron``, ``interval``)."""

    name: str
    parameters: Mapping[str, Any]
    cron: str | None
    interval: timedelta | None


def serve(flow: Flow[Any, Any], served: Served, announce: Announce) -> None:
    """Serves the flow until Ctrl-C or SIGTERM. Raises ``httpx.HTTPError`` if no server answers at the start."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(flow, served, announce))


async def _serve(flow: Flow[Any, Any], served: Served, announce: Announce) -> None:
    async with get_client() as client:
        await client.hello()  # a server that is not there at the start is a mistake to be told
    stopped = False
    while not stopped:
        try:
            await _serve_once(flow, served, announce)
            stopped = True
        except* (RuntimeError, httpx.HTTPError) as errors:
            # Prefect's runner gives up on a server that is away for some tries; whoever serves does not.
            announce(f"the Prefect server was away for too long ({_first(errors)}); serving again when it is back")
        if not stopped:
            await _answer()


def _first(errors: BaseExceptionGroup[Exception]) -> str:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return " ".join(str(error).split()) or type(error).__name__


async def _answer() -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        async with get_client() as client:
            if await client.api_healthcheck() is None:
                return


async def _serve_once(flow: Flow[Any, Any], served: Served, announce: Announce) -> None:
    # One run at a time, by this process: a limit that the server keeps stays taken when a run dies with its server.
    runner = Runner(name=served.name, limit=1, pause_on_shutdown=False)
    async with get_client() as client:
        before = await _known(client, f"{flow.name}/{served.name}")
        missed = await overdue(client, before.id) if before else []
        if before and before.parameters.get("paths") != served.parameters["paths"]:
            announce(f"{served.name} read {_listed(before.parameters)} until now; --name keeps both.")
        deployment_id = await runner.aadd_flow(
            flow,
            name=served.name,
            cron=served.cron,
            interval=served.interval,
            parameters=dict(served.parameters),
            # By its module: the run is found from whatever folder this is called in.
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        if missed:
            announce(f"{len(missed):,} runs were missed while nobody served them: one now makes up for them.")
            await client.create_flow_run_from_deployment(deployment_id)
        watch = asyncio.create_task(_watch(client, deployment_id, announce))
        try:
            await runner.start()
        finally:
            watch.cancel()


async def _known(client: PrefectClient, name: str) -> Any:
    try:
        return await client.read_deployment_by_name(name)
    except ObjectNotFound:
        return None


def _listed(parameters: Mapping[str, Any]) -> str:
    return ", ".join(map(str, parameters.get("paths") or ("the sample documents",)))


async def _watch(client: PrefectClient, deployment_id: UUID, announce: Announce) -> None:
    """Says when the next run is, each time that this changes, and complains while there is none."""
    said: str | None = None
    seen = asyncio.get_running_loop().time()
    while True:
        now = asyncio.get_running_loop().time()
        try:
            sentence = _next_run(await scheduled(client, deployment_id), datetime.now(UTC))
        except httpx.HTTPError as error:
            sentence = f"the Prefect server does not answer ({type(error).__name__}); nothing runs until it does."
        if sentence is not None:
            seen = now
        elif now - seen > PATIENCE_SECONDS:
            sentence = await _why_none(client, deployment_id)
        if sentence is not None and sentence != said:
            announce(sentence)
            said = sentence
        await asyncio.sleep(LOOK_SECONDS)


def _next_run(runs: Sequence[FlowRun], now: datetime) -> str | None:
    """A sentence about the first of these runs that is still to come; ``None`` if there is none."""
    ahead = [run.expected_start_time for run in runs if run.expected_start_time and run.expected_start_time > now]
    if not ahead:
        return None
    return f"next run at {min(ahead):%Y-%m-%d %H:%M:%S} UTC"


async def _why_none(client: PrefectClient, deployment_id: UUID) -> str:
    with contextlib.suppress(httpx.HTTPError, ObjectNotFound):
        deployment = await client.read_deployment(deployment_id)
        if deployment.paused or not any(schedule.active for schedule in deployment.schedules):
            name = f"figures-run/{deployment.name}"
            return f"no run is scheduled: the schedule is paused; see `prefect deployment schedule ls {name}`."
    return (
        "no run is scheduled: the scheduler of the Prefect server does nothing. Look into the server's log; "
        "Prefect below 3.9.1 does not schedule with SQLAlchemy 2.1."
    )
