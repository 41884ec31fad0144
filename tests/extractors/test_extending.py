"""What a newcomer does, as ``docs/extending.md`` says it: one row, no Python, and the reading changes."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from extractors.model import Document
from extractors.reader import Reader
from seeds import reference

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```csv (\S+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
ROWS = BLOCK.findall((ROOT / "docs" / "extending.md").read_text(encoding="utf-8"))
TEXTS = {
    "patterns": "A raid reportedly killed 12 people.",
    "entity_nouns": "Four drone operators were seen.",
    "speech_cues": "A farmer swore that 9 men had died.",
}


@cache
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("row", [r for r in reference("entity_nouns") if r["example"]], ids=lambda row: row["term"])
def test_a_noun_with_an_example_has_its_class_there(row):
    found = reader().read_one(Document("d", row["example"]))
    assert row["entity_class"] in {a.counted.entity_class for a in found}


@pytest.mark.parametrize("row", [r for r in reference("speech_cues") if r["example"]], ids=lambda row: row["form"])
def test_a_verb_of_speech_with_an_example_has_a_speaker_there(row):
    found = reader().read_one(Document("d", row["example"]))
    assert {(a.chain.speaker_text.lower(), a.chain.hops[-1].cue) for a in found} == {
        (row["example"][: row["example"].index(f" {row['form']} ")].lower(), row["form"])
    }


def test_one_row_each_teaches_a_hedge_a_class_and_a_verb_of_speech(tmp_path):
    """On a copy of the program that knows none of the three rows, then on one that was given them."""
    for package in ("extractors", "flows", "seeds", "warehouse"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    (tmp_path / "texts.jsonl").write_text("\n".join(lines))
    for path, row in ROWS:
        table = tmp_path / path
        kept = [line for line in table.read_text(encoding="utf-8").splitlines() if line != row]
        table.write_text("\n".join(kept) + "\n", encoding="utf-8")
    before = read(tmp_path)
    for path, row in ROWS:
        with (tmp_path / path).open("a", encoding="utf-8") as table:
            table.write(row + "\n")
    after = read(tmp_path)
    assert (before["patterns"]["modality"], after["patterns"]["modality"]) == ("factual", "alleged")
    assert before["entity_nouns"]["entity_class"] != "combatant" == after["entity_nouns"]["entity_class"]
    assert (before["speech_cues"]["speaker_text"], after["speech_cues"]["speaker_text"]) == ("", "A farmer")


def read(folder: Path) -> dict[str, dict[str, str]]:
    """The assertion that the copy of the program reads in each text."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "extract", "texts.jsonl"]
    surroundings = {**os.environ, "FIGURES_HOME": str(folder / "home")}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=True)
    return {row["document_id"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_the_rows_of_the_page_fit_their_tables():
    assert len(ROWS) == 3
    for path, row in ROWS:
        header = (ROOT / path).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert len(next(csv.reader([row]))) == len(header), path
