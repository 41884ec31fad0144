"""The run as a Prefect flow of tasks. The steps are those of ``flows.steps``, in the order of ``flows.order``.

Only paths and ids travel between tasks: Prefect refuses parameters over 512 KiB, and a database connection as a
parameter breaks its cache keys. Its result cache is not used: the warehouse knows what has been read.
"""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows import steps
from flows.order import LOCK_DELAYS, Announce, Steps, carry_out
from flows.settings import Settings
from flows.steps import Outcome, new_job
from flows.summary import summarise
from warehouse import WarehouseLocked

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


TASK_OF_WAREHOUSE: dict[str, Any] = {
    "retries": len(LOCK_DELAYS),
    "retry_delay_seconds": list(LOCK_DELAYS),
    "retry_condition_fn": _was_locked,
    "cache_policy": NO_CACHE,
}
"""Options of the tasks that open the warehouse. Extraction is not tried again: it would fail the same way."""

TASKS = Steps(
    ingest=task(steps.ingest, name="ingest", **TASK_OF_WAREHOUSE),
    extract=task(steps.extract, name="extract", task_run_name="extract-{batch}", cache_policy=NO_CACHE),
    validate=task(steps.validate, name="validate", task_run_name="validate-{batch}", cache_policy=NO_CACHE),
    load=task(steps.load, name="load", task_run_name="load-{batch}", **TASK_OF_WAREHOUSE),
    compare=task(steps.compare, name="compare", **TASK_OF_WAREHOUSE),
    export=task(steps.export, name="export", **TASK_OF_WAREHOUSE),
)


@flow(name="figures-run")
def figures_run(
    paths: list[str] | None = None, warehouse: str | None = None, exports: str | None = None, force: bool = False
) -> Outcome:
    """From text to comparison: ingest → extract → validate → load → compare → export.

    ``paths`` are files and folders on the machine that runs this (default: the sample documents); where the
    warehouse and the exports go is as in ``flows.settings`` unless given. ``force`` reads again what was read before.
    """
    settings = Settings.load().with_places(warehouse and Path(warehouse), exports and Path(exports))
    outcome = carry_out(new_job(paths or (), settings, force=force), TASKS, _announce)
    create_markdown_artifact(
        key="figures-run",
        markdown=summarise(settings, outcome).markdown(),
        description=f"What run {outcome.run_id} did",
    )
    return outcome


def _announce(sentence: str) -> None:
    get_run_logger().info(sentence)
    if (tell := watcher.get()) is not None:
        tell(sentence)
