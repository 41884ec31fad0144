"""What the readers of places share: tokens, runs, and the words that tell (seeds/reference/place_words.csv)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extractors.places.gazetteer import Resolution
from seeds import reference

Look = Callable[[str, float], Resolution]
"""Asks the gazetteer for a name in the context of the document; the second argument is the least score taken."""

HYPHENATED = re.compile(r"-(?:[a-z]+ed|held|led|run|majority|torn|made)$")
"""Adjectives like "rebel-held", "ISIL-used": no names, and no end of the phrase before a name."""
_POSSESSIVE = re.compile(r"(?:['’]|ï¿½_?)s?$")
"""An apostrophe, also one that came through the wrong encoding: "Syriaï¿½_s"."""
_ENDINGS = ("'", "’", "s", "½", "_")


def without_possessive(name: str) -> str:
    """A name without its apostrophe and "s".

    >>> without_possessive("Syria's"), without_possessive("Homs")
    ('Syria', 'Homs')
    """
    return _POSSESSIVE.sub("", name) if name.endswith(_ENDINGS) else name


_TOKEN = re.compile(
    r"(?:St|Ste|Ft|Mt|Pt)\.(?= [A-Z])|[^\W\d_](?:[\w'’`´ʿʾ‘-]|(?<=ï)¿½|\.(?=[^\W\d_]\b))*|\d[\d.,]*|[^\w\s]"
)
_ARTICLED = re.compile(r"(?:al|el|as|es|ash|esh|ar|er|at|ad|ed|an|en|az|ez)-?['’]?[A-Z]")


@cache
def words(kind: str) -> dict[str, str]:
    """Lower-case word -> value, for one kind of seeds/reference/place_words.csv.

    Raises ``KeyError`` if the table has no such kind: words that moved to another table must not be missed silently.
    """
    found = {r["word"]: r["value"] for r in reference("place_words") if r["kind"] == kind}
    if not found:
        raise KeyError(f"place_words.csv has no words of the kind {kind!r}")
    return found


@dataclass(slots=True)  # not frozen: a text has many, and a frozen one takes four times as long to make
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


@dataclass(slots=True)
class NameSpan:
    """Tokens ``first`` to ``last`` that read as one name, and what stands around them."""

    first: int
    last: int
    name: str
    found: Resolution
    others: tuple[str, ...] = ()
    poisoned: bool = False  # part of the name of a group or person
    preposition: str | None = None  # value of the governing preposition, or "object"
    governor: int = -1  # token index of the preposition or verb
    head_before: str | None = None
    head_after: str | None = None
    span_first: int = -1
    span_last: int = -1
    bearing: int | None = None
    direction: bool = False
    part: bool = False
    country: str | None = None
    previous: int | None = None  # index of the run that this one lies in, or is listed with
    joined: bool = False  # listed: "Foua and Kafraya"
    appended: bool = False  # the previous lies in this one: "Atareb, Aleppo"


def tokens(text: str, start: int, end: int) -> list[Tok]:
    return [
        Tok(word := m.group(), lower := word.lower(), m.start(), m.end(), word != lower and _is_capital(word))
        for m in _TOKEN.finditer(text, start, end)
    ]


def _is_capital(word: str) -> bool:
    return word[0].isupper() or bool(_ARTICLED.match(word))
