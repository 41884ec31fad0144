"""`figures watch`: a folder is read when something in it changes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.conftest import FIGURES
from warehouse import WarehouseError
from warehouse.store import query


def test_a_file_that_comes_is_read_and_nothing_is_read_twice(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("At least 12 people were killed in Homs.")
    warehouse = tmp_path / "home" / "warehouse.duckdb"
    watching = subprocess.Popen(
        [FIGURES, "watch", "inbox", "--every", "1s"],
        cwd=tmp_path,
        env={**os.environ, "FIGURES_HOME": str(tmp_path / "home")},
        stderr=subprocess.PIPE,
        text=True,
    )

    def until(documents: int) -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                if query(warehouse, "select count(*) from documents").rows == [(documents,)]:
                    return
            except WarehouseError:
                pass
            time.sleep(0.5)
        raise AssertionError(f"never {documents} documents")

    try:
        until(1)
        (inbox / "b.txt").write_text("At least 13 people were killed in Idlib.")
        until(2)
        time.sleep(3)
        watching.send_signal(signal.SIGINT)
        _, said = watching.communicate(timeout=60)
    finally:
        watching.kill()
    assert said.count("extract ") == 2, said
    assert "Traceback" not in said
