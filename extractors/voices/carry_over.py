"""Whether a voice goes on in a sentence that names none, and which sentences only say who stated what comes before.

The signals are rows of ``patterns.csv`` ("hearsay", "other_time", "same_event" ...): another day or event and
hearsay end a voice; "another", "the attack", "of those" show that the same event is still told; a sentence in the
present tense is the outlet's background. "This was announced by the governor." vouches for its paragraph, or for
the one before if it stands alone, back to where another voice was heard. A bare "The police said on Monday."
vouches for one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.patterns.matcher import fit, fits
from extractors.voices.phrases import phrase_after
from extractors.voices.statement import Statement
from extractors.voices.subjects import issuer_of, phrase_text
from extractors.voices.words import is_listed, words_of

_STEM = 5
_EVENTS = ("the_attack", "the_battle")
"""Rows of "same_event" that name the event: in the present, the outlet tells what came of it."""
_SINCE = re.compile(r"\b(?:since|this year|so far|in total|ago)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:They|Their|All|Both|None|Troops|Soldiers|Its (?:forces|troops|men)) ")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_AT_PLACE = re.compile(r"\W*(?:In|Near|At|Outside|Around|Inside) (?:the \w+ of )?([A-Z][\w'’-]+)")

# A relative clause, the first group filled if it stands in the present.
_RELATIVE = re.compile(
    r" (?:that|which|who|where) (is\b|are\b|has\b|have\b|once\b|(?:lies|houses|holds|controls|includes|remains)\b)?"
)
_CLAUSE_END = re.compile(r"[,;:]|\b(?:killed|killing|wounded|wounding|said|is|are|has|have|was|were|had|include)\b")

# "In the Zerin direction, ...", "Moreover, near Lower Dale ...": an item of a bulletin that goes from place to place.
_ITEM = re.compile(
    r"\W*(?:(?:Moreover|Also|Besides|Additionally|In addition|Meanwhile|Finally),? )?"
    r"(?:[Ii]n|[Nn]ear|[Oo]n|[Aa]t|[Tt]owards?|[Aa]long) (?:the )?(?:[a-z]+ )?[A-Z]"
)
_WITHIN = re.compile(
    r"\W*(?:(?:Also|Elsewhere)?,? ?[Ii]n|[Aa]cross|[Ee]lsewhere in) the (?:(?:north|south|east|west)\w* )?"
    r"(?:of the )?(?:same )?(?:province|city|town|district|region|area|governorate|countryside)\b"
)
""" "In the province's west, ...": a place that hangs on the one before."""
_COUNTING = frozenset(["verified", "recorded", "documented", "counted", "registered", "tallied", "confirmed", "logged"])
_RECKONED_ON = re.compile(
    r"\W*(?:(?:So far )?(?:[Tt]his|[Ll]ast) year|So far|In total|In all|Overall|Altogether|Of (?:these|those)|Since)\b"
)
_OPENING = 40
"""Characters of a sentence that show what it is about."""


def _tells(use: str, sentence: str) -> bool:
    """Whether a row of ``patterns.csv`` with this use fits the sentence."""
    return fit(use, sentence, (0, len(sentence))) is not None


def _is_hearsay(sentence: str) -> bool:
    return _tells("hearsay", sentence)


def _is_other_event(sentence: str) -> bool:
    return _tells("other_event", sentence)


def interrupts(sentence: str) -> bool:
    """Whether hearsay, another event or another day ends the voice before a sentence."""
    return _is_hearsay(sentence) or _is_other_event(sentence) or _is_other_time(sentence)


def _is_other_time(sentence: str) -> bool:
    """Whether a sentence tells of another day: "two weeks later", "since March"."""
    return _tells("other_time", sentence)


def opens_other_event(clause: str) -> bool:
    """Whether a clause behind a semicolon is hearsay or tells of another event; another day may be the same one."""
    return _is_hearsay(clause) or _is_other_event(clause) or bool(_SINCE.search(clause))


def is_present(sentence: str) -> bool:
    """Whether a sentence stands in the present tense, as an outlet's background does."""
    whole = 0, len(sentence)
    present = min((f.start for f in fits("present_tense", sentence, whole)), default=None)
    past = min((f.start for f in fits("past_tense", sentence, whole)), default=None)
    return present is not None and (past is None or present < past)


