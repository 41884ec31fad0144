"""Whole texts of several genres (``cases/harm_texts.jsonl``): every counted figure, every field that a user compares.

``reads`` holds, in text order: quantity words, low, high, class, outcome, scope, status, polarity, speaker, place.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.model import Assertion, Document
from extractors.reader import Reader

TEXTS = [
    json.loads(line)
    for line in Path(__file__).parent.joinpath("cases", "harm_texts.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def fields(a: Assertion) -> list[object]:
    """An assertion as a row of the file."""
    told = [a.counted.entity_class, a.happening.outcome, a.scope.count_scope, a.scope.count_status]
    return [a.quantity_text, a.quantity.low, a.quantity.high, *told, a.happening.polarity, *_where(a)]


def _where(a: Assertion) -> list[str]:
    return [a.chain.speaker_text, a.place.place_text]


@pytest.mark.parametrize("case", TEXTS, ids=[f"{t['genre']}: {t['text'][:50]}" for t in TEXTS])
def test_text(reader: Reader, case: dict) -> None:
    found = reader.read_one(Document("d", case["text"], date="2026-05-20"))
    assert [fields(a) for a in found if a.counted.domain != "measure"] == case["reads"]
