"""Words of a sentence and what the lexicons know of each, for reading who speaks without a parse.

Speech is marked by few words in few places, so a word list and the order of words carry far; a parse is not
there for most sentences, and where commas were stripped it goes wrong at exactly the seams that matter here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.vocabulary import peoples
from extractors.vocabulary.actors import MEDIA_CLASSES, irregular_beginnings, irregular_names, resolve
from seeds import reference

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Lt|Gen|Col|Maj|Brig|Capt|Sgt|Adm|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|St|LT|GEN|COL|MAJ|CAPT|GOV|DR|MR|MRS)\."
    r"|\d[\d.,]*\d(?:(?:st|nd|rd|th)\b|(?:-[^\W\d_]+)*)|\w+(?:[-'’‐]\w+)*['’]?"
    r"|-{2,}|[^\w\s]"
)
_CAPITAL = re.compile(r"(?:[a-z]{1,3}[-‐'’])?[^\W\d_a-zß-öø-ÿ]")  # al-Hadath counts as capitalised
_APOSTROPHE_S = re.compile(r"['’]s?$")

_SPELLED = {"US": "u.s.", "WHO": "w.h.o.", "IS": "i.s."}  # names that are small words where case tells nothing

QUOTES = frozenset('"“”«»„')
_AGENCY = re.compile(r"[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w .]{2,30})? \(([A-Z][\w &/-]{1,20})\) (?=[A-Z\"“])")
_DASHES = frozenset(["-", "--", "–", "—"])
_MOST = 0.8
_SHORTEST_TOWN = 3
_LONGEST_DATELINE = 10
CLOSERS = frozenset(".,;:!?)]}") | QUOTES


class SpokenWord(NamedTuple):
    """A word or mark with its document offsets; ``capital`` is False where case tells nothing (all capitals)."""

    text: str
    lower: str
    start: int
    end: int
    capital: bool

    @property
    def stem(self) -> str:
        """Lower-cased without a possessive ending: "Observatory's" → "observatory"."""
        return _APOSTROPHE_S.sub("", self.lower)


def words_of(text: str, start: int, end: int, *, heading: bool = False) -> list[SpokenWord]:
    """Words and marks between two document offsets, in order; a short bracket behind a name is left out.

    >>> [w.text for w in words_of("The U.S. army's (old) toll: 12.", 0, 31)]
    ['The', 'U.S.', "army's", 'toll', ':', '12', '.']

    In a ``heading`` that capitalises most words a capital says nothing, as in all-capitals text.
    """
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, _behind_agency(text, start, end), end)]
    long = [w for w, _, _ in found if len(w) > 3 and w.isalpha()]
    shouted = sum(w.isupper() for w in long) > 0.6 * len(long)
    heading = heading or _is_titled(long)
    shouted = shouted or (heading and sum(w[:1].isupper() for w in long) > 0.7 * len(long))
    words = [
        SpokenWord(
            w,
            w.lower() if shouted else _SPELLED.get(w, w.lower()),
            s,
            e,
            not (shouted or (heading and w.lower() in CUES)) and _is_capital(w),
        )
        for w, s, e in found
    ]
    return _without_dateline(_without_brackets(_with_names_joined(text, start, end, words)))


def _is_titled(long: Sequence[str]) -> bool:
    """Whether a sentence Is Written Like A Headline: its verbs of speech too have capitals."""
    capitals = sum(w[:1].isupper() for w in long)
    return capitals > _MOST * len(long) and any(w[:1].isupper() and w.lower() in CUES for w in long[1:])


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or (not word.islower() and bool(_CAPITAL.match(word)))


def _without_brackets(words: list[SpokenWord]) -> list[SpokenWord]:
    if not any(w.text in "([" for w in words):
        return words
    out: list[SpokenWord] = []
    i = 0
    while i < len(words):
        if words[i].text in "([" and (i or words[i].text == "["):
            close = next((k for k in range(i + 1, min(len(words), i + 6)) if words[k].text in ")]"), None)
            if close is not None:
                i = close + 1
                continue
        out.append(words[i])
        i += 1
    return out


def _behind_agency(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind "KHAN YUNIS, Gaza Strip (AP & AFP) ", a dateline without a dash."""
    agency = _AGENCY.match(text, start, end) if text[start : start + 1].isupper() else None
    if agency is None or resolve(agency.group(1).split()[0]).source_class not in MEDIA_CLASSES:
        return start
    return agency.end()


def _without_dateline(words: list[SpokenWord]) -> list[SpokenWord]:
    """Words without "MANILA, Philippines - " or "LIMA, 3 FEB 89 (EFE) -- " before them: a town does not speak."""
    if not words or not words[0].text.isupper() or len(words[0].text) < _SHORTEST_TOWN:
        return words
    for k in range(1, min(len(words) - 1, _LONGEST_DATELINE)):
        word = words[k]
        if word.text in _DASHES:
            dated = words[0].capital or any(is_number(w) for w in words[:k])
            return words[k + 1 :] if dated else words
        if not (word.text[:1].isupper() or is_number(word) or word.text in ",.()"):
            break
    return words


