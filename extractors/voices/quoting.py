"""Who speaks the words between quotation marks: whoever is named before, behind or beside them.

In: a quotation of a document and what was heard in its sentences. Out: the voice, or None where the text names no one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Sentence
from extractors.voices.discourse import Memory, Voice
from extractors.voices.layouts import introduces_by_act, speaker_by_layout
from extractors.voices.quotations import Quotation, closes_sentence, speech_of
from extractors.voices.spoken import SILENT, Spoken
from extractors.voices.statement import Statement
from extractors.voices.subjects import phrase_text, sentence_subject
from extractors.voices.words import words_of

_QUOTE_MARKS = '"“«„'


class Quoting:
    """Answers for the quotations of one document."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        quotations: tuple[Quotation, ...],
        spoken: Sequence[Spoken],
        memory: Memory,
    ) -> None:
        self.text, self.sentences, self.quotations = text, sentences, quotations
        self.spoken, self.memory = spoken, memory

    def speaker(self, quotation: Quotation, sentence: int, inner: Voice | None) -> Voice | None:
        """The speaker of a quotation, also one that goes on over paragraphs or is only set beside a name."""
        parts = speech_of(self.text, self.quotations, quotation)
        for part in parts:
            index = next((s.index for s in self.sentences if s.end > part.start), sentence)
            here = sentence if part == quotation else index
            if (voice := self._quoted(part.start, part.end, here, inner)) is not None:
                return voice
        name = speaker_by_layout(self.text, parts[0]) or speaker_by_layout(self.text, parts[-1])
        if name:
            full = self.memory.full_name(name, parts[0].start) or name
            return Voice(full, "", None, None, sentence)
        return self._introduced(parts[0]) if inner is None else None

    def _introduced(self, quotation: Quotation) -> Voice | None:
        """ "Mayor Ruiz faced the crowd. | "Twelve are dead." ": whom the sentence before shows about to speak."""
        opening = next((s for s in self.sentences if s.start <= quotation.start < s.end), None)
        if opening is None or opening.index == 0 or self.text[opening.start : quotation.start].strip(_QUOTE_MARKS):
            return None
        before = self.sentences[opening.index - 1]
        if before.paragraph != opening.paragraph or not introduces_by_act(self.text[before.start : before.end]):
            return None
        words = words_of(self.text, before.start, before.end)
        topic = sentence_subject(words, len(words))
        if topic is None or topic.pronoun or not topic.plausible or self.spoken[before.index].statements:
            return None
        return Voice(phrase_text(self.text, words, topic), "", None, None, opening.index, inferred=True)

    def _quoted(self, start: int, end: int, sentence: int, inner: Voice | None) -> Voice | None:
        """The speaker of a quotation that runs over several sentences: named before its opening or after its close."""
        first = last = sentence
        while first > 0 and self.sentences[first].start > start:
            first -= 1
        while last + 1 < len(self.sentences) and self.sentences[last].end < end:
            last += 1
        for index in dict.fromkeys((last, first, last + 1)):
            spoken = self.spoken[index] if 0 <= index < len(self.sentences) else SILENT
            for statement, voice in zip(spoken.statements, spoken.voices, strict=False):
                if self._names_speaker(statement, start, end, beyond=index == last + 1):
                    return replace(voice, origin=inner.speaker if inner is not None else "")
        return None

    def _names_speaker(self, statement: Statement, start: int, end: int, *, beyond: bool) -> bool:
        """Whether a statement names who speaks a quotation; ``beyond`` its last sentence only directly behind it."""
        outside = statement.cue_start >= end - 1 or statement.cue_end <= start
        if not outside or statement.kind == "according":
            return False
        if beyond and statement.leads and closes_sentence(self.text, end):
            return False  # '"... It fell." The army said ...': a sentence of its own
        return not beyond or statement.start - end < 4
