"""Where a place lies, by the words between its name and the next: "Tell Amrun, about 5 km | north of Hama"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document.tokens import lower_at
from extractors.places.words import NameSpan, Tok

_DISTANCE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(km|kms|kilomet(?:er|re)s?|miles?|m|met(?:er|re)s?)\b[^.;:]{0,25}$", re.IGNORECASE
)
_FROM_THERE = re.compile(
    r"[\s,(—–]*(?:an? (?:\w+ )?(?:village|town|hamlet|settlement|city),? )?"
    r"(?:which is |located |lying |about |around |some |roughly |nearly |just |less than |more than )*"
    r"(?:(?:\d+|a few|several)[\d.,]*\s*-?(?:km|kilomet|mile|met|m\b)\w*\s*(?:\([^)]*\)\s*)?)?(?:to the )?",
    re.IGNORECASE,
)


LYING = re.compile(
    r",?\s(?:an?|the)\s(?:[\w-]+\s){0,3}"
    r"(?:town|village|city|suburb|district|area|neighbou?rhood|hamlet|camp|base|port|community|settlement|locality)\s"
    r"(?:[\w-]+\s){0,3}(?:in|near|of|on|outside)\s(?:the\s)?",
)
"""Between a place and what it lies in or near: "Madaya, a mountain town near | Damascus"."""


def located_by_next(text: str, toks: Sequence[Tok], runs: Sequence[NameSpan], number: int) -> bool:
    """True for a name that nobody knows and of which the text says where it lies: "Tell Amrun, | north of Hama".

    So for "Qarmuza, a community in | Hama" and "fled from Qarmuza | in Hama".
    """
    run = runs[number]
    if number + 1 == len(runs) or run.poisoned or run.found.place_id or (run.governor < 0 and run.first):
        return False
    beside = runs[number + 1]
    between = (toks[run.last].end, toks[beside.span_first].start)
    if run.first == 0 and _is_land(beside) and text[slice(*between)] == ", ":
        return lower_at(toks, beside.span_last + 1) in (":", "–", "—", "-")  # "Koro, | Burkina Faso: ..."
    if run.governor < 0:
        return False
    if LYING.fullmatch(text, *between) or (_came_from(run, beside) and text[slice(*between)] == " in "):
        return True
    if beside.bearing is None or "," not in text[slice(*between)]:
        return False
    return bool(_FROM_THERE.fullmatch(text, *between))


def measured_from(text: str, run: NameSpan, end: int, start: int) -> bool:
    """True for "Teir Malla, about 5 km | north of Homs": it says where the place before it lies."""
    return run.bearing is not None and bool(_FROM_THERE.fullmatch(text, end, start))


def distance(before: str) -> float | None:
    """Kilometres said before "north of": "about 5 km", "14 kilometers (almost nine miles)"."""
    found = _DISTANCE.search(before)
    if not found:
        return None
    value = float(found.group(1).replace(",", "."))
    unit = found.group(2).lower()
    if unit.startswith("mi"):
        return round(value * 1.609, 1)
    return value / 1000 if unit.startswith("m") else value


def _is_land(run: NameSpan) -> bool:
    return run.found.kind in ("country", "admin")


def _came_from(run: NameSpan, beside: NameSpan) -> bool:
    """ "fled from Qarmuza | in Hama"."""
    return run.preposition in ("from", "through", "on") and bool(beside.found.place_id)
