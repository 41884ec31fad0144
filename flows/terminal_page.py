"""Text of any origin laid out in the columns of a terminal, with marks that may be painted.

A document may hold anything: letters of two columns, letters of none, control codes that would move the cursor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

Paint = Callable[[str, str], str]
"""Gives a piece of text of a kind its colour: ``paint("mark", "[1: at least five]")``."""

WIDTH = 96
"""Columns where there is no terminal to ask."""

_ON, _OFF = "\x0e", "\x0f"  # around a mark while lines are filled; no text that is laid out keeps a control code
_MARK = re.compile(f"{_ON}([^{_OFF}]*){_OFF}?")
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(kind: str, words: str) -> str:
    """No colour."""
    return words


def mark(words: str) -> str:
    """Words to be painted as a mark when they are filled into lines."""
    return _ON + words + _OFF


def fill(words: str, width: int, indent: str = "", *, paint: Paint = plain) -> list[str]:
    """Lines of at most ``width`` columns, each behind ``indent``; a word wider than that is cut.

    >>> fill("at least five civilians", 14, "  ")
    ['  at least', '  five', '  civilians']
    """
    room = max(width - len(indent), 10)
    lines, line, used, open_mark = [], "", 0, False
    for word in (piece for w in _clean(words).split() for piece in _cut(w, room)):
        wide = columns(word)
        if line and used + 1 + wide > room:
            lines.append(line)
            line, used = _ON * open_mark, 0
        line += " " * bool(used) + word
        used += bool(used) + wide
        open_mark = word.rfind(_ON) > word.rfind(_OFF) or (open_mark and _OFF not in word)
    painted = (_MARK.sub(lambda m: paint("mark", m[1].replace(_ON, "")), line) for line in [*lines, line])
    return [indent + line.replace(_OFF, "") for line in painted]


def columns(words: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("five"), columns("東京"), columns("e\\u0301")
    (4, 4, 1)
    """
    return len(words) if words.isascii() and words.isprintable() else sum(map(_columns_of, words))


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cut(word: str, room: int) -> Iterator[str]:
    """A word in pieces that fit a line: writing without spaces, a web address."""
    while columns(word) > room:
        used = stop = 0
        while used + _columns_of(word[stop]) <= room:
            used += _columns_of(word[stop])
            stop += 1
        yield word[:stop]
        word = word[stop:]
    yield word


def _clean(words: str) -> str:
    """The text without what would move the cursor or turn the line around; marks stay."""
    if words.isprintable():
        return words
    return "".join(c if _is_shown(c) else "\ufffd" for c in words if c not in _BIDI)


def _is_shown(char: str) -> bool:
    return char in (_ON, _OFF) or char.isspace() or unicodedata.category(char) not in {"Cc", "Cs"}
