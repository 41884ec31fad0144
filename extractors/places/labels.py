"""Columns of labels: lines that each open with a name and a mark, "Orvin: two killed", "4 May, Lower Dale: ...".

In: a text, and a question to the gazetteer. Out: the names that such lines open with, if they are places. That some
of them are places tells it of the others, which no gazetteer has.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.vocabulary.calendar import MONTH_ANY, WEEKDAY_ANY

DATE = (
    rf"(?:{WEEKDAY_ANY},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH_ANY}|{MONTH_ANY}\.? \d{{1,2}}|\d{{1,2}}[./-]\d{{1,2}})"
    r"(?:,? (?:19|20)\d\d)?"
)
"""A day as lines of lists open with: "Tue, 4 May 2021", "04/05"."""
OPENING_DATE = re.compile(rf"\W*(?:On |By )?{DATE}\W*", re.IGNORECASE)
"""What may stand before the label of a line: "4 May, ", "- 04/05 "."""
_LABELLED = re.compile(
    rf"^[^\w\n]*({DATE}[,: –—-]+)?((?-i:[A-Z][\w'’-]+)(?: (?-i:[A-Z][\w'’-]+|[a-z]{{2}})){{0,3}})"
    r"(?:, [\w'’ -]{2,40})?(?: \([^)\n]{2,40}\))?(?::| [–—-]) ",
    re.IGNORECASE | re.MULTILINE,
)
_LINES = 3
"""So many labels make a column."""
_KNOWN = 2
"""So many of them have to be places where no date stands before them: "Missing" is one in France."""


def label_names(text: str, is_place: Callable[[str], bool]) -> frozenset[str]:
    """The names that the lines of a column of places open with; nothing if fewer than a third are known places.

    >>> column = "3 May, Orvin: two killed.\\n4 May, Dale: a bridge hit.\\n6 May, Upper Tarn: three injured."
    >>> sorted(label_names(column, lambda name: name in ("Dale", "Orvin")))
    ['Dale', 'Orvin', 'Upper Tarn']
    >>> label_names("Killed: two.\\nInjured: six.\\nMissing: one.", lambda name: False)
    frozenset()
    """
    lines = list(_LABELLED.finditer(text))
    if len(lines) < _LINES:
        return frozenset()
    names = frozenset(line.group(2) for line in lines)
    known = sum(map(is_place, names))
    enough = known * 3 >= len(names) and (known >= _KNOWN or all(line.group(1) for line in lines))
    return names if enough else frozenset()
