"""Readers by name: ours, those of other packages, and what is said of a name that nobody has."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from extractors.readers import registry

PACKAGE = """
from extractors.model import Document


class Silent:
    name = "silent"
    version = "1"

    def __init__(self, options):
        self.options = options

    def read(self, documents):
        for document in documents:
            yield document, []


def broken(options):
    return object()
"""


@pytest.fixture
def another_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package that offers readers."""
    (tmp_path / "quiet_reader.py").write_text(PACKAGE)
    info = tmp_path / "quiet_reader-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: quiet-reader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[{registry.GROUP}]\nsilent = quiet_reader:Silent\nbroken = quiet_reader:broken\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("quiet_reader", None)


def test_the_grammar_is_the_reader_unless_another_is_named():
    reader = registry.make()
    assert (reader.name, registry.names()) == ("grammar", ("grammar",))
    assert "+" in reader.version


def test_a_reader_of_another_package_is_found_by_its_name_and_gets_the_options(another_package):
    assert registry.names() == ("broken", "grammar", "silent")
    reader = registry.make("silent", registry.Options(model="small"))
    assert (reader.name, reader.version, reader.options) == ("silent", "1", registry.Options(model="small"))


def test_a_name_that_nobody_has_is_refused_with_those_that_there_are():
    with pytest.raises(registry.UnknownReader, match="no reader named 'oracle'; there are: grammar"):
        registry.make("oracle")


def test_what_is_no_reader_is_refused_with_what_it_lacks(another_package):
    with pytest.raises(registry.UnknownReader, match="'broken' has no name, version, read"):
        registry.make("broken")


def test_the_command_reads_with_the_reader_that_is_named(figures, another_package):
    (another_package / "a.txt").write_text("A strike killed 12 people.")
    there = {"PYTHONPATH": str(another_package)}
    (row,) = map(json.loads, figures("extract", "a.txt", "--reader", "grammar", **there).stdout.splitlines())
    assert row["extractor"] == "grammar"
    silent = figures("extract", "a.txt", "--reader", "silent", **there)
    assert (silent.returncode, silent.stdout) == (0, "")
    run = figures("run", "a.txt", "--plain", "--reader", "silent", **there)
    assert "Assertions  0" in run.stdout
    asked = figures("sql", "select extractor, extractor_version from readings", "--csv", **there)
    assert asked.stdout.split() == ["extractor,extractor_version", "silent,1"]


def test_the_command_says_which_readers_there_are(figures, tmp_path):
    (tmp_path / "a.txt").write_text("A strike killed 12 people.")
    for command in (["extract", "a.txt"], ["run", "a.txt", "--plain"]):
        done = figures(*command, "--reader", "oracle")
        assert done.returncode == 2
        assert "there is no reader named 'oracle'; there are: grammar." in done.stderr
