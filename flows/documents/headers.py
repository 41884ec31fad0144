"""What a plain text says of itself: header lines ("Source: ...", "Published: ...") and a date in the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

_NAMES = {
    "source": "source",
    "outlet": "source",
    "publisher": "source",
    "published": "date",
    "publication date": "date",
    "date": "date",
    "title": "title",
    "headline": "title",
    "url": "url",
    "link": "url",
    "location": "location",
}
_LINE = re.compile(rf"({'|'.join(sorted(_NAMES, key=len, reverse=True))})[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_HEAD_LINES = 12
_LONG = 200  # characters: a longer line is prose that begins with such a word
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def header_fields(text: str) -> dict[str, str]:
    """Fields of the header lines that a text begins with; the first of each, none after the first other line.

    >>> header_fields("Source: Harbour Wire\\nPublished: 15 October 2015\\n\\nFive people died.")
    {'source': 'Harbour Wire', 'date': '15 October 2015'}
    >>> header_fields("Five people died.\\nSource: the army")
    {}
    """
    found: dict[str, str] = {}
    for name, value in _header_lines(text):
        found.setdefault(name, value)
    return found


def _header_lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text[: _HEAD_LINES * _LONG].lstrip().splitlines()[:_HEAD_LINES]:
        match = _LINE.fullmatch(line.strip()) if len(line) <= _LONG else None
        if match is None:
            return
        yield _NAMES[match[1].lower()], match[2].strip()


def date_in_name(path: str) -> str | None:
    """The day that a file's name begins, ends or goes on with, where it is one and whole.

    >>> date_in_name("reports/2015-10-15-teir-malla.txt"), date_in_name("20151015_homs.pdf"), date_in_name("1234.txt")
    ('2015-10-15', '2015-10-15', None)
    """
    days = {(int(y), int(m), int(d)) for y, _, m, d in _DAY.findall(PurePath(path).name)}
    if len(days) != 1:
        return None
    try:
        return date(*days.pop()).isoformat()
    except ValueError:
        return None
