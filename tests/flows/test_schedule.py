"""A schedule that fires: a real Prefect server, the flow served or on a work pool, runs that nobody started."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.errors import UserError
from flows.orchestration import deployment_name
from flows.settings import duration
from tests.conftest import FIGURES, ROOT
from warehouse import WarehouseError, WarehouseLocked
from warehouse.store import query

pytestmark = pytest.mark.prefect
PREFECT = Path(sys.executable).with_name("prefect")
TEXT = "At least five civilians were killed in Teir Malla on Thursday, the monitor said."
LONG = 150  # seconds: a schedule of seconds, on a machine that has other things to do


def until(what: Callable[[], Any], seconds: float = LONG) -> Any:
    """What the function comes to as soon as it is something; fails when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.3)
    raise AssertionError(f"nothing came of it in {seconds} s")


class Place:
    """A folder with documents, a Prefect server of its own on a free port, and what was started there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "reports").mkdir()
        (folder / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            **os.environ,
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_CLIENT_MAX_RETRIES": "1",
            "FIGURES_HOME": str(folder / "home"),
        }
        self.started: list[subprocess.Popen[bytes]] = []
        self.server = self.start_server()

    def start(self, *command: str | Path, into: str, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        with (self.folder / into).open("ab") as log:
            process = subprocess.Popen(
                list(map(str, command)),
                cwd=cwd or self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                process_group=0,
            )
        self.started.append(process)
        return process

    def start_server(self) -> subprocess.Popen[bytes]:
        server = self.start(PREFECT, "server", "start", "--port", str(self.port), into="server.log")
        until(lambda: self.asked("/health"))
        return server

    def serve(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        return self.start(FIGURES, "serve", *arguments, into="serve.log")

    def said(self, log: str = "serve.log") -> str:
        return (self.folder / log).read_text(encoding="utf-8")

    def asked(self, path: str, **body: Any) -> Any:
        import httpx

        with contextlib.suppress(httpx.HTTPError):
            url = f"{self.environment['PREFECT_API_URL']}{path}"
            return (httpx.post(url, json=body) if body else httpx.get(url)).json()
        return None

    def flow_runs(self, state: str) -> list[dict[str, Any]]:
        return self.asked("/flow_runs/filter", flow_runs={"state": {"name": {"any_": [state]}}}) or []

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the warehouse; none before it is there. Waits for who has it open."""
        path = self.folder / "home" / "warehouse.duckdb"
        while True:
            try:
                return query(path, sql).rows
            except WarehouseLocked:
                time.sleep(0.1)
            except WarehouseError:
                return []

    def hold_up(self) -> Path:
        """A pipe that keeps a run which reads it going, until somebody writes to it."""
        os.mkfifo(self.folder / "more.txt")
        return self.folder / "more.txt"

    def let_go_on(self) -> None:
        """Lets that run end, and those after it meet a file."""
        (self.folder / "more.txt").write_text("A strike killed 12 people in Homs.")
        (self.folder / "more.txt").unlink()
        (self.folder / "more.txt").write_text("A strike killed 12 people in Homs.")

    def finished(self) -> list[str]:
        return [run for (run,) in self.rows("select run_id from runs where status = 'finished' order by started_at")]

    def stop(self, process: subprocess.Popen[bytes], how: int = signal.SIGKILL) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    try:
        yield made
    finally:
        for process in reversed(made.started):
            made.stop(process)


def test_a_served_schedule_fires_and_its_run_is_in_the_warehouse_by_name(place: Place) -> None:
    """No test ever let one fire, and none fired: the scheduler of the locked versions failed at every turn."""
    (place.folder / "reports" / "many.jsonl").write_text(
        "\n".join(json.dumps({"id": str(i), "text": f"A strike killed {i + 2} people near Homs."}) for i in range(120))
    )
    served = place.serve("reports", "--interval", "20s")
    (run_id, *_) = until(place.finished)
    (flow_run,) = until(lambda: [run for run in place.flow_runs("Completed") if run["name"] == run_id])
    assert flow_run["auto_scheduled"]
    assert place.rows("select distinct run_id from assertions") == [(run_id,)]
    assert "serving reports" in place.said()
    assert "next run at 20" in place.said()
    until(lambda: not reading_processes(served.pid), 10)  # they kept the child of each run, and themselves, for ever
    place.stop(served, signal.SIGINT)
    assert "Traceback" not in place.said()


