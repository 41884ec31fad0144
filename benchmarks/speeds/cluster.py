"""A Dask cluster of four processes, one killed on the way, against a run without: the exports must be the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.speeds.common import FIGURES, run, table, write_documents

WORKERS = 4
EXPORTS = ("figure_by_origin.csv", "comparison.csv", "assertions.csv")


def measure(quick: bool) -> dict[str, Any]:
    """Seconds by the clock. Raises ``RuntimeError`` if an export differs in more than the run's own id."""
    number = 120 if quick else 5_000
    found: dict[str, Any] = {"documents": number, "workers": WORKERS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(folder / "in.jsonl", number)
        size = str(max(10, number // 40))
        alone = {"FIGURES_HOME": str(folder / "alone"), "FIGURES_BATCH_DOCUMENTS": size, "FIGURES_WORKERS": "1"}
        found["one process"] = run([FIGURES, "run", "in.jsonl", "--plain", "--quiet"], folder, **alone).clock
        spread = {**alone, "FIGURES_HOME": str(folder / "spread"), "FIGURES_SHARDS": str(folder / "shards")}
        scheduler, address = _scheduler(folder)
        workers = [_worker(address, folder) for _ in range(WORKERS)]
        try:
            killer = threading.Thread(target=_kill, args=(workers[0], folder / "shards"), daemon=True)
            killer.start()
            command = [FIGURES, "run", "in.jsonl", "--plain", "--quiet", "--cluster", address]
            found["cluster, one worker killed"] = run(command, folder, **spread).clock
            found["killed"] = workers[0].poll() is not None
        finally:
            for process in [*workers, scheduler]:
                process.kill()
                process.wait()
        found["same"] = all(_content(folder / "alone", f) == _content(folder / "spread", f) for f in EXPORTS)
    table([{"run": way, "seconds": found[way]} for way in ("one process", "cluster, one worker killed")])
    print(f"a worker killed: {found['killed']}; the same exports: {found['same']}")
    if not found["same"]:
        raise RuntimeError("the exports differ")
    return found


def _scheduler(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    file = folder / "scheduler.json"
    program = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file)]
    process = subprocess.Popen([*program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    deadline = time.monotonic() + 60
    while not (file.exists() and '"address"' in file.read_text()):
        if time.monotonic() > deadline or process.poll() is not None:
            raise RuntimeError("the scheduler did not start")
        time.sleep(0.2)
    import json

    return process, str(json.loads(file.read_text())["address"])


def _worker(address: str, folder: Path) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    options = ["--no-dashboard", "--local-directory", str(folder / "dask")]
    return subprocess.Popen([*program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


def _kill(worker: subprocess.Popen[bytes], shards: Path) -> None:
    """Kills a worker once the first shards lie there."""
    while len(list(shards.glob("assertions-*.parquet"))) < 2:
        time.sleep(0.1)
    os.kill(worker.pid, signal.SIGKILL)


def _content(home: Path, file: str) -> list[list[str]]:
    """An export without the id of the run that made it."""
    import csv

    with (home / "exports" / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    run_ids = {i for i, name in enumerate(rows[0]) if name == "run_id"}
    return [[cell for i, cell in enumerate(row) if i not in run_ids] for row in rows]
