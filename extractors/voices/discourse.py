"""Voices across sentences: who "he", "the source" and "the group" are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.vocabulary.actors import MEDIA_CLASSES, is_person, resolve
from extractors.voices.aliases import REACH, full_body, full_person, is_armed_group, is_relief_body, person_in
from extractors.voices.phrases import Phrase
from extractors.voices.statement import Statement
from extractors.voices.subjects import is_known, phrase_text, sentence_subject
from extractors.voices.words import HeadNoun, SpokenWord, head_noun, is_adjective_of_people, is_generic

# "The ministry said" needs the ministry's name, which may have stood where it did not speak.
_MINISTRY = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w.]+(?:['’]?s)?\s+){1,2}(?:[A-Z]\w+\s+)?(?:Ministry|MINISTRY)(?:\s+of\s+[A-Z]\w+)?"
    r"|Ministry of [A-Z]\w+(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?"
)
# A name in running text, where "the group" may have been introduced without speaking.
_NAME = re.compile(r"(?:the )?[A-Z][\w’'-]{0,30}(?: (?:al-)?[A-Z][\w’'-]{0,30}){0,4}")
_LONGEST_ACRONYM = 5
_GROUP_REACH = 800
_IN_REACH = 40  # characters behind a cue in which "in a report" stands
_MINISTRY_REACH = 3000  # characters back
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_BODIES = frozenset(["group", "organization", "organisation"])
_ISSUED = frozenset(["statement", "communique", "communiqué", "release"])
_SPOKESPEOPLE = frozenset(["spokesman", "spokeswoman", "spokesperson"])
_WATCHERS = frozenset(["monitor_ngo", "activist"])


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, resolved as far as the text allows, and the statement that shows it."""

    speaker: str
    relay: str
    statement: Statement | None
    cue: str | None
    sentence: int
    inferred: bool = False
    modality: str | None = None
    origin: str = ""
    outer_relay: str = ""  # who passes on what the relay says
    title: str = ""  # who a named speaker is, in the words of the text


