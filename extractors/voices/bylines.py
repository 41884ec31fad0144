"""Sources that follow what they say without a verb: "61 killed (health ministry)", "... UNICEF (@UNICEF) Aug 9, 2016".

A bracket that abbreviates the name before it ("the Observatory (SOHR)") or explains it is no source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.quantities.in_digits import in_digits
from extractors.vocabulary.actors import resolve
from extractors.vocabulary.calendar import MONTH_NAMES
from extractors.voices.phrases import Phrase
from extractors.voices.statement import Statement
from extractors.voices.words import HEAD_NOUNS

_DATED = r"(?:, \d[\w ./-]{2,16})?"  # "(OCHA, 3 May)"
_BRACKET = re.compile(
    rf"(\S+)\s+\(((?:the |source: |per )?[A-Za-z][\w .&/'’-]{{1,48}}){_DATED}\)(?=\s*(?:[,.;:!?\n]|$|and\b))", re.I
)
_SOURCE_WORDS = re.compile(r"^(?:the|source:|per)\s+", re.IGNORECASE)
_COUNT = re.compile(
    r"\d|\b(?:dozens|scores|hundreds|thousands|several)\b",
    re.IGNORECASE,
)
_MONTH = f"(?:{'|'.join(name.title() for name in MONTH_NAMES)})"
_SIGNATURE = re.compile(
    rf"(?<!\S)((?:[A-Z][\w.'’-]{{0,30}} ){{1,5}})\(@?\w{{2,20}}\) {_MONTH} \d{{1,2}},? (?:19|20)\d\d\b"
)
_ONLY_BODIES = frozenset(["monitor_ngo", "un_agency", "medical", "news_agency", "state_media", "independent_media"])
_WENT = frozenset(["lost", "dead", "hurt", "hit", "down"])


@dataclass(frozen=True, slots=True)
class Byline:
    """A source's words, where they stand, and the stretch of text that it vouches for; document offsets."""

    text: str
    start: int
    end: int
    scope_start: int
    scope_end: int


def byline_statements(text: str, start: int, end: int) -> list[Statement]:
    """The bylines of a sentence as statements that trail."""
    return [
        Statement(
            speaker=Phrase(0, 0, None, True),
            speaker_text=byline.text,
            relay=None,
            relay_text="",
            cue=text[byline.start : byline.end],
            cue_start=byline.start,
            cue_end=byline.end,
            start=byline.start,
            scope_start=byline.scope_start,
            scope_end=byline.scope_end,
            leads=False,
            kind="according",
            bounded=True,
        )
        for byline in find_bylines(text, start, end)
    ]


def find_bylines(text: str, start: int, end: int) -> list[Byline]:
    """The bylines of a sentence in order.

    >>> [b.text for b in find_bylines("Gaza: 61 killed (health ministry); 5 trucks hit (army).", 0, 55)]
    ['health ministry', 'army']
    >>> find_bylines("Two died, said the World Health Organization (WHO).", 0, 51)
    []
    """
    if text.find("(", start, end) < 0:
        return []
    found = [_signed(m, start) for m in _SIGNATURE.finditer(text, start, end)]
    return found or _in_brackets(text, start, end)


def _signed(match: re.Match[str], start: int) -> Byline:
    """The author of a tweet that a page embeds, who wrote what stands before."""
    name = match.group(1).strip()
    return Byline(name, match.start(1), match.end(), start, match.end())


def _in_brackets(text: str, start: int, end: int) -> list[Byline]:
    found: list[Byline] = []
    for match in _BRACKET.finditer(text, start, end):
        name = _SOURCE_WORDS.sub("", match.group(2)).strip()
        first = max(start, text.rfind(";", start, match.start()) + 1, found[-1].end + 1 if found else 0)
        closes_line = text[match.end() : match.end() + 1] == "\n"
        last = match.end() if closes_line else text.find(";", match.end(), end)
        told = match.group(2).lower().startswith("source:")
        if _COUNT.search(in_digits(text), first, match.start(2)) and (told or _is_source(name, match.group(1))):
            at = match.start(2) + match.group(2).index(name)
            found.append(Byline(name, at, at + len(name), first, last if last >= 0 else end))
    return found


def _is_source(name: str, before: str) -> bool:
    """Whether the words in a bracket name who says it rather than what the word before it is."""
    known = resolve(name)
    if known.source_class in ("unattributed", "unnamed_estimates"):
        return False
    head = HEAD_NOUNS.get(name.split()[-1].lower())
    if name[:1].islower():
        explains = before[:1].isupper() and head is not None and "unnamed" in head.traits  # "the Free Army (rebels)"
        return (head is not None and not explains) or known.actor_id is not None
    if before[:1].isupper() or before.strip(",.").lower() in HEAD_NOUNS:
        return False
    told = before.lower().endswith("ed") or before.lower() in _WENT  # "97 drones were downed (Northland Air Force)"
    if told and known.named and known.source_class == "belligerent_official":
        return True
    return known.source_class in _ONLY_BODIES or name.split()[-1].lower() in ("ministry", "army", "police", "officials")
