"""Date expressions of English news text, each with the interval that it means on the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates.publication import year_of
from extractors.quantities.in_digits import in_digits, in_small_letters
from extractors.vocabulary.calendar import DAYS, MONTH, MONTHS, WEEKDAY, WEEKDAY_NAMES

Span = tuple[date, date]
Match = re.Match[str]

_SMALL = {"a": 1, "an": 1, "several": 3, "few": 3, "a few": 3, "past": 1, "": 1}
_UNIT_DAYS = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}

_WEEKDAY = WEEKDAY
_COUNT = r"(?:0*\d{1,3}|a few|several|few|an|a)"  # number words stand in digits here, with noughts before them
_YEAR = r"[12]\d{3}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERIC = r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?"
_TO = r"\s*(?:-|–|to|and|until)\s*"
_PATTERN = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?:from|between)\s+(?P<r_a>{_NUMERIC})\s+(?:to|and|till|until|-|–)\s+(?P<r_b>{_NUMERIC})
    | (?P<dd_a>{_DAY}){_TO}(?P<dd_b>{_DAY})\s+(?P<dd_m>{MONTH})(?:,?\s+(?P<dd_y>{_YEAR}))?
    | (?P<md_m>{MONTH})\s+(?P<md_a>{_DAY}){_TO}(?P<md_b>{_DAY})(?:,?\s+(?P<md_y>{_YEAR}))?(?!\d)
    | (?P<mm_m>{MONTH})\s+(?P<mm_d>{_DAY}){_TO}(?P<mm_n>{MONTH})\s+(?P<mm_e>{_DAY})(?:,?\s+(?P<mm_y>{_YEAR}))?(?!\d)
    | (?P<nn_d>{_DAY})\s+(?P<nn_m>{MONTH}){_TO}(?P<nn_e>{_DAY})\s+(?P<nn_n>{MONTH})(?:,?\s+(?P<nn_y>{_YEAR}))?
    | (?P<d_d>{_DAY})(?:\s+of)?\s+(?P<d_m>{MONTH})(?:,?\s+(?P<d_y>{_YEAR})
      |\s+(?P<d_z>['’]\d{{2}}\b|\d{{2}}(?=[,.(;]|\s*$|\s+[-–])))?
    | (?P<m_m>{MONTH})\s+(?P<m_d>{_DAY})(?!\d)(?:,?\s+(?P<m_y>{_YEAR}))?
    | (?P<of_n>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+(?P<of_m>{MONTH})(?:,?\s+(?P<of_y>{_YEAR}))?
    | (?:(?P<my_in>in|since|during|until|of)\s+)?(?:(?P<my_q>early|mid|late|last|this)[\s-]+)?
      (?P<my_m>{MONTH})(?!\s+\d{{1,2}}(?!\d))(?:,?\s+(?:of\s+)?(?P<my_y>(?:19|20)\d{{2}}|this\s+year|last\s+year))?
    | (?P<n_d>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d{{2}})
    | (?P<sl_a>\d{{1,2}})/(?P<sl_b>\d{{1,2}})/(?P<sl_y>(?:19|20)\d{{2}})
    | the\s+day\s+before\s+(?P<eve>yesterday)
    | (?:(?:at|over|during|on)\s+(?P<we_p>the|this|the\s+last|the\s+past)|(?P<we_q>this|last))\s+(?P<we>weekend)
    | (?:on|of)\s+the\s+(?P<th>\d{{1,2}})(?:st|nd|rd|th)(?=\s*(?:[,;.]|$))
    | (?P<w_q>last\s+|this\s+|previous\s+)?(?P<w_d>{_WEEKDAY})s?(?:['’]s)?(?:\s+and\s+(?:on\s+)?(?P<w_e>{_WEEKDAY}))?
    | (?P<today>today|tonight|this\s+(?:morning|afternoon|evening))
    | (?P<yesterday>yesterday)
    | (?P<night>last\s+night|overnight)
    | (?P<a_c>{_COUNT})\s+(?P<a_u>day|week|month|year)s?\s+ago
    | (?P<s_c>{_COUNT})\s+(?P<s_u>day|week)s?\s+(?P<s_w>after|earlier|before|later)
    | the\s+(?P<s_prev>previous|following|next)\s+day
    | (?:(?:later|earlier|in)\s+)?that\s+(?P<that>same\s+day|day|week|month|year)
    | (?P<p_over>(?:in|over|during|within|for|of)\s+)?(?:the\s+)?(?P<p_q>last|past|previous)\s+
      (?:(?P<p_c>{_COUNT})\s+)?(?P<p_u>hour|day|week|month|year)s?
    | (?P<this_q>earlier\s+|late\s+|early\s+)?this\s+(?P<this_u>week|month|year)
    | (?P<y_p>in|since|of|during|from|year|early|late)\s+(?P<y_y>(?:19|20)\d{{2}})\b(?!\s*(?:km|m\b|people|troops))
    )""",
    re.VERBOSE,
)
"""Looked for in lower case: letters of either case cost half as much again."""
_WORD = re.compile(r"[a-z]{3,}|\d[\d.-]*")
_AFTER_THE = re.compile(r"\s+(?:\d|last|past|previous|following|next|day|weekend)")
"""What follows "the" in an expression: it is the core of "on the 5th", and most often of nothing."""
_CORE_WORDS = frozenset(
    [*MONTHS, "today", "tonight", "yesterday", "overnight", "night", "morning", "afternoon", "evening", "weekend"]
    + [f"{day}{s}" for day in WEEKDAY_NAMES for s in ("", "s")]
    + [unit + s for unit in ("hour", "day", "week", "month", "year") for s in ("", "s")]
)
_LONGEST = 90  # characters behind the first core word of an expression
_REACH = 32  # characters from the start of an expression to its first core word: "between the 3rd and 5th of July"
_SINCE = re.compile(r"\bsince\b[^.;:]{0,60}$", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:began|begun|started|erupted|launched|broke\s+out|outbreak|start|beginning)\b[^.;:]{0,70}$", re.IGNORECASE
)
_STATED = re.compile(
    r"\b(?:said|says|told|announced|reported|stated|added|confirmed|declared|claimed|saying|statement|noted|briefing)"
    r"(?:\s+(?:\w+\s+){0,3}?(?:on|late|early|late\s+on|early\s+on))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression. ``span`` is ``None`` where there is nothing to count from."""

    start: int
    end: int
    text: str
    span: Span | None
    precision: str
    rule: str
    role: str = "event"  # event, start (of a period that lasts), statement (when somebody spoke)
    shift: int | None = None  # days from another date: "a day after"


def find(text: str, start: int, end: int, published: date | None) -> list[Expression]:
    """Date expressions between two offsets, in order.

    The grammar is tried only around words that every expression has one of: most sentences have none.
    """
    out: list[Expression] = []
    done = start
    written = in_digits(text)
    numbered = in_small_letters(written)
    for word in _WORD.finditer(in_small_letters(text), start, end):
        if word.start() < done or not _is_core(word, end):
            continue
        last = min(end, word.end() + _LONGEST)  # the rest of a long sentence holds none that begins here
        match = _PATTERN.search(numbered, max(done, word.start() - _REACH), last)
        while match is not None and match.end() <= word.start():
            match = _PATTERN.search(numbered, match.end(), last)
        if match is None or match.start() > word.start():
            continue
        done = match.end()
        groups = {k: written[match.start(k) : match.end(k)] for k, v in match.groupdict().items() if v is not None}
        expression = _read(text, match, groups, _seen_from(out, groups, published))
        if expression is not None and not (out and _is_its_weekday(text, out[-1], expression)):
            if out and _is_its_weekday(text, expression, out[-1]):
                out.pop()
            out.append(_with_role(text, start, expression, published))
    return out


def _seen_from(before: list[Expression], groups: dict[str, str], published: date | None) -> date | None:
    """From where a day without a year is looked for: "died on 15 July 2014; others on 16 July" are of one year."""
    yearless = {"d_m", "m_m"} & groups.keys() and not {"d_y", "d_z", "m_y"} & groups.keys()
    dated = [e for e in before if e.rule == "explicit" and e.span is not None]
    if not yearless or not dated or dated[-1].span is None:
        return published
    return date(dated[-1].span[0].year, 12, 31)


def _is_its_weekday(text: str, day: Expression, weekday: Expression) -> bool:
    """Whether a weekday only names a date beside it: "Monday, 13 July", "13 July (Monday)"; the date says more."""
    first, last = sorted((day, weekday), key=lambda e: e.start)
    beside = text[first.end : last.start].strip() in ("", ",", "(", "the")
    return beside and weekday.rule == "weekday" and day.rule in ("explicit", "year_from_publication")


def _is_core(found: Match, end: int) -> bool:
    word = found.group()
    if word == "the":
        return _AFTER_THE.match(found.string, found.end(), end) is not None
    return word in _CORE_WORDS or (word[0].isdigit() and len(word) >= 4)


def _with_role(text: str, start: int, e: Expression, published: date | None) -> Expression:
    """A date after "since" opens a period up to publication; one after "said" is when somebody spoke."""
    before = text[max(start, e.start - 80) : e.start]
    if e.rule in ("period", "shift"):
        return e
    since, began = _SINCE.search(before), _BEGAN.search(before)
    if e.text.lower().startswith("since"):
        since = since or re.match("since", e.text, re.IGNORECASE)
    if (since or began) and e.span is not None:
        last = published or e.span[1]
        first = e.span[0]
        role = "event" if since else "start"
        if published is None:
            return Expression(e.start, e.end, e.text, None, "unresolved", "since", role)
        return Expression(e.start, e.end, e.text, (first, max(first, last)), "period", "since", role)
    if _STATED.search(before):
        return Expression(e.start, e.end, e.text, e.span, e.precision, e.rule, "statement", e.shift)
    return e


def _read(text: str, match: Match, g: dict[str, str], published: date | None) -> Expression | None:
    for name, reader in _READERS.items():
        if name in g:
            read = reader(g, published)
            if read is None:
                return None
            span, precision, rule, shift = read
            words = match.group().strip().rstrip(".")
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            end = start + len(words)
            return Expression(start, end, text[start:end], span, precision if span else "unresolved", rule, shift=shift)
    return None


_Read = tuple[Span | None, str, str, int | None] | None


def _day(value: date | None, rule: str) -> _Read:
    return ((value, value) if value else None), "day", rule, None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _latest(month: int, day: int, published: date | None) -> date | None:
    """The last such day of any year up to publication, or the day after it: the day begins in the east."""
    if published is None:
        return None
    for year in (published.year + 1, published.year, published.year - 1):
        value = _make(year, month, day)
        if value and value <= published + timedelta(days=1):
            return value
    return None


def _iso(g: dict[str, str], published: date | None) -> _Read:
    year, month, day = map(int, g["iso"].split("-"))
    return _day(_make(year, month, day), "explicit")


def _numeric(g: dict[str, str], published: date | None) -> _Read:
    day, month, year = map(int, g["n_d"].split("."))
    return _day(_make(year, month, day), "explicit")


def _slashed(g: dict[str, str], published: date | None) -> _Read:
    """ "on 7/13/2026": a day in the order that fits; where both orders give a day up to publication it stays open."""
    year, a, b = int(g["sl_y"]), int(g["sl_a"]), int(g["sl_b"])
    days = {day for day in (_make(year, b, a), _make(year, a, b)) if day and (published is None or day <= published)}
    return _day(days.pop() if len(days) == 1 else None, "explicit")


def _weekend(g: dict[str, str], published: date | None) -> _Read:
    """The last Saturday and Sunday that have begun, "last weekend" those of the week before if one is going on."""
    if published is None:
        return None, "unresolved", "weekend", None
    saturday = published - timedelta(days=(published.weekday() - DAYS["sat"]) % 7)
    if "last" in (g.get("we_q") or g["we_p"]).lower() and published - saturday <= timedelta(days=1):
        saturday -= timedelta(days=7)
    return (saturday, saturday + timedelta(days=1)), "period", "weekend", None


def _day_of_month(g: dict[str, str], published: date | None) -> _Read:
    """ "on the 15th,": that day of this month, or of the last one if it is still to come."""
    if published is None:
        return None, "unresolved", "day_of_month", None
    before = published.replace(day=1) - timedelta(days=1)
    days = [_make(d.year, d.month, int(g["th"])) for d in (published, before)]
    return _day(next((d for d in days if d and d <= published), None), "day_of_month")


def _week_of_month(g: dict[str, str], published: date | None) -> _Read:
    """ "in the first week of July": its seven days, the last week those that end the month."""
    month = _month_number(g["of_m"])
    if "of_y" not in g and published is None:
        return None, "unresolved", "week_of_month", None
    year = int(g["of_y"]) if "of_y" in g else published.year - (month > published.month)  # type: ignore[union-attr]
    name, length = g["of_n"].lower(), monthrange(year, month)[1]
    first = length - 6 if name == "last" else 1 + 7 * ("first", "second", "third", "fourth").index(name)
    return (date(year, month, first), date(year, month, first + 6)), "week", "week_of_month", None


def _numeric_range(g: dict[str, str], published: date | None) -> _Read:
    """ "from 24.02 to 13.04": the later end in the year of publication."""
    ends = []
    for part in (g["r_a"], g["r_b"]):
        day, month, *year = part.split(".")
        fixed = year_of(year[0]) if year else None
        ends.append(_make(fixed, int(month), int(day)) if fixed else _latest(int(month), int(day), published))
    first, last = ends
    if first is None or last is None:
        return None, "unresolved", "period", None
    if first > last:
        first = _make(first.year - 1, first.month, first.day) or first
    return (first, last), "period", "period", None


def _day_range(g: dict[str, str], published: date | None) -> _Read:
    p = "dd" if "dd_m" in g else "md"
    month, a, b = _month_number(g[f"{p}_m"]), _number(g[f"{p}_a"]), _number(g[f"{p}_b"])
    year = g.get(f"{p}_y")
    last = _make(int(year), month, b) if year else _latest(month, b, published)
    first = _make(last.year, month, a) if last else None
    return ((first, last) if first and last and first <= last else None), "period", "period", None


def _two_days(g: dict[str, str], published: date | None) -> _Read:
    """ "between April 27 and May 18": the later day up to publication, the earlier one the last before it."""
    p = "mm" if "mm_m" in g else "nn"
    year = g.get(f"{p}_y")
    month, day = _month_number(g[f"{p}_n"]), _number(g[f"{p}_e"])
    last = _make(int(year), month, day) if year else _latest(month, day, published)
    first = _latest(_month_number(g[f"{p}_m"]), _number(g[f"{p}_d"]), last)
    return ((first, last) if first and last else None), "period", "period", None


def _day_month(g: dict[str, str], published: date | None) -> _Read:
    p = "d" if "d_m" in g else "m"
    month, day = _month_number(g[f"{p}_m"]), _number(g[f"{p}_d"])
    year = g.get(f"{p}_y") or g.get(f"{p}_z")
    if year:
        return _day(_make(year_of(year.lstrip("'’")), month, day), "explicit")
    return _day(_latest(month, day, published), "year_from_publication") if 1 <= day <= 31 else None


def _month(g: dict[str, str], published: date | None) -> _Read:
    name = g["my_m"].rstrip(".")
    if not name[0].isupper() or (len(name) < 4 and name.lower() != "may") or name == "MARCH":
        return None
    if name.lower() in ("may", "march") and "my_y" not in g and "my_q" not in g:
        return _bare_month(name, published) if "my_in" in g else None
    year = g.get("my_y", "")
    if year[:2] in ("19", "20"):
        return _month_span(int(year), _month_number(name), "explicit")
    return _bare_month(name, published, last_year=year.lower().startswith("last"))


def _bare_month(name: str, published: date | None, *, last_year: bool = False) -> _Read:
    if published is None:
        return None, "unresolved", "year_from_publication", None
    month = _month_number(name)
    year = published.year - (1 if last_year or month > published.month else 0)
    return _month_span(year, month, "year_from_publication")


def _month_span(year: int, month: int, rule: str) -> _Read:
    return (date(year, month, 1), date(year, month, monthrange(year, month)[1])), "month", rule, None


def _weekday(g: dict[str, str], published: date | None) -> _Read:
    if published is None:
        return None, "unresolved", "weekday", None
    day = _last_weekday(g["w_d"], published, strictly="last" in g.get("w_q", "").lower())
    if "w_e" not in g:
        return _day(day, "weekday")
    second = _last_weekday(g["w_e"], published)
    return (_last_weekday(g["w_d"], second), second), "period", "weekday", None


def _last_weekday(name: str, published: date, *, strictly: bool = False) -> date:
    back = (published.weekday() - DAYS[name[:3].lower()]) % 7
    return published - timedelta(days=back or (7 if strictly else 0))


def _relative(days_back: int, rule: str) -> Callable[[dict[str, str], date | None], _Read]:
    def read(g: dict[str, str], published: date | None) -> _Read:
        return _day(published - timedelta(days=days_back) if published else None, rule)

    return read


def _night(g: dict[str, str], published: date | None) -> _Read:
    span = (published - timedelta(days=1), published) if published else None
    return span, "period", "overnight", None


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _SMALL.get(words.lower(), 1)


def _ago(g: dict[str, str], published: date | None) -> _Read:
    unit, count = g["a_u"].lower(), _count(g["a_c"])
    if published is None or g["a_c"].lower() in ("several", "few", "a few"):
        return None, "unresolved", "ago", None
    day = published - timedelta(days=count * _UNIT_DAYS[unit])
    if unit == "day":
        return _day(day, "ago")
    if unit == "week":
        return (day - timedelta(days=3), day + timedelta(days=3)), "week", "ago", None
    if unit == "month":
        return _month_span(day.year, day.month, "ago")
    year = published.year - count
    return (date(year, 1, 1), date(year, 12, 31)), "period", "ago", None


def _shift(g: dict[str, str], published: date | None) -> _Read:
    days = _count(g["s_c"]) * _UNIT_DAYS[g["s_u"].lower()]
    sign = 1 if g["s_w"].lower() == "later" else -1
    return None, "day", "shift", sign * days


def _next_day(g: dict[str, str], published: date | None) -> _Read:
    return None, "day", "shift", -1 if g["s_prev"].lower() == "previous" else 1


def _that(g: dict[str, str], published: date | None) -> _Read:
    """ "later that month": the day is the one spoken of before, anything longer is left open."""
    return None, "unresolved", "shift", 0 if g["that"].lower().endswith("day") else None


def _past(g: dict[str, str], published: date | None) -> _Read:
    """ "in the last 24 hours", "last week", "over the past two months"."""
    unit, counted = g["p_u"].lower(), g.get("p_c")
    if published is None or (counted or "").lower() in ("several", "few", "a few"):
        return None, "unresolved", "period", None
    rolling = "p_over" in g or g["p_q"].lower() == "past"  # "over the past year" runs up to now, "last year" doesn't
    if counted is None and not rolling and unit in ("week", "month", "year"):
        return _calendar(unit, published, back=1)
    count = _count(counted or "1")
    days = -(-count // 24) if unit == "hour" else count * _UNIT_DAYS[unit]
    return (published - timedelta(days=days), published), "period", "period", None


def _this(g: dict[str, str], published: date | None) -> _Read:
    if published is None:
        return None, "unresolved", "period", None
    read = _calendar(g["this_u"].lower(), published, back=0)
    if read is None or read[0] is None:
        return read
    return (read[0][0], published), read[1], "this_period", None


def _calendar(unit: str, published: date, back: int) -> _Read:
    """The calendar week (Monday first, ISO 8601), month or year, ``back`` of them ago."""
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * back)
        return (monday, monday + timedelta(days=6)), "week", "last_period", None
    if unit == "month":
        index = published.year * 12 + published.month - 1 - back
        return _month_span(index // 12, index % 12 + 1, "last_period")
    return (date(published.year - back, 1, 1), date(published.year - back, 12, 31)), "period", "last_period", None


def _year(g: dict[str, str], published: date | None) -> _Read:
    year = int(g["y_y"])
    if published is not None and year > published.year:
        return None
    return (date(year, 1, 1), date(year, 12, 31)), "period", "year", None


_READERS: dict[str, Callable[[dict[str, str], date | None], _Read]] = {
    "iso": _iso,
    "r_a": _numeric_range,
    "dd_m": _day_range,
    "md_m": _day_range,
    "mm_m": _two_days,
    "nn_m": _two_days,
    "d_m": _day_month,
    "m_m": _day_month,
    "my_m": _month,
    "n_d": _numeric,
    "sl_a": _slashed,
    "eve": _relative(2, "yesterday"),
    "we": _weekend,
    "th": _day_of_month,
    "of_n": _week_of_month,
    "w_d": _weekday,
    "today": _relative(0, "today"),
    "yesterday": _relative(1, "yesterday"),
    "night": _night,
    "a_c": _ago,
    "s_c": _shift,
    "s_prev": _next_day,
    "that": _that,
    "p_u": _past,
    "this_u": _this,
    "y_y": _year,
}
