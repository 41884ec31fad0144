"""Sport, business and science harm nobody: no figure of ``general_news_without_harm.txt`` is dead, hurt or taken."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractors.model import Document
from extractors.outcomes import HARM
from extractors.reader import Reader

SENTENCES = Path(__file__).with_name("general_news_without_harm.txt").read_text(encoding="utf-8").splitlines()
VIOLENT = HARM | {"struck", "used", "rescued", "displaced", "occurred"}


@cache
def reader() -> Reader:
    return Reader(attribution=False, places=False, when=False)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nobody_is_harmed(sentence: str) -> None:
    found = reader().read_one(Document("d", sentence))
    assert [(a.exact, a.happening.outcome) for a in found if a.happening.outcome in VIOLENT] == []


def test_there_are_two_hundred_of_them() -> None:
    assert len(set(SENTENCES)) >= 200
