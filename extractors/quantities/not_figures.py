"""Digits and number words that are no figure: dates, clock times, designations, calibres, unit numbers, idioms.

Each is a row of ``seeds/reference/not_figures.csv`` with the words that it is for; the equipment reference adds
designations that no pattern covers. Cyrillic letters that look like Latin ones are folded first: Т-72 is T-72.
"""

from __future__ import annotations

import re
from collections import defaultdict

from seeds import reference

Span = tuple[int, int]

_FOLD = str.maketrans("АВЕКМНОРСТУХІаеорсухі", "ABEKMHOPCTYXIaeopcyxi")
_BREAKS = str.maketrans("\n\r\u2028\u2029", "    ")
_CYRILLIC = re.compile(r"[А-Яа-яІі]")
_MONTHS = [row["name"] for row in reference("calendar_names") if row["kind"] == "month"]
_DAYS = [row["name"] for row in reference("calendar_names") if row["kind"] == "weekday"]


def _cased(names: list[str]) -> str:
    return "|".join(f"{n}|{n.upper()}" for n in names)


_SHORT = _cased([*(m[:3] for m in _MONTHS), "Sept"])
# "may" is a month only with a capital, and in capitals only where no verb follows.
_MONTH = rf"(?:{_cased(_MONTHS)}|{_SHORT}|May|MAY(?!\s+(?:HAVE|BE|NOT|ALSO|WELL|STILL|SOON|LOSE|DIE|COME|GO)\b))"
_WEEKDAY = rf"(?:{_cased(_DAYS)}|{_cased([d[:3] for d in _DAYS])}|Tues|Thurs)"


def pattern_of(pattern: str) -> str:
    """A pattern of the table with the names of months and weekdays put in."""
    return pattern.replace("{month}", _MONTH).replace("{weekday}", _WEEKDAY)


_Patterns = list[tuple[tuple[str, ...], list[re.Pattern[str]]]]


def _compiled(needs_digit: bool) -> _Patterns:
    """The patterns that hold a digit (flag ``d``) or the others, by what a sentence needs for them to fit.

    Each is on its own: one big alternation is slower.
    """
    found: dict[tuple[str, ...], list[re.Pattern[str]]] = {}
    for row in reference("not_figures"):
        if ("d" in row["flags"]) == needs_digit:
            pattern = re.compile(pattern_of(row["pattern"]), re.IGNORECASE if "i" in row["flags"] else 0)
            found.setdefault(needs_of(row["needs"]), []).append(pattern)
    return list(found.items())


def needs_of(text: str) -> tuple[str, ...]:
    """The column ``needs``: stretches of which the ``shape`` of a sentence holds one wherever the pattern fits."""
    calendar = {"{month}": _MONTHS, "{weekday}": _DAYS}
    return tuple(n for part in text.split("|") for n in ([d[:3].lower() for d in calendar.get(part, [])] or [part]))


def _designations() -> str:
    """Designations of the equipment reference that hold a digit, by their first letter, the longest first.

    One choice among first letters is ten times faster than one among all designations.
    """
    names = {row["designation"] for row in reference("equipment") if re.search(r"\d", row["designation"])}
    initials: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        initials[name[0]].append(re.escape(name[1:]))
    choices = (f"{re.escape(initial)}(?:{'|'.join(rests)})" for initial, rests in sorted(initials.items()))
    return r"(?<!\w)(?:" + "|".join(choices) + r")(?!\w)"


_WORDED = _compiled(False)
_DIGITAL = [*_compiled(True), (("",), [re.compile(_designations())])]
_SHAPE = str.maketrans("123456789\t\u00a0\u2009\u202f", "000000000    ")
_DIGIT = re.compile(r"\d")
_REACH = 120
"""Characters around digits that a pattern with digits can take part in: a weekday, a month and a year between."""


def fold(text: str) -> str:
    """``text`` as the patterns see it, every offset kept: look-alike Cyrillic as Latin, a line break as a space.

    >>> fold("Т-72")[0].isascii(), fold("one\\nof")
    (True, 'one of')
    """
    flat = text.translate(_BREAKS) if "\n" in text or "\r" in text else text
    return flat.translate(_FOLD) if _CYRILLIC.search(flat) else flat


def shape(text: str) -> str:
    """``text`` in lower case, 0 for every digit, a plain space for every wide one: what ``needs`` is looked up in.

    >>> shape("At 10:45 on 3\u00a0May")
    'at 00:00 on 0 may'
    """
    return text.lower().translate(_SHAPE)


def masks(text: str) -> list[Span]:
    """Spans of a folded sentence whose digits and number words are no figure, in order, not overlapping."""
    seen = shape(text)
    found = _fitting(_WORDED, seen, text, 0, len(text))
    digits = [m.start() for m in _DIGIT.finditer(text)]
    if digits:
        found += _fitting(_DIGITAL, seen, text, max(0, digits[0] - _REACH), min(len(text), digits[-1] + _REACH))
    found.sort()
    merged: list[Span] = []
    for span in found:
        if merged and span[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return merged


def _fitting(patterns: _Patterns, seen: str, text: str, low: int, high: int) -> list[Span]:
    """Where the patterns fit between two offsets; few are tried, since the shape ``seen`` rarely has what they need."""
    found = []
    for needs, candidates in patterns:
        for stretch in needs:
            if stretch in seen:
                found += [m.span() for p in candidates for m in p.finditer(text, low, high) if m.end() > m.start()]
                break
    return found