def _is_of_those(opening: str) -> bool:
    """Whether a sentence opens with people told of before: "Of them, nine have died", "The dead include"."""
    found = fit("same_event", opening, (0, len(opening)))
    return found is not None and found.name not in _EVENTS


def goes_on(sentence: str, *, near: bool, said: str = "") -> bool:
    """Whether a sentence without a cue is still said by the voice before it.

    ``near`` is for the sentence directly behind that voice in the same paragraph: it goes on if it takes up a word of
    what was ``said`` and stays in place. Farther off, something must show that the same event is still told.

    >>> goes_on("Another 20 were wounded.", near=False), goes_on("On Friday a bomb killed two.", near=True)
    (True, False)
    >>> goes_on("Rockets hit a clinic too.", near=True, said="Rebels fired rockets, a source said.")
    True
    """
    if interrupts(sentence):
        return False
    if is_present(sentence):
        opening = sentence[:_OPENING]
        return near and (_is_of_those(opening) or _tells("more", opening))
    if _tells("more", sentence):
        return True
    place = _AT_PLACE.match(sentence)
    if near and place is not None and place.group(1) not in said:
        return False
    if _tells("same_event", sentence):
        return True
    return near and (_PRONOUN.match(sentence) is not None or not _stems(sentence).isdisjoint(_stems(said)))


def counts_on(cue: str, sentence: str) -> bool:
    """Whether a sentence reckons on with what a body has just counted.

    >>> counts_on("verified", "This year alone, 40 attacks killed 12 nurses."), counts_on("said", "This year 12 died.")
    (True, False)
    """
    return cue.lower() in _COUNTING and _RECKONED_ON.match(sentence) is not None


def goes_round(sentence: str) -> bool:
    """Whether a sentence opens with a part of the place told of before, as a monitor's round of incidents does.

    >>> goes_round("In the province's west, seven died when jets struck."), goes_round("In the end seven died.")
    (True, False)
    """
    return _WITHIN.match(sentence) is not None and not (_is_hearsay(sentence) or _is_other_time(sentence))


def is_item(sentence: str) -> bool:
    """Whether a sentence opens as the items of a bulletin do, with a place, and tells of no other day.

    >>> is_item("In the Zerin direction, troops destroyed two guns."), is_item("In Zerin a raid on Friday killed two.")
    (True, False)
    """
    return _ITEM.match(sentence) is not None and not (_is_hearsay(sentence) or _is_other_time(sentence))


def _stems(text: str) -> set[str]:
    """Beginnings of the words that tell what a text is about."""
    words = (m.group().lower() for m in _LONG_WORD.finditer(text))
    return {word[:_STEM] for word in words if not is_listed(word)}


def is_background(said: str, cue: str) -> bool:
    """Whether what was ``said`` up to a figure ends in a clause in the present tense, which is the outlet's.

    Behind "said" what a speaker says stands in the past; "a town that is home to" is known to the outlet.

    >>> is_background("raids hit Babel, a town that is home to ", "said"), is_background("raids hit ", "said")
    (True, False)
    """
    if not cue.endswith(("ed", "said", "told")):
        return False
    clauses = list(_RELATIVE.finditer(said))
    return bool(clauses) and bool(clauses[-1].group(1)) and not _CLAUSE_END.search(said, clauses[-1].end())


def tells_of(speaker: str, sentence: str) -> bool:
    """Whether a sentence tells of the speaker, who then is not the one who tells.

    >>> tells_of("a farmer named Omar Saleh", "Saleh lost two sons in the raid.")
    True
    """
    name = speaker.split()[-1]
    return name[:1].isupper() and not name.isupper() and sentence.startswith((name + " ", name + ","))


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
