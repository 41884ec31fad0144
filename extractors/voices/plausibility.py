"""Whether a noun phrase with a verb is speech: weaker verbs need a likelier subject."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document.tokens import lower_at
from extractors.voices.phrases import Phrase
from extractors.voices.subjects import Subject, is_known
from extractors.voices.words import QUOTES, Cue, SpokenWord, has_role, is_mark, is_number, is_time

_PLAIN_SPEECH = frozenset(["said", "says", "say", "told", "tells", "added", "adds", "announced", "stated"])
_BASE_FORMS = frozenset(["report", "claim", "show", "estimate", "fear", "quote", "find"])
_NOUN_FORMS = frozenset(["reports", "claims", "estimates", "counts", "documents", "names", "charges", "fears", "shows"])
_OWNED = ("'s", "’s", "s'", "s’")
_OBJECT_OPENERS = frozenset(["that", "at", "over", "about", "around", "more"])  # "reports that", "counts over 40"


def may_speak(words: Sequence[SpokenWord], subject: Subject, cue: Cue) -> bool:
    """Whether this subject with this verb is speech."""
    phrase = subject.phrase
    if phrase.pronoun:
        return cue.kind != "see"
    if cue.form == "continued":
        return phrase.is_headed_by("person")  # not "the siege continued"
    if cue.form in ("stands", "stood"):
        return _is_owned(words, phrase)
    if cue.kind == "see":
        return phrase.is_headed_by("witness")
    if cue.form in _BASE_FORMS and words[phrase.start].lower in ("a", "an"):
        return False  # "a government report"
    if _is_wire(words, phrase, cue):
        return True
    if phrase.end - phrase.start == 1 and phrase.head is None and _is_noun_form(words, phrase, cue):
        return is_known(words, phrase)
    if cue.kind in ("report", "put", "accuse"):
        return _may_report(words, subject, cue)
    if phrase.plausible or cue.kind == "quote":
        return phrase.plausible
    if is_known(words, phrase):
        return True  # in all capitals, where no form tells a name
    return _stands_as_speaker(words, subject, cue)


def _is_owned(words: Sequence[SpokenWord], phrase: Phrase) -> bool:
    """ "AP's own count | stands at 12", not "the day's toll"."""
    return any(not is_time(w.stem) for w in words[phrase.start : phrase.end] if w.text.endswith(_OWNED))


def _stands_as_speaker(words: Sequence[SpokenWord], subject: Subject, cue: Cue) -> bool:
    """Whether a phrase whose form tells nothing stands where speakers stand: first, or behind a mark or quotation.

    ", | the headmaster | said", "MEANWHILE, | CENTENO | STATED THAT", '"... TWO DIED," | RUIZ | SAID'.
    """
    phrase = subject.phrase
    if has_role(words[phrase.end - 1], "counted", "place"):
        return False
    if subject.start == 0:
        return True
    before = words[phrase.start - 1] if phrase.start else None
    if before is None or not is_mark(before):
        return False
    if lower_at(words, phrase.end + 1) == "that":
        return True
    if cue.form not in _PLAIN_SPEECH:
        return False
    shouted_quotation = before.text in QUOTES and not any(w.capital for w in words)
    return shouted_quotation or has_role(words[phrase.start], "determiner")


def _is_wire(words: Sequence[SpokenWord], phrase: Phrase, cue: Cue) -> bool:
    """ "..., said the mayor, | UNN reports.": an agency that the registry lacks, at the end of a sentence."""
    acronym = phrase.end - phrase.start == 1 and phrase.capital and words[phrase.start].text.isupper()
    if not acronym or cue.form not in ("reports", "reported") or phrase.start == 0:
        return False
    return words[phrase.start - 1].text == "," and all(is_mark(w) for w in words[phrase.end + 1 :])


def _is_noun_form(words: Sequence[SpokenWord], phrase: Phrase, cue: Cue) -> bool:
    """ "Situation | report", "Fatality | estimates vary": a noun with another before it rather than a verb."""
    if cue.form in _BASE_FORMS:
        return True
    if cue.form not in _NOUN_FORMS:
        return False
    following = words[phrase.end + 1 : phrase.end + 2]
    if not following:
        return True
    opens = following[0].lower in _OBJECT_OPENERS or has_role(following[0], "determiner", "counted")
    return not (opens or is_number(following[0]) or has_role(following[0], "pronoun"))


def _may_report(words: Sequence[SpokenWord], subject: Subject, cue: Cue) -> bool:
    """Whether the subject of a verb that is no plain speech ("showed", "put the toll at") is a source."""
    phrase, begin = subject.phrase, subject.start
    reckoning = phrase.head is not None and phrase.head.source_class == "unnamed_estimates"
    if reckoning and cue.form == "estimated" and lower_at(words, phrase.end + 1) == "at":
        return False  # "the death toll estimated at 12"
    if cue.kind in ("report", "put") and _is_agent(words, subject):
        return False
    if phrase.head is not None:
        return True
    if begin == 0 and not any(w.capital for w in words):
        return _may_report_in_capitals(words, phrase, cue)
    named = phrase.capital and words[phrase.end - 1].capital  # not "an ISIL mortar position"
    return named and (phrase.end - phrase.start > 1 or begin == 0 or is_known(words, phrase))


def _is_agent(words: Sequence[SpokenWord], subject: Subject) -> bool:
    """ "12 died | by official counts |": what follows "by" is no subject, unless a relative clause hangs on it."""
    phrase = subject.phrase
    if not (subject.start == phrase.start > 0 and words[phrase.start - 1].lower == "by"):
        return False
    return not any(w.lower in ("who", "which") for w in words[phrase.end : phrase.end + 2])


def _may_report_in_capitals(words: Sequence[SpokenWord], phrase: Phrase, cue: Cue) -> bool:
    """ "RUBEN PINTO BELIEVES THAT", "OSORIO ACCUSED THE FRONT OF": where case tells nothing."""
    if cue.kind == "accuse":
        return True
    return lower_at(words, phrase.end + 1) == "that" and not has_role(words[phrase.end - 1], "counted", "place")
