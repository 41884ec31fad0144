"""Reading the toll of a text, for the tests of tolls."""

from __future__ import annotations

from functools import cache

from extractors.model import Document, Number
from extractors.reader import Reader
from extractors.tolls import Toll, tolls

Bounds = tuple[Number | None, Number | None, Number | None]


@cache
def reader() -> Reader:
    return Reader()


def tolls_of(text: str, *, title: str | None = None, date: str | None = "2021-05-06") -> dict[str, Toll]:
    """Tolls of a text by outcome."""
    content = f"{title}\n\n{text}" if title else text
    document = Document("d", content, title, "The Daily", date)
    return {t.outcome: t for t in tolls(reader().read_one(document), [document])}


def bounds(text: str, outcome: str = "killed", *, title: str | None = None) -> Bounds | None:
    """Low, best and high of one outcome, ``None`` where the text has no toll of it."""
    found = tolls_of(text, title=title).get(outcome)
    return (found.low, found.best, found.high) if found else None
