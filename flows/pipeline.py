"""The run as a Prefect flow of tasks. The steps are those of ``flows.steps``, in the order of ``flows.order``.

Only paths and ids travel between tasks: Prefect refuses parameters over 512 KiB, and a database connection as a
parameter breaks its cache keys. Its result cache is not used: the warehouse knows what has been read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext, get_run_context

from flows import deployed, steps
from flows.input_options import from_parameters
from flows.order import Announce, Steps, carry_out, lock_delays
from flows.settings import Settings
from flows.spread import steps as spread_steps
from flows.steps import Job, Outcome, new_job
from flows.summary import summarise
from warehouse import WarehouseLocked

TaskMaker = Callable[[Callable[..., Any]], Callable[..., Any]]

watcher: ContextVar[Announce | None] = ContextVar("watcher", default=None)
"""Who else hears what the run announces to Prefect's log: the command line, when it started the flow itself."""


def _was_locked(task: Any, task_run: Any, state: Any) -> bool:
    """Only a warehouse that another process has open is worth another try."""
    try:
        state.result()
    except WarehouseLocked:
        return True
    except Exception:
        return False
    return False


def task_of_warehouse(name: str, *, delays: Sequence[float] | None = None, **options: Any) -> TaskMaker:
    """Makes tasks of steps that open the warehouse: they are tried again while another process has it open.

    Extraction is not tried again: it would fail the same way.
    """
    delays = lock_delays(Settings.load().wait_minutes) if delays is None else delays
    return task(
        name=name,
        retries=len(delays),
        retry_delay_seconds=list(delays),
        retry_condition_fn=_was_locked,
        cache_policy=NO_CACHE,
        **options,
    )


TASKS = Steps(
    ingest=task_of_warehouse("ingest")(steps.ingest),
    extract=task(name="extract", task_run_name="extract-{batch}", cache_policy=NO_CACHE)(steps.extract),
    spread=task(name="spread", cache_policy=NO_CACHE)(spread_steps.spread),
    validate=task(name="validate", task_run_name="validate-{batch}", cache_policy=NO_CACHE)(steps.validate),
    load=task_of_warehouse("load", task_run_name="load-{batch}")(steps.load),
    compare=task_of_warehouse("compare")(steps.compare),
    export=task_of_warehouse("export")(steps.export),
)


@flow(name="figures-run")
def figures_run(
    paths: list[str] | None = None,
    warehouse: str | None = None,
    exports: str | None = None,
    force: bool = False,
    reader: str | None = None,
    options: dict[str, Any] | None = None,
    cluster: str | None = None,
    shards: str | None = None,
) -> Outcome:
    """From text to comparison: ingest → extract → validate → load → compare → export.

    ``paths`` are files and folders on the machine that runs this (default: the sample documents); where the
    warehouse and the exports go is as in ``flows.settings`` unless given. ``force`` reads again what was read before;
    ``reader`` names what reads the texts, ``cluster`` and ``shards`` the Dask cluster that it reads on; ``options`` say
    of the input what the command line can (``outlet``, ...).
    """
    settings = Settings.load().with_places(warehouse, exports).with_reader(reader)
    settings = settings.with_input(from_parameters(options)).with_cluster(cluster, shards)
    job = new_job(paths or (), settings, force=force)
    with _in_its_turn(job):
        outcome = carry_out(job, TASKS, _announce)
    create_markdown_artifact(
        key="figures-run",
        markdown=summarise(settings, outcome).markdown(),
        description=f"What run {outcome.run_id} did",
    )
    return outcome


@contextlib.contextmanager
def _in_its_turn(job: Job) -> Iterator[None]:
    """Names the flow run by the run's id; a run of a schedule first waits for its turn and stands for those missed."""
    context = get_run_context()
    assert isinstance(context, FlowRunContext) and context.flow_run is not None
    flow_run = context.flow_run
    with contextlib.ExitStack() as held:
        if flow_run.deployment_id is not None:
            held.enter_context(deployed.turn(job.settings.warehouse, _announce))
            deployed.tidy_up(flow_run.deployment_id, flow_run.id, job.work.parent, _announce)
        # In its turn: a run that waits has no folder of work yet, by which a name like that is told to be alive.
        with get_client(sync_client=True) as client:
            client.set_flow_run_name(flow_run.id, job.run_id)
        yield


def _announce(sentence: str) -> None:
    get_run_logger().info(sentence)
    if (tell := watcher.get()) is not None:
        tell(sentence)
