"""The words around place names, by what they tell (seeds/reference/place_words.csv), and the tokens of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from seeds import reference

_TOKEN = re.compile(r"[^\W\d_](?:[\w'’`´ʿʾ‘-]|\.(?=[^\W\d_]\b))*|\d[\d.,]*|[^\w\s]")
_ARTICLED = re.compile(r"(?:al|el|as|es|ash|esh|ar|er|at|ad|ed|an|en|az|ez)-?['’]?[A-Z]")


@cache
def words(kind: str) -> dict[str, str]:
    """Lower-case word -> value, for one kind of seeds/reference/place_words.csv."""
    return {r["word"]: r["value"] for r in reference("place_words") if r["kind"] == kind}


@dataclass(frozen=True, slots=True)
class Tok:
    """A word or mark with its document offsets."""

    text: str
    lower: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Style:
    """How a sentence is written."""

    shouted: bool = False  # IN CAPITALS
    titled: bool = False  # With a Capital on Every Word
    comma_free: bool = False  # its document lost the commas
    home: str | None = None  # ISO code of the country that the document is set in


def tokens(text: str, start: int, end: int) -> list[Tok]:
    return [
        Tok(word := m.group(), word.lower(), m.start(), m.end(), word[0].isupper() or bool(_ARTICLED.match(word)))
        for m in _TOKEN.finditer(text, start, end)
    ]
