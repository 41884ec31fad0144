"""Answers to queries as a person sees them on a terminal of a certain width, and as a program gets them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import duckdb
import pytest

from tests.conftest import FIGURES

WORDS = "At least 12 people were killed near Homs on Thursday, according to a resident of the village."


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    duckdb.connect(str(path)).close()
    return path


def on_terminal(warehouse: Path, query: str, width: int = 80) -> list[str]:
    """The lines that a terminal of this width shows."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm"}
    command = [FIGURES, "sql", query, "--warehouse", warehouse]
    subprocess.run(command, env=environment, stdout=theirs, stderr=subprocess.DEVNULL, check=True, timeout=60)
    os.close(theirs)
    text = os.read(ours, 1 << 16).decode()
    os.close(ours)
    return [line.rstrip() for line in re.sub("\x1b\\[[0-9;]*m", "", text).splitlines()]


def test_long_text_wraps_beside_the_other_columns(warehouse):
    header, _, first, *others = on_terminal(warehouse, f"select 12 as low, '{WORDS}' as sentence")
    assert header.split() == ["low", "sentence"]
    assert first.split()[:3] == ["12", "At", "least"]
    assert " ".join([*first.split()[1:], *" ".join(others).split()]) == WORDS


def test_a_row_with_more_columns_than_fit_is_a_list_of_them(warehouse):
    columns = ", ".join(f"{n} as a_column_{n:02}" for n in range(20))
    lines = on_terminal(warehouse, f"select {columns}, null as nothing, '{WORDS}' as sentence")
    assert lines[:2] == ["a_column_00   0", "a_column_01   1"]
    assert not any("nothing" in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_a_pipe_gets_whole_lines(figures, warehouse):
    answer = figures("sql", f"select '{WORDS}' as sentence", "--warehouse", warehouse)
    assert WORDS in answer.stdout.splitlines()
