"""When a document was published, from the date it was delivered with and the dateline in its own text.

"10/11/2016" is 10 November to most of the world and October 11 to the United States. Which one is decided by
something that knows: a dateline with the month in words, a number above 12, or the outlet's habit
(seeds/reference/outlet_date_order.csv). What nothing decides stays unresolved.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractors.model import Document
from extractors.vocabulary.calendar import MONTH, MONTHS, WEEKDAY
from seeds import reference

_FULL = re.compile(
    rf"\b(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s,/-]*(?P<m2>{MONTH})[\s,/-]*'?(?P<y2>\d{{4}}|\d{{2}}(?=[\s,(]|$))"
    rf"|\b(?P<m3>{MONTH})\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[\s,]*(?P<y3>\d{{4}})"
    rf"|\b(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_EVENT_BEFORE = re.compile(
    r"(?:\b(?:on|since|from|until|till|of|in|by|the|between|before|after|to|and|through)\s+(?:\w+day,?\s+)?)$", re.I
)
_EVENT_AFTER = re.compile(
    r",?\s+(?:near|in|at|outside|around|close to)\s+(?:the\s+)?[A-Z]|,?\s+(?:when|a|an|two)\s+[a-z]"
)
"""After the date of an event that opens a list's item: "Sept. 5, 2018, near Herat, two soldiers were killed"."""
_DATELINE_BEFORE = re.compile(
    r"(?:publi\w+|posted|updated?|dated?|issued)[\w ]{0,20}(?:on|at|:)?\s*(?:\w+day,?\s+)?$", re.I
)
_OPENING = re.compile(
    rf"\s*(?:[A-Z][A-Z .'’-]{{2,40}},?\s+)?(?:(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{MONTH}))"
    rf"(?!\d|,?\s+\d{{4}})\s*(?:\({WEEKDAY}\)\s*[-–—:]?"
    r"|\([A-Z][\w .]{1,30}\)\s*[-–—:]|[-–—:]\s)",
    re.IGNORECASE,
)
_BODY = 2000
"""Characters after a dateline in which the text may name its month."""
_RELAY_DAYS = 31
"""A dateline this close to the delivered day is the page's own word on when it appeared."""
_HEAD = 450  # characters of the text in which a dateline is looked for


def publication_date(document: Document, date_order: str | None = None) -> tuple[str | None, str]:
    """ISO day of publication and how it was found: delivered, dateline, outlet, ambiguous or unresolved.

    ``date_order`` ("dmy", "mdy", "ymd") says how whoever delivered the documents writes days in numbers alone, and
    then stands before the outlet's habit.

    >>> publication_date(Document("1", "11 Oct 2016 Jets struck a town.", date="10/11/2016"))
    ('2016-10-11', 'dateline')
    >>> publication_date(Document("2", "Jets struck a town.", date="10/11/2016"))
    (None, 'ambiguous')
    """
    delivered = _readings((document.date or "").strip())
    stated = _decided(document.text)
    if len(delivered) == 1 and len(stated) == 1 and abs((stated[0] - delivered[0]).days) <= _RELAY_DAYS:
        return stated[0].isoformat(), "dateline"
    opening = _opening_day(document.text, delivered)
    if opening is not None:
        return opening.isoformat(), "dateline"
    if len(delivered) == 1:
        return delivered[0].isoformat(), "delivered"
    if len(stated) == 1:
        return stated[0].isoformat(), "dateline"
    order = date_order or _order_of(document.source)
    if order and (stated or delivered):
        chosen = _ordered(delivered or stated, order) if date_order else _ordered(stated or delivered, order)
        return chosen.isoformat(), "delivered" if date_order else "outlet"
    if delivered or stated:
        return None, "ambiguous"
    parsed = _foreign(document.date, order)
    return (parsed.isoformat(), "delivered") if parsed else (None, "unresolved")


def full_dates(text: str) -> list[date]:
    """Possible readings of the first full date in a text, day first before month first; empty if there is none.

    >>> full_dates("05.04.2017"), full_dates("Wed 05 Apr 2017"), len(full_dates("05/04/2017"))
    ([datetime.date(2017, 4, 5)], [datetime.date(2017, 4, 5)], 2)
    """
    return _readings(text)


