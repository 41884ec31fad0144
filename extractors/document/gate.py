"""A cheap scan that decides which sentences can hold a figure, and so reach the parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.vocabulary import designations, lexicon
from seeds import reference


def _explicit() -> frozenset[str]:
    """Number words and vague words, of a phrase one word; zeros only as "no", "none", "nobody" and "without"."""
    kinds = {"digit", "teen", "ten", "hundred", "scale", "group", "plural", "fraction", "denominator"}
    numbers = {row["word"] for row in reference("number_words") if row["kind"] in kinds}
    phrases = {row["phrase"].removesuffix(" of") for row in reference("vague_phrases")}
    heads = {phrase if phrase.startswith(("a lot", "a great", "a good")) else phrase.split()[-1] for phrase in phrases}
    zeros = {"no", "none", "nobody", "not a single", "without", "couple", "pair", "third", "no-one"}
    return frozenset(numbers | heads | zeros)


def _implicit() -> re.Pattern[str]:
    """A word of harm, loss or taking; with a determiner or a name beside it the sentence may hold one implicit case."""
    by_letter: dict[str, list[str]] = {}
    for stem in sorted({row["stem"].lower() for row in reference("harm_stems")}, key=lambda s: (s[0], -len(s), s)):
        by_letter.setdefault(stem[0], []).append(re.escape(stem[1:]))
    choices = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(choices)})")


_ANY_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"[0-9½¼¾⅓⅔]")
_WORDS = frozenset(phrase for phrase in _explicit() if phrase.isalpha())
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _explicit() - _WORDS)))})\b")
_OF_PHRASES = frozenset(phrase.split()[-1] for phrase in _explicit() - _WORDS)
_HARM = _implicit()
_SINGLE = re.compile(r"\b(?:[Aa]n?|AN?|[Aa]nother|ANOTHER|[Tt]he|THE|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\b|[A-Z]\w")


def can_hold_figure(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may hold a quantity or an implicit single ("a child was killed").

    >>> [can_hold_figure(s, 0, len(s)) for s in ("Dozens fled.", "a launcher was destroyed", "Talks went on.")]
    [True, True, False]
    """
    lower = text[start:end].lower()
    if _DIGIT.search(lower):
        return True
    words = set(_ANY_WORD.findall(lower))  # a set of words is told from another in a tenth of the time of a pattern
    if not words.isdisjoint(_WORDS) or (not words.isdisjoint(_OF_PHRASES) and _PHRASE.search(lower)):
        return True
    return bool(_HARM.search(lower) and _SINGLE.search(text, start, end))


_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_DETERMINERS = frozenset({"a", "an", "another", "the", "his", "her", "its", "their", "and", "s"})
_PERSONAL = frozenset({"he", "she", "him", "her"})
_REACH = 7
"""How many words behind its determiner the noun of a single may stand: "a senior commander of the northern front"."""
_TAKEN = frozenset(
    {"killed", "injured", "casualties", "missing", "captured", "destroyed", "damaged", "seized", "abandoned"}
)


def can_hold_single(text: str, start: int, end: int) -> bool:
    """Whether a sentence without number words may hold a single: a word of harm, and a person or thing for it.

    Narrower than ``can_hold_figure``, because a parse costs a hundred times more than this look.

    >>> [can_hold_single(s, 0, len(s)) for s in ("A child was killed.", "A child was killed by hunger of late.")]
    [True, True]
    >>> [can_hold_single(s, 0, len(s)) for s in ("The killings went on.", "A child slept.")]
    [False, False]
    """
    found = [m.group() for m in _WORD.finditer(text, start, end)]
    words = [w.lower().removesuffix("'s").removesuffix("’s") for w in found]
    harm = [w for w in words if w in _harming()]
    if not harm:
        return False
    if any(_harming()[w] for w in harm) and (_PERSONAL & set(words) or _may_name(found)):
        return True
    for i, word in enumerate(words):
        if i and word in _harming() and _singles() & {words[i - 1], words[max(0, i - 2)], *words[i + 1 : i + 3]}:
            return True  # a headline's "Soldier killed in ambush", "Gunmen kill Afghan judge"
        if word in _DETERMINERS and any(_is_single(w) for w in words[i + 1 : i + 1 + _REACH]):
            return True
    return any(w.endswith(("'s", "’s", "S'")) for w in found)


def _may_name(words: Sequence[str]) -> bool:
    """Whether a person may be named: two words with capitals, or one that no list of words has (a surname)."""
    if any(a[:1].isupper() and b[:1].isupper() for a, b in pairwise(words)):
        return True
    return any(w[:1].isupper() and w.lower() not in lexicon.common_words() for w in words)


@cache
def _harming() -> dict[str, bool]:
    """Forms of words with an outcome that harms or takes; true where they are about people (a name may be harmed)."""
    out: dict[str, bool] = {}
    frames = [(form, f) for form, fs in lexicon.verb_frames().items() for f in fs]
    for row in reference("outcome_frames"):
        if row["part_of_speech"] == "verb":
            continue
        frame = lexicon.OutcomeFrame(**row)
        frames += [(row["word"], frame), (lexicon.plural_of(row["word"]), frame)]
    for form, frame in frames:
        if {frame.people, frame.things, frame.subject_people, frame.subject_things} & _TAKEN:
            out[form] = out.get(form, False) or frame.about != "things"
    return out


def _is_single(word: str) -> bool:
    return word in _singles() or designations.class_of(word) is not None


@cache
def _singles() -> frozenset[str]:
    """Last words of the lexicon's nouns for people, equipment and facilities, in the singular."""
    return frozenset(lexicon.fold(r["term"]).split()[-1] for r in reference("entity_nouns"))
