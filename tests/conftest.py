"""Shared by all tests: the command as a user runs it, a quiet and private environment, hypothesis profiles."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
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

# No test writes Prefect's files into the home folder of whoever runs it. Set here, because Prefect reads it on import.
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="figures-prefect-")
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
atexit.register(shutil.rmtree, os.environ["PREFECT_HOME"], ignore_errors=True)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


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
