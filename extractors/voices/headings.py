"""Who speaks in a headline: "Strikes kill 12 in the north: monitor", "UN: 12 killed", "12 killed - reports".

Copies from the web lose the colon or dash: then only nouns that headlines use for their source count at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.actors import resolve
from seeds import reference

_OUTLET_SUFFIX = re.compile(r"\s+[|»]\s+[^|»]{2,40}$")
_TAIL = re.compile(r"(?:\s*[:–—|]|\s+[-‑‒_]|\s+\S{0,4}�\S{0,3}|\s+ï¿½\S{0,3})\s+([^:–—|]{2,60})$")
_FRONT = re.compile(r"^([^:]{2,40}):\s+\S")
_LAST_WORD = re.compile(r"([\w-]+)\W*$")
_BARE = frozenset(row["noun"] for row in reference("source_head_nouns") if "headline_bare" in row["traits"].split())
_MODIFIERS = frozenset(row["modifier"] for row in reference("source_modifiers")) | {
    "state",
    "war",
    "initial",
    "un",
    "us",
}
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class HeadlineVoice:
    """The words of a headline that name its source, and where they stand."""

    text: str
    start: int
    end: int


def headline_voice(text: str, start: int, end: int) -> HeadlineVoice | None:
    """The source that a headline between two document offsets names, or None.

    >>> headline_voice("Strikes kill 12 in the north: monitor", 0, 37).text
    'monitor'
    """
    line = text[start:end]
    suffix = _OUTLET_SUFFIX.search(line)
    line = (line[: suffix.start()] if suffix else line).rstrip(" .")
    for found in (_TAIL.search(line), _FRONT.match(line)):
        if found is not None and _names_source(found.group(1)):
            return HeadlineVoice(found.group(1).strip(), start + found.start(1), start + found.end(1))
    return _bare_tail(line, start)


def _names_source(words: str) -> bool:
    if len(words.split()) > _MAX_WORDS or any(c.isdigit() for c in words):
        return False
    return resolve(words.strip()).source_class != "unattributed"


def _bare_tail(line: str, start: int) -> HeadlineVoice | None:
    """A source noun as the last word, with the modifiers before it: "... kill 12 in village War Monitor"."""
    last = _LAST_WORD.search(line)
    if last is None or last.start() == 0 or (last.group(1).lower() not in _BARE and last.group(1) != "SOHR"):
        return None
    begin = last.start(1)
    before = _LAST_WORD.search(line[:begin])
    if before is not None and before.group(1).lower() in _MODIFIERS:
        begin = before.start(1)
    return HeadlineVoice(line[begin : last.end(1)], start + begin, start + last.end(1))
