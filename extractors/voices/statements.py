"""What is said by whom within one sentence: statements, each with the stretch of words that it covers.

A statement *leads* when what is said follows it ("activists said 12 were killed"): it covers what comes after.
Otherwise it *trails* ("12 were killed, activists said") and covers the sentence, except what another one leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document.tokens import lower_at
from extractors.voices.complements import (
    ends,
    is_order,
    items_of,
    leads,
    of_whom,
    relative_end,
    relay_in_lead,
    scope_end,
    skip_adjuncts,
    skip_adverbs,
)
from extractors.voices.cue_context import (
    OWN,
    accompanying,
    auxiliaries,
    closes_quotation,
    fits,
    is_as_saying,
    is_as_stated_by,
    is_based_on_figures,
    is_count,
    is_described,
    is_hearsay,
    is_inverted,
    is_kin,
    is_noun_or_adjective,
    is_other_deed,
    is_own_deed,
    opens_count,
    opens_sentence,
    people_told,
    skip_as_saying,
    skip_of,
)
from extractors.voices.phrases import Phrase, phrase_after, phrase_before
from extractors.voices.plausibility import may_speak
from extractors.voices.statement import Statement
from extractors.voices.subjects import (
    Subject,
    handled_by,
    is_known,
    is_medium_phrase,
    issuer_of,
    opening_subject,
    phrase_text,
    sentence_subject,
    subject_before,
    title_of,
    with_name,
)
from extractors.voices.words import CUES, Cue, SpokenWord, has_role, told_that

_SUBORDINATING = frozenset(["when", "after", "since", "until", "before", "if", "because", "where", "than"])
_RELATIVE = frozenset(["which", "who", "that", "whom", "where"])
_GERUND_TAKING = frozenset(["acknowledged", "admitted", "denied", "reported", "confirmed", "claimed", "recalled"])
_REGARDING = frozenset(["regarding", "concerning", "following", "given", "about", "considering", "after", "in", "on"])
_NEW_CLAUSE = frozenset(["while", "whereas", "but", ";"])
_CONTACTS = frozenset(["called", "phoned", "telephoned", "contacted"])
_LONGEST_CALL = 9
_OWNERS = frozenset(["their", "its", "his", "her"])


def find_statements(text: str, words: Sequence[SpokenWord]) -> tuple[Statement, ...]:
    """The statements of a sentence, in the order of their cues."""
    finder = _Finder(text, words)
    for i, word in enumerate(words):
        cue = CUES.get(word.lower)
        if cue is None and i + 1 < len(words):
            cue = told_that(word, words[i + 1])
        source = _source_at(words, i, cue)
        if source is not None:
            finder.according(i, source)
        elif word.lower == "reports" and is_hearsay(words, i):
            finder.hearsay(i)
        elif has_role(word, "be") and lower_at(words, i + 1) == "that":
            finder.held(i)
        elif cue is not None and not (i > 0 and word.capital):
            finder.read(i, cue)
    if all(s.kind == "act" for s in finder.found):
        finder.document()
    return tuple(finder.found)


def _source_at(words: Sequence[SpokenWord], i: int, cue: Cue | None) -> int | None:
    """Where the source begins that the word at ``i`` names without a verb: "according to |", "per |", "by |"."""
    word = words[i].lower
    according = lower_at(words, i + 1) == "to" if word == "according" else cue is not None and is_as_stated_by(words, i)
    if according or (word == "based" and is_based_on_figures(words, i)):
        return i + 2
    return i + 1 if word == "per" or (word == "by" and is_count(words, i + 1)) else None


class _Finder:
    """One pass over the words of one sentence."""

    def __init__(self, text: str, words: Sequence[SpokenWord]):
        self.text, self.words = text, words
        self.found: list[Statement] = []
        self.items = items_of(words)
        self.named_until = 0  # words before this one belong to a source that is named already

    def read(self, i: int, cue: Cue) -> None:
        """Hands a cue word to the rule for its kind."""
        if i < self.named_until or is_noun_or_adjective(self.words, i):
            return
        if cue.kind == "act" or not fits(self.words, i, cue):
            self._act(i, cue)
            return
        if cue.kind == "cite":
            self._cite(i, cue)
        elif cue.kind == "gerund":
            self._gerund(i, cue)
        elif i > 0 and has_role(self.words[i - 1], "infinitive"):
            self._infinitive(i, cue)
        elif not (i > 0 and has_role(self.words[i - 1], "modal")):
            self._verb(i, cue)

    def _infinitive(self, i: int, cue: Cue) -> None:
        """ "The group called a radio station to | say that ...": who calls in speaks."""
        for k in range(i - 2, max(0, i - _LONGEST_CALL), -1):
            if self.words[k].lower in _CONTACTS:
                j, passive = auxiliaries(self.words, k)
                subject = None if passive else subject_before(self.words, j + 1)
                if subject is not None and may_speak(self.words, subject, CUES["said"]):
                    self._said(i, cue, subject)
                return

    def _act(self, i: int, cue: Cue) -> None:
        """ "The army rejected the charge": states nothing, but "it" in the next sentence may be the army."""
        j, passive = auxiliaries(self.words, i)
        while j > 0 and has_role(self.words[j], "modal", "negation", "auxiliary", "adverb"):
            j -= 1
        subject = None if passive else subject_before(self.words, j + 1)
        if subject is not None and subject.phrase.plausible and not subject.phrase.pronoun:
            at = len(self.words)
            self._append(i, replace(cue, kind="act"), subject.phrase, subject.start, None, at, True)

    def _verb(self, i: int, cue: Cue) -> None:
        j, passive = auxiliaries(self.words, i)
        if passive:
            self._passive(i, cue, j)
            return
        if cue.form == "given":
            return  # "given by" is speech only as a passive
        if j >= 0 and has_role(self.words[j], "modal", "negation"):
            self._act(i, cue)  # "could not say", "has not commented"
            return
        if j > 0 and self.words[j].lower in ("and", "but"):
            self._coordinated(i, cue, j)
            return
        subject = subject_before(self.words, j + 1)
        if subject is not None and is_inverted(self.words, i, subject.phrase, cue):
            self._inverted(i, cue)
            return
        if subject is None or not may_speak(self.words, subject, cue):
            subject = opening_subject(self.words, j + 1)
        if subject is not None and may_speak(self.words, subject, cue):
            self._said(i, cue, subject)
        else:
            self._inverted(i, cue)

    def _coordinated(self, i: int, cue: Cue, j: int) -> None:
        """ "A spokesman did not name the agent but | said ...": the subject of the verb before speaks again."""
        if cue.kind not in ("say", "tell"):
            return
        if self.found:
            self._said(i, cue, Subject(self.found[-1].speaker, j))
            return
        phrase = sentence_subject(self.words, j)
        if phrase is not None and (phrase.head is not None or is_known(self.words, phrase)):
            self._said(i, cue, Subject(phrase, j))
            own = self.words[phrase.end].start  # "The army moved 900 men and said ...": it tells of both
            self.found[-1:] = [replace(s, scope_start=min(s.scope_start, own)) for s in self.found[-1:]]

    def _said(self, i: int, cue: Cue, subject: Subject) -> None:
        """The statement of a verb with its subject: addressee, time and place adjuncts, and what it covers."""
        words, at, relay = self.words, i + 1, subject.relay
        if lower_at(words, at) in cue.needs & {"of", "out"}:
            at += 1  # "spoke of", "pointed out"
        if cue.kind == "tell":
            addressee = phrase_after(words, at)
            if addressee is not None:
                relay = addressee if is_medium_phrase(words, addressee) else relay
                at = skip_of(words, addressee.end)
            if lower_at(words, at) == "to":
                return  # an order: "told residents to leave"
        if cue.kind == "put" and lower_at(words, at) == "it":
            self._append(i, cue, subject.phrase, subject.start, relay, at + 1, False)
            return
        if cue.kind == "quote" or is_as_saying(words, at):
            self._quoted(i, cue, subject, at)
            return
        if is_own_deed(words, at) or (cue.form.startswith(("warn", "urg", "advis")) and is_order(words, at)):
            self._act(i, cue)
            return
        at, relay = skip_adjuncts(words, at, relay_in_lead(words, subject.start) or relay)
        subject, relay = self._with_cited(subject, relay)
        follows = leads(words, subject.start, at, takes_gerund=cue.form in _GERUND_TAKING)
        self._append(i, cue, subject.phrase, subject.start, relay, at, follows)
        if self._covers_sentence(cue, subject, at):
            self.found[-1] = replace(self.found[-1], scope_start=words[0].start)

    def _with_cited(self, subject: Subject, relay: Phrase | None) -> tuple[Subject, Phrase | None]:
        """Who speaks and who passes it on, where a source was cited before the verb that tells more."""
        words = self.words
        if self._last_is("cite") and self.found[-1].cue_start == words[0].start:
            subject, relay = Subject(self.found.pop().speaker, 0), subject.phrase  # "Citing a doctor, Reuters said"
        if self._last_is("cite") and self.found[-1].start >= words[subject.start].start:
            self.found.pop()  # "state TV, quoting a source, said"
        return subject, relay

    def _last_is(self, *kinds: str) -> bool:
        return bool(self.found) and self.found[-1].kind in kinds

    def _covers_sentence(self, cue: Cue, subject: Subject, at: int) -> bool:
        """Whether the verb covers what stands before it too.

        "15 died, the monitor said: six men and nine women", "A reporter in the square where two fell saw ...",
        "Concerning the raid in which two died, the Front states:".
        """
        words = self.words
        if cue.kind == "see" and len(self.found) == 1:
            return True
        if not subject.start:
            return False
        if lower_at(words, at) == ":" and words[subject.start - 1].text == ",":
            return True
        return words[-1].text == ":" and words[0].lower in _REGARDING

    def _quoted(self, i: int, cue: Cue, subject: Subject, at: int) -> None:
        """ "TASS quoted Putin as saying": the subject passes on what the object says."""
        speaker = phrase_after(self.words, at)
        if speaker is None or not speaker.plausible:
            if at < len(self.words) and opens_count(self.words[at]) and subject.phrase.plausible:
                self._append(i, cue, subject.phrase, subject.start, None, at, True)  # "officials cited | dozens of"
            return
        at, _ = skip_adjuncts(self.words, skip_as_saying(self.words, speaker.end), None)
        self._append(i, cue, speaker, subject.start, subject.phrase, at, leads(self.words, subject.start, at))

    def _passive(self, i: int, cue: Cue, j: int) -> None:
        """ "Putin was quoted by TASS as saying", "it was confirmed by police"; without an agent nobody speaks."""
        words = self.words
        by = next((k for k in range(i + 1, min(len(words), i + 6)) if words[k].lower == "by"), None)
        agent = phrase_after(words, by + 1) if by is not None and not is_other_deed(words[i + 1 : by]) else None
        if cue.kind == "quote":
            subject = subject_before(words, j + 1)
            if subject is not None and subject.phrase.plausible:
                at = skip_as_saying(words, agent.end if agent is not None else i + 1)
                self._append(i, cue, subject.phrase, subject.start, agent, at, leads(words, subject.start, at))
        elif agent is not None and agent.plausible and cue.kind in ("say", "report", "put"):
            if cue.form.startswith("claim") and words[j].lower != "it":
                return  # "attacks claimed by the group": responsibility
            self._append(i, cue, agent, i, None, agent.end, False)
            if words[j].lower not in ("it", "this"):  # "No damage was reported by ships": said in passing
                self.found[-1] = replace(self.found[-1], aside=True)

    # -- subject behind the verb ---------------------------------------------------------------------------------

    def _inverted(self, i: int, cue: Cue) -> None:
        speaker = phrase_after(self.words, skip_adverbs(self.words, i + 1))
        if i == 0 or speaker is None or speaker.pronoun:
            return
        if not speaker.plausible and not closes_quotation(self.words, i, speaker):
            return
        if cue.kind != "say" and not (cue.form.endswith("s") and self.words[i - 1].text == ","):
            return  # "..., reports WAFA"
        speaker = with_name(self.words, speaker)
        at, relay = skip_adjuncts(self.words, speaker.end, None)
        self._append(i, cue, issuer_of(self.words, speaker), i, relay, at, False)

    # -- participles ---------------------------------------------------------------------------------------------

    def _cite(self, i: int, cue: Cue) -> None:
        """ "Al Jazeera reported, citing a source": what went before is passed on, the source speaks."""
        words = self.words
        source = phrase_after(words, i + 1)
        if source is None or not source.plausible:
            return
        source = issuer_of(words, source)
        if source.is_headed_by("document"):
            self._citing_figures(i, cue)
            return
        last = self._passed_on(i)
        if last is not None:
            said = phrase_text(self.text, words, source)
            self.found[-1] = replace(
                last, speaker=source, speaker_text=said, relay=last.speaker, relay_text=last.speaker_text
            )
            return
        subject = subject_before(words, i)
        relay = subject.phrase if subject is not None else None
        if relay is not None and not (relay.plausible and (is_medium_phrase(words, relay) or relay.start == 0)):
            relay = None
        self._append(i, cue, source, relay.start if relay is not None else i, relay, source.end, False)

    def _passed_on(self, i: int) -> Statement | None:
        """The statement before "citing" in the same clause, whose speaker passes on what the source says.

        Not "A diplomat said 12 died, | while the radio, citing a doctor, ...".
        """
        if not self.found or self._last_is("cite", "act"):
            return None
        last = self.found[-1]
        parted = any(w.start >= last.cue_end and w.lower in _NEW_CLAUSE for w in self.words[:i])
        return None if parted else last

    def _citing_figures(self, i: int, cue: Cue) -> None:
        """ "A monitoring group citing figures from clinics put the toll at ...": who cites figures speaks."""
        subject = subject_before(self.words, i)
        if not self.found and subject is not None and subject.phrase.plausible:
            self._append(i, cue, subject.phrase, subject.start, None, i + 1, False)

    def _gerund(self, i: int, cue: Cue) -> None:
        """ "... issued a statement saying": the subject of the sentence speaks, unless someone spoke before."""
        words = self.words
        if i > 1 and has_role(words[i - 1], "be"):
            self._progressive(i, cue)
            return
        named = accompanying(words, i)
        if named is not None:
            # "with the Observatory reporting", "with medics telling AFP that"
            self._said(i, replace(cue, kind="tell" if cue.form == "telling" else "say"), Subject(named, named.start))
            return
        if cue.kind != "gerund" or (self.found and not self._last_is("cite", "act")):
            return
        if cue.form in ("adding", "noting") or words[i - 1].lower == "as":
            return
        beside, speaker = phrase_before(words, i), sentence_subject(words, i)
        if speaker is None and beside is not None and beside.is_headed_by("document"):
            speaker = issuer_of(words, beside)
        if speaker is not None:
            self._append(i, cue, speaker, i, None, i + 1, True)

    def _progressive(self, i: int, cue: Cue) -> None:
        """ "The agency is | reporting | that ..."."""
        subject = subject_before(self.words, auxiliaries(self.words, i)[0] + 1)
        if subject is not None and may_speak(self.words, subject, cue):
            self._said(i, replace(cue, kind="say"), subject)

    # -- phrases without a verb ----------------------------------------------------------------------------------

    def according(self, i: int, begin: int) -> None:
        """ "According to X, 12 died" leads; "12 died according to X" trails; so do "per X" and "by X's count"."""
        words = self.words
        while lower_at(words, begin) == "to":
            begin += 1  # a doubled "to"
        source = self._source(i, begin)
        if source is None:
            return
        speaker, relay, at = self._author(source)
        at -= words[at - 1].text == ","
        self.named_until = at
        cue = Cue("according to", "according")
        self._append(
            max(i, begin - 1), cue, speaker, i, relay, at, opens_sentence(words, i) and not ends(words, at), first=i
        )

    def _source(self, i: int, begin: int) -> Phrase | None:
        """The source that begins at ``begin`` behind the phrase at ``i``, if it is one that can state a figure."""
        words, according = self.words, self.words[i].lower == "according"
        witnessed = lower_at(words, begin) == "what"
        source = phrase_after(words, begin + witnessed)  # "according to | what | our reporter | saw"
        if according and (source is None or not source.plausible):
            source = people_told(words, begin) or source
        if source is None or (words[source.start].lower in OWN and not is_kin(words, source)):
            return None
        source = with_name(words, source)
        if not source.plausible and not (according and is_described(words, i, source)):
            return None
        if words[i].lower == "per" and source.head is None and not is_known(words, source):
            return None  # "per Ukrainian household"
        return source

    def _author(self, source: Phrase) -> tuple[Phrase, Phrase | None, int]:
        """Who speaks behind a source, who passes it on, and where both end.

        "according to | a report issued by | the network", "according to the police chief, | cited by | state radio".
        """
        words = self.words
        whole = handled_by(words, source)
        source = whole or source
        speaker, at = whole or issuer_of(words, source), source.end
        if at + 3 < len(words) and words[at].text == "," and has_role(words[at + 1], "relayed"):
            at += 1
        agent = phrase_after(words, at + 2) if lower_at(words, at + 1) in ("by", "from", "on") else None
        if agent is not None and agent.plausible:
            if has_role(words[at], "issued"):
                return agent, None, agent.end
            if has_role(words[at], "relayed"):
                return speaker, agent, agent.end
        return speaker, None, at

    def hearsay(self, i: int) -> None:
        """ "..., contradicting | local reports | of eight deaths": who is contradicted states the figure."""
        reports = phrase_before(self.words, i + 1)
        if reports is not None:
            if has_role(self.words[reports.start], "preposition"):
                reports = replace(reports, start=reports.start + 1)  # "Amid | reports"
            self._append(i, Cue("reports", "according"), reports, reports.start, None, i + 1, True)
            self.found[-1] = replace(self.found[-1], aside=True)

    def held(self, i: int) -> None:
        """ "The assessment of the staff | is that | 900 men remain", "Their estimate was that ...": who holds it."""
        words = self.words
        subject = subject_before(words, i)
        if subject is None or not subject.phrase.is_headed_by("document"):
            return
        phrase = subject.phrase
        owner = words[phrase.start]
        if owner.lower in _OWNERS:
            holder = Phrase(phrase.start, phrase.start + 1, None, False, pronoun=True)
        else:
            owned = next((k for k in range(phrase.start, phrase.end) if words[k].lower.endswith(("'s", "’s"))), None)
            issuer = issuer_of(words, phrase)
            holder = issuer if owned is None else replace(phrase, end=owned + 1, head=None, capital=True)
        self._append(i, Cue("is that", "report", "estimated"), holder, subject.start, None, i + 1, True)

    def document(self) -> None:
        """ "A statement from X condemned ...": a document with its issuer as the subject of the sentence."""
        opening = phrase_after(self.words, 0) if self.words else None
        if opening is None or not opening.is_headed_by("document"):
            return
        issuer = issuer_of(self.words, opening)
        if issuer is not opening:
            self._append(issuer.start - 1, Cue("statement", "report"), issuer, 0, None, opening.end, True)

    # -- shared --------------------------------------------------------------------------------------------------

    def _append(
        self,
        i: int,
        cue: Cue,
        speaker: Phrase,
        start: int,
        relay: Phrase | None,
        at: int,
        said_after: bool,
        first: int | None = None,
    ) -> None:
        """Adds a statement: cue words ``first`` to ``i``, its construction from ``start``, what is said from ``at``."""
        words = self.words
        cue_start, cue_end = words[i if first is None else first].start, words[i].end
        complement = words[at].start if at < len(words) else words[-1].end
        if said_after:
            complement = min(complement, words[of_whom(words, start)].start)
        relative = relative_end(words, i, start, at)
        first_word, behind = next((item for item in self.items if i < item[1]), self.items[-1])
        self.found.append(
            Statement(
                speaker=speaker,
                speaker_text=phrase_text(self.text, words, speaker),
                relay=relay,
                relay_text=phrase_text(self.text, words, relay) if relay is not None else "",
                cue=self.text[cue_start:cue_end],
                cue_start=cue_start,
                cue_end=cue_end,
                start=min(words[start].start, cue_start),
                scope_start=complement if said_after else words[first_word].start,
                scope_end=min(scope_end(words, min(i + 1, at), said_after), words[behind - 1].end, relative),
                leads=said_after,
                kind=cue.kind,
                modality=cue.modality,
                open_ended=words[-1].text == ":",
                bounded=len(self.items) > 1 or relative < words[-1].end,
                title=title_of(self.text, words, speaker),
                aside=cue.kind == "accuse" or (start > 0 and words[start - 1].lower in _SUBORDINATING | _RELATIVE),
            )
        )
