"""What is said by whom within one sentence: statements, each with the stretch of words that it covers.

A statement *leads* when what is said follows it ("activists said 12 were killed"): it covers what comes after.
Otherwise it *trails* ("12 were killed, activists said") and covers the sentence, except what another one leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.voices.phrases import Phrase, phrase_after, phrase_before
from extractors.voices.words import CUES, QUOTES, Cue, SpokenWord, has_role, head_noun, is_mark

_RELAYED = frozenset(
    ["quoted", "cited", "carried", "broadcast", "relayed", "aired", "interviewed", "contacted", "reached"]
)
_ISSUED = frozenset(
    [
        "issued",
        "released",
        "compiled",
        "published",
        "provided",
        "made",
        "put",
        "obtained",
        "gathered",
        "posted",
        "given",
    ]
)
_ADJUNCT_NOUNS = frozenset(
    [
        "statement",
        "statements",
        "interview",
        "briefing",
        "report",
        "telephone",
        "phone",
        "conference",
        "news",
        "email",
        "televised",
        "speech",
        "website",
        "twitter",
        "facebook",
        "remarks",
        "comments",
        "release",
        "letter",
        "communique",
        "post",
        "video",
        "condition",
        "address",
        "message",
        "dispatch",
    ]
)
_ADJUNCT_PREPOSITIONS = frozenset(
    ["on", "in", "at", "by", "via", "over", "during", "from", "through", "to", "late", "early"]
)
_NO_COMPLEMENT = frozenset(
    [
        "as",
        "after",
        "while",
        "when",
        "with",
        "but",
        "and",
        "who",
        "which",
        "although",
        "though",
        "because",
        "without",
        "since",
        "before",
        "amid",
        "where",
        "whereas",
        "so",
        "following",
        "despite",
    ]
)
_MAX_LEAD_IN = 9


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says something in a sentence, through whom, and which part of the sentence that is.

    Offsets are document offsets. ``speaker`` is None where only the relay is named.
    """

    speaker: Phrase | None
    speaker_text: str
    relay: Phrase | None
    relay_text: str
    cue: str
    cue_start: int
    cue_end: int
    start: int  # where the speaker or the cue begins, whichever comes first
    scope_start: int
    scope_end: int
    leads: bool
    kind: str  # said, according
    modality: str | None = None
    open_ended: bool = False  # ends in a colon: what is said follows in the next sentences


def find_statements(text: str, words: Sequence[SpokenWord]) -> tuple[Statement, ...]:
    """The statements of a sentence, in the order of their cues."""
    found: list[Statement] = []
    finder = _Finder(text, words, found)
    for i, word in enumerate(words):
        cue = CUES.get(word.lower)
        if word.lower == "according" and i + 1 < len(words) and words[i + 1].lower == "to":
            finder.according(i)
        elif cue is not None:
            finder.read(i, cue)
    if not found:
        finder.document()
    return tuple(found)


