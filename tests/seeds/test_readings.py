"""What the reader makes of the sample dispatches, against a reading by hand (``expected_readings.csv``).

``words`` finds the place in the text, ``quantity_text`` the quantity inside it; an empty bound is unbounded,
an empty outcome leaves it open, an empty speaker is the outlet itself.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Document
from flows.documents import find as documents

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "seeds" / "documents"
with (HERE / "expected_readings.csv").open(encoding="utf-8", newline="") as lines:
    EXPECTED = list(csv.DictReader(lines))

# Shares of the figures, below what is reached today and rising with it; a fall is a regression to explain.
FLOORS = {
    "entity_class": 0.95,
    "outcome": 0.91,
    "count_status": 0.96,
    "count_scope": 0.97,
    "polarity": 1.0,
    "speaker_text": 0.81,
}

DESIGNATION = re.compile(r"T-72|BMP-1|9K33|Su-34|KAB-500|122mm")

Pair = tuple[dict[str, str], "dict[str, Any] | None"]


@pytest.fixture(scope="module")
def texts() -> dict[str, Document]:
    read = {path.name: list(documents.read([path])) for path in sorted(FOLDER.glob("*.md"))}
    return {name: item for name, [item] in read.items() if isinstance(item, Document)}


@pytest.fixture(scope="module")
def records(texts: dict[str, Document]) -> list[dict[str, Any]]:
    from extractors.reader import Reader

    return [a.to_record() for _, assertions in Reader().read(list(texts.values())) for a in assertions]


@pytest.fixture(scope="module")
def pairs(texts: dict[str, Document], records: list[dict[str, Any]]) -> list[Pair]:
    """Each expected figure with the explicit counted assertion whose quantity overlaps its words."""
    counted = [r for r in records if not r["implicit"] and r["domain"] != "measure"]
    out: list[Pair] = []
    for row in EXPECTED:
        document = texts[row["file"]]
        start = document.text.index(row["words"]) + row["words"].index(row["quantity_text"])
        end = start + len(row["quantity_text"])
        here = [r for r in counted if r["document_id"] == document.document_id]
        found = [r for r in here if r["quantity_start"] < end and r["quantity_end"] > start]
        out.append((row, found[0] if found else None))
    return out


def bound(words: str) -> float | None:
    return float(words) if words else None


def same_speaker(expected: str, read: str) -> bool:
    """The shorter name of the same voice counts: "the bureau" for "the Central Sector Press Bureau"."""
    a, b = expected.lower(), read.lower().removeprefix("the ")
    return a == b if not a or not b else a in b or b in a


def test_every_figure_is_found_with_its_words_and_bounds(pairs):
    for row, record in pairs:
        assert record is not None, (row["file"], row["words"])
        read = record["quantity_text"], record["asserted_low"], record["asserted_high"]
        assert read == (row["quantity_text"], bound(row["asserted_low"]), bound(row["asserted_high"])), row["file"]


@pytest.mark.parametrize("field", FLOORS)
def test_what_is_said_of_the_figures_is_read_as_by_hand(pairs, field):
    asked = [(row, record) for row, record in pairs if record and (row[field] or field == "speaker_text")]
    same = same_speaker if field == "speaker_text" else str.__eq__
    wrong = [
        (row["file"], row["words"], row[field], record[field])
        for row, record in asked
        if not same(row[field], record[field])
    ]
    assert 1 - len(wrong) / len(asked) >= FLOORS[field], "\n".join(map(str, wrong))


def test_designations_and_calibres_are_no_figures(texts, records):
    masked = 0
    for document in texts.values():
        here = [r for r in records if r["document_id"] == document.document_id]
        for name in DESIGNATION.finditer(document.text):
            masked += 1
            inside = [r["exact"] for r in here if r["quantity_start"] < name.end() and r["quantity_end"] > name.start()]
            assert inside == [], name.group()
    assert masked > 10


def test_a_text_without_figures_gives_no_assertion(texts, records):
    document = texts["2015-11-21-harbour-gate-daily-talks.md"]
    assert [r["exact"] for r in records if r["document_id"] == document.document_id] == []
