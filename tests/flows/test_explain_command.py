"""`figures explain FILE` on a terminal and in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from tests.conftest import FIGURES, Run

TEXT = "At least 12 people were killed in the raid, the mayor said.\n"


def on_a_terminal(file: Path, **environment: str) -> str:
    """What the command prints where its output is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([FIGURES, "explain", file], stdout=theirs, stdin=theirs, env=os.environ | environment):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65_536):
                shown += piece
        except OSError:  # the other end was closed: all is read
            pass
    os.close(ours)
    return shown.decode()


def test_a_pipe_gets_plain_text_under_the_name_of_the_file(figures: Run, tmp_path: Path) -> None:
    (tmp_path / "raid.txt").write_text(TEXT, encoding="utf-8")
    shown = figures("explain", tmp_path / "raid.txt").stdout
    assert "raid.txt" in shown.splitlines()[0]
    assert "[1: At least 12] people were killed" in shown
    assert "\x1b" not in shown


def test_a_terminal_gets_colours_unless_they_are_unwanted(tmp_path: Path) -> None:
    (tmp_path / "raid.txt").write_text(TEXT, encoding="utf-8")
    assert "\x1b[1;36m[1: At least 12]\x1b[0m" in on_a_terminal(tmp_path / "raid.txt", TERM="xterm", NO_COLOR="")
    assert "\x1b[" not in on_a_terminal(tmp_path / "raid.txt", TERM="xterm", NO_COLOR="1")


def test_control_codes_of_a_document_do_not_reach_the_terminal(figures: Run) -> None:
    shown = figures("explain", "-", stdin='{"id": "a", "text": "Nine \\u001b[31mpeople died. \\u202eTen fled."}').stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
