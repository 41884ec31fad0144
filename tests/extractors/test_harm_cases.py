"""Who is counted and what happened to them: sentences in ``cases/harm/*.jsonl``, every counted figure of each.

A case is one object a line: ``kind``, ``text`` and ``reads``, the figures in text order, each as quantity words,
class (a finer one counts too), outcome and "s" where it is a part of another figure. A kind that ends in "~" is a
near miss: it looks like the kind and must be read as it stands.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.model import Document
from extractors.reader import Reader
from extractors.vocabulary.lexicon import ancestry

CASES = [
    json.loads(line)
    for path in sorted(Path(__file__).with_name("cases").joinpath("harm").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}: {c['text'][:60]}" for c in CASES])
def test_case(reader: Reader, case: dict) -> None:
    found = [a for a in reader.read_one(Document("d", case["text"])) if a.counted.domain != "measure"]
    part = [["s"] if a.scope.count_scope == "subset" else [] for a in found]
    read = [
        [a.quantity_text, a.counted.entity_class, a.happening.outcome, *p] for a, p in zip(found, part, strict=True)
    ]
    wanted = case["reads"]
    if len(read) == len(wanted):  # a finer class than the case names is right too
        for row, want in zip(read, wanted, strict=True):
            row[1] = want[1] if want[1] in (row[1], *ancestry(row[1])) else row[1]
    assert read == wanted


def test_every_kind_has_a_near_miss() -> None:
    kinds = {c["kind"] for c in CASES}
    assert {k for k in kinds if not k.endswith("~") and f"{k}~" not in kinds} == set()
