"""Phrases that say something of a figure, as rows of ``patterns.csv``: a figure in its sentence in, what fits it out.

In the manner of ConText (Harkema et al. 2009): a row is a phrase with a direction, a reach and what stops it.

- ``use``: what a fit says of the figure ("part", "denied"); a stage asks for all rows of one use.
- ``needs``: words one of which the sentence must hold, a quick test before the pattern is tried.
- ``pattern``: a regular expression, whatever the case. Numbers stand in digits, also those written in words;
  ``<number>`` is any number, ``<month>`` and ``<weekday>`` their names, ``<name>`` the words of that set of
  ``word_sets.csv``.
- ``direction``: "forward" where the phrase stands before the figure, "backward" where it stands behind it, "both" for
  either, "near" where it stands before the figure or between the figure and its outcome, "sentence" where it speaks of
  the whole sentence, "opening" of the sentence that it opens, "block" for phrases in which no row of the same use fits.
- ``reach``: words that may stand between phrase and figure; empty: any number.
- ``stop``: what must not stand between them.
- ``example`` and ``counter_example``: a sentence that the row fits and one that it doesn't, the figure in brackets;
  a test runs both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.quantities.in_digits import in_digits
from extractors.vocabulary import lexicon
from seeds import Row, reference

Span = tuple[int, int]

_OPENING = r"(?:^\W*|(?<=\s)(?-i:(?=[A-Z])))"
"""A capital inside a sentence opens the next one, glued to it where a heading lost its line."""
_MACRO = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of ``patterns.csv``."""

    use: str
    name: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    direction: str
    reach: int | None
    stop: re.Pattern[str] | None

    def bears_on(self, sentence: str, phrase: Span, figure: Span) -> bool:
        """Whether the phrase at this place speaks of the figure: its direction, its reach, what stands between."""
        if self.direction in ("sentence", "opening"):
            return True
        if self.direction == "near" and figure[0] <= phrase[0] and phrase[1] <= figure[1]:
            return True
        before = phrase[1] <= figure[0] and self.direction in ("forward", "both", "near")
        behind = phrase[0] >= figure[1] and self.direction in ("backward", "both")
        if not before and not behind:
            return False
        between = sentence[phrase[1] : figure[0]] if before else sentence[figure[1] : phrase[0]]
        if self.reach is not None and len(between.split()) > self.reach:
            return False
        return self.stop is None or self.stop.search(between) is None


@dataclass(frozen=True, slots=True)
class Fit:
    """A row that fits, and where its phrase stands in the text."""

    name: str
    start: int
    end: int


def fits(use: str, text: str, sentence: Span, figure: Span | None = None) -> list[Fit]:
    """The rows of a use that fit a figure of a sentence, in the order of the table; without a figure, the sentence.

    All offsets are those of ``text``.

    >>> text = "Police denied that 12 men died."
    >>> [f.name for f in fits("denied", text, (0, len(text)), (19, 21))]
    ['deny']
    """
    start, end = sentence
    words = in_digits(text)[start:end]
    place = (figure[0] - start, figure[1] - start) if figure is not None else None
    return [
        Fit(row.name, start + phrase[0], start + phrase[1])
        for row, phrase in _phrases(use, words)
        if place is None or row.bears_on(words, phrase, place)
    ]


def fit(use: str, text: str, sentence: Span, figure: Span | None = None) -> Fit | None:
    """The first row of a use that fits, ``None`` if none does."""
    found = fits(use, text, sentence, figure)
    return found[0] if found else None


@cache
def rows(use: str) -> tuple[Pattern, ...]:
    """The rows of a use, in the order of the table. Raises ``KeyError`` for a use that has none."""
    return _table()[use]


@cache
def _table() -> dict[str, tuple[Pattern, ...]]:
    table: defaultdict[str, list[Pattern]] = defaultdict(list)
    for row in reference("patterns"):
        table[row["use"]].append(_pattern(row))
    return {use: tuple(found) for use, found in table.items()}


def _pattern(row: Row) -> Pattern:
    compiled = (
        _OPENING + f"(?:{expanded(row['pattern'])})" if row["direction"] == "opening" else expanded(row["pattern"])
    )
    return Pattern(
        row["use"],
        row["name"],
        tuple(filter(None, row["needs"].split("|"))),
        re.compile(compiled, re.IGNORECASE),
        row["direction"],
        int(row["reach"]) if row["reach"] else None,
        re.compile(expanded(row["stop"]), re.IGNORECASE) if row["stop"] else None,
    )


def expanded(pattern: str) -> str:
    """A pattern with its names in pointed brackets written out.

    >>> expanded("in <number> days"), expanded("on <weekday>")[:16]
    ('in \\\\d[\\\\d,.]* days', 'on (?:Monday|Tue')
    """
    return _MACRO.sub(lambda found: _NAMED.get(found.group(1), _of_set(found.group(1)))(), pattern)


def _of_set(name: str) -> Callable[[], str]:
    return lambda: "(?:" + "|".join(re.escape(w) for w in sorted(lexicon.words(name), key=lambda w: (-len(w), w))) + ")"


def _calendar(kind: str) -> Callable[[], str]:
    return lambda: "(?:" + "|".join(r["name"] for r in reference("calendar_names") if r["kind"] == kind) + ")"


_NAMED: dict[str, Callable[[], str]] = {
    "number": lambda: r"\d[\d,.]*",
    "month": _calendar("month"),
    "weekday": _calendar("weekday"),
}


@lru_cache(maxsize=512)  # a sentence is asked once for every figure in it, and may hold thousands
def _phrases(use: str, sentence: str) -> tuple[tuple[Pattern, Span], ...]:
    """Where the rows of a use stand in a sentence, those inside a blocking phrase left out."""
    lower = sentence.lower()
    found: list[tuple[Pattern, Span]] = []
    blocked: list[Span] = []
    for row in rows(use):
        if row.needs and not any(word in lower for word in row.needs):
            continue
        spans = [m.span() for m in row.pattern.finditer(sentence)]
        if row.direction == "block":
            blocked += spans
        else:
            found += [(row, span) for span in spans]
    return tuple((row, span) for row, span in found if not any(b[0] < span[1] and span[0] < b[1] for b in blocked))
