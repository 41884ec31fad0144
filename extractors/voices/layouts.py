"""Who speaks a quotation by how it is set on the page, without a verb of speech.

In: a text and a quotation in it. Out: the words that name the speaker; empty where the setting names no one.
Press releases, posts and transcripts set a name before a colon ('Major Ana Ruiz: "..."', "From the governor:"), or
behind a dash ('"..." -Ana Ruiz, mayor'); a reporter names the person first and then lets them speak.
"""

from __future__ import annotations

import re

from extractors.vocabulary.actors import is_medium, resolve
from extractors.voices.quotations import Quotation
from extractors.voices.words import CUES, HEAD_NOUNS

_BEFORE = re.compile(
    r"(?:^|[\n.!?”\"])\s*(?:(?:And |This |Now )?(?:from|From) (the [^.!?\"“”:\n]{2,90})"
    r"|(?:And )?(?:(?:This |Now )?[Ff]rom )?((?:the )?[A-Z][^.!?\"“”:\n]{2,90})):\s*[\"“«]$"
)
_BEHIND = re.compile(r"[”\"»]\s*[-–—]{1,2}\s*([A-Z][^\n\"“”]{2,90}?)\s*(?:\n|$)")
_ABBREVIATED = re.compile(r"\b(Lt|Gen|Col|Maj|Brig|Capt|Sgt|Adm|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|St)\.(?= )")
_HIDDEN = "\u2024"  # one dot leader: a full stop that ends no sentence
_REACH = 120
_SMALL = frozenset(["of", "the", "for", "and", "de", "al", "bin", "ibn", "in", "on", "at", "to"])
_TALK = re.compile(
    r"\b(?:addressed|faced|spoke|speaks|told|answered|replied|nodded|shrugged|sighed|wept|paused|stood|turned|pointed"
    r"|recalled|remembered|shook|looked|appeared|recounted|took the (?:floor|podium|stage|microphone))\b"
)


def speaker_by_layout(text: str, quotation: Quotation) -> str:
    """The speaker that the setting of a quotation names, else "".

    >>> text = 'Major Ana Ruiz: "We lost 12 men." So it was.'
    >>> speaker_by_layout(text, Quotation(17, 32))
    'Major Ana Ruiz'
    """
    before = _ABBREVIATED.sub(rf"\1{_HIDDEN}", text[max(0, quotation.start - _REACH) : quotation.start])
    named = _BEFORE.search(before)
    if named is not None:
        return _name((named.group(1) or named.group(2)).replace(_HIDDEN, "."))
    signed = _BEHIND.match(text, quotation.end, quotation.end + _REACH)
    return _name(signed.group(1)) if signed is not None else ""


def introduces_by_act(sentence: str) -> bool:
    """Whether a sentence shows somebody about to speak: "The mayor faced the crowd." """
    return _TALK.search(sentence) is not None


def _name(words: str) -> str:
    """The person or body at the head of a label, what explains it left out: "Ana Ruiz, | editor of the Post"."""
    parts = [part.strip() for part in words.split(",")]
    if len(parts) > 1 and is_medium(parts[0]) and not is_medium(parts[1]):
        parts = parts[1:]
    name = parts[0]
    tokens = name.split()
    if any(token.lower() in CUES for token in tokens) or not tokens:
        return ""
    full = len(tokens) > 1 and all(token[:1].isupper() or token.lower() in _SMALL for token in tokens)
    head = any(token.lower() in HEAD_NOUNS for token in tokens)
    return name if full or head or resolve(name).actor_id is not None else ""
