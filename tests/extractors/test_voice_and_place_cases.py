"""Who states a figure and where it was, kind by kind: short texts in ``cases/voices.jsonl`` and ``cases/places.jsonl``.

A line has a ``kind``, a ``text`` and ``expect``: the words of a quantity with the ``speaker`` or ``place`` that must be
read for it ("" = the outlet itself, no place named). ``near`` marks the near miss of a kind, which must stay as it is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from extractors.model import Assertion, Document
from extractors.reader import Reader

_CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _cases() -> dict[str, list[dict]]:
    kinds: dict[str, list[dict]] = defaultdict(list)
    for name in ("voices", "places"):
        for line in (_CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            kinds[case["kind"]].append(case)
    return kinds


def _speaker(row: Assertion) -> str:
    hop = next((h for h in reversed(row.chain.hops) if h.role == "speaker"), None)
    return hop.actor_text if hop is not None else ""


def _wrong(case: dict, rows: list[Assertion]) -> list[str]:
    wrong = []
    for expected in case["expect"]:
        words = expected["quantity"]
        row = next((r for r in rows if r.quantity_text == words or r.exact == words), None)
        if row is None:
            wrong.append(f"{words!r} not read in {case['text']!r}")
            continue
        if "speaker" in expected and _speaker(row) != expected["speaker"]:
            wrong.append(f"{words!r} said by {_speaker(row)!r}, not {expected['speaker']!r}, in {case['text']!r}")
        if "place" in expected and row.place.place_text != expected["place"]:
            wrong.append(f"{words!r} in {row.place.place_text!r}, not {expected['place']!r}, in {case['text']!r}")
        if "country" in expected and row.place.country != expected["country"]:
            wrong.append(f"{words!r} in country {row.place.country!r} in {case['text']!r}")
    return wrong


@pytest.mark.parametrize("kind", sorted(_cases()))
def test_kind_is_read(kind: str, reader: Reader) -> None:
    """Every text of a kind gives the speaker and place that its words say; so does its near miss."""
    cases = _cases()[kind]
    documents = [
        Document(
            str(n), c["text"], title=c.get("title"), source=c.get("source", "The Quay"), location=c.get("location")
        )
        for n, c in enumerate(cases)
    ]
    wrong = [w for case, (_, rows) in zip(cases, reader.read(documents), strict=True) for w in _wrong(case, rows)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", sorted(_cases()))
def test_kind_has_three_texts_and_a_near_miss(kind: str) -> None:
    cases = _cases()[kind]
    assert len([c for c in cases if not c.get("near")]) >= 3, f"{kind} needs three texts"
    assert any(c.get("near") for c in cases), f"{kind} needs a near miss"