class Memory:
    """The voices heard so far in a document, last one last."""

    def __init__(self, text: str):
        self.text = text
        self.heard: list[tuple[Voice, Phrase]] = []
        self.speakers: list[tuple[Voice, Phrase]] = []
        self.titles: dict[str, str] = {}

    def hear(self, voice: Voice, phrase: Phrase, *, passes_on: bool = False) -> None:
        """Remembers a voice for what follows: a description may mean who passed words on, a pronoun hardly does."""
        if voice.speaker:
            name = person_in(voice.speaker)
            if voice.title:
                self.titles[voice.speaker] = voice.title
            if name not in ("", voice.speaker):  # "UNICEF spokesman James Brand ... Brand said"
                self.titles.setdefault(name, voice.title or voice.speaker)
            self.heard.append((voice, phrase))
            if not passes_on:
                self.speakers.append((voice, phrase))

    def full_name(self, surface: str, before: int) -> str | None:
        """The full name that a last name or the end of a name stands for, if the document gave it earlier."""
        speakers = [voice.speaker for voice, _ in reversed(self.heard)]
        introduced = self.text[max(0, before - REACH) : before]
        return full_person(surface, speakers, introduced) or full_body(surface, speakers, introduced)

    def resolve(self, phrase: Phrase, surface: str, words: list[SpokenWord]) -> Voice | None:
        """The earlier voice that a pronoun or a short description stands for; None to keep the words as they are."""
        if phrase.pronoun:
            return self._pronoun(surface.lower()) or self._opening(phrase, words)
        first = words[phrase.start].lower
        if phrase.head is None or first not in ("the", "this", "that", "same") or resolve(surface).actor_id is not None:
            return None
        inner = [w.lower() for w in _WORDS.findall(surface)]
        people = phrase.head.noun in _BODIES and is_adjective_of_people(words[phrase.start + 1])  # "the Syrian group"
        inner = inner[:1] + inner[2:] if people else inner
        if any(w != phrase.head.noun and not all(is_generic(part) for part in w.split("-")) for w in inner):
            return None
        return self._description(phrase, words[phrase.start].start)

    def _pronoun(self, pronoun: str) -> Voice | None:
        for voice, phrase in reversed(self.speakers):
            if pronoun in ("he", "she", "him", "her") and _is_person(voice.speaker, phrase):
                return voice
            if pronoun == "it" and _may_be_it(voice.speaker, phrase):
                return voice
            if pronoun in ("they", "them") and _is_plural(voice.speaker, phrase) and not _is_reckoning(phrase):
                return voice
        return None

    def as_topic(self, pronoun: str, topic: Phrase | None, words: list[SpokenWord]) -> Voice | None:
        """What the sentence before is about, if the pronoun that opens the next one fits it and it may speak."""
        if pronoun != "it" or topic is None or topic.pronoun or not topic.plausible:
            return None
        end = max(k for k in range(topic.start, topic.end) if words[k].capital or head_noun(words[k]) is not None) + 1
        topic = replace(topic, end=end)  # "The Desk | collects": a verb that no lexicon knows
        text = phrase_text(self.text, words, topic)
        named = self.full_name(text, words[0].start)
        may_speak = named or topic.is_headed_by("institution") or is_known(words, topic) or self._was_heard(text)
        if not may_speak or _is_person(text, topic):
            return None
        return self.resolve(topic, text, words) or Voice(named or text, "", None, None, -1)

    def _was_heard(self, text: str) -> bool:
        return any(text in voice.speaker for voice, _ in self.heard)

    def _opening(self, pronoun: Phrase, words: list[SpokenWord]) -> Voice | None:
        """ "Washington blames the army for the attack, which it says ...": what opens the sentence, if a source."""
        opening = sentence_subject(words, pronoun.start)
        if opening is None or opening.pronoun or (opening.head is None and not is_known(words, opening)):
            return None
        return Voice(phrase_text(self.text, words, opening), "", None, None, -1)

    def _description(self, phrase: Phrase, before: int) -> Voice | None:
        head = phrase.head
        assert head is not None
        if head.noun == "ministry":
            return self._ministry(before)
        for voice, _ in reversed(self.heard):
            if self._fits(head, voice):
                return voice
        if head.noun in _ISSUED and self.speakers:
            return self._issuer()
        return self._silent_group(before) if head.noun == "group" else None

    def _fits(self, head: HeadNoun, voice: Voice) -> bool:
        """Whether a description with this noun ("the source", "the group") may mean one who was heard."""
        noun, lower = head.noun, voice.speaker.lower()
        if noun in ("source", "sources"):
            return "source" in lower
        if "medium" in head.traits:
            called = MEDIA_CLASSES | ({"un_agency"} if noun == "agency" else set())
            return resolve(voice.speaker).source_class in called
        if "generic" in head.traits:
            return _is_watcher(noun, voice) or _is_body(noun, voice)
        if head.source_class == "medical" and head.plural and is_relief_body(voice.speaker):
            return resolve(voice.speaker).source_class == "medical"  # "the White Helmets ... The rescuers"
        if "document" in head.traits:
            return self._is_in(noun, voice)
        if "institution" in head.traits:
            return len(lower.split()) > 2 and (lower.endswith(" " + noun) or f" {noun} of " in lower)
        return noun.rstrip("s") in lower and lower.split()[0] != "the"

    def _issuer(self) -> Voice | None:
        """ "12 died, the army said. The statement said ...": the body that spoke last, if one did."""
        voice, phrase = self.speakers[-1]
        body = phrase.is_headed_by("institution") or (phrase.head is not None and phrase.head.noun in _SPOKESPEOPLE)
        known = resolve(voice.speaker)
        return voice if (body or known.actor_id is not None) and known.source_class not in MEDIA_CLASSES else None

    def _is_in(self, noun: str, voice: Voice) -> bool:
        """Whether a document was mentioned where the voice spoke: "HRW said in a report ... The report said"."""
        cue = voice.statement
        return cue is not None and re.search(rf"\b{noun}\b", self.text[cue.start : cue.cue_end + _IN_REACH]) is not None

    def _silent_group(self, before: int) -> Voice | None:
        """ "Fighters of the Valley Guard took the hill. The group said ...": a party that has not spoken yet."""
        for name in reversed(_NAME.findall(self.text, max(0, before - _GROUP_REACH), before)):
            known = resolve(name)
            if name.isupper() and " " in name:
                continue  # in all capitals any words look like a name
            if known.actor_id is not None and is_relief_body(name):
                return Voice(name, "", None, None, -1)
            if is_armed_group(name) and (known.actor_id is not None or " Group" in name or name.startswith("the ")):
                return Voice(name, "", None, None, -1)
        return None

    def _ministry(self, before: int) -> Voice | None:
        for voice, _ in reversed(self.heard):
            if "ministry" in voice.speaker.lower() and len(voice.speaker.split()) > 2:
                return voice
        named = _MINISTRY.findall(self.text, max(0, before - _MINISTRY_REACH), before)
        return Voice(named[-1], "", None, None, -1) if named else None

    def fuller(self, voice: Voice, later: list[Voice]) -> Voice:
        """A voice that goes on, under its fuller name where it was introduced as "a monitor"."""
        lower = voice.speaker.lower()
        known = resolve(voice.speaker)
        if known.named or known.source_class != "monitor_ngo" or not lower.startswith(("a ", "an ")):
            return voice
        for other in later[:3]:
            match = resolve(other.speaker)
            if match.named and match.source_class == "monitor_ngo":
                return other
        return voice


