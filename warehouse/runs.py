"""The log of runs: when each began, how it ended, and what it loaded.

A run that ends writes so itself. One that is killed, or whose machine loses power, cannot: it stays
``running`` until the next command that writes to the warehouse finds that it does not go on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

Ending = Literal["finished", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline, with the versions that decide what it supersedes.

    ``work_folder`` is where it works; from that others can tell whether it goes on.
    """

    run_id: str
    extractor: str
    extractor_version: str
    lexicon_version: str
    parameters: str = "{}"  # JSON
    work_folder: Path | None = None


def start_run(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Record that a run began."""
    con.execute(
        "insert into runs by name select ? as run_id, current_timestamp as started_at, 'running' as status, "
        "0 as documents, 0 as assertions, 0 as quarantined, ? as extractor, ? as extractor_version, "
        "? as lexicon_version, ? as parameters, ? as work_folder",
        [
            run.run_id,
            run.extractor,
            run.extractor_version,
            run.lexicon_version,
            run.parameters,
            None if run.work_folder is None else str(run.work_folder),
        ],
    )


def finish_run(con: duckdb.DuckDBPyConnection, run_id: str, status: Ending = "finished") -> None:
    """Record the end of a run by the run itself, with the sums of its batches."""
    _end(con, run_id, status, when="finished_at")


def mark_interrupted(con: duckdb.DuckDBPyConnection, goes_on: Callable[[Path], bool]) -> list[str]:
    """Mark the runs that are recorded as running and are not; their ids.

    ``goes_on`` tells from a run's work folder whether it does; a run that recorded none is of a version before that,
    and over. When it broke off is not known, so ``finished_at`` stays null; ``interruption_found_at`` is now.
    """
    running = con.execute("select run_id, work_folder from runs where status = 'running' order by run_id").fetchall()
    over = [run_id for run_id, folder in running if folder is None or not goes_on(Path(folder))]
    for run_id in over:
        _end(con, run_id, "interrupted", when="interruption_found_at")
    return over


def _end(con: duckdb.DuckDBPyConnection, run_id: str, status: Ending, when: str) -> None:
    con.execute(
        f"""
        update runs set
            {when} = current_timestamp,
            status = $status,
            documents = coalesce((select sum(documents) from batches where run_id = $run), 0),
            assertions = coalesce((select sum(assertions) from batches where run_id = $run), 0),
            quarantined = coalesce((select sum(quarantined) from batches where run_id = $run), 0)
        where run_id = $run
        """,
        {"status": status, "run": run_id},
    )
