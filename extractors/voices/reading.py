"""Reads a document's voices sentence by sentence and answers who speaks at an offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.model import Document, ParsedSentence, Sentence, Target
from extractors.vocabulary.actors import is_medium, resolve
from extractors.voices.bylines import byline_statements
from extractors.voices.carry_over import (
    counts_on,
    goes_on,
    goes_round,
    interrupts,
    is_background,
    is_bare,
    is_item,
    is_present,
    opens_other_event,
    sourced_by,
    tells_of,
    vouches,
)
from extractors.voices.chain import combined, cue_start, nested, passed_on
from extractors.voices.discourse import Memory, Voice
from extractors.voices.doubt import is_unverified
from extractors.voices.headings import colon_voice, headline_voice
from extractors.voices.introductions import issuer_of_list
from extractors.voices.phrases import phrase_after
from extractors.voices.quotations import find_quotations, quotation_at
from extractors.voices.quoting import Quoting
from extractors.voices.speaker_tags import find_spoken_parts, part_at
from extractors.voices.speech import Speech, find_speeches, is_note, speech_at
from extractors.voices.spoken import SILENT, Spoken
from extractors.voices.statement import Statement
from extractors.voices.statements import find_statements
from extractors.voices.subjects import is_personal_name, phrase_text, sentence_subject
from extractors.voices.words import SpokenWord, holds_cue, words_of

_CARRY_SENTENCES = 6  # farther than this from its cue a voice is not assumed to go on
_BULLETIN_REACH = 3  # sentences in which a bulletin names its speaker again
_STANDS = frozenset(["rejected", "rejects", "denied", "denies", "condemned", "condemns", "denounced", "denounces"])
_ASKED = frozenset(["spoke", "talked", "asked", "met", "interviewed", "called", "phoned", "contacted", "reached"])
_HOLDERS = {"their": "they", "its": "it", "his": "he", "her": "she"}
_LOOK_BACK = 3  # sentences in which "she" may have been named
_SHORT_ASIDE = 60  # characters
_REST = 80  # characters behind a figure that show whether its clause goes on with the same event


def _meaning(statement: Statement) -> str:
    """The words of a speaker; whoever holds "their estimate" is meant by "they"."""
    return _HOLDERS.get(statement.speaker_text.lower(), statement.speaker_text)


class DocumentVoices:
    """Every voice of a document, found in one pass."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], parsed: Mapping[int, ParsedSentence]):
        self.document = document
        self.text = document.text
        self.sentences = sentences
        self.parsed = parsed
        self.quotations = find_quotations(document.text)
        self.parts = find_spoken_parts(document.text)
        self.memory = Memory(document.text)
        self.spoken: list[Spoken] = []
        self.stands: dict[int, str] = {}  # who takes a stand in a sentence without stating anything
        for sentence in sentences:
            self.spoken.append(self._listen(sentence))
        self.quoting = Quoting(self.text, sentences, self.quotations, self.spoken, self.memory)
        self.carried = self._carry()
        self.frames = find_speeches(self.text, sentences, [(s.statements, s.voices) for s in self.spoken])

    def at(self, target: Target) -> tuple[Voice | None, bool]:
        """The voice that states a figure (None: the publisher) and whether the figure stands in quotation marks."""
        quotation = quotation_at(self.quotations, target.start)
        spoken = self.spoken[target.sentence]
        voice = self._stated(spoken, target.start)
        if quotation is not None and (voice is None or voice.statement is None or voice.statement.kind == "according"):
            voice = self.quoting.speaker(quotation, target.sentence, voice) or voice
        if voice is None:
            sentence = self.sentences[target.sentence]
            carried = self.carried[target.sentence]
            voice = self._listed(sentence) or self._tagged(target.start, carried)
            voice = voice or self._framed(sentence, carried) or carried
        if voice is not None and not voice.modality and is_unverified(self.text, self.sentences, target.sentence):
            voice = replace(voice, modality="alleged")
        return voice, quotation is not None

    # -- listening -----------------------------------------------------------------------------------------------

    def _listen(self, sentence: Sentence) -> Spoken:
        """Statements of a sentence, their speakers resolved against what was heard before."""
        heading = sentence.role in ("title", "subheading") or self._is_bare_line(sentence)
        spoken = self._with_bylines(self._by_cues(sentence, heading), sentence)
        if spoken.statements:
            return spoken
        span = sentence.start, sentence.end
        name = issuer_of_list(self.text, *span)
        if not name:
            named = headline_voice(self.text, *span, self.document.source) if heading else colon_voice(self.text, *span)
            name = named.text if named is not None else ""
        return Spoken((), (Voice(name, "", None, None, sentence.index),)) if name else spoken

    def _by_cues(self, sentence: Sentence, heading: bool) -> Spoken:
        """What the sentence says by its cues of speech; who only acts ("rejected the charge") states nothing."""
        if not holds_cue(self.text[sentence.start : sentence.end]):
            return SILENT
        words = words_of(self.text, sentence.start, sentence.end, heading=heading)
        found = find_statements(self.text, words)
        voices = [self._voice(s, words, sentence.index) for s in found]
        said = [(s, v) for s, v in zip(found, voices, strict=True) if s.kind != "act"]
        stands = [v for s, v in zip(found, voices, strict=True) if s.kind == "act" and s.cue.lower() in _STANDS]
        self.stands.update((sentence.index, voice.speaker) for voice in stands)
        return Spoken(tuple(s for s, _ in said), tuple(v for _, v in said))

    def _is_bare_line(self, sentence: Sentence) -> bool:
        """Whether a sentence of the body is a line of its own without a full stop, as posts and tickers have them."""
        before, behind = self.text[: sentence.start].rstrip(" "), self.text[sentence.end :].lstrip(" ")
        alone = before[-1:] in ("", "\n") and behind[:1] in ("", "\n")
        return alone and self.text[sentence.end - 1] not in ".!?:;,"

    def _with_bylines(self, spoken: Spoken, sentence: Sentence) -> Spoken:
        """Adds the sources in brackets to those who speak in the sentence."""
        named = byline_statements(self.text, sentence.start, sentence.end)
        if not named:
            return spoken
        both = list(zip(spoken.statements, spoken.voices, strict=True))
        both += [(s, Voice(s.speaker_text, "", s, s.cue, sentence.index)) for s in named]
        both.sort(key=lambda pair: pair[0].cue_start)
        return Spoken(tuple(s for s, _ in both), tuple(v for _, v in both))

    def _voice(self, statement: Statement, words: list[SpokenWord], index: int) -> Voice:
        """The voice of a statement; a pronoun or "the source" becomes whom it stands for, with their relay."""
        phrase = statement.speaker
        voice = self._relayed(statement, words, index)
        meant = self._topic(statement, index) or self.memory.resolve(phrase, _meaning(statement), words)
        if meant is not None:
            voice = replace(
                voice, speaker=meant.speaker, relay=voice.relay or meant.relay, inferred=True, title=meant.title
            )
            known_as = next((p for v, p in reversed(self.memory.heard) if v.speaker == meant.speaker), phrase)
            self.memory.hear(voice, known_as)
            return voice
        if phrase.pronoun:
            pronoun = statement.speaker_text.lower()
            named = self._spoken_to(pronoun, words, phrase.start) or self._person_before(pronoun, index)
            return replace(voice, speaker=named or ("" if pronoun in _HOLDERS else voice.speaker), inferred=True)
        full = self.memory.full_name(statement.speaker_text, words[0].start) or voice.speaker
        voice = replace(voice, speaker=full, title=statement.title or self.memory.titles.get(full, ""))
        self.memory.hear(voice, phrase)
        return voice

    def _relayed(self, statement: Statement, words: list[SpokenWord], index: int) -> Voice:
        """The voice of a statement as it is named there, whoever passes it on resolved."""
        voice = Voice(
            statement.speaker_text, statement.relay_text, statement, statement.cue, index, modality=statement.modality
        )
        if statement.relay is None:
            return voice
        if not statement.relay.pronoun:
            self.memory.hear(replace(voice, speaker=voice.relay, relay=""), statement.relay, passes_on=True)
            return voice
        relay = self.memory.resolve(statement.relay, statement.relay_text, words)
        return replace(voice, relay=relay.speaker if relay else statement.relay_text, inferred=True)

    def _topic(self, statement: Statement, index: int) -> Voice | None:
        """ "The Desk collects names. It said ...": whom the sentence before tells of, if no one speaks there."""
        opens = statement.speaker.pronoun and statement.speaker.start == 0
        if not opens or index == 0 or self.spoken[index - 1].statements:
            return None
        before = self.sentences[index - 1]
        if before.role != "body" or before.paragraph != self.sentences[index].paragraph:
            return None
        words = words_of(self.text, before.start, before.end)
        topic = sentence_subject(words, len(words))
        return self.memory.as_topic(statement.speaker_text.lower(), topic, words)

    def _spoken_to(self, pronoun: str, words: list[SpokenWord], end: int) -> str | None:
        """ "I spoke to | the governor | and he said": whom the sentence has just told of as the one asked."""
        if pronoun not in ("he", "she", "they"):
            return None
        for k in range(end - 1, 0, -1):
            if words[k - 1].lower in _ASKED and not words[k - 1].capital:
                at = k + (words[k].lower in ("to", "with"))
                asked = phrase_after(words, at)
                if asked is not None and not asked.pronoun and asked.plausible:
                    return phrase_text(self.text, words, asked)
        return None

    def _person_before(self, pronoun: str, index: int) -> str | None:
        """ "Rana Ali lost her son. ..., she said": the person whom one of the last sentences tells of."""
        if pronoun not in ("he", "she"):
            return None
        for before in reversed(self.sentences[max(0, index - _LOOK_BACK) : index]):
            words = words_of(self.text, before.start, before.end)
            topic = sentence_subject(words, len(words)) if before.role == "body" else None
            if topic is not None and is_personal_name(words[topic.start : topic.end]):
                return phrase_text(self.text, words, topic)
        return None

    # -- answering -----------------------------------------------------------------------------------------------

    def _stated(self, spoken: Spoken, offset: int) -> Voice | None:
        """The voice whose statement in this sentence covers the offset."""
        if not spoken.statements:
            return spoken.voices[0] if spoken.voices else None
        leading = trailing = None
        for statement, voice in zip(spoken.statements, spoken.voices, strict=True):
            if not self._covers(statement, offset):
                continue
            if statement.leads:
                leading = nested(self.text, leading, voice) if leading is not None else voice
            elif trailing is None or cue_start(trailing) < offset:
                trailing = voice
            else:
                trailing = passed_on(self.text, trailing, voice)
        if leading is None or trailing is None:
            return leading or trailing
        return combined(leading, trailing, offset)

    def _covers(self, statement: Statement, offset: int) -> bool:
        """Whether what the statement says reaches over the offset."""
        if offset >= statement.scope_end and not self._still_told(statement, offset):
            return False
        if not statement.leads:
            return offset >= statement.scope_start
        if self._is_aside(statement, offset):
            return False
        return statement.scope_start <= offset or self._opens_with_verb(statement, offset)

    def _opens_with_verb(self, statement: Statement, offset: int) -> bool:
        """ "A survivor | estimated about 100 | had drowned": whether the verb was read as part of the quantity."""
        if statement.cue_start != offset:
            return False
        return resolve(statement.speaker_text).source_class != "unnamed_estimates"  # "the toll estimated at 100"

    def _is_aside(self, statement: Statement, offset: int) -> bool:
        """Whether the outlet explains a word of what is said: "... hit Babel, which is home to 900 people"."""
        said = self.text[statement.scope_start : offset]
        return is_background(said, statement.cue) and quotation_at(self.quotations, offset) is None

    def _still_told(self, statement: Statement, offset: int) -> bool:
        """Whether the rest of a sentence behind "..., police said;" still tells what they said."""
        if statement.bounded:
            return False
        rest = self.text[statement.scope_end : offset + _REST].lstrip(" ,;")
        if self.text[statement.scope_end] == ";":
            return not (opens_other_event(rest) or is_present(rest))
        return goes_on(rest, near=False)

    def _tagged(self, offset: int, carried: Voice | None) -> Voice | None:
        """Who is marked as speaking in a transcript, unless a voice cited since then goes on."""
        part = part_at(self.parts, offset)
        if part is None or not part.speaker:
            return None
        if carried is not None and self.sentences[carried.sentence].end > part.start:
            return None
        return Voice(part.speaker, "", None, None, -1)

    def _listed(self, sentence: Sentence) -> Voice | None:
        """The voice of the line that introduces a list speaks throughout the list."""
        if sentence.list_header is None:
            return None
        header = self.spoken[sentence.list_header]
        if not header.voices:
            return None
        return replace(header.voices[-1], inferred=True)

    def _framed(self, sentence: Sentence, carried: Voice | None) -> Voice | None:
        """Who has the floor: the speaker of a speech, or who issued a release where no one else's words go on."""
        frame = speech_at(self.frames, sentence.start)
        if frame is None or sentence.role not in ("body", "subheading"):
            return None
        if carried is not None and self._speaks_within(carried, frame, sentence):
            return None
        return replace(frame.voice, inferred=True)

    def _speaks_within(self, carried: Voice, frame: Speech, sentence: Sentence) -> bool:
        """Whether a voice that goes on has spoken in the same paragraph of a speech or release."""
        if frame.end > len(self.text):
            return True
        begun = self.sentences[carried.sentence]
        return begun.start >= frame.start and begun.paragraph == sentence.paragraph

    # -- carrying over -------------------------------------------------------------------------------------------

    def _carry(self) -> list[Voice | None]:
        """For each sentence without a cue the voice that still goes on there."""
        carried: list[Voice | None] = [None] * len(self.sentences)
        current: Voice | None = None
        distance = 0
        for sentence in self.sentences:
            spoken = self.spoken[sentence.index]
            if sentence.role in ("title", "subheading"):
                current = None
                continue
            if is_note(self.text[sentence.start : sentence.end]):
                current = None
            if sentence.role == "caption":
                continue
            if spoken.statements:
                self._vouch(sentence, carried)
                current, distance = self._last_of(spoken, sentence), 0
                continue
            if not spoken.voices:
                self._vouch(sentence, carried)
            distance += 1
            if distance == 1 and current is not None and self._is_silent(sentence):
                continue  # it counts nothing: a voice may be taken up again behind it
            if current is not None and not self._continues(sentence, current, distance):
                current = None
            if current is not None:
                carried[sentence.index] = self._as_known_later(current, sentence.index)
        return carried

    def _last_of(self, spoken: Spoken, sentence: Sentence) -> Voice | None:
        """The voice that the end of a sentence leaves speaking, what is said in passing left out."""
        said = [(s, v) for s, v in zip(spoken.statements, spoken.voices, strict=True) if not s.aside]
        return self._stated(Spoken(tuple(s for s, _ in said), tuple(v for _, v in said)), sentence.end - 1)

    def _as_known_later(self, voice: Voice, index: int) -> Voice:
        """A voice that goes on, by the fuller name that one of the next sentences gives it."""
        later = [v for s in self.spoken[index + 1 : index + 4] for v in s.voices]
        return replace(self.memory.fuller(voice, later), inferred=True)

    def _vouch(self, sentence: Sentence, carried: list[Voice | None]) -> None:
        """ "Twelve people were hurt. This was reported by the police.": who is named tells what stands before."""
        statements, voices = self.spoken[sentence.index].statements, self.spoken[sentence.index].voices
        at, span = sentence.index - 1, (sentence.start, sentence.end)
        whole = not statements or vouches(self.text, *span, statements)
        if statements:
            vouching = voices[0] if len(voices) == 1 else passed_on(self.text, *voices[:2])
        else:
            vouching = Voice(sourced_by(self.text, *span), "", None, None, sentence.index)
        if at < 0 or not vouching.speaker or not (whole or is_bare(self.text, sentence.end, statements)):
            return
        paragraph = self.sentences[at].paragraph
        while at >= 0 and self._is_unclaimed(at, paragraph) and carried[at] is None:
            carried[at] = replace(vouching, inferred=True)
            at -= 1
            if not whole:
                return

    def _is_unclaimed(self, index: int, paragraph: int) -> bool:
        sentence = self.sentences[index]
        return sentence.role == "body" and sentence.paragraph == paragraph and not self.spoken[index].voices

    def _continues(self, sentence: Sentence, voice: Voice, distance: int) -> bool:
        """Whether a voice goes on in a sentence without a cue, ``distance`` sentences after its own."""
        statement = voice.statement
        if distance > _CARRY_SENTENCES:
            return False
        if statement is not None and statement.open_ended:
            return True
        if statement is not None and resolve(voice.speaker).source_class == "unnamed_estimates":
            return False  # "by preliminary estimates" holds for what they are given for
        before = self.sentences[sentence.index - 1]
        near = distance == 1 and before.paragraph == sentence.paragraph
        quotation = quotation_at(self.quotations, sentence.start)
        if quotation is not None and quotation.start < before.end:
            return True  # the same quotation goes on
        if near and quotation_at(self.quotations, sentence.start + 1) is not None:
            # a further quotation with no one named beside it; an outlet cited for its facts is not quoted
            return statement is None or statement.kind != "according" or not is_medium(voice.speaker)
        return not self._is_over(sentence, voice) and self._goes_on(sentence, voice, near)

    def _is_over(self, sentence: Sentence, voice: Voice) -> bool:
        """Whether the sentence shows that someone else tells on, or tells of the one who spoke."""
        if self.stands.get(sentence.index, voice.speaker) != voice.speaker:
            return True  # "..., the army said. The rebels rejected the charge that 12 had died."
        if self.sentences[voice.sentence].paragraph != sentence.paragraph:
            return not (self._in_bulletin(sentence, voice) or self._resumed(sentence, voice))  # the outlet tells on
        return tells_of(voice.speaker, self.text[sentence.start : sentence.end])

    def _goes_on(self, sentence: Sentence, voice: Voice, near: bool) -> bool:
        """Whether the words of the sentence go on with what the voice said; ``near``: it spoke just before."""
        trails = voice.statement is not None and voice.statement.kind == "according" and not voice.statement.leads
        before = self.sentences[sentence.index - 1]
        said = self.text[before.start : before.end] if near and not trails else ""
        words = self.text[sentence.start : sentence.end]
        if (near and counts_on(voice.cue or "", words)) or self._in_bulletin(sentence, voice):
            return True
        if goes_round(words) and resolve(voice.speaker).source_class == "monitor_ngo":
            return True
        if not goes_on(words, near=near, said=said) and (interrupts(words) or not self._resumed(sentence, voice)):
            return False
        return not self._restated(sentence.index)

    def _in_bulletin(self, sentence: Sentence, voice: Voice) -> bool:
        """ "In Zerin two fell, the army said. In Orvan three fell. In Dale four fell, it said.": all the army's."""
        if not is_item(self.text[sentence.start : sentence.end]):
            return False
        later = self.sentences[sentence.index + 1 : sentence.index + 1 + _BULLETIN_REACH]
        after = next((s for s in later if self.spoken[s.index].voices), None)
        if after is None or self.spoken[after.index].voices[0].speaker != voice.speaker:
            return False
        neighbours = (self.sentences[voice.sentence], after)
        return any(is_item(self.text[s.start : s.end]) for s in neighbours)

    def _resumed(self, sentence: Sentence, voice: Voice) -> bool:
        """Whether the next sentence takes the same voice up again: "... 60 fell. The ministry added ..."."""
        later = sentence.index + 1
        if later >= len(self.sentences) or self.sentences[later].paragraph != sentence.paragraph:
            return False
        voices = self.spoken[later].voices
        return bool(voices) and voices[0].inferred and voices[0].speaker == voice.speaker

    def _is_silent(self, sentence: Sentence) -> bool:
        """Whether an undated sentence without figures stands between two of a voice: "The road was shut."."""
        words = self.text[sentence.start : sentence.end]
        if len(words) > _SHORT_ASIDE or self._values(sentence.index) or any(c.isdigit() for c in words):
            return False
        return not interrupts(words) and not goes_on(words, near=False)

    def _restated(self, index: int) -> bool:
        """Whether a new source in the next sentence repeats a number of this one: then the outlet stated it first."""
        mine = self._values(index)
        if not mine:
            return False
        later = index + 1
        if later >= len(self.sentences) or not self.spoken[later].statements:
            return False
        spoken = self.spoken[later]
        new = any(s.leads and not v.inferred for s, v in zip(spoken.statements, spoken.voices, strict=True))
        return new and not mine.isdisjoint(self._values(later))

    def _values(self, index: int) -> set[float]:
        sentence = self.parsed.get(index)
        if sentence is None:
            return set()
        return {float(q.value_from) for q in sentence.quantities if q.value_from is not None and not q.is_measure}
