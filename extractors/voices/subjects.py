"""Who is the subject of a verb of speech, with what may stand between the two.

Each function takes the words of a sentence; a ``Subject`` says who speaks, where the whole construction starts
("a report issued by | the network") and who passes it on, if it says so ("state TV quoting | a source").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document.tokens import lower_at
from extractors.vocabulary.actors import is_medium, resolve
from extractors.voices.phrases import Phrase, phrase_after, phrase_before
from extractors.voices.words import CUES, QUOTES, SpokenWord, has_role, head_noun, is_mark

_DASHES = frozenset(["-", "--", "–", "—"])
_ISSUER_LINKS = frozenset(["from", "by", "of"])
_PREPOSITIONS = frozenset(["to", "of", "in", "by", "on", "at", "from"])
_ACRONYM_S = re.compile(r"\b([A-Z]{3,})s$")  # "SANAs": a possessive that lost its apostrophe
_LONGEST_NAME = 4
_LONGEST_INSERTION = 32
_LONGEST_RELATIVE = 26
_LONGEST_OPENING = 14
_LONGEST_PARTICIPLE = 9


@dataclass(frozen=True, slots=True)
class Subject:
    """The phrase that speaks, the word index where its construction starts, and the phrase that relays."""

    phrase: Phrase
    start: int
    relay: Phrase | None = None


def subject_before(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """The subject that ends before word ``end``, appositions and relative clauses stepped over."""
    if 1 < end < len(words) and words[end - 1].text in QUOTES and _opens_quotation(words, end - 1):
        end -= 1  # 'The Observatory "has documented ...'
    last = words[end - 1] if end > 0 else None
    if last is None:
        return None
    if last.lower in ("who", "which"):
        return _before_pronoun(words, end - 1)
    if last.text == "," or last.text in _DASHES or last.text == ")":
        return _before_insertion(words, end)
    phrase = phrase_before(words, end)
    if phrase is not None and phrase.plausible:
        return _undone(words, phrase)
    return _hung_on(words, end) or (Subject(phrase, phrase.start) if phrase is not None else None)


def _before_pronoun(words: Sequence[SpokenWord], at: int) -> Subject | None:
    """Who speaks in a relative clause whose "who" or "which" stands at ``at``."""
    antecedent = _antecedent(words, at - (lower_at(words, at - 1) == ","))
    if antecedent is None:
        return None
    named = _named_in_apposition(words, antecedent)
    if named is not None:
        return Subject(named, named.start)
    return Subject(_issuer_before(words, antecedent), antecedent.start)


def _hung_on(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """What a participle or a relative clause that ends before ``end`` hangs on, by its name where it has one."""
    hanging = _before_participle(words, end) or _before_relative(words, end)
    return _named_before(words, hanging) if hanging is not None else None


def _opens_quotation(words: Sequence[SpokenWord], i: int) -> bool:
    return words[i - 1].end < words[i].start and words[i].end == words[i + 1].start


def opening_subject(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """A subject too long to walk over: what opens the sentence, if no mark and no cue stands in between.

    "The centre for monitoring and coordination of the truce | registered 12 breaches".
    """
    opening = sentence_subject(words, end)
    if opening is None or opening.head is None or end - opening.end > _LONGEST_OPENING:
        return None
    between = words[opening.end : end]
    if not between or any(_ends_subject(w) for w in between):
        return None
    apposition = between[0].lower in ("a", "an")
    if apposition or (_hangs_on_noun(between[0]) and any(has_role(w, "relative") for w in between)):
        return Subject(opening, opening.start)
    if not _hangs_on_noun(between[0]) or any(has_role(w, "be", "auxiliary", "stop") for w in between):
        return None
    return Subject(Phrase(opening.start, end, opening.head, opening.capital), opening.start)


def _ends_subject(word: SpokenWord) -> bool:
    return is_mark(word) or word.lower in CUES or has_role(word, "modal", "pronoun")


def _hangs_on_noun(word: SpokenWord) -> bool:
    """Whether a word behind a noun goes on with it: "for monitoring", "which", "and", "reached", "speaking"."""
    if word.lower == "and" or has_role(word, "preposition", "relative", "direction"):
        return True
    return word.lower.endswith(("ed", "ing"))


def sentence_subject(words: Sequence[SpokenWord], before: int) -> Phrase | None:
    """The phrase that opens the sentence, if its form says that it can speak and it ends before ``before``."""
    begin = 0
    while begin < before and has_role(words[begin], "adverb", "conjunction", "time"):
        begin += 1
    phrase = phrase_after(words, begin)
    if phrase is None or phrase.end >= before or not phrase.plausible:
        return None
    return issuer_of(words, phrase)


def issuer_of(words: Sequence[SpokenWord], phrase: Phrase) -> Phrase:
    """The body behind a document: "a new toll from the Observatory" → "the Observatory"; else the phrase itself."""
    if not phrase.is_headed_by("document"):
        return phrase
    links = [k for k in range(phrase.start + 1, phrase.end - 1) if words[k].lower in _ISSUER_LINKS]
    for k in sorted(links, key=lambda k: words[k].lower == "of"):  # "a review of records | by the institute"
        if not any(has_role(w, "handled") for w in words[phrase.start : k]):
            named = Phrase(phrase.start, k, phrase.head, phrase.capital)
            if is_known(words, named):
                return named  # "an AFP tally | of Israeli figures"
            inner = phrase_after(words, k + 1)
            if inner is not None and inner.plausible and not inner.is_headed_by("document"):
                return inner
    return phrase


def _antecedent(words: Sequence[SpokenWord], end: int) -> Phrase | None:
    """What a relative clause hangs on; a name also behind a preposition: "a missile at | Israel |, which said"."""
    phrase = phrase_before(words, end)
    if phrase is not None or end <= 0 or not words[end - 1].capital:
        return phrase
    start = end - 1
    while start > 0 and words[start - 1].capital:
        start -= 1
    return Phrase(start, end, None, True)


def _issuer_before(words: Sequence[SpokenWord], antecedent: Phrase) -> Phrase:
    """Whose document a relative clause is on: "reports by | neighbours | who", "| OCHA | issued a report which"."""
    issuer = issuer_of(words, antecedent)
    if issuer is antecedent and antecedent.is_headed_by("document"):
        verb = antecedent.start - 1
        issued = phrase_before(words, verb) if verb > 0 and has_role(words[verb], "issued") else None
        if issued is not None and issued.plausible:
            return issued
    return issuer


def phrase_text(text: str, words: Sequence[SpokenWord], phrase: Phrase) -> str:
    """The words of a phrase as they stand in the text, line breaks smoothed, a final possessive left out."""
    found = " ".join(text[words[phrase.start].start : words[phrase.end - 1].end].split())
    found = _ACRONYM_S.sub(r"\1", found)
    return found.removesuffix("'s").removesuffix("’s").rstrip("'’")


def with_name(words: Sequence[SpokenWord], phrase: Phrase) -> Phrase:
    """A description with the name behind it: "the forensics chief, | Najim Osman |"."""
    begin = phrase.end + 1
    if not phrase.is_headed_by("person") or begin >= len(words) or words[begin - 1].text != ",":
        return phrase
    end = begin
    while end < len(words) and words[end].capital and words[end].text[:1].isalpha():
        end += 1
    closed = end >= len(words) or is_mark(words[end])
    return Phrase(phrase.start, end, phrase.head, True) if closed and is_personal_name(words[begin:end]) else phrase


def title_of(text: str, words: Sequence[SpokenWord], phrase: Phrase) -> str:
    """What stands behind a name to say who it is: "Ana Ruiz, | the mayor of Zerin |, said"; else nothing."""
    at = phrase.end
    if phrase.pronoun or phrase.head is not None or not phrase.capital or at + 1 >= len(words) or words[at].text != ",":
        return ""
    title = phrase_after(words, at + 1)
    named = title is not None and title.head is not None and not {"person", "institution"}.isdisjoint(title.head.traits)
    return phrase_text(text, words, title) if title is not None and named else ""


def is_medium_phrase(words: Sequence[SpokenWord], phrase: Phrase) -> bool:
    """Whether the phrase names an outlet or one who works for one."""
    return is_medium(" ".join(w.text for w in words[phrase.start : phrase.end]))


def is_personal_name(words: Sequence[SpokenWord]) -> bool:
    """Whether these words look like the full name of a person whom the registry does not know."""
    if not 1 < len(words) <= _LONGEST_NAME or not all(w.capital and head_noun(w) is None for w in words):
        return False
    return resolve(" ".join(w.text for w in words)).actor_id is None and not has_role(words[0], "determiner")


def is_known(words: Sequence[SpokenWord], phrase: Phrase) -> bool:
    """Whether the registry knows the body that the phrase names."""
    return resolve(" ".join(w.text for w in words[phrase.start : phrase.end])).actor_id is not None


def _plain(words: Sequence[SpokenWord], end: int) -> Phrase | None:
    """The phrase before ``end``, one comma or dash stepped over."""
    if end > 0 and (words[end - 1].text == "," or words[end - 1].text in _DASHES):
        end -= 1
    return phrase_before(words, end)


def _undone(words: Sequence[SpokenWord], phrase: Phrase) -> Subject:
    """Undoes what hangs on the phrase: "state TV quoting | a source", "a source quoted by | SANA", "who heads | it"."""
    phrase = _without_participle(words, phrase)
    start = phrase.start
    before = lower_at(words, start - 1)
    if before in ("citing", "quoting"):
        relay = _plain(words, start - 1)
        return Subject(phrase, relay.start if relay is not None else start - 1, relay)
    outer = (
        _handed_on_by(words, phrase)
        or _object_in_relative(words, phrase)
        or _described_behind_name(words, phrase)
        or (_before_given_name(words, start) if before == "as" else None)
    )
    if outer is None and before in _PREPOSITIONS:
        # an object of a preposition is no subject: "the daily which is close to | the government | reported"
        outer = _hung_on(words, start)
    return outer or Subject(issuer_of(words, phrase), start)


def _handed_on_by(words: Sequence[SpokenWord], agent: Phrase) -> Subject | None:
    """ "a source quoted by | SANA", "a report issued by | the network", "a register kept by | the clinic"."""
    at = before_time(words, agent.start - 2)
    if lower_at(words, agent.start - 1) not in ("by", "from", "on") or at <= 0:
        return None
    outer = _plain(words, at) if has_role(words[at], "relayed", "issued", "handled") else None
    if outer is None:
        return None
    document = outer.is_headed_by("document")
    if document and has_role(words[at], "handled"):
        return Subject(Phrase(outer.start, agent.end, outer.head, True), outer.start)
    if has_role(words[at], "relayed") and not (document and has_role(words[at], "issued")):
        return Subject(outer, outer.start, agent)
    return Subject(agent, outer.start) if document else None


def _object_in_relative(words: Sequence[SpokenWord], phrase: Phrase) -> Subject | None:
    """ "the doctor who heads | the clinic | said": whom the relative clause hangs on."""
    start = phrase.start
    if start <= 2 or words[start - 2].lower not in ("who", "which") or is_mark(words[start - 1]):
        return None
    outer = _plain(words, start - 2)
    return Subject(outer, outer.start) if outer is not None and outer.plausible else None


def _described_behind_name(words: Sequence[SpokenWord], phrase: Phrase) -> Subject | None:
    """ "The Observatory | a war monitor | said", "Ana Ruiz | the paper's correspondent | told": the name before."""
    start = phrase.start
    named = None
    if has_role(words[start], "determiner") and start > 0 and phrase.head is not None:
        named = phrase_before(words, start)
    if named is not None:
        if words[start].lower in ("a", "an") and named.start == 0 and is_known(words, named):
            return Subject(named, 0)
        if phrase.is_headed_by("person") and _is_described_name(words, named):
            return Subject(named, named.start)
    titled = _titled_before(words, phrase)
    return Subject(titled, titled.start) if titled is not None else None


def _named_in_apposition(words: Sequence[SpokenWord], described: Phrase) -> Phrase | None:
    """ "said | Omar Diallo |, a trader who counted nine bodies": the name before what describes it."""
    start = described.start
    if start < 3 or words[start].lower not in ("a", "an") or words[start - 1].text != ",":
        return None
    first = start - 1
    while first > 0 and words[first - 1].capital and start - first <= _LONGEST_NAME:
        first -= 1
    return Phrase(first, start - 1, None, True) if is_personal_name(words[first : start - 1]) else None


def _is_described_name(words: Sequence[SpokenWord], named: Phrase) -> bool:
    """A full name that opens its clause: behind nothing, a mark, or a time."""
    opens = named.start == 0 or is_mark(words[named.start - 1]) or has_role(words[named.start - 1], "time")
    return opens and is_personal_name(words[named.start : named.end])


def before_time(words: Sequence[SpokenWord], at: int) -> int:
    """The last word at or before ``at`` that says no time: "figures | released | late on Monday by"."""
    while at > 1 and (has_role(words[at], "time", "adverb") or (words[at].lower == "on" and at + 1 < len(words))):
        at -= 1
    return at


def handled_by(words: Sequence[SpokenWord], document: Phrase) -> Phrase | None:
    """A document with whoever keeps or has seen it, who is no author of it: "a database | kept by the institute"."""
    at = document.end
    if not document.is_headed_by("document") or at + 2 >= len(words):
        return None
    if not has_role(words[at], "handled") or words[at + 1].lower != "by":
        return None
    agent = phrase_after(words, at + 2)
    if agent is None or agent.pronoun:
        return None
    return Phrase(document.start, agent.end, document.head, True)


def _titled_before(words: Sequence[SpokenWord], phrase: Phrase) -> Phrase | None:
    """ "Gen. Ana Ruiz, | commander of the Northern Command | said", the second comma lost: the name.

    Not "In Homs, | Governor Talal ...", nor "in Djugu, Ituri, | army spokesman Jules Ngoy |", which holds the name.
    """
    start, last = phrase.start, words[phrase.end - 1]
    if start < 3 or words[start - 1].text != "," or not phrase.is_headed_by("person"):
        return None
    if has_role(words[start], "determiner"):
        return None
    linked = any(w.lower in ("of", "for") for w in words[start : phrase.end])  # "Director of Health in Nyala"
    if not linked and (words[start].capital or (last.capital and head_noun(last) is None)):
        return None
    named = phrase_before(words, start - 1)
    opens = named is not None and (named.start == 0 or is_mark(words[named.start - 1]))
    return named if named is not None and opens and _is_plain_name(words[named.start : named.end]) else None


def _cites_figures(words: Sequence[SpokenWord], before: Phrase, source: Phrase) -> bool:
    """ "The senator, quoting police data, said": who cites figures speaks, unless it is a medium."""
    if words[source.start].lower in ("its", "his", "her", "their"):
        return before.plausible  # "The ministry, citing its field offices"
    figures = source.head is not None and source.head.source_class in ("unnamed_estimates", "document")
    return figures and before.plausible and not is_medium_phrase(words, before)


def _named_before(words: Sequence[SpokenWord], subject: Subject) -> Subject:
    """ "Rana Tahan | a doctor working at a clinic | said", the comma lost: the name rather than what explains it."""
    phrase = subject.phrase
    if words[phrase.start].lower not in ("a", "an") or not phrase.is_headed_by("person"):
        return subject
    named = phrase_before(words, phrase.start)
    if named is None or not 1 < named.end - named.start <= _LONGEST_NAME or named.head is not None:
        return subject
    return Subject(named, named.start) if all(w.capital for w in words[named.start : named.end]) else subject


def _before_insertion(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """The phrase before an inserted part: "The Observatory, a group that monitors the war, | said".

    A name inserted behind a description belongs to it: "the mayor of Sderot, Alon Davidi".
    """
    k = _insertion_start(words, end)
    if k is not None:
        if k + 2 < end and words[k + 1].lower in ("citing", "quoting"):
            return _citing_inserted(words, k)
        described = _explained(words, k, end)
        if described is not None:
            return described
    if words[end - 1].text == "," and not any(w.text in QUOTES for w in words[:end]):
        phrase = phrase_before(words, end - 1)
        return Subject(phrase, phrase.start) if phrase is not None else None
    return None


def _insertion_start(words: Sequence[SpokenWord], end: int) -> int | None:
    """The mark that opens the inserted part whose closing mark stands before ``end``."""
    mark = words[end - 1].text
    opening = "(" if mark == ")" else mark
    for k in range(end - 2, max(-1, end - _LONGEST_INSERTION), -1):
        if words[k].text in QUOTES and mark == ",":
            return None
        if words[k].text != opening:
            continue
        if _is_plain_name(words[k + 1 : end - 1]) and lower_at(words, k - 2) in ("in", "at", "near"):
            continue  # "..., speaking in Zerin, | Dale |, said"
        return k
    return None


def _citing_inserted(words: Sequence[SpokenWord], k: int) -> Subject | None:
    """ "State TV|, quoting a doctor, | said": the source, whom the phrase before passes on."""
    before, source = phrase_before(words, k), phrase_after(words, k + 2)
    if source is None:
        return None
    start = before.start if before is not None else k
    if before is not None and _cites_figures(words, before, source):
        return Subject(before, start)
    return Subject(source, start, before)


def _explained(words: Sequence[SpokenWord], k: int, end: int) -> Subject | None:
    """The phrase before the mark at ``k`` that the inserted part explains, names, or says the medium of."""
    before = phrase_before(words, k)
    hanging = _before_relative(words, k) if before is None or before.start > 0 else None
    if hanging is not None and not (before is not None and before.plausible):
        return hanging  # "The commander who led the raid, known as Abu Omar, | said"
    if before is None or not (before.plausible or before.start == 0):
        return None
    issuer = _issuer_inserted(words, before, k + 1, end - 1)
    if issuer is not None:
        return Subject(issuer, before.start)
    relay = _relay_inserted(words, k + 1, end - 1)
    if relay is None and before.head is not None and _is_plain_name(words[k + 1 : end - 1]):
        before = Phrase(before.start, end - 1, before.head, True)
    return Subject(issuer_of(words, before), before.start, relay)


def _is_plain_name(words: Sequence[SpokenWord]) -> bool:
    return 0 < len(words) <= 5 and all(w.capital for w in words)


def _issuer_inserted(words: Sequence[SpokenWord], before: Phrase, at: int, end: int) -> Phrase | None:
    """The body behind a document: "The report, published on Monday by | the inquiry | , says"."""
    if not before.is_headed_by("document") or not has_role(words[at], "issued"):
        return None
    by = next((k for k in range(at, end) if words[k].lower in ("by", "from")), None)
    agent = phrase_after(words, by + 1) if by is not None else None
    return agent if agent is not None and agent.plausible else None


def _relay_inserted(words: Sequence[SpokenWord], at: int, end: int) -> Phrase | None:
    """The medium of an inserted part: "..., quoted by | state radio, said", "..., speaking to | Reuters, said"."""
    passed_on = has_role(words[at], "relayed") and at + 1 < end and words[at + 1].lower in ("by", "on")
    if not passed_on and not (words[at].lower == "speaking" and words[at + 1].lower in ("to", "with")):
        return None
    phrase = phrase_after(words, at + 2)
    return phrase if phrase is not None and is_medium_phrase(words, phrase) else None


def _is_participle(words: Sequence[SpokenWord], k: int) -> bool:
    """Whether a participle that hangs on the noun before it stands here: "a resident | reached by telephone"."""
    word = words[k]
    if word.capital or not word.lower.endswith(("ed", "ing")) or head_noun(word) is not None:
        return False
    if word.lower in CUES and word.lower != "quoted":
        return False
    return has_role(words[k + 1], "preposition", "time", "adverb", "infinitive")


def _without_participle(words: Sequence[SpokenWord], phrase: Phrase) -> Phrase:
    """ "Police sources | speaking on condition of anonymity" without what the participle adds."""
    for k in range(phrase.start + 1, phrase.end - 1):
        if _is_participle(words, k) and (head_noun(words[k - 1]) is not None or words[k - 1].capital):
            return Phrase(phrase.start, k, phrase.head, phrase.capital)
    return phrase


def _before_participle(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """The phrase before a shortened relative clause: "A doctor | reached by telephone | said"; who reached it relays.

    A participle may also stand alone: "The first bulletin | issued | states".
    """
    for k in range(end - 1, max(0, end - _LONGEST_PARTICIPLE), -1):
        if is_mark(words[k]) or has_role(words[k], "relative", "be", "auxiliary", "conjunction", "pronoun"):
            return None
        alone = k == end - 1 and has_role(words[k], "issued", "relayed")
        if alone or (k + 1 < end and _is_participle(words, k)):
            return _described_by(words, k, end)
    return None


def _described_by(words: Sequence[SpokenWord], k: int, end: int) -> Subject | None:
    """The phrase before the participle at ``k``, with the medium that its agent is."""
    phrase = phrase_before(words, k)
    if phrase is None or not phrase.plausible or phrase.pronoun:
        return None
    agents = [phrase_after(words, at + 1) for at in range(k + 1, min(end, k + 5)) if words[at].lower == "by"]
    agent = next((a for a in agents if a is not None and a.plausible), None)  # "reached by telephone by | AFP"
    if agent is not None and phrase.is_headed_by("document"):
        return Subject(agent, phrase.start)  # "A video posted online by activists"
    passed_on = agent is not None and has_role(words[k], "relayed") and is_medium_phrase(words, agent)
    return Subject(issuer_of(words, phrase), phrase.start, agent if passed_on else None)


def _before_relative(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """The phrase before a relative clause that lost its commas: "The report which could not be verified | said"."""
    for k in range(end - 1, max(0, end - _LONGEST_RELATIVE), -1):
        if words[k].lower in CUES or words[k].text in QUOTES:
            return None
        if words[k].lower in ("who", "which"):
            return _relative_at(words, k)
    return None


def _relative_at(words: Sequence[SpokenWord], k: int) -> Subject | None:
    """The phrase before the "who" or "which" at ``k``."""
    phrase = _plain(words, k)
    return Subject(phrase, phrase.start) if phrase is not None and phrase.plausible else None


def _before_given_name(words: Sequence[SpokenWord], end: int) -> Subject | None:
    """ "A resident who gave his name only as | Ali | said": the resident, whose name is no full one."""
    between = words[max(0, end - _LONGEST_PARTICIPLE) : end]
    if not any(w.lower in ("name", "identified") for w in between):
        return None
    return next((_relative_at(words, end - n) for n, w in enumerate(reversed(between), 1) if w.lower == "who"), None)
