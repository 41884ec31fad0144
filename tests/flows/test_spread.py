"""Reading on a cluster: a real Dask scheduler with four workers, in the threads of this process to be quick."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import LocalCluster

from flows import steps
from flows.errors import RunFailed, UserError
from flows.order import preflight
from flows.settings import Settings
from flows.spread import cluster as driver
from flows.spread import shards, work
from flows.spread.config import chosen
from flows.spread.steps import spread

BATCHES = 8


@pytest.fixture(scope="module")
def dask() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=4, threads_per_worker=1, processes=False, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, dask: LocalCluster) -> steps.Job:
    """A run whose batches are on disk, to be read by the cluster."""
    folder = tmp_path_factory.mktemp("spread")
    told = [
        {"id": f"d{n}", "text": f"At least {n + 2} people were killed in Sarmada,\u2028according to the mayor."}
        for n in range(2 * BATCHES)
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    environment = {
        "FIGURES_HOME": str(folder / "home"),
        "FIGURES_BATCH_DOCUMENTS": "2",
        "FIGURES_CLUSTER": dask.scheduler_address,
    }
    made = steps.new_job([str(folder / "in.jsonl")], Settings.load(environment))
    steps.begin(made)
    steps.ingest(made)
    return made


@pytest.fixture
def job(ingested: steps.Job, tmp_path: Path) -> steps.Job:
    """The same with shards of its own."""
    return replace(ingested, settings=replace(ingested.settings, shards=str(tmp_path / "shards")))


def batches_of(job: steps.Job) -> list[str]:
    return sorted(path.name for path in job.work.iterdir() if path.is_dir())


def found(job: steps.Job, batches: list[str]) -> list[tuple[bytes, bytes]]:
    folders = [job.work / batch for batch in batches]
    return [((f / "assertions.jsonl").read_bytes(), (f / "failed.jsonl").read_bytes()) for f in folders]


def test_four_workers_one_of_them_lost_find_to_the_byte_what_one_process_finds(job, dask, tmp_path):
    batches = batches_of(job)
    lost = dask.workers[0]

    def lose() -> None:  # as soon as the first shard lies there
        while not list((tmp_path / "shards").glob("assertions-*.parquet")):
            time.sleep(0.01)
        # As when its machine is gone: the scheduler has it no more, and its half-done shard is nobody's.
        dask.sync(dask.scheduler.remove_worker, lost.address, stimulus_id="lost", close=False)

    killer = threading.Thread(target=lose)
    killer.start()
    told: list[str] = []
    assertions = spread(job, batches, told.append)
    killer.join()
    assert len(dask.scheduler.workers) == 3
    by_cluster = found(job, batches)
    for batch in batches:
        steps.extract(job, batch)
    assert by_cluster == found(job, batches)
    assert (assertions, len(told)) == (2 * BATCHES, BATCHES)
    assert not list((tmp_path / "shards").glob("documents-*"))


def test_shards_that_are_there_are_not_read_again(job, tmp_path):
    batches = batches_of(job)[:2]
    spread(job, batches)
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "shards").iterdir()}
    assert len(written) == 2
    before = found(job, batches)
    spread(job, batches)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "shards").iterdir()} == written
    assert found(job, batches) == before


def test_a_worker_of_another_version_is_refused_before_any_work(job, monkeypatch):
    config = chosen(job.settings)
    driver.check(config, job.settings)
    own = work.version(job.settings)
    assert work.is_ready(job.settings, work.Version(own.reader, "0.0+old", own.lexicon), shards.probe(config.shards))
    task = work.Task("unread", f"{config.shards}/none", job.settings, work.Version(own.reader, "0.0+old", own.lexicon))
    with pytest.raises(UserError, match="install the same release"):
        driver.read([task], config)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"FIGURES_CLUSTER": "tcp://127.0.0.1:9"}, "no Dask scheduler answers at tcp://127.0.0.1:9"),
        ({"FIGURES_CLUSTER": "nowhere"}, "'nowhere' is no cluster"),
        ({"FIGURES_CLUSTER": "local", "FIGURES_SHARDS": "/dev/null/shards"}, "/dev/null/shards cannot be written to"),
        ({"FIGURES_CLUSTER": "local", "FIGURES_SHARDS": "nosuch://bucket"}, "nosuch://bucket cannot be written to"),
    ],
)
def test_what_cannot_work_is_said_in_a_sentence_before_any_work(environment, said, tmp_path, monkeypatch):
    monkeypatch.setattr(driver, "_CONNECT_SECONDS", 1)
    (tmp_path / "a.txt").write_text("Two people were killed.")
    settings = Settings.load({"FIGURES_HOME": str(tmp_path / "home"), **environment})
    with pytest.raises(UserError, match=said):
        preflight([str(tmp_path / "a.txt")], settings, print)
    assert not (tmp_path / "home" / "warehouse.duckdb").exists()


def test_a_shard_that_cannot_be_read_fails_the_run_and_says_so(job):
    config = chosen(job.settings)
    own = work.version(job.settings)
    task = work.Task(f"{config.shards}/gone.parquet", f"{config.shards}/none.parquet", job.settings, own)
    with pytest.raises(RunFailed, match="the same run again does the rest"):
        driver.read([task], config)


def test_the_configuration_names_a_cluster_and_the_command_line_wins(tmp_path):
    file = tmp_path / "figures.toml"
    file.write_text('[cluster]\naddress = "tcp://far:8786"\nshards = "s3://bucket/x"\nworkers = 7\n')
    settings = Settings.load({"FIGURES_CONFIG": str(file), "FIGURES_HOME": "h"})
    told = chosen(settings)
    assert (told.address, told.shards, told.workers) == ("tcp://far:8786", "s3://bucket/x", 7)
    assert chosen(settings.with_cluster("local", "here")).shards == "here"
    assert chosen(Settings.load({"FIGURES_HOME": str(tmp_path)})) is None
    file.write_text("[cluster]\nspeed = 3\n")
    with pytest.raises(UserError, match="unknown: speed"):
        chosen(settings)
