"""Digits and number words that are no figure: dates, clock times, designations, calibres, unit numbers, idioms.

Each is a row of ``seeds/reference/not_figures.csv`` with the words that it is for; the equipment reference adds
designations that no pattern covers. Cyrillic letters that look like Latin ones are folded first: Т-72 is T-72.
"""

from __future__ import annotations

import re

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


def _compiled(needs_digit: bool) -> tuple[re.Pattern[str], ...]:
    """The patterns that hold a digit (flag ``d``) or the others, each on its own: one big alternation is slower."""
    rows = [r for r in reference("not_figures") if ("d" in r["flags"]) == needs_digit]
    return tuple(re.compile(pattern_of(r["pattern"]), re.IGNORECASE if "i" in r["flags"] else 0) for r in rows)


def _designations() -> str:
    """Designations of the equipment reference that hold a digit, longest first."""
    names = {row["designation"] for row in reference("equipment") if re.search(r"\d", row["designation"])}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return r"(?<!\w)(?:" + "|".join(re.escape(name) for name in longest) + r")(?!\w)"


_WORDED = _compiled(False)
_DIGITAL = (*_compiled(True), re.compile(_designations()))
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


def masks(text: str) -> list[Span]:
    """Spans of a folded sentence whose digits and number words are no figure, in order, not overlapping."""
    found = [m.span() for p in _WORDED for m in p.finditer(text) if m.end() > m.start()]
    digits = [m.start() for m in _DIGIT.finditer(text)]
    if digits:
        low, high = max(0, digits[0] - _REACH), min(len(text), digits[-1] + _REACH)
        found += [m.span() for p in _DIGITAL for m in p.finditer(text, low, high) if m.end() > m.start()]
    found.sort()
    merged: list[Span] = []
    for span in found:
        if merged and span[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return merged
