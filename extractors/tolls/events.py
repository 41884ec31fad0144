"""Which figures are of the document's main event, and which of something else.

In: the assertions that a toll may rest on. Out: for each that is of something else, why: a longer period, an earlier
event, a retaliation, another place and day. The main event is the one of which the first sentences tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from extractors.model import Assertion, Place, When
from extractors.tolls.said import HARMED

_OLD = timedelta(days=180)
"""Figures of events this much older than the newest one in the text are background (an anniversary, a trial)."""
_OPENING = 30
"""Characters in which a date that dates the whole sentence stands."""
_WELL_BEFORE = timedelta(days=7)
"""A figure with a date of its own this long before the main event is of another one."""
_THOUSANDS = 1000
"""Dead by the thousand that the first sentences don't count and nothing calls a toll are those of a whole war."""
LEAD = 3
"""Sentences that can make a figure of a longer period the matter of the whole text."""
LONGER = "of a longer period"
"""Why a running total, a stock or a rate is not the toll of one event."""
_NEAR_KM = 30.0
"""Places nearer to each other than this can be of one event: a village and its town."""
_EVENT = (
    r"(?:attack|incident|bombing|bomb|raid|strike|case|action|blast|explosion|killing|murder|shooting|massacre|assault"
    r"|clash|ambush|assassination|air\s?strike|kidnapping|abduction)(?:s|es)?"
)
_EARLIER = re.compile(
    rf"\b(?:previous|earlier|past|prior|similar|unrelated|separate)\s+(?:\w+\s+)?{_EVENT}\b|\byears of\b"
    r"|\b(?:be|is|was) recalled that\b|\bin the past\b(?! (?:hour|day|few|\d))"
    r"|\b(?:anniversary|commemorat\w+)\b"
    r"|\b(?:last|earlier this|the previous|the same)\s+(?:year|month|week)\b"
    rf"|\b(?:days?|weeks?|months?|years?)\s+(?:earlier|before|after\s+(?:a|an|another)\s+(?:\w+\s+){{0,2}}{_EVENT})\b"
    rf"|\bsince\s+(?:a|an|the)\s+(?:\w+\s+){{0,3}}{_EVENT}\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:last|earlier this|the previous|the same)\s+(?:year|month|week)", re.IGNORECASE)
_OVERALL = re.compile(
    r"\b(?:overall|to date|so far this|since the (?:start|beginning|outbreak|war|conflict|uprising|coup|campaign)|"
    r"(?:since|over|in|during) (?:the )?(?:last|past) (?:\w+ )?(?:years?|months?|decades?))\b",
    re.IGNORECASE,
)
_RETALIATION = re.compile(
    r"\b(?:in|as)\s+(?:\w+\s+)?(?:retaliation|reprisal|revenge)\b(?!\s+for\s+(?:having|his|her)\b)"
    r"|\bretaliat(?:ed|ory|ing)\b|\breprisal\b(?!\s+for\s+(?:having|his|her)\b)"
    r"|\b(?:responded|replied|answered)\s+(?:with|by)\s+(?:\w+\s+){0,3}?(?:air\s?strikes?|strikes?|raids?|shelling"
    r"|bombing|bombardment|artillery|missiles?|drones?|rockets?|offensive|operation|striking|bombarding)\b"
    r"|\b(?:hit|struck)\s+back\b|\bin response,?\s+(?:\w+\s+){1,4}(?:bombed|shelled|struck|raided|fired)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|\b(?:who|whom|whose|which|including)\b", re.IGNORECASE)


def other_events(figures: Sequence[Assertion]) -> dict[str, str]:
    """Assertion id → in words why the figure is of something else than the document's main event."""
    newest = max((d for a in figures if (d := _last_day(a))), default=None)
    wars = {(a.sentence.index, a.happening.outcome) for a in figures if _is_of_a_war(a)}
    out: dict[str, str] = {}
    main: Assertion | None = None
    mains: dict[str, Assertion] = {}
    for a in figures:
        same = mains.get(a.happening.outcome)
        why = _background(a, newest, main, same)
        if not why and a.implicit and (a.sentence.index, a.happening.outcome) in wars:
            why = "told beside the dead of a whole war"
        why = why or _why_apart(a, mains.get(a.happening.outcome), main)
        if why:
            out[a.assertion_id] = why
        elif a.happening.outcome in HARMED and a.sentence.role == "body":
            main = main or a
            mains.setdefault(a.happening.outcome, a)
    return out


def _why_apart(a: Assertion, same: Assertion | None, main: Assertion | None) -> str:
    """Why a figure lies apart from the main one, or from the main one of the ``same`` outcome; "" if it does not."""
    if same is not None and not a.implicit and _is_earlier(same, a):
        return "of an earlier day"
    return "of another place and another day" if main is not None and _is_elsewhere(main, a) else ""


