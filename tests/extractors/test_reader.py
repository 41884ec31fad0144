"""Whole readings: one sentence at a time, every construct that the reader claims to know (``readings.csv``)."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from extractors.model import Assertion, Document
from extractors.reader import Reader

ROWS = list(csv.DictReader(Path(__file__).with_name("readings.csv").open(encoding="utf-8", newline="")))
SENTENCES = [(sentence, list(rows)) for sentence, rows in groupby(ROWS, key=lambda r: r["sentence"])]
COLUMNS = tuple(ROWS[0])[2:]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def reading(a: Assertion) -> dict[str, str]:
    """An assertion in the columns of ``readings.csv``."""
    record = a.to_record()
    record |= {"low": a.quantity.low, "high": a.quantity.high, "implicit": str(a.implicit).lower()}
    return {c: "" if record[c] is None else str(record[c]) for c in COLUMNS}


@pytest.mark.parametrize(("sentence", "rows"), SENTENCES, ids=[f"{r[0]['construct']}: {s}" for s, r in SENTENCES])
def test_reading(reader: Reader, sentence: str, rows: list[dict[str, str]]) -> None:
    found = [reading(a) for a in reader.read_one(Document("d", sentence)) if a.counted.domain != "measure"]
    assert found == [{c: r[c] for c in COLUMNS} for r in rows if r["quantity_text"]]
