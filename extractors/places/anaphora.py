"""Places that a text names again by their kind alone: "the assault on the city", "in the camp", "the province".

In: a stretch of text. Out: where such words stand, and which kind of place said before they can mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.places.mentions import Mention

_KINDS = {
    "city": "town",
    "town": "town",
    "village": "town",
    "township": "town",
    "settlement": "town",
    "port": "town",
    "province": "admin",
    "governorate": "admin",
    "state": "admin",
    "oblast": "admin",
    "county": "admin",
    "district": "part",
    "neighbourhood": "part",
    "neighborhood": "part",
    "suburb": "part",
    "quarter": "part",
}
"""Noun -> kind of place that it can stand for; the others stand for a place whose name holds the very noun."""
_BY_NOUN = ("camp", "island", "valley", "enclave", "strip", "peninsula", "region", "territory", "archipelago")
_AGAIN = re.compile(
    r"\b(?:in|on|at|across|inside|around|near|outside|throughout|of|into|from|for) (?:the|this|that) (?:same )?"
    rf"(?:(?!of\b|in\b|and\b|other\b|next\b|country\b)[a-z-]+ ){{0,2}}?({'|'.join([*_KINDS, *_BY_NOUN])})\b"
    r"(?!['’]?s? (?:of|council|hall|named|called|media|television|police|department|court|news|tv|governor)\b)"
    r"(?! [A-Z])"
)


@dataclass(frozen=True, slots=True)
class Again:
    """Words that stand for a place named before, with their document offsets."""

    start: int
    end: int
    noun: str

    def means(self, mention: Mention, words: str) -> bool:
        """Whether a place said before in these ``words`` can be meant: a town for "the city", a camp for "the camp"."""
        kind = _KINDS.get(self.noun)
        found = "part" if mention.kind in ("district", "neighbourhood") else mention.kind
        return self.noun in words.lower() or (kind is not None and found == kind)


def named_again(text: str, start: int, end: int) -> list[Again]:
    """Where a stretch of text names a place again by its kind.

    >>> [a.noun for a in named_again("Nine died in the assault on the besieged city and in the city of Homs.", 0, 69)]
    ['city']
    """
    return [Again(m.start(), m.end(), m.group(1)) for m in _AGAIN.finditer(text, start, end)]
