"""Sentences that say nothing but who told what stands before them: "This was announced by the governor."

Such a sentence vouches for its paragraph, or for the one before if it stands alone, back to where another voice was
heard. A bare "The police said on Monday." vouches for one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.voices.phrases import phrase_after
from extractors.voices.statement import Statement
from extractors.voices.subjects import issuer_of, phrase_text
from extractors.voices.words import words_of

_TOLD = r"(?:\w+ed|said|stated|written|made (?:public|known)|told)"
_PASSIVE = re.compile(
    rf"(?:This|That|It) (?:was|is|has been) (?:also |earlier |first )?{_TOLD} (?:on \w+ )?(?:by|in|on)\b"
)
_SOURCED = re.compile(
    r"(?:(?:This|That|All this) (?:is|was|comes) (?:according to|stated in|reported in|said in)"
    r"|So (?:say|says|said|reports?)|That is what|The (?:relevant|corresponding) (?:statement|announcement|post)"
    r" was (?:made|given|published|posted|released) (?:\w+ )?by)\s"
)
_ONLY_THIS = re.compile(
    r"\s+(?:about )?(?:this|so)\b(?:\s+(?:on|in|at|to|during|via|through|late|early|today|yesterday)\b[^,;:\d]*)?"
    r"(?:, [^,;\d]{2,30} (?:reports|reported|writes|said))?[.!]?$"
)
_THAT = re.compile(r"\bthat\b")
_NOTHING_SAID = re.compile(r"\W*(?:(?:after|during|following|when)\b[^\d,]*)?$")
_PLAIN = frozenset(["said", "reported", "announced", "added"])


def is_bare(text: str, end: int, statements: Sequence[Statement]) -> bool:
    """Whether a sentence holds a speaker and a verb only: "The fire brigade said after it had searched the site."."""
    if len(statements) != 1 or statements[0].open_ended or not statements[0].leads:
        return False
    only = statements[0]
    return only.cue.lower() in _PLAIN and _NOTHING_SAID.match(text, only.scope_start, end) is not None


def vouches(text: str, start: int, end: int, statements: Sequence[Statement]) -> bool:
    """Whether the one who speaks in a sentence states the paragraph before it.

    "This was announced on Friday by the mayor.", "The mayor wrote about this on Facebook."
    """
    first = statements[0]
    if not first.leads and _PASSIVE.match(text, start, end):
        return _THAT.search(text, first.cue_end, end) is None  # "It was said by the mayor that 12 ..."
    return _ONLY_THIS.match(text, first.cue_end, end) is not None or _SOURCED.match(text, start, end) is not None


def sourced_by(text: str, start: int, end: int) -> str:
    """The source of a sentence that vouches for others without a verb of speech; empty if it is none.

    >>> line = "So says a report of the Orvan Health Ministry."
    >>> sourced_by(line, 0, len(line)), sourced_by("This is a small town.", 0, 21)
    ('the Orvan Health Ministry', '')
    """
    opening = _SOURCED.match(text, start, end)
    if opening is None:
        return ""
    words = words_of(text, start, end)
    at = next((k for k, word in enumerate(words) if word.start >= opening.end()), len(words))
    phrase = phrase_after(words, at)
    if phrase is None or phrase.pronoun or not phrase.plausible:
        return ""
    return phrase_text(text, words, issuer_of(words, phrase))
