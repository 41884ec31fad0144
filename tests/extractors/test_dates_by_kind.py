"""When it happened: every people figure of the short texts in ``cases/dates.jsonl``.

A case is one object a line: ``kind``, ``text``, perhaps ``date`` (of publication), and ``dates``, for each figure of
people its first and last day and the precision. A kind that ends in "~" is a near miss, to be read as it stands.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from extractors.model import Document
from extractors.reader import Reader

PATH = Path(__file__).with_name("cases") / "dates.jsonl"
CASES = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


@cache
def reader() -> Reader:
    return Reader(attribution=False, places=False)


def read(text: str, published: str | None) -> list[list[str | None]]:
    found = reader().read_one(Document("d", text, date=published))
    counted = [a.when for a in found if a.counted.domain in ("people", "equipment")]
    return [[w.event_date_start, w.event_date_end, w.date_precision] for w in counted]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}: {c['text'][:60]}" for c in CASES])
def test_case(case: dict) -> None:
    assert read(case["text"], case.get("date")) == case["dates"]


def test_every_kind_has_a_near_miss() -> None:
    kinds = {c["kind"] for c in CASES}
    assert {k for k in kinds if not k.endswith("~") and f"{k}~" not in kinds} == set()
