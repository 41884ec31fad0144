"""Shared by all tests: the command as a user runs it, a quiet and private environment, hypothesis profiles."""

from __future__ import annotations

import atexit
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from benchmarks.faults import ready_to_fork
from tests.warehouse.dispatches import empty_warehouse

hypothesis_settings.register_profile("default", deadline=None, derandomize=True)
hypothesis_settings.register_profile(
    "fuzz", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("default")

ROOT = Path(__file__).resolve().parent.parent
FIGURES = Path(sys.executable).with_name("figures")

# No test writes Prefect's files into the home folder of whoever runs it. Set here, because Prefect reads it on import.
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="figures-prefect-")
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)

# What is started in the background of a script ignores Ctrl-C, and so would all that the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def ready() -> Iterator[subprocess.Popen[bytes]]:
    """The process that forks one for each command."""
    with ready_to_fork() as ready:
        yield ready
        assert ready.stdin
        ready.stdin.close()


@pytest.fixture(scope="session")
def figures_in(ready: subprocess.Popen[bytes]) -> Run:
    """Runs the command in a process of its own, in a folder: ``figures_in(folder, "extract", "a.txt")``.

    A run finds an empty warehouse there: to make one takes as long as all the rest of a small run. With
    ``new=True`` it makes its own.
    """

    def run(
        cwd: Path, *arguments: str | Path, stdin: str | bytes = "", new: bool = False, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        home = cwd / "home"
        if arguments[:1] == ("run",) and not new and not home.exists():
            home.mkdir()
            shutil.copy(empty_warehouse(), home / "warehouse.duckdb")
        with tempfile.TemporaryDirectory() as folder:
            files = {name: Path(folder, name) for name in ("stdin", "stdout", "stderr")}
            for file in files.values():
                file.touch()
            files["stdin"].write_bytes(stdin.encode() if isinstance(stdin, str) else stdin)
            asked = {
                "command": [str(FIGURES), *map(str, arguments)],
                "folder": str(cwd),
                "environment": {**os.environ, "FIGURES_HOME": str(home), **environment},
                **{name: str(file) for name, file in files.items()},
            }
            assert ready.stdin and ready.stdout
            ready.stdin.write(json.dumps(asked).encode() + b"\n")
            code = int(ready.stdout.readline())
            written = [files[name].read_bytes().decode() for name in ("stdout", "stderr")]
            return subprocess.CompletedProcess(asked["command"], code, *written)

    return run


@pytest.fixture
def figures(tmp_path: Path, figures_in: Run) -> Run:
    """Runs the command in an empty folder: ``figures("extract", "a.txt", stdin="...")``."""
    return partial(figures_in, tmp_path)


@pytest.fixture(scope="session")
def sample_run(figures_in: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """``figures run --plain`` over the sample documents, once for all: its folder and what it printed.

    Not to be changed; ``home/warehouse.duckdb`` is the warehouse.
    """
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "sample-run"
    with (shared / "sample-run.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "printed.json").exists():
            folder.mkdir()
            done = figures_in(folder, "run", "--plain", new=True)
            assert done.returncode == 0, done.stderr
            (folder / "printed.json").write_text(json.dumps([done.stdout, done.stderr]), encoding="utf-8")
    out, err = json.loads((folder / "printed.json").read_text(encoding="utf-8"))
    return folder, out, err