def reading_processes(group: int) -> list[str]:
    """Command lines of the processes that read text for the runs of a group of processes."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(folder.name)) == group:
                found.append((folder / "cmdline").read_text())
    return [line for line in found if "multiprocessing" in line and "spawn_main" in line]


def test_the_deployment_file_fires_on_a_worker(place: Place) -> None:
    """`prefect.yaml` as it is, but for where it reads and writes and how often."""
    described = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    (deployment,) = described["deployments"]
    deployment["schedules"] = [{"interval": 10, "active": True}]
    deployment["parameters"] = {
        "paths": [str(place.folder / "reports")],
        "warehouse": str(place.folder / "home" / "warehouse.duckdb"),
    }
    deployment["entrypoint"] = str(ROOT / deployment["entrypoint"])
    (place.folder / "prefect.yaml").write_text(yaml.safe_dump(described))
    for command in (["work-pool", "create", "figures", "--type", "process"], ["--no-prompt", "deploy", "--all"]):
        done = place.start(PREFECT, *command, into="deploy.log")
        assert done.wait(timeout=LONG) == 0, place.said("deploy.log")
    place.start(PREFECT, "worker", "start", "--pool", "figures", "--limit", "1", into="worker.log", cwd=ROOT)
    (run_id, *_) = until(place.finished)
    (flow_run,) = until(lambda: [run for run in place.flow_runs("Completed") if run["name"] == run_id])
    assert flow_run["auto_scheduled"]


@pytest.mark.schedule
def test_runs_wait_for_one_that_goes_on_and_are_made_up_for_by_one(place: Place) -> None:
    """A pipe that nobody writes to keeps a run going while two more come due."""
    place.serve("reports", place.hold_up(), "--interval", "5s")
    until(lambda: place.rows("from runs where status = 'running'"))
    until(lambda: len(place.flow_runs("Late")) >= 2)
    assert len(place.rows("from runs")) == 1
    place.let_go_on()
    until(lambda: "overdue; this one makes up for them" in place.said())
    assert until(lambda: place.flow_runs("Cancelled"))
    until(lambda: len(place.finished()) == 2)
    assert len(place.rows("from runs")) == 2


@pytest.mark.schedule
def test_a_server_that_dies_in_the_middle_of_a_run_costs_nothing(place: Place) -> None:
    place.serve("reports", place.hold_up(), "--interval", "5s")
    ((dying,),) = until(lambda: place.rows("select run_id from runs where status = 'running'"))
    place.stop(place.server)
    place.let_go_on()
    until(lambda: place.rows(f"from runs where run_id = '{dying}' and status <> 'running'"))
    place.start_server()
    until(lambda: set(place.finished()) - {dying})
    assert place.rows("select count(*) from documents where is_current") == [(2,)]
    assert "does not answer" in place.said()
    assert not [run for run in place.flow_runs("Running") if run["name"] == dying]


@pytest.mark.schedule
def test_runs_missed_while_nobody_served_are_made_up_for_once(place: Place) -> None:
    served = place.serve("reports", "--interval", "5s")
    until(place.finished)
    place.stop(served, signal.SIGTERM)
    until(lambda: len(place.flow_runs("Late")) >= 2)
    before = len(place.rows("from runs"))
    again = place.serve("reports", "--interval", "1d")
    until(lambda: len(place.finished()) > before or len(place.rows("from runs")) > before)
    assert "runs were missed while nobody served them" in place.said()
    time.sleep(5)
    assert len(place.rows("from runs")) == before + 1
    place.stop(again, signal.SIGINT)


@pytest.mark.schedule
def test_a_schedule_that_plans_nothing_is_complained_about(place: Place) -> None:
    place.stop(place.server)
    place.environment["PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED"] = "false"
    place.start_server()
    place.serve("reports", "--interval", "1h")
    until(lambda: "no run is scheduled" in place.said())


@pytest.mark.parametrize("wrong", ["0", "soon", "-5", "5 years"])
def test_a_time_that_is_none_is_said(wrong: str) -> None:
    with pytest.raises(UserError, match="no stretch of time"):
        duration(wrong)


def test_two_folders_are_two_deployments() -> None:
    assert deployment_name(["a/reports"]) != deployment_name(["a/pages"])
