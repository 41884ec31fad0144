"""Who states a figure and where it was, kind by kind: short texts in ``cases/voices.jsonl`` and ``cases/places.jsonl``;
whole texts genre by genre, with class and outcome, in ``cases/genres.jsonl``.

A line has a ``kind``, a ``text`` and ``expect``: the words of a quantity with the ``speaker``, ``place`` or other field
that must be read for it ("" = the outlet itself, no place named). ``near`` marks the near miss of a kind, which must
stay as it is.
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


def _cases(*names: str) -> dict[str, list[dict]]:
    kinds: dict[str, list[dict]] = defaultdict(list)
    for name in names or ("voices", "places"):
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
        got = {
            "speaker": _speaker(row),
            "actor_id": next((h.actor_id for h in reversed(row.chain.hops) if h.role == "speaker"), None),
            "modality": row.modality,
            "place": row.place.place_text,
            "country": row.place.country,
            "outcome": row.happening.outcome,
            "class": row.counted.entity_class,
            "scope": row.scope.count_scope,
            "status": row.scope.count_status,
        }
        wrong += [
            f"{words!r}: {field} {got[field]!r}, not {value!r}, in {case['text']!r}"
            for field, value in expected.items()
            if field != "quantity" and got[field] != value
        ]
    return wrong


@pytest.mark.parametrize("kind", sorted(_cases()))
def test_kind_is_read(kind: str, reader: Reader) -> None:
    """Every text of a kind gives the speaker and place that its words say; so does its near miss."""
    _read_and_compare(_cases()[kind], reader)


@pytest.mark.parametrize("genre", sorted(_cases("genres")))
def test_whole_texts_of_a_genre_are_read(genre: str, reader: Reader) -> None:
    """At least four texts of every genre, with what is counted, what happened, who says it and where."""
    cases = _cases("genres")[genre]
    assert len(cases) >= 4, f"{genre} needs four texts"
    _read_and_compare(cases, reader)


def _read_and_compare(cases: list[dict], reader: Reader) -> None:
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
