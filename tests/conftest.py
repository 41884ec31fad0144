"""Shared by all tests: the command as a user runs it, a quiet and private environment, hypothesis profiles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("default", deadline=None, derandomize=True)
hypothesis_settings.register_profile(
    "fuzz", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("default")

ROOT = Path(__file__).resolve().parent.parent
FIGURES = Path(sys.executable).with_name("figures")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def _private_prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes Prefect's files into the home folder of whoever runs it."""
    os.environ["PREFECT_HOME"] = str(tmp_path_factory.mktemp("prefect"))
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    yield


@pytest.fixture
def figures(tmp_path: Path) -> Run:
    """Runs the real command in an empty folder: ``figures("extract", "a.txt", stdin="...")``."""

    def run(*arguments: str | Path, stdin: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            [FIGURES, *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "FIGURES_HOME": str(tmp_path / "home"), **environment},
            timeout=300,
            check=False,
        )
        return subprocess.CompletedProcess(
            result.args, result.returncode, result.stdout.decode("utf-8"), result.stderr.decode("utf-8")
        )

    return run
