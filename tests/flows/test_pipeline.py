"""The run as a real Prefect flow, and the files by which it is deployed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = "At least five civilians were killed in Teir Malla on Thursday, the monitor said."


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """One server for all tests of this file: it takes some twenty seconds to start."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "d.jsonl"
    lines = [{"id": "a", "text": TEXT}, {"id": "blank", "text": " "}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n", encoding="utf-8")
    return path


@pytest.mark.prefect
def test_the_flow_runs_its_tasks_and_leaves_an_artifact(prefect_server, documents, tmp_path, monkeypatch):
    from prefect.client.orchestration import get_client

    from flows.pipeline import figures_run
    from warehouse.store import query

    monkeypatch.setenv("FIGURES_HOME", str(tmp_path / "home"))
    warehouse = tmp_path / "w.duckdb"
    outcome = figures_run(paths=[str(documents)], warehouse=str(warehouse), exports=str(tmp_path / "out"))

    assert query(warehouse, "select distinct run_id from assertions").rows == [(outcome.run_id,)]
    assert query(warehouse, "select row_key, run_id from quarantine order by all").rows == [
        (f"{documents}, line 3", outcome.run_id),
        ("blank", outcome.run_id),
    ]
    assert not (tmp_path / "home" / "work" / outcome.run_id).exists()

    async def recorded():
        async with get_client() as client:
            return await client.read_task_runs(), await client.read_artifacts()

    tasks, artifacts = asyncio.run(recorded())
    names = {task.name.split("-")[0] for task in tasks}
    assert names == {"ingest", "extract", "validate", "load", "compare", "export"}
    (artifact,) = [a for a in artifacts if a.key == "figures-run"]
    assert outcome.run_id in artifact.data
    assert "text_not_blank" in artifact.data
    assert "line 3: not valid JSON" in artifact.data


@pytest.mark.prefect
def test_only_a_locked_warehouse_is_tried_again(prefect_server):
    from prefect import flow

    from flows.pipeline import task_of_warehouse
    from warehouse import WarehouseLocked

    tries: dict[str, int] = {}

    def attempt(name: str, error: Exception) -> None:
        tries[name] = tries.get(name, 0) + 1
        if tries[name] < 3:
            raise error

    step = task_of_warehouse("attempt", delays=[0, 0, 0])(attempt)

    @flow
    def both() -> None:
        step("locked", WarehouseLocked("in use"))
        with pytest.raises(ValueError, match="broken"):
            step("broken", ValueError("broken"))

    both()
    assert tries == {"locked": 3, "broken": 1}


def test_the_deployment_points_to_the_flow_and_fits_its_parameters():
    from prefect.flows import load_flow_from_entrypoint

    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    path, _, name = deployment["entrypoint"].partition(":")
    loaded = load_flow_from_entrypoint(f"{ROOT / path}:{name}")
    assert loaded.name == "figures-run"
    assert loaded.validate_parameters(deployment["parameters"]).items() >= deployment["parameters"].items()
    assert all((ROOT / p).exists() for p in deployment["parameters"]["paths"])


def test_a_server_that_does_not_answer_is_named_and_plain_is_offered(figures, documents):
    result = figures("run", documents, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert result.returncode == 1
    assert "http://127.0.0.1:9/api" in result.stderr
    assert "--plain" in result.stderr
    assert "Traceback" not in result.stderr


def test_serving_without_a_server_says_what_to_do(figures, documents):
    result = figures("serve", documents, "--interval", "60")
    assert result.returncode == 2
    assert "prefect server start" in result.stderr


def test_serving_needs_a_schedule(figures, documents):
    result = figures("serve", documents)
    assert result.returncode == 2
    assert "--cron" in result.stderr
