"""Who speaks in a headline: "Strikes kill 12 in the north: monitor", "UN: 12 killed", "12 killed - reports".

Copies from the web lose the colon or dash: then only nouns that headlines use for their source count at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.quantities.in_digits import in_digits
from extractors.vocabulary.actors import is_alias, resolve, same_actor
from extractors.voices.words import HEAD_NOUNS
from seeds import reference

_OUTLET_SUFFIX = re.compile(r"\s+(?:[|»]\s+[^|»]{2,40}|[-–—]\s+([^-–—|»:]{2,40}))$")
_TAIL = re.compile(r"^.*(?:\s*[:–—|]|\s+[-‑‒_]|\s+\S{0,4}�\S{0,3}|\s+ï¿½\S{0,3})\s+([^:–—|]{2,60})$")
_COLON_TAIL = re.compile(r":[ \t]+((?:[\w-]+ ){0,2}[\w-]+)[^\w\n]*$", re.MULTILINE)
_BYLINE = re.compile(r"(?<=[a-z])(?:\s+[A-Z][\w-]+){2,3}$")  # ": monitor" with the reporter's name run into it
_DASH_TAIL = re.compile(r"(?<=[^\W\d_])\s[–—]\s([^–—:,\"“”]{3,70})\.$")
_LONGEST_SIGNATURE = 8  # words
_SPEAKING = frozenset(["person", "institution", "headline_bare"])
_FRONT = re.compile(r"^([^:]{2,40}):\s+\S")
_REPORT_TITLE = re.compile(
    r"^([A-Z][^:,;.\n]{2,60}), [^:;.\n]{0,60}\b(?:report|update|bulletin|statement|communique|summary|briefing)\b"
    r"[^:;.\n]{0,60}:\s+\S"
)
""" "Ministry of Health, daily report, day 40: 12 killed": whose report a line is."""
_NOT_A_SOURCE = frozenset([
    "note", "notes", "photo", "photos", "photographs", "pictures", "video", "videos", "views", "tags", "update",
    "correction", "editor's note", "numbers", "list", "summary", "background", "read more", "figures", "papers", "data",
    "map", "poll",
])  # fmt: skip
"""Labels of a page that are followed by a colon and speak for nobody."""
_LAST_WORD = re.compile(r"([\w-]+)\W*$")
# "... kill 8 aid | activists": the last word is what the number counts.
_OBJECT = re.compile(
    r"\b(?:\d[\d,.]*|dozens of|scores of|hundreds of)\s+"
    r"(?!(?:dead|killed|wounded|injured|missing|people|civilians|children|soldiers|troops|fighters|militants|rebels|women"
    r"|men|others|deaths|in|at|near|on|from|of|as|after)\b)(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_BARE = frozenset(row["noun"] for row in reference("source_head_nouns") if "headline_bare" in row["traits"].split())
_MODIFIERS = frozenset(row["modifier"] for row in reference("source_modifiers")) | {
    "state",
    "war",
    "initial",
    "un",
    "us",
}
_COUNTRIES = frozenset(row["name"] for row in reference("countries"))  # "Ukraine: 12 killed" names the place
_MAX_WORDS = 5
_STATE_OUTLETS = frozenset(["tv", "television", "radio"])  # "... kills 12 in suburb state TV"
_STATE = re.compile(r"(?:state|official|government)\s", re.IGNORECASE)
_GOVERNED = re.compile(r"\b(?:at|on|in|of|near|outside|from|to|by|for|against|the)\s+$", re.IGNORECASE)
_COUNTED = re.compile(r":\s+(?:\d|(?:at least|over|more than|about|some|up to)\s\d|(?:we|our) )", re.IGNORECASE)
_SEPARATOR = re.compile(r"\||\s[-–—]\s|,\s")
_SHORT_TITLE = re.compile(r"^(?:gov|gen|col|maj|capt|lt|sgt|pres|dep|min)\.\s(?=[A-Z])")
_FRONT_NUMBER = re.compile(r"^([A-Z]\w+) \d")
_EVENT_TAIL = re.compile(
    r"\b(?:attack|strike|airstrike|raid|bombing|shelling|blast|fighting|clashes|killed|dead|wounded|injured|displaced)s?"
    r" ((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,3})$"
)
_FEWEST_BEFORE = 2  # "Situation report" is no headline with its source


@dataclass(frozen=True, slots=True)
class HeadlineVoice:
    """The words of a headline that name its source, and where they stand."""

    text: str
    start: int
    end: int


def _name_in_front(words: str) -> str:
    """The name before a colon without what posts put before it: "#Gaza | | Local sources", "UPDATE - police".

    An abbreviated title is no part of a name: "Zerin region, gov. Ruiz".
    """
    last = _SEPARATOR.split(words)[-1]
    return _SHORT_TITLE.sub("", last).strip("".join(c for c in last if not c.isalnum()))


def headline_voice(text: str, start: int, end: int, outlet: str | None = None) -> HeadlineVoice | None:
    """The source that a headline between two document offsets names, or None.

    What a web page appends to its headlines ("- Region - World - Name of the ``outlet``") is no source.

    >>> headline_voice("Strikes kill 12 in the north: monitor", 0, 37).text
    'monitor'
    """
    line = text[start:end]
    line = _without_suffixes(line, outlet).rstrip(" .")
    for found in (_TAIL.search(line), _FRONT.match(line)):
        if found is None:
            continue
        name = _BYLINE.sub("", found.group(1)).strip()
        if found.re is _FRONT:
            name = _name_in_front(name)
        if _names_source(name) and not (found.re is _FRONT and name in _COUNTRIES):
            at = start + found.start(1) + found.group(1).index(name)
            return HeadlineVoice(name, at, at + len(name))
    return _bare_front(line, start) or _name_tail(line, start) or _bare_tail(line, start)


def colon_voice(text: str, start: int, end: int) -> HeadlineVoice | None:
    """The source behind the colon of a headline that stands in the text as a sentence: "... rises to 76: monitor." """
    signed = _DASH_TAIL.search(text, start, end)
    if signed is not None and _is_signature(signed.group(1)):
        return HeadlineVoice(signed.group(1), signed.start(1), signed.end(1))
    if text.find(":", start, end) < 0:
        return None
    return _titled_report(text, start, end) or _counting_front(text, start, end) or _colon_tail(text, start, end)


def _titled_report(text: str, start: int, end: int) -> HeadlineVoice | None:
    """Whose report a line is: "Ministry of Health, daily report, day 40: 12 killed"."""
    report = _REPORT_TITLE.match(text[start:end])
    if report is None or report.group(1) in _COUNTRIES or not _names_source(report.group(1)):
        return None
    return HeadlineVoice(report.group(1), start, start + report.end(1))


def _counting_front(text: str, start: int, end: int) -> HeadlineVoice | None:
    """The name before a colon behind which a count follows: "Air Force: 41 drones shot down overnight."."""
    front = _FRONT.match(text[start:end])
    if front is None or front.group(1) in _COUNTRIES:
        return None
    name = _name_in_front(front.group(1))
    titled = all(w[:1].isupper() for w in name.split()) or _SEPARATOR.search(front.group(1))
    person = _SHORT_TITLE.search(_SEPARATOR.split(front.group(1))[-1])
    counted = _COUNTED.match(text, start + front.end(1)) and titled and (person or _names_source(name))
    if not counted and not is_alias(name.split()):
        return None
    return HeadlineVoice(name, start + front.end(1) - len(name), start + front.end(1))


def _colon_tail(text: str, start: int, end: int) -> HeadlineVoice | None:
    """A source noun behind the last colon: "... rises to 76: monitor."."""
    tail = _COLON_TAIL.search(text, start, end)
    if tail is None:
        return None
    words = tail.group(1).lower().split()
    watching = len(words) > 1 and words[-1] in HEAD_NOUNS and words[-2] in _MODIFIERS  # "monitoring group"
    return HeadlineVoice(tail.group(1), tail.start(1), tail.end(1)) if words[-1] in _BARE or watching else None


def _is_signature(words: str) -> bool:
    """Whether a source stands behind the dash that ends a post: "12 hurt – head of the district Oleh Bondar." """
    first = [word.lower() for word in words.split()[:3]]
    if len(words.split()) > _LONGEST_SIGNATURE or not first:
        return False
    nouns = [HEAD_NOUNS[word] for word in first if word in HEAD_NOUNS]
    return any(not noun.traits.isdisjoint(_SPEAKING) for noun in nouns) or is_alias(words.split())


def _without_suffixes(line: str, outlet: str | None) -> str:
    for _ in range(4):
        suffix = _OUTLET_SUFFIX.search(line)
        if suffix is None:
            break
        words = suffix.group(1)
        if words is not None and _names_source(words) and not same_actor(words, outlet):
            break
        line = line[: suffix.start()]
    return line


def _names_source(words: str) -> bool:
    if words.strip().lower() in _NOT_A_SOURCE:
        return False
    if len(words.split()) > _MAX_WORDS or any(c.isdigit() for c in words):
        return False
    return resolve(words.strip()).source_class != "unattributed"


def _bare_front(line: str, start: int) -> HeadlineVoice | None:
    """A source noun before the number, the colon lost: "Monitors 15 killed in strike on city"."""
    front = _FRONT_NUMBER.match(line)
    if front is None or front.group(1).lower() not in _BARE:
        return None
    return HeadlineVoice(front.group(1), start, start + front.end(1))


def _name_tail(line: str, start: int) -> HeadlineVoice | None:
    """The name of a relief body, monitor or agency behind an event, the mark lost: "Two killed in strike UNICEF"."""
    tail = _EVENT_TAIL.search(line)
    if tail is None or not is_alias(tail.group(1).split()):
        return None
    if resolve(tail.group(1)).source_class not in ("un_agency", "monitor_ngo", "medical"):
        return None
    return HeadlineVoice(tail.group(1), start + tail.start(1), start + tail.end(1))


def _names_bare(word: str) -> bool:
    """Whether one word alone names a source: a noun that headlines use so, or the letters of a known monitor."""
    if word.lower() in _BARE or word.lower() in _STATE_OUTLETS:
        return True
    return word.isupper() and is_alias([word]) and resolve(word).source_class == "monitor_ngo"


def _bare_tail(line: str, start: int) -> HeadlineVoice | None:
    """A source noun as the last word, with the modifiers before it: "... kill 12 in village War Monitor"."""
    last = _LAST_WORD.search(line)
    if last is None or last.start() == 0 or not _names_bare(last.group(1)):
        return None
    before = line[: last.start(1)]
    if len(before.split()) < _FEWEST_BEFORE or _OBJECT.search(in_digits(before)):
        return None
    begin = last.start(1)
    modifier = _LAST_WORD.search(line[:begin])
    if modifier is not None and modifier.group(1).lower() in _MODIFIERS:
        begin = modifier.start(1)
    governed = _GOVERNED.search(line[:begin])
    if last.group(1).lower() in _STATE_OUTLETS and (governed or not _STATE.match(line, begin)):
        return None  # "12 killed at state TV", "live TV"
    return HeadlineVoice(line[begin : last.end(1)], start + begin, start + last.end(1))