def _with_names_joined(text: str, start: int, end: int, words: list[SpokenWord]) -> list[SpokenWord]:
    """Names that hold small words ("Doctors Without Borders") become one word."""
    if irregular_beginnings().isdisjoint(w.lower for w in words):
        return words
    for name in irregular_names().finditer(text, start, end):
        inside = [i for i, w in enumerate(words) if name.start() <= w.start and w.end <= name.end()]
        if inside:
            first = words[inside[0]]
            joined = SpokenWord(name.group(), name.group().lower(), first.start, words[inside[-1]].end, True)
            words = [*words[: inside[0]], joined, *words[inside[-1] + 1 :]]
    return words


def _roles() -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for row in reference("voice_words"):
        roles.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(found) for word, found in roles.items()}


_ROLES = _roles()
_NO_ROLE: frozenset[str] = frozenset()
_ADVERB = frozenset(["adverb"])


def has_role(word: SpokenWord, *wanted: str) -> bool:
    """Whether the word has one of these roles in ``seeds/reference/voice_words.csv``; unlisted "-ly" is an adverb."""
    found = _ROLES.get(word.lower)
    if found is None:
        found = _ADVERB if word.lower.endswith("ly") and not word.capital else _NO_ROLE
    return not found.isdisjoint(wanted)


def is_listed(word: str) -> bool:
    """Whether a lower-case word has any role or is a cue of speech: then it tells nothing of the event."""
    return word in _ROLES or word in CUES or word.endswith("ly")


def is_time(word: str) -> bool:
    """Whether a lower-case word names a time: "day", "friday"."""
    return "time" in _ROLES.get(word, _NO_ROLE) or word in ("day", "week", "month", "year")


def is_generic(word: str) -> bool:
    """Whether a word before a source noun tells no two sources apart: "the Britain-based monitoring | group"."""
    return "generic" in _ROLES.get(word, _NO_ROLE)


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A noun that names who may speak ("spokesman", "resident"), a row of ``source_head_nouns.csv``."""

    noun: str
    source_class: str
    plural: bool
    traits: frozenset[str]


HEAD_NOUNS: dict[str, HeadNoun] = {
    row["noun"]: HeadNoun(row["noun"], row["source_class"], row["number"] == "plural", frozenset(row["traits"].split()))
    for row in reference("source_head_nouns")
}


MODIFIERS = frozenset(row["modifier"] for row in reference("source_modifiers"))
"""Words before a source noun that say of what kind it is: "medical", "security"."""


def head_noun(word: SpokenWord) -> HeadNoun | None:
    """The row of a source noun, its possessive and its comma-stripped possessive ("Observatorys") included."""
    stem = word.stem
    noun = HEAD_NOUNS.get(stem)
    if noun is not None and word.capital and "surname" in noun.traits:
        return None  # "James Elder"
    return noun or (HEAD_NOUNS.get(stem[:-1]) if word.capital and stem.endswith("s") else None)


def is_adjective_of_people(word: SpokenWord) -> bool:
    """Whether it belongs to the noun behind it as an adjective of a people or side: "Syrian activists"."""
    return word.lower in peoples.describing()


def is_number(word: SpokenWord) -> bool:
    """Whether it is written in digits; an ordinal or an age ("the 6th Brigade", "a 34-year-old") describes a noun."""
    return word.text[:1].isdigit() and not word.text[-1:].isalpha()


def is_mark(word: SpokenWord) -> bool:
    """Whether it is punctuation rather than a word."""
    return not (word.text[:1].isalnum())


@dataclass(frozen=True, slots=True)
class Cue:
    """A form that may open or close reported speech, a row of ``speech_cues.csv``."""

    form: str
    kind: str
    modality: str | None = None
    needs: frozenset[str] = frozenset()  # one of these follows within six words: "put the toll at", "pointed out"
    never: frozenset[str] = frozenset()  # none of these does: "claimed the lives of", "claimed responsibility"

    def fits(self, following: Sequence[SpokenWord]) -> bool:
        """Whether the words behind it leave it a cue of speech."""
        if following and following[0].lower == "that":
            return True  # "found that no bodies were left"
        lower = {w.lower for w in following[:6]}
        return not (self.needs and self.needs.isdisjoint(lower)) and self.never.isdisjoint(lower)


def _words_in(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


CUES: dict[str, Cue] = {
    row["form"]: Cue(
        row["form"], row["kind"], row["modality"] or None, _words_in(row["needs"]), _words_in(row["never"])
    )
    for row in reference("speech_cues")
}
_CUE_FORMS = frozenset(CUES) | {"according", "statement", "per", "count", "tally", "account", "reckoning"}
_CUE_PHRASES = ("ed that ", "based on", " is that ", " was that ")
_LETTERS = re.compile(r"[a-z]+")


def holds_cue(sentence: str) -> bool:
    """Quick test: a sentence without any cue form holds no speech."""
    lower = sentence.lower()
    return not _CUE_FORMS.isdisjoint(_LETTERS.findall(lower)) or any(words in lower for words in _CUE_PHRASES)


_UNTOLD = frozenset([
    "ensured", "decided", "agreed", "hoped", "wished", "ordered", "required", "proposed", "requested", "recommended",
    "doubted", "pretended", "imagined", "assumed", "demanded", "insured", "determined", "guaranteed", "asked", "feared",
])  # fmt: skip


def told_that(word: SpokenWord, following: SpokenWord) -> Cue | None:
    """ "The lawmaker | lamented | that 12 had died": a verb that no lexicon knows tells what its that-clause says."""
    if following.lower != "that" or word.capital or not word.lower.endswith("ed") or word.lower in _UNTOLD:
        return None
    return Cue(word.lower, "report")
