"""Who issues a list, named in the line that introduces it without speaking there: "casualty figures issued by X:".

What follows is a count, so its owner or its issuer states every item: "The Northern Desk's count of burnt trucks:",
"Losses on 3 May, data provided by the General Staff:".
"""

from __future__ import annotations

import re

from extractors.voices.phrases import Phrase, phrase_after
from extractors.voices.subjects import is_known, phrase_text
from extractors.voices.words import SpokenWord, has_role, head_noun, is_mark, words_of

_COLON = re.compile(r":(?=\s|$)")
_COUNT = re.compile(
    r"\b(?:figures?|tolls?|tally|count|lists?|data|statistics|numbers|breakdown|summary|estimates?|losses|casualties"
    r"|totals?|inventory|report|bulletin|update)\b",
    re.IGNORECASE,
)
_PASSED = frozenset([
    "issued", "released", "published", "provided", "compiled", "given", "gathered", "collected", "collated", "reported",
    "announced", "shared", "prepared", "obtained", "presented", "posted", "kept", "tallied", "recorded", "cited",
])  # fmt: skip
_OWNED = ("'s", "’s", "s'", "s’")
_COUNTED_BY_OWNER = frozenset(
    ["count", "tally", "list", "breakdown", "toll", "figures", "data", "summary", "estimates"]
)
_LONGEST_OWNER = 8  # words


def issuer_of_list(text: str, start: int, end: int) -> str:
    """Who issues the list that a line introduces; empty where it names no one, or holds no colon.

    >>> line = "Casualty figures released on Friday by the Orvan Health Ministry:"
    >>> issuer_of_list(line, 0, len(line)), issuer_of_list("Losses by region:", 0, 17)
    ('the Orvan Health Ministry', '')
    """
    colon = _COLON.search(text, start, end)
    if colon is None or _COUNT.search(text, start, colon.start()) is None:
        return ""
    words = words_of(text, start, colon.start())
    issuer = _agent(words) or _owner(words)
    return phrase_text(text, words, issuer) if issuer is not None else ""


def _agent(words: list[SpokenWord]) -> Phrase | None:
    """ "the toll | issued on Monday by | the ministry", "a list from | the ministry"."""
    for k in range(1, len(words) - 1):
        if words[k].lower not in ("by", "from"):
            continue
        before = k - 1
        while before > 0 and (has_role(words[before], "time", "adverb") or words[before].lower == "on"):
            before -= 1
        counted = _COUNT.fullmatch(words[before].lower) is not None
        if words[before].lower not in _PASSED and not counted:
            continue
        agent = phrase_after(words, k + 1)
        if agent is not None and not agent.pronoun and agent.plausible and (not counted or _is_body(words, agent)):
            return agent
    return None


def _owner(words: list[SpokenWord]) -> Phrase | None:
    """ "| The Northern Desk's | count of trucks", "| ACLED | data": whose count it is, at the head of the line."""
    for k in range(1, min(len(words), _LONGEST_OWNER)):
        if is_mark(words[k]):
            return None
        if words[k].lower in _COUNTED_BY_OWNER and not words[k].capital:
            latest = k - 1 if has_role(words[k - 1], "time", "adverb") or words[k - 1].lower == "latest" else k
            owner = Phrase(0, latest, head_noun(words[latest - 1]), True) if latest else None
            return owner if owner is not None and _owns(words, owner) else None
    return None


def _owns(words: list[SpokenWord], owner: Phrase) -> bool:
    possessive = words[owner.end - 1].text.endswith(_OWNED) and (words[0].capital or owner.head is not None)
    return is_known(words, owner) or (possessive and _is_body(words, owner))


def _is_body(words: list[SpokenWord], phrase: Phrase) -> bool:
    """Whether a phrase names a source rather than a place: "from Zerin", "yesterday's list"."""
    return phrase.head is not None or is_known(words, phrase)
