"""Who speaks throughout a stretch of text: a body that issues a release, a speech that a colon opens.

"The Foreign Secretary said:" at the end of a paragraph gives the floor to the Foreign Secretary until a heading, the
notes of the editor, or until the outlet tells on, which does not say "we".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model import Sentence
from extractors.voices.discourse import Voice
from extractors.voices.statement import Statement

_FOLLOWING = re.compile(r"\bthe following\b(?! (?:day|week|month|year|morning|evening|night)s?\b)", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us)\b|\b(?:WE|OUR|MY)\b")
_NOTES = re.compile(r"\W*(?:Notes? (?:to|for) editors?|ENDS?\b|Ends\b|###|Background\b|Further information|For more)")
_TOLD = frozenset(["said", "told", "added", "says", "reported", "announced"])
_OPENING_SENTENCES = 3  # where a release names who issues it


@dataclass(frozen=True, slots=True)
class Speech:
    """A voice that speaks from one document offset to another where no one else does."""

    start: int
    end: int
    voice: Voice


def is_note(words: str) -> bool:
    """Whether a sentence opens what an editor adds to a release: "Notes to editors: ...", "ENDS"."""
    return _NOTES.match(words) is not None


def find_speeches(
    text: str,
    sentences: Sequence[Sentence],
    spoken: Sequence[tuple[tuple[Statement, ...], tuple[Voice, ...]]],
) -> tuple[Speech, ...]:
    """Speeches that a colon at the end of a paragraph opens, and the release that a document may be."""
    frames = []
    for sentence, (statements, voices) in zip(sentences, spoken, strict=True):
        if sentence.role != "body" or not statements or not statements[-1].open_ended or not statements[-1].leads:
            continue
        end = _speech_end(text, sentences, sentence.index, spoken)
        if end > sentence.end:
            frames.append(Speech(sentence.end, end, voices[-1]))
    return (*frames, *_release(text, sentences, spoken))


def speech_at(frames: Sequence[Speech], offset: int) -> Speech | None:
    """The frame that holds a document offset, or None."""
    return next((frame for frame in frames if frame.start <= offset < frame.end), None)


def _speech_end(
    text: str,
    sentences: Sequence[Sentence],
    opening: int,
    spoken: Sequence[tuple[tuple[Statement, ...], tuple[Voice, ...]]],
) -> int:
    """Where the speech ends that the sentence with index ``opening`` introduces; its own end if none follows."""
    end = own = sentences[opening].end
    for sentence in sentences[opening + 1 :]:
        words = text[sentence.start : sentence.end]
        if sentence.role in ("title", "subheading") or _NOTES.match(words):
            break
        if sentence.paragraph == sentences[opening].paragraph or (end == own and words[:1] in "\"“«'"):
            return own  # the quotation marks tell where it ends
        if _FIRST_PERSON.search(words):
            end = sentence.end  # all up to here belongs to who says "we"
        elif any(s.cue.lower() in _TOLD and not s.aside for s in spoken[sentence.index][0]):
            if not any(_FIRST_PERSON.search(text, s.start, s.end) for s in sentences[sentence.index :]):
                break
        elif end > own:
            end = sentence.end
    return end


def _release(
    text: str,
    sentences: Sequence[Sentence],
    spoken: Sequence[tuple[tuple[Statement, ...], tuple[Voice, ...]]],
) -> tuple[Speech, ...]:
    """The body that issued a release speaks throughout: "Central Command reported the following strikes"."""
    for sentence in [s for s in sentences if s.role == "body"][:_OPENING_SENTENCES]:
        statements, voices = spoken[sentence.index]
        last = statements[-1] if statements else None
        if last is not None and last.leads and _FOLLOWING.search(text, last.scope_start, sentence.end):
            return (Speech(sentence.end, len(text) + 1, voices[-1]),)
    return ()