class _Finder:
    """One pass over the words of one sentence."""

    def __init__(self, text: str, words: Sequence[SpokenWord], found: list[Statement]):
        self.text, self.words, self.found = text, words, found

    def read(self, i: int, cue: Cue) -> None:
        """Hands a cue word to the rule for its kind."""
        if cue.kind == "cite":
            self._cite(i)
        elif cue.kind == "gerund":
            self._gerund(i, cue)
        else:
            self._verb(i, cue)

    # -- verbs with a subject ------------------------------------------------------------------------------------

    def _verb(self, i: int, cue: Cue) -> None:
        if self._not_speech(i, cue):
            return
        j, passive = self._auxiliaries(i)
        if j < 0:
            self._inverted(i, cue)
            return
        if passive:
            self._passive(i, cue, j)
            return
        subject, subject_start, relay = self._subject(j + 1)
        if subject is not None and cue.kind == "say" and self._is_inverted(i, subject):
            self._inverted(i, cue)
            return
        if subject is None or not self._may_speak(subject, cue, subject_start):
            opening = self._opening(j + 1)
            if opening is not None and self._may_speak(opening, cue, 0):
                subject, subject_start, relay = opening, opening.start, None
            else:
                self._inverted(i, cue)
                return
        self._add_said(i, cue, subject, subject_start, relay)

    def _opening(self, end: int) -> Phrase | None:
        """A subject too long to walk over: what opens the sentence, if no mark and no cue stands in between."""
        opening = self._sentence_subject(end)
        if opening is None or opening.head is None or end - opening.end > 12:
            return None
        between = self.words[opening.end : end]
        return None if any(is_mark(w) or w.lower in CUES for w in between) else opening

    def _not_speech(self, i: int, cue: Cue) -> bool:
        """Forms that look like cues: "claimed 12 lives", "to report", "the claims that", "put out the fire"."""
        words = self.words
        if not cue.fits(words[i + 1 : i + 7]) or (i > 0 and words[i].capital):
            return True
        return i > 0 and has_role(words[i - 1], "infinitive", "modal") and words[i - 1].lower != "will"

    def _auxiliaries(self, i: int) -> tuple[int, bool]:
        """Index of the last word of the subject side, and whether the verb is passive."""
        j, passive = i - 1, False
        while j >= 0 and has_role(self.words[j], "adverb", "auxiliary", "be", "negation", "time"):
            passive = passive or has_role(self.words[j], "be")
            j -= 1
        if j >= 1 and self.words[j].lower == "on" and j + 1 < i and has_role(self.words[j + 1], "time"):
            j -= 1  # "opposition forces on Sunday claimed"
            while j >= 0 and has_role(self.words[j], "adverb", "time"):
                j -= 1
        return j, passive

    def _subject(self, end: int) -> tuple[Phrase | None, int, Phrase | None]:
        """Subject phrase that ends before ``end``, the word where it (with what hangs on it) starts, and a relay."""
        words = self.words
        if end > 0 and words[end - 1].lower in ("who", "which"):
            before = phrase_before(words, end - 1 - (end > 1 and words[end - 2].text == ","))
            return before, before.start if before else end, None
        if end > 1 and words[end - 1].text in (",", "-", "–", "—", ")"):
            return self._before_apposition(end)
        phrase = phrase_before(words, end)
        if phrase is None or not phrase.plausible:
            return self._before_relative(end) or (phrase, phrase.start if phrase else end, None)
        return self._hanging(phrase)

    def _hanging(self, phrase: Phrase) -> tuple[Phrase | None, int, Phrase | None]:
        """Undoes "state TV quoting | a source", "a report issued by | the network", "a source quoted by | SANA"."""
        words, start = self.words, phrase.start
        before = words[start - 1].lower if start else ""
        if before in ("citing", "quoting"):
            relay = self._plain_subject(start - 1)
            return phrase, relay.start if relay else start - 1, relay
        if before in ("by", "from", "on") and start > 1:
            participle = words[start - 2].lower
            if participle in _RELAYED or participle in _ISSUED:
                outer = self._plain_subject(start - 2)
                if outer is not None and participle in _RELAYED:
                    return outer, outer.start, phrase
                if outer is not None and outer.head is not None and "document" in outer.head.traits:
                    return phrase, outer.start, None
        if start > 2 and words[start - 2].lower in ("who", "which") and not is_mark(words[start - 1]):
            outer = self._plain_subject(start - 2)
            if outer is not None and outer.plausible:
                return outer, outer.start, None
        if before in ("to", "of", "in", "by", "on", "at", "from"):
            # an object of a preposition is no subject: "the daily which is close to | the government | reported"
            relative = self._before_relative(start)
            if relative is not None:
                return relative
        inner = self._issuer(phrase)
        return inner, phrase.start, None

    def _plain_subject(self, end: int) -> Phrase | None:
        if end > 0 and self.words[end - 1].text in (",", "-", "–", "—"):
            end -= 1
        return phrase_before(self.words, end)

    def _before_apposition(self, end: int) -> tuple[Phrase | None, int, Phrase | None]:
        """ "The Observatory, a group that monitors the war, | said": the phrase before the inserted part."""
        words = self.words
        mark = words[end - 1].text
        opening = "(" if mark == ")" else mark
        for k in range(end - 2, max(-1, end - 32), -1):
            if words[k].text in QUOTES and mark == ",":
                break
            if words[k].text == opening:
                inserted = words[k + 1 : end - 1]
                before = phrase_before(words, k)
                if inserted and inserted[0].lower in ("citing", "quoting"):
                    return phrase_after(words, k + 2), before.start if before else k, before
                if before is not None and (before.plausible or before.start == 0):
                    return self._issuer(before), before.start, None
                break
        phrase = phrase_before(words, end - 1) if mark == "," and not self._clause_before(end - 1) else None
        return phrase, phrase.start if phrase else end, None

    def _clause_before(self, end: int) -> bool:
        return any(w.text in QUOTES for w in self.words[:end])

    def _before_relative(self, end: int) -> tuple[Phrase, int, None] | None:
        """ "The report which could not be verified | said": the phrase before the relative clause."""
        words = self.words
        for k in range(end - 1, max(0, end - 26), -1):
            if words[k].lower in CUES or words[k].text in QUOTES:
                return None
            if words[k].lower in ("who", "which"):
                phrase = self._plain_subject(k)
                return (phrase, phrase.start, None) if phrase is not None and phrase.plausible else None
        return None

    def _issuer(self, phrase: Phrase) -> Phrase:
        """ "a new toll from the Observatory" → "the Observatory"; other phrases stay as they are."""
        if phrase.head is None or "document" not in phrase.head.traits:
            return phrase
        for k in range(phrase.start + 1, phrase.end - 1):
            if self.words[k].lower in ("from", "by", "of"):
                inner = phrase_after(self.words, k + 1)
                if inner is not None and inner.plausible:
                    return inner
        return phrase

    def _may_speak(self, subject: Phrase, cue: Cue, start: int) -> bool:
        """Whether this subject with this verb is speech: weaker verbs need a likelier subject."""
        if subject.pronoun:
            return cue.kind != "see"
        if cue.kind == "see":
            return subject.head is not None and "witness" in subject.head.traits
        if cue.kind == "quote":
            return subject.plausible
        if cue.kind in ("report", "put", "accuse"):
            return subject.plausible and (subject.head is not None or subject.end - subject.start > 1 or start == 0)
        if subject.plausible:
            return True
        return start == 0 and not has_role(self.words[subject.end - 1], "counted", "place")

    def _add_said(self, i: int, cue: Cue, subject: Phrase, start: int, relay: Phrase | None) -> None:
        """Adds the statement of a verb with its subject: addressee, time and place adjuncts, and what it covers."""
        words = self.words
        at = i + 1
        if cue.kind == "tell":
            addressee = phrase_after(words, at)
            if addressee is not None:
                relay = addressee if self._is_medium(addressee) else relay
                at = addressee.end
        if cue.kind == "quote" or self._reported_as_saying(at):
            self._quoted(i, cue, subject, start, at)
            return
        relay = self._relay_in_lead(start) or relay
        at, relay = self._skip_adjuncts(at, relay)
        if self.found and self.found[-1].start >= words[start].start and self.found[-1].kind == "cite":
            self.found.pop()
        leads = self._leads(start, at, i)
        self._append(i, cue, subject, start, relay, at, leads)

    def _reported_as_saying(self, at: int) -> bool:
        """ "RT reported him as saying" """
        after = phrase_after(self.words, at)
        if after is None or after.end + 1 >= len(self.words):
            return False
        return self.words[after.end].lower == "as" and self.words[after.end + 1].lower in (
            "saying",
            "telling",
            "stating",
        )

    def _quoted(self, i: int, cue: Cue, relay: Phrase, start: int, at: int) -> None:
        """ "TASS quoted Putin as saying": the subject passes on what the object says."""
        speaker = phrase_after(self.words, at)
        if speaker is None or not speaker.plausible:
            return
        at = speaker.end
        while at < len(self.words) and self.words[at].lower in ("as", "saying", "telling", "stating"):
            at += 1
        at, _ = self._skip_adjuncts(at, None)
        self._append(i, cue, speaker, start, relay, at, self._leads(start, at, i))

    def _passive(self, i: int, cue: Cue, j: int) -> None:
        """ "Putin was quoted by TASS as saying", "it was confirmed by police"; without an agent nobody speaks."""
        words = self.words
        agent = None
        for k in range(i + 1, min(len(words), i + 6)):
            if words[k].lower == "by":
                agent = phrase_after(words, k + 1)
                break
        if cue.kind == "quote":
            subject, start, _ = self._subject(j + 1)
            if subject is not None and subject.plausible:
                at = agent.end if agent else i + 1
                while at < len(words) and words[at].lower in ("as", "saying", "telling"):
                    at += 1
                self._append(i, cue, subject, start, agent, at, self._leads(start, at, i))
        elif agent is not None and agent.plausible and cue.kind in ("say", "report"):
            self._append(i, cue, agent, i, None, agent.end, False)

    # -- subject behind the verb ---------------------------------------------------------------------------------

    def _is_inverted(self, i: int, subject: Phrase) -> bool:
        """ "... near Douma said | Rami Abdel Rahman.": behind the verb stands a speaker and nothing that is said."""
        if subject.pronoun or subject.start == 0:
            return False
        after = phrase_after(self.words, self._skip_adverbs(i + 1))
        if after is None or after.pronoun or not after.plausible:
            return False
        at, _ = self._skip_adjuncts(after.end, None)
        if self._ends(at) or self.words[at].text == ",":
            return True
        # an apposition or a relative clause to the speaker, the comma lost
        noun = head_noun(self.words[at])
        return self.words[at].lower in ("a", "an", "who", "which", "speaking") or (
            noun is not None and "person" in noun.traits
        )

    def _inverted(self, i: int, cue: Cue) -> None:
        at = self._skip_adverbs(i + 1)
        speaker = phrase_after(self.words, at)
        if i == 0 or cue.kind != "say" or speaker is None or speaker.pronoun or not speaker.plausible:
            return
        at, relay = self._skip_adjuncts(speaker.end, None)
        self._append(i, cue, self._issuer(speaker), i, relay, at, False)

    # -- participles ---------------------------------------------------------------------------------------------

    def _cite(self, i: int) -> None:
        """ "Al Jazeera reported, citing a source": what went before is passed on, the source speaks."""
        source = phrase_after(self.words, i + 1)
        if source is None or not source.plausible:
            return
        source = self._issuer(source)
        last = self.found[-1] if self.found else None
        if last is not None and last.speaker is not None and last.kind != "cite":
            self.found[-1] = replace(
                last,
                speaker=source,
                speaker_text=self._words_text(source),
                relay=last.speaker,
                relay_text=last.speaker_text,
            )
            return
        relay = self._plain_subject(i)
        if relay is not None and not (relay.plausible and (self._is_medium(relay) or relay.start == 0)):
            relay = None
        self._append(
            i, CUES[self.words[i].lower], source, relay.start if relay else i, relay, source.end, False, "cite"
        )

    def _gerund(self, i: int, cue: Cue) -> None:
        """ "... issued a statement saying": the subject of the sentence speaks, unless someone spoke before."""
        words = self.words
        if self._not_speech(i, cue) or (self.found and self.found[-1].kind != "cite"):
            return
        if i and words[i - 1].lower == "as":
            return
        subject = phrase_before(words, i)
        beside = subject is not None and subject.start > 0 and words[subject.start - 1].lower == "with"
        if subject is None or not (beside or (subject.head and "document" in subject.head.traits)):
            subject = self._sentence_subject(i)
        if subject is None or cue.form in ("adding", "noting"):
            return
        if subject.head is not None and "document" in subject.head.traits:
            opening = self._sentence_subject(i)
            subject = opening if opening is not None and opening.start < subject.start else self._issuer(subject)
        self._append(i, cue, subject, i, None, i + 1, True)

    def _sentence_subject(self, before: int) -> Phrase | None:
        """The phrase that opens the sentence, if it is a source."""
        begin = 0
        while begin < before and has_role(self.words[begin], "adverb", "conjunction", "time"):
            begin += 1
        phrase = phrase_after(self.words, begin)
        if phrase is None or phrase.end >= before or not (phrase.pronoun or phrase.head or phrase.capital):
            return None
        return self._issuer(phrase)

    # -- phrases without a verb ----------------------------------------------------------------------------------

    def according(self, i: int) -> None:
        """ "According to X, 12 died" leads; "12 died according to X" trails."""
        words = self.words
        source = phrase_after(words, i + 2)
        if source is None or not source.plausible or words[source.start].lower in ("our", "my", "his", "her", "their"):
            return
        at, relay, speaker = source.end, None, self._issuer(source)
        if at + 1 < len(words) and words[at + 1].lower in ("by", "from", "on"):
            agent = phrase_after(words, at + 2)
            if agent is not None and agent.plausible and words[at].lower in _ISSUED:
                speaker, at = agent, agent.end
            elif agent is not None and agent.plausible and words[at].lower in _RELAYED:
                relay, at = agent, agent.end
        leads = all(has_role(w, "conjunction", "adverb", "time") or is_mark(w) for w in words[:i])
        cue = Cue("according to", "according", None)
        self._append(i + 1, cue, speaker, i, relay, at, leads and not self._ends(at), "according", first=i)

    def document(self) -> None:
        """ "A statement from X condemned ...": a document with its issuer as the subject of the sentence."""
        opening = phrase_after(self.words, 0) if self.words else None
        if opening is None or opening.head is None or "document" not in opening.head.traits:
            return
        issuer = self._issuer(opening)
        if issuer is opening or (head_noun(self.words[opening.start]) is None and opening.end - opening.start < 3):
            return
        self._append(issuer.start - 1, Cue("statement", "report", None), issuer, 0, None, opening.end, True)

    # -- shared --------------------------------------------------------------------------------------------------

    def _append(
        self,
        i: int,
        cue: Cue,
        speaker: Phrase,
        start: int,
        relay: Phrase | None,
        at: int,
        leads: bool,
        kind: str = "said",
        first: int | None = None,
    ) -> None:
        words = self.words
        cue_start, cue_end = words[i if first is None else first].start, words[i].end
        end = words[-1].end
        self.found.append(
            Statement(
                speaker=speaker,
                speaker_text=self._words_text(speaker),
                relay=relay,
                relay_text=self._words_text(relay) if relay else "",
                cue=self.text[cue_start:cue_end],
                cue_start=cue_start,
                cue_end=cue_end,
                start=min(words[start].start, cue_start),
                scope_start=(words[at].start if at < len(words) else end) if leads else words[0].start,
                scope_end=end,
                leads=leads,
                kind=kind,
                modality=cue.modality,
                open_ended=words[-1].text == ":",
            )
        )

    def _words_text(self, phrase: Phrase) -> str:
        text = self.text[self.words[phrase.start].start : self.words[phrase.end - 1].end]
        return " ".join(text.split()).removesuffix("'s").removesuffix("’s").rstrip("'’")

    def _leads(self, start: int, at: int, i: int) -> bool:
        """Whether what is said follows the cue, given where the subject starts and where the adjuncts end."""
        words = self.words
        if self._is_lead_in(start):
            return True
        if self._ends(at):
            return False
        word = words[at]
        if word.lower == "that" or word.text == ":":
            return True
        if word.text == "," or words[start - 1].text in QUOTES:
            return False
        if word.lower == "as" and at + 1 < len(words) and words[at + 1].lower in ("many", "much", "few"):
            return True
        if word.lower in _NO_COMPLEMENT or (word.lower.endswith("ing") and not word.capital):
            return False
        del i
        return True

    def _is_lead_in(self, start: int) -> bool:
        """Whether only an adverbial stands before the subject: "On Monday", "In a statement", "BEIRUT (Reuters) -"."""
        before = self.words[:start]
        if any(w.text in QUOTES for w in before):
            return False
        return all(has_role(w, "adverb", "conjunction", "time", "preposition") or is_mark(w) for w in before)

    def _ends(self, at: int) -> bool:
        rest = self.words[at:]
        return not any(w.text[:1].isalnum() for w in rest)

    def _skip_adverbs(self, at: int) -> int:
        while at < len(self.words) and has_role(self.words[at], "adverb", "time"):
            at += 1
        return at

    def _skip_adjuncts(self, at: int, relay: Phrase | None) -> tuple[int, Phrase | None]:
        """Steps over when, where and how it was said; a medium in it ("in a statement to SANA") becomes the relay."""
        words = self.words
        while at < len(words):
            word = words[at]
            if has_role(word, "adverb", "time"):
                at += 1
                continue
            if word.lower not in _ADJUNCT_PREPOSITIONS or at + 1 >= len(words):
                break
            phrase = phrase_after(words, at + 1)
            if phrase is not None and self._is_medium(phrase) and word.lower in ("to", "on", "by", "via"):
                at, relay = phrase.end, relay or phrase
                continue
            end = self._adjunct_end(at)
            if end is None:
                break
            at = end
        return at, relay

    def _adjunct_end(self, at: int) -> int | None:
        """End of "on Thursday", "in a statement", "at a news conference", "by telephone"; None if it is none."""
        words = self.words
        last = None
        for k in range(at + 1, min(len(words), at + 7)):
            word = words[k]
            if word.lower in _ADJUNCT_NOUNS or has_role(word, "time") or (word.text.isdigit() and last == k):
                last = k + 1
            elif last is not None or is_mark(word) or has_role(word, "pronoun", "be", "auxiliary", "relative", "stop"):
                break
        return last

    def _relay_in_lead(self, start: int) -> Phrase | None:
        """ "Speaking to AFP on Wednesday the governor ...": the medium before the subject."""
        words = self.words
        for k in range(min(start, _MAX_LEAD_IN)):
            if (
                words[k].lower in ("to", "with")
                and k
                and words[k - 1].lower in ("speaking", "interview", "remarks", "comments")
            ):
                phrase = phrase_after(words, k + 1)
                return phrase if phrase is not None and self._is_medium(phrase) else None
        return None

    def _is_medium(self, phrase: Phrase) -> bool:
        """Whether the phrase is an outlet or one who works for one."""
        from extractors.actors import is_medium

        return is_medium(self._words_text(phrase))
