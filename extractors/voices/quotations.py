"""Stretches of text inside quotation marks, as damaged copies have them: unbalanced, curly or straight.

A straight mark opens after white space and closes before it; so one lost mark spoils one quotation, not all
that follow. A quotation left open ends with its paragraph, and goes on in the next one if that opens anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„«»]|(?<!\S)''|''(?!\S)")
_PARAGRAPH = re.compile(r"\n\s*\n")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_LONGEST = 2500


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, marks excluded; document offsets."""

    start: int
    end: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Quotations of a text in order.

    >>> text = 'He said "two died. Three fled" on Monday.'
    >>> [text[q.start:q.end] for q in find_quotations(text)]
    ['two died. Three fled']
    """
    if not _MARK.search(text):
        return ()
    found: list[Quotation] = []
    at = 0
    for gap in _PARAGRAPH.finditer(text):
        _in_paragraph(text, at, gap.start(), found)
        at = gap.end()
    _in_paragraph(text, at, len(text), found)
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, found: list[Quotation]) -> None:
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if _opens(text, mark, start, opened is not None):
            opened = mark.end()
        elif opened is not None:
            found.append(Quotation(opened, mark.start()))
            opened = None
    if opened is not None and end - opened < _LONGEST and not text[start : opened - 1].strip():
        found.append(Quotation(opened, end))  # a speech over several paragraphs, each of which opens anew


def _opens(text: str, mark: re.Match[str], start: int, is_open: bool) -> bool:
    if mark.group() in _OPENING:
        return True
    if mark.group() in _CLOSING:
        return False
    space_before = mark.start() == start or text[mark.start() - 1] in " \t\n\r([{-—–"
    space_after = mark.end() >= len(text) or text[mark.end()] in " \t\n\r)]}.,;:!?-—–"
    if space_before != space_after:
        return space_before
    return not is_open


def quotation_at(quotations: tuple[Quotation, ...], offset: int) -> Quotation | None:
    """The quotation that holds a document offset, or None."""
    for quotation in quotations:
        if quotation.start <= offset < quotation.end:
            return quotation
        if quotation.start > offset:
            return None
    return None


def speech_of(text: str, quotations: tuple[Quotation, ...], quotation: Quotation) -> tuple[Quotation, ...]:
    """All parts of the speech that a quotation belongs to: its paragraphs open anew, only the last one closes.

    >>> text = '"Two died.\\n\\n"Three fled," he said.'
    >>> len(speech_of(text, find_quotations(text), find_quotations(text)[0]))
    2
    """
    at = quotations.index(quotation)
    first = last = at
    while first > 0 and _goes_over(text, quotations[first - 1], quotations[first]):
        first -= 1
    while last + 1 < len(quotations) and _goes_over(text, quotations[last], quotations[last + 1]):
        last += 1
    return (quotation, *(q for q in quotations[first : last + 1] if q != quotation))


def _goes_over(text: str, before: Quotation, after: Quotation) -> bool:
    """Whether ``before`` was left open at the end of its paragraph and ``after`` opens the next."""
    closed = before.end < len(text) and _MARK.match(text, before.end) is not None
    return not closed and not text[before.end : after.start].strip("\n\r\t \"“„«'")


def closes_sentence(text: str, end: int) -> bool:
    """Whether a quotation that ends here ends its sentence: a full stop before or behind its closing mark."""
    return text[end - 1 : end] in (".", "!", "?") or text[end + 1 : end + 2] in (".", "!", "?")