def _background(a: Assertion, newest: date | None, main: Assertion | None, same: Assertion | None) -> str:
    longer = a.scope.count_status in {"cumulative", "stock", "rate"} and a.scope.count_scope != "named"
    if longer and (a.scope.found_by != "sum" or _OVERALL.search(a.sentence_text)):
        return LONGER
    if _is_old(a, newest):
        return "of an event long before"
    if _is_of_a_war(a):
        return "the dead of a whole war"
    if main is None or (a.sentence.index == main.sentence.index and _own_clause(a) == _own_clause(main)):
        return ""
    return _of_another(a, main, same)


def _of_another(a: Assertion, main: Assertion, same: Assertion | None) -> str:
    """Words that make a figure one of something else, in a text that has told of its main event already.

    What the sentence of the main event says itself ("killed last month") sets nothing apart from it; and "last month"
    alone does not where the text counts nobody else of that outcome: "Two men were held for a raid that killed five
    last month."
    """
    clause = _own_clause(a)
    earlier = _EARLIER.search(clause)
    if earlier and _LAST.fullmatch(earlier.group()) and same is None:
        earlier = None
    if earlier and earlier.group().lower() not in main.sentence_text.lower():
        return "of an earlier or another event"
    if not a.implicit and _OVERALL.search(clause):
        return "of several attacks together"
    if _RETALIATION.search(a.sentence_text):
        return "of a retaliation"
    return ""


def _own_clause(a: Assertion) -> str:
    """The clause that a figure stands in; a semicolon ends it."""
    at = a.quantity.start - a.sentence.start
    text = a.sentence_text
    begin = text.rfind(";", 0, max(at, 0)) + 1
    end = text.find(";", max(at, 0))
    return text[begin : end if end >= 0 else len(text)]


def _is_old(a: Assertion, newest: date | None) -> bool:
    since = a.when.event_date_start
    if newest is None or since is None or date.fromisoformat(since) >= newest - _OLD:
        return False
    told_later = not a.when.carried_over and (a.when.date_text or "") not in a.sentence_text
    return not told_later and not _in_side_clause(a)


def _in_side_clause(a: Assertion) -> bool:
    """Whether a year is told of somebody: "six rangers, including an officer who won a race in 1997"."""
    told = a.when.date_text or ""
    at = a.sentence_text.find(told)
    if not told or at < 0 or a.when.date_precision == "day":
        return False
    return bool(_CLAUSE.search(a.sentence_text[max(a.quantity.start - a.sentence.start, 0) : at]))


def _is_of_a_war(a: Assertion) -> bool:
    """Whether thousands of dead are told only in passing: "a war in which 70,000 people were killed"."""
    if a.happening.outcome not in HARMED or (a.quantity.low or 0) < _THOUSANDS:
        return False
    in_lead = a.sentence.role != "body" or a.sentence.index < LEAD
    return not in_lead and a.happening.found_by != "toll"


def _last_day(a: Assertion) -> date | None:
    return date.fromisoformat(a.when.event_date_end) if a.when.event_date_end else None


def _is_earlier(main: Assertion, a: Assertion) -> bool:
    """Whether a sentence opens with a date well before that of the main event: "In January, 47 were killed"."""
    told, begun = a.when.event_date_end, main.when.event_date_start
    opening = a.sentence_text[:_OPENING]
    if a.sentence.index == main.sentence.index or not told or not begun or (a.when.date_text or "") not in opening:
        return False
    return date.fromisoformat(told) < date.fromisoformat(begun) - _WELL_BEFORE


def _is_elsewhere(main: Assertion, a: Assertion) -> bool:
    """Whether a sentence tells place and day itself and both are others than those of the main event."""
    if a.sentence.index == main.sentence.index or a.sentence.role != "body":
        return False
    return _is_other_place(main.place, a.place) and _is_other_day(main.when, a.when)


def _is_other_place(main: Place, here: Place) -> bool:
    if here.inferred or not here.place_text or not main.place_text:
        return False
    one, other = main.place_text.casefold(), here.place_text.casefold()
    if one in other or other in one or {main.place_method, here.place_method} & {"country", "admin"}:
        return main.country is not None and here.country is not None and main.country != here.country
    if None in (main.latitude, main.longitude, here.latitude, here.longitude):
        return True
    return _km(main, here) > _NEAR_KM


def _km(one: Place, other: Place) -> float:
    """Great-circle distance in km (haversine)."""
    lat1, lon1, lat2, lon2 = (
        radians(float(n or 0)) for n in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, h)))


def _is_other_day(main: When, here: When) -> bool:
    """Whether a date is told here and can't be that of the main event; two unresolved days differ by their words."""
    if here.carried_over or not here.date_text:
        return False
    if here.event_date_start and main.event_date_start and here.event_date_end and main.event_date_end:
        return here.event_date_end < main.event_date_start or here.event_date_start > main.event_date_end
    return main.date_text is not None and main.date_text.casefold() != here.date_text.casefold()
