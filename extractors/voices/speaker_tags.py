"""Bracketed names that mark who speaks in the transcript of a broadcast: "[REPORTER] How many fell? [OSORIO] Twelve."

A name in brackets is a tag at the beginning of a paragraph or behind a full stop; inside a sentence it explains the
word before it. What brackets hold besides ("[words indistinct]", "[end recording]") is the work of the transcriber.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_TAG = re.compile(r"(?:(?<=[.?!\"\]])\s{1,8}|\n\s{0,20}\n\s{0,20}|^\s{0,20})\[([A-Z][^\[\]\n]{1,90})\]")
_EDITORIAL = re.compile(
    r"\b(?:text|excerpts?|indistinct|omitted|recording|continued|signed|dated|applause|sentence|passage|communiques?"
    r"|interview|question|heard|received|video|laughter|music|speech|address|report|as published|sic|words?"
    r"|not|himself|herself)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\b(?:recording|signed|interview|video|text|excerpts?)\b", re.IGNORECASE)
_ISSUED = re.compile(r"\[(?:COMMUNIQUE|STATEMENT|ANNOUNCEMENT)\]\s*$", re.IGNORECASE)
_MANNER = re.compile(r",.*$|\s+\(.*\)$")  # "[OSORIO, IN ENGLISH]"
_LONGEST_NAME = 6
_LONGEST_ISSUER = 12  # words: "[NORTHERN FRONT FOR NATIONAL LIBERATION GENERAL COMMAND]"
_LONGEST_TAG = 60  # characters
_REACH = 3000  # characters back in which a correspondent is introduced


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """A stretch of a transcript, document offsets; ``speaker`` is empty where no one is named."""

    start: int
    speaker: str


def find_spoken_parts(text: str) -> tuple[SpokenPart, ...]:
    """The parts of a transcript in order, each up to the next; none in a text without speaker tags.

    >>> [p.speaker for p in find_spoken_parts("[BEGIN RECORDING] [OSORIO] WE LOST 12 MEN. [END RECORDING] SO HE.")]
    ['', 'OSORIO', '']
    """
    if "[" not in text:
        return ()
    parts: list[SpokenPart] = []
    issued = False
    for tag in _TAG.finditer(text):
        inner = " ".join(tag.group(1).split())
        name = _MANNER.sub("", inner)
        if _EDITORIAL.search(inner):
            if _ENDING.search(inner) and not (issued and inner.lower() == "text"):
                parts.append(SpokenPart(tag.end(), ""))
        elif len(name.split()) <= _LONGEST_ISSUER and not any(c.isdigit() for c in name):
            before = text[max(0, tag.start() - _REACH) : tag.start() + 1]
            issues = _ISSUED.search(before[-_LONGEST_TAG:]) is not None  # "[COMMUNIQUE] [NORTHERN FRONT] [TEXT]"
            if not issues and len(name.split()) > _LONGEST_NAME:
                continue
            issued = issues
            parts.append(SpokenPart(tag.end(), "" if _is_own(name, before) else name))
    return tuple(parts) if any(p.speaker for p in parts) else ()


def part_at(parts: tuple[SpokenPart, ...], offset: int) -> SpokenPart | None:
    """The part that holds a document offset, or None before the first."""
    at = bisect_right(parts, offset, key=lambda part: part.start)
    return parts[at - 1] if at else None


def _is_own(name: str, before: str) -> bool:
    """Whether the outlet introduced its own correspondent or interviewer: "ANA GOMEZ AND LUIS PINTO REPORT."."""
    full = rf"(?:[\w.]{{1,30}}\s+){{0,3}}{re.escape(name)}\b"
    announced = rf"\b{full}(?:\s+AND(?:\s+[\w.]{{1,30}}){{1,3}})?\s+(?:REPORTS?|HAS THE REPORT)\b"
    sent = rf"(?:\bREPORT\s+(?:FROM|BY)|\[REPORT\]\s*\[|\[INTERVIEW\b[^\[\]]{{0,120}}\bBY)\s*{full}"
    return re.search(f"{announced}|{sent}", before, re.IGNORECASE) is not None
