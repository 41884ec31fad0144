"""Whole readings: one sentence at a time, every construct that the reader claims to know (``readings.csv``)."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_document_reads_the_same_alone_and_among_others(reader: Reader) -> None:
    texts = [f"{sentence} Officials gave no other figures." for sentence, _ in SENTENCES[:40]]
    documents = [Document(str(n), text) for n, text in enumerate(texts)]
    together = [[a.to_record() for a in found] for _, found in reader.read(documents)]
    assert together == [[a.to_record() for a in Reader().read_one(d)] for d in reversed(documents)][::-1]


@settings(max_examples=40)
@given(st.text(max_size=200), st.sampled_from([s for s, _ in SENTENCES]), st.text(max_size=60))
def test_any_text_is_read_and_every_offset_slices_to_its_words(before: str, sentence: str, after: str) -> None:
    text = before + sentence + after
    for a in Reader().read_one(Document("d", text)):
        record = a.to_record()
        assert text[record["start"] : record["end"]] == record["exact"]
        assert text[record["quantity_start"] : record["quantity_end"]] == record["quantity_text"]
        assert record["start"] <= record["quantity_start"] < record["quantity_end"] <= record["end"]


def test_a_megabyte_on_one_line_is_read(reader: Reader) -> None:
    text = "the convoy went on and " * 45_000 + "12 soldiers were killed"
    assert [a.quantity_text for a in reader.read_one(Document("d", text))] == ["12"]


def test_thousands_of_figures_in_one_sentence_cost_the_same_each(reader: Reader) -> None:
    def seconds(figures: int) -> float:
        document = Document("d", "12 soldiers and " * figures)
        begin = process_time()
        assert len(reader.read_one(document)) == figures
        return process_time() - begin

    seconds(50)
    assert seconds(2_000) < 12 * seconds(400)  # five times the figures: far below the 25 of a quadratic reading
