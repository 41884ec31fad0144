"""Whose people or equipment, and who did it: what one sentence says, and nothing that it does not say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors import sides
from extractors.model import Assertion, Document
from extractors.reader import Reader
from seeds import reference

_ROWS = list(csv.DictReader((Path(__file__).parent / "sides.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(attribution=False, places=False, when=False)


def _figure(reader: Reader, text: str, quantity: str) -> Assertion:
    found = [a for a in reader.read_one(Document("d", text)) if a.quantity_text == quantity]
    assert found, f"no figure {quantity!r} in {text!r}"
    return found[0]


@pytest.mark.parametrize("row", _ROWS, ids=lambda r: f"{r['figure']}: {r['sentence'][:60]}")
def test_sides_of_a_sentence(reader: Reader, row: dict[str, str]) -> None:
    figure = _figure(reader, row["sentence"], row["figure"])
    told = (figure.counted.affiliation or "", figure.happening.perpetrator or "")
    assert told == (row["affiliation"], row["perpetrator"])


def test_list_takes_the_side_of_its_introduction(reader: Reader) -> None:
    text = "Combat losses of the enemy since 24 February:\n- tanks – 739\n- helicopters – 143\n"
    rows = reader.read_one(Document("d", text))
    assert [(a.quantity_text, a.counted.affiliation) for a in rows] == [("739", "enemy"), ("143", "enemy")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("ISIL", "islamic_state"),
        ("Daesh", "islamic_state"),
        ("Syrian Arab Army", "syrian_army"),
        ("Russia", "russian"),
        ("Ukrainian armed forces", "ukrainian"),
        ("Assad regime", "regime"),
        ("Levant Brigade", "Levant Brigade"),
    ],
)
def test_names_of_one_side_meet_in_its_code(words: str, code: str) -> None:
    assert sides.code(words) == code


def test_a_perpetrator_stands_in_the_sentence_of_its_figure(reader: Reader) -> None:
    text = "\n\n".join(row["sentence"] for row in _ROWS)
    told = [a for a in reader.read_one(Document("d", text)) if a.happening.perpetrator]
    assert len(told) > 30
    assert all(str(a.happening.perpetrator) in a.sentence_text for a in told)


def test_every_term_has_one_side_and_a_known_sort() -> None:
    rows = reference("affiliations")
    terms = [row["term"] for row in rows]
    assert len(terms) == len(set(terms))
    assert {row["kind"] for row in rows} == {"armed_group", "army", "state"}
    assert {row["sort"] for row in rows} == {"name", "common", "force", "label", "kind", "state"}
