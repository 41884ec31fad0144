"""Tolls of whole texts in the manners people publish in: assessments, coded summaries, wire stories, bulletins.

``whole_texts.jsonl`` holds invented texts with the toll that a person gives by hand: low, best and high, and where
attackers are told of, how many of ``high`` and of ``best`` they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.extractors.toll_texts import tolls_of

TEXTS = [json.loads(line) for line in (Path(__file__).parent / "whole_texts.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("text", TEXTS, ids=[f"{t['manner']}: {t['text'][:40]!r}" for t in TEXTS])
def test_the_toll_of_a_whole_text(text: dict[str, Any]) -> None:
    found = tolls_of(text["text"], title=text.get("title"), date=text["date"])
    told = {}
    for outcome, expected in text["tolls"].items():
        toll = found.get(outcome)
        attackers = [toll.of_attackers, toll.attackers_in_best] if toll and len(expected) > 3 else []
        told[outcome] = [toll.low, toll.best, toll.high, *attackers] if toll else None
    assert told == text["tolls"]
