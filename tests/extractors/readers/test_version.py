"""The version of a reader by its content: what changes it, what does not, and that a run reads again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.readers.grammar import Reader
from extractors.readers.version import content_hash

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A reader of one module, one table and one part that does not matter."""
    for name, content in {
        "rules.py": "A = 1\n",
        "tables/words.csv": "word\nraid\n",
        "tolls/sums.py": "B = 1\n",
    }.items():
        path = tmp_path / "room" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "room"


def test_the_same_content_has_the_same_hash_wherever_it_lies(room, tmp_path):
    shutil.copytree(room, tmp_path / "elsewhere")
    assert content_hash([room]) == content_hash([tmp_path / "elsewhere"])


@pytest.mark.parametrize(
    ("name", "content"),
    [("rules.py", "A = 2\n"), ("tables/words.csv", "word\nraid\nshelling\n"), ("more.py", "C = 1\n")],
)
def test_a_changed_module_or_table_or_a_new_one_has_another_hash(room, name, content):
    before = content_hash([room])
    (room / name).write_text(content)
    assert content_hash([room]) != before


def test_a_module_under_another_name_has_another_hash(room):
    before = content_hash([room])
    (room / "rules.py").rename(room / "laws.py")
    assert content_hash([room]) != before


def test_line_ends_notes_and_what_is_left_out_change_nothing(room):
    before = content_hash([room], without=[room / "tolls"])
    (room / "rules.py").write_bytes(b"A = 1\r\n")
    (room / "NOTES.md").write_text("Nothing that is read.")
    (room / "tolls" / "sums.py").write_text("B = 2\n")
    assert content_hash([room], without=[room / "tolls"]) == before


def test_another_library_is_another_version(room):
    assert content_hash([room], also=["spacy 3.8"]) != content_hash([room], also=["spacy 3.9"])


def test_another_parser_and_another_order_of_dates_are_another_version():
    versions = {Reader().version, Reader(model="en_core_web_sm").version, Reader(date_order="mdy").version}
    assert len(versions) == 3
    assert Reader().version == Reader().version


def test_a_run_reads_again_what_a_changed_table_may_read_otherwise_and_nothing_else(tmp_path):
    """The real command, from a copy of the program whose table changes between runs."""
    for package in ("extractors", "flows", "seeds", "warehouse"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "a.txt").write_text("At least 12 people were killed near Homs.")

    def read() -> str:
        command = [sys.executable, "-c", "from flows.cli import main; main()", "run", "a.txt", "--plain"]
        surroundings = {**os.environ, "FIGURES_HOME": str(tmp_path / "home")}
        done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
        return next(line for line in done.stdout.splitlines() if line.startswith("Documents"))

    assert "1 new or changed, 0 read before" in read()
    assert "0 new or changed, 1 read before" in read()
    with (tmp_path / "extractors" / "document" / "gate.py").open("a") as module:
        module.write("# A sentence that could hold no figure may hold one now.\n")
    assert "1 new or changed, 0 read before" in read()
