"""Parts and their wholes, changes and their totals, numbers that no longer stand: every figure of short texts.

A case of ``cases/wholes.jsonl`` is one object a line: ``kind``, ``text`` and ``reads``, the figures in text order, each
as quantity words, outcome and, where it does not stand for itself, what it is: "part of X", "change of X" (X being the
words of the whole or the total, "?" where the text gives none), "denied", "superseded", "cumulative", "planned". A
kind that ends in "~" is a near miss: it looks like the kind and must be read as it stands.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from extractors.model import Assertion, Document
from extractors.reader import Reader

PATH = Path(__file__).with_name("cases") / "wholes.jsonl"
CASES = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


@cache
def reader() -> Reader:
    return Reader(attribution=False, places=False)


def said(a: Assertion, words: dict[int, str]) -> list[str]:
    """A figure as the cases write it."""
    notes = []
    if a.scope.count_scope == "subset":
        notes.append(f"part of {words.get(a.scope.subset_of if a.scope.subset_of is not None else -1, '?')}")
    if a.scope.count_status == "change":
        notes.append(f"change of {words.get(a.scope.change_of if a.scope.change_of is not None else -1, '?')}")
    if a.scope.count_status == "cumulative":
        notes.append("cumulative")
    if a.quantity.superseded:
        notes.append("superseded")
    notes += [note for note in (a.happening.polarity, a.modality) if note not in ("asserted", "factual")]
    return [a.quantity_text, a.happening.outcome or a.counted.domain, *([", ".join(notes)] if notes else [])]


def read(text: str) -> list[list[str]]:
    found = [a for a in reader().read_one(Document("d", text)) if a.quantity.unit != "hour"]
    words = {a.quantity.start: a.quantity_text for a in found}
    return [said(a, words) for a in found]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}: {c['text'][:60]}" for c in CASES])
def test_case(case: dict) -> None:
    assert read(case["text"]) == case["reads"]


def test_every_kind_has_a_near_miss() -> None:
    kinds = {c["kind"] for c in CASES}
    assert {k for k in kinds if not k.endswith("~") and f"{k}~" not in kinds} == set()
