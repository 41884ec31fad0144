"""A disk that fills: one sentence, exit code 1, nothing lost, and the same command goes on when there is space."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import FIGURES
from warehouse.store import query

ROWS = "select exact, outcome, document_id from assertions where is_current order by all"
REPORT = '{{"id": "{}", "text": "At least {} people were killed in Homs, a resident said."}}\n'

# In a mount namespace of its own: a small disk, filled but for some kilobytes; then the same command with space.
IN_A_SMALL_DISK = """
set -e
export FIGURES_HOME=disk
mount -t tmpfs -o size=64m tmpfs disk
cp -r before/. disk
for free in 0 900; do  # full while the run is prepared, full between its steps
    used=$(df --output=used disk | tail -n 1)
    head -c $((64 * 1024 - used - free))K /dev/zero > disk/filler
    "$0" run reports.jsonl --plain --force 2> $free.txt || echo $? > $free.code
    "$0" sql "$1" --csv > $free.csv
    rm disk/filler
done
"$0" run reports.jsonl --plain --force
"$0" sql "$1" --csv > after.csv
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(REPORT.format(number, number + 2) for number in range(20)))
    return path


def assert_said(stderr: str, reason: str) -> None:
    *_, last = stderr.splitlines()
    assert last.startswith("figures: no space is left to write ")
    assert reason in last
    assert "Traceback" not in stderr


@pytest.mark.parametrize("kilobytes", [8, 300], ids=["making-the-file", "making-the-tables"])
def test_a_limit_of_file_size_is_said_and_the_next_run_goes_on(figures, reports, tmp_path, kilobytes):
    command = ["bash", "-c", f'ulimit -f {kilobytes} && exec "$@"', "_", FIGURES, "run", reports, "--plain"]
    environment = {**os.environ, "FIGURES_HOME": str(tmp_path / "home")}
    limited = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert limited.returncode == 1
    assert_said(limited.stderr, "File too large")
    assert figures("run", reports, "--plain").returncode == 0
    assert len(query(tmp_path / "home" / "warehouse.duckdb", ROWS).rows) == 20


@pytest.fixture
def small_disks() -> None:
    """Skips where no file system can be mounted."""
    command = ["unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if shutil.which("unshare") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs a Linux that lets its users mount file systems in a namespace of their own")


def test_a_full_disk_is_said_and_loses_nothing(small_disks, figures, reports, tmp_path):
    assert figures("run", reports, "--plain").returncode == 0
    (tmp_path / "home").rename(tmp_path / "before")
    (tmp_path / "disk").mkdir()
    script = ["unshare", "--mount", "--map-root-user", "bash", "-c", IN_A_SMALL_DISK, FIGURES, ROWS]
    subprocess.run(script, cwd=tmp_path, capture_output=True, check=True, timeout=600)
    after = (tmp_path / "after.csv").read_text()
    assert len(after.splitlines()) == 21  # and the header
    for free in (0, 900):
        assert_said((tmp_path / f"{free}.txt").read_text(), "No space left on device")
        assert (tmp_path / f"{free}.code").read_text() == "1\n"
        assert (tmp_path / f"{free}.csv").read_text() == after