def _is_person(text: str, phrase: Phrase) -> bool:
    if is_person(text):
        return True
    if phrase.head is not None:
        return "person" in phrase.head.traits and not _is_plural(text, phrase)
    if text.isupper():
        return _is_shouted_name(text)
    if not phrase.capital or text.split()[0].lower() in ("the", "a", "an"):
        return False
    return resolve(text).actor_id is None


def _is_shouted_name(text: str) -> bool:
    """ "OSORIO", "RUBEN PINTO": in all capitals a name is one that is no acronym and no body that is known."""
    words = text.split()
    acronym = len(words) == 1 and len(text) <= _LONGEST_ACRONYM
    return not acronym and words[0] not in ("THE", "A", "AN") and resolve(text).actor_id is None


def _may_be_it(text: str, phrase: Phrase) -> bool:
    """A body, whatever the number of its noun: "The Rapid Support Forces ... it said"."""
    institution = phrase.is_headed_by("institution")
    body = institution or resolve(text).actor_id is not None or not _is_plural(text, phrase)
    return body and not _is_person(text, phrase)


def _is_reckoning(phrase: Phrase) -> bool:
    """ "According to preliminary data 12 died. They ...": figures are no one who could speak again."""
    head = phrase.head
    return head is not None and head.source_class == "unnamed_estimates" and "document" in head.traits


def _is_plural(text: str, phrase: Phrase) -> bool:
    return (phrase.head is not None and phrase.head.plural) or " and " in text


def _is_watcher(noun: str, voice: Voice) -> bool:
    """Whether one who was heard watches and counts, so that "the group" may mean it: "Karsa Watch, a group"."""
    if noun in _WORDS.findall(voice.title.lower()):
        return True
    watches = resolve(voice.speaker).source_class in _WATCHERS and noun not in voice.speaker.lower().split()
    return watches and not is_person(voice.speaker)


def _is_body(noun: str, voice: Voice) -> bool:
    """Whether one who was heard is an armed group or a relief body: "the group", "the organization"."""
    return noun in _BODIES and (is_armed_group(voice.speaker) or is_relief_body(voice.speaker))