def _readings(text: str) -> list[date]:
    match = _FULL.search(text)
    return _dates(match) if match else []


def _dates(match: re.Match[str]) -> list[date]:
    g = match.groupdict()
    if g["y1"]:
        return _days((g["y1"], g["m1"], g["d1"]))
    if g["m2"]:
        return _days((g["y2"], _month(g["m2"]), g["d2"]))
    if g["m3"]:
        return _days((g["y3"], _month(g["m3"]), g["d3"]))
    day_first = (g["y4"], g["b"], g["a"])
    if g["sep"] == ".":
        return _days(day_first)  # full stops are only written day first
    return _days(day_first, (g["y4"], g["a"], g["b"]))


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def year_of(digits: str) -> int:
    """Four digits as they are, two as 1950 to 2049: "90" is 1990."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 50 else 2000)


def _days(*parts: tuple[str | int, str | int, str | int]) -> list[date]:
    found: list[date] = []
    for year, month, day in parts:
        try:
            value = date(year_of(str(year)), int(month), int(day))
        except ValueError:
            continue
        if value not in found:
            found.append(value)
    return found


def _ordered(readings: list[date], order: str) -> date:
    """Of the readings day first, month first, the one of this order."""
    return readings[-1] if order == "mdy" else readings[0]


def _decided(text: str) -> list[date]:
    """Readings of the dateline; of two the one whose weekday stands beside it, or whose month alone the text names."""
    match = dateline(text)
    days = _dates(match) if match else []
    if match is None or len(days) < 2:
        return days
    beside = text[max(0, match.start() - 14) : match.start()] + " " + text[match.end() : match.end() + 14]
    named = [d for d in days if re.search(rf"\b{d:%A}\b", beside, re.IGNORECASE)]
    head = text[match.end() : match.end() + _BODY]
    spoken = [d for d in days if re.search(rf"\b(?:{d:%B}|{d:%b}\.?)\s+\d|\d\s+(?:of\s+)?{d:%B}\b", head)]
    for chosen in (named, spoken):
        if len(chosen) == 1:
            return chosen
    return days


def _opening_day(text: str, delivered: list[date]) -> date | None:
    """The day that opens a text without its year, "Sept 14 (Sunday) - ...", in the month before it was delivered."""
    match = _OPENING.match(text)
    if match is None or len(delivered) != 1:
        return None
    g = match.groupdict()
    month, day = _month(g["m1"] or g["m2"]), int(g["d1"] or g["d2"])
    for year in (delivered[0].year, delivered[0].year - 1):
        days = _days((year, month, day))
        if days and 0 <= (delivered[0] - days[0]).days <= _RELAY_DAYS:
            return days[0]
    return None


def dateline(text: str) -> re.Match[str] | None:
    """The first full date at the head of a text that isn't the date of an event."""
    for match in _FULL.finditer(text, 0, _HEAD):
        before = text[max(0, match.start() - 40) : match.start()]
        if _EVENT_BEFORE.search(before) and not _DATELINE_BEFORE.search(before):
            continue
        if _EVENT_AFTER.match(text, match.end()):
            continue
        if _dates(match):
            return match
    return None


@cache
def _date_orders() -> dict[str, str]:
    return {_folded(r["outlet"]): r["date_order"] for r in reference("outlet_date_order")}


def _folded(outlet: str) -> str:
    return re.sub(
        r"[^a-z0-9]", "", re.sub(r"^(?:https?://)?(?:www\.)?|\.(?:com|net|org|co\.uk).*$|^the ", "", outlet.lower())
    )


def _order_of(outlet: str | None) -> str | None:
    return _date_orders().get(_folded(outlet)) if outlet else None


def _foreign(text: str | None, order: str | None) -> date | None:
    """A date in another language or layout ("12 octobre 2016"), by dateparser; a full day or nothing."""
    if not text or not re.search(r"\d", text) or re.fullmatch(r"\s*\d{4}\s*", text):
        return None
    import dateparser  # slow to import, seldom needed

    settings: dict[str, object] = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    if re.fullmatch(r"[\d\s/.-]+", text) and not order:
        return None  # digits alone say nothing about their order
    if order:
        settings["DATE_ORDER"] = order.upper()
    found = dateparser.parse(text, settings=settings)
    return found.date() if found else None
