"""People harmed of whom the text gives no number: "others were wounded", "killing civilians", "both gunmen died".

In: the text of a document. Out: mentions with their outcome. No assertion is made of a bare plural; in a toll it says
that they are two at least where nothing else counts them. Words are looked at in their order, without a parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.document import sentences as text
from extractors.document.markup import legible
from extractors.model import Document, Sentence
from extractors.tolls.figures import ATTACKERS
from extractors.vocabulary import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[,;:.()]")
_BE = frozenset({"was", "were", "are", "been", "being", "be", "is"})
_BETWEEN = lexicon.words("harm_between")
"""Words between people and what happened to them: "others were reportedly wounded"."""
_UNSAID = lexicon.words("not_told_of")
"""Words after which harm is denied, asked or only possible."""
_ATTRIBUTED = frozenset(
    {"", "of", "the", "for", "with", "by", "and", "or", "to", "from", "their", "his", "other", "around"}
)
_NUMBERED = frozenset({"of", "more", "another", "other", "fewer"})
_OUTCOMES = frozenset({"killed", "injured", "captured", "displaced"})
_BODIES = frozenset({"body", "corpse"})
_FINDING = ("found", "recovered", "discovered", "retrieved")
_EARLIER_NOUNS = frozenset({"hostage", "captive", "abductee", "detainee", "prisoner"})


@dataclass(frozen=True, slots=True)
class Mention:
    """People harmed without a number; ``both`` = exactly two, ``attackers`` = those who carried out the attack."""

    outcome: str
    exact: str
    sentence: Sentence
    sentence_text: str
    both: bool = False
    attackers: bool = False
    taken: bool = False


def mentions(document: Document) -> list[Mention]:
    """Every mention of people harmed without a number, in text order."""
    content = legible(document.text)
    out: list[Mention] = []
    for sentence in text.split(content, document.title):
        if sentence.role in {"body", "title"}:
            out += _of_sentence(content, sentence)
    return out


def _of_sentence(content: str, sentence: Sentence) -> Iterator[Mention]:
    found = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(content, sentence.start, sentence.end)]
    words = [w for w, _, _ in found]
    if not any(w in _harming() for w in words):
        return
    earlier = "their" in words
    sentence_text = content[sentence.start : sentence.end]
    seen: set[str] = set()
    for i, word in enumerate(words):
        for outcome, begin, end in _read(words, i, word):
            if outcome in seen or set(words[max(0, begin - 6) : begin]) & _UNSAID:
                continue
            seen.add(outcome)
            noun = _singular(words[end] if _is_people(words[end]) else words[begin])
            yield Mention(
                outcome,
                content[found[begin][1] : found[end][2]],
                sentence,
                sentence_text,
                both="both" in words[max(0, begin - 1) : end + 1],
                attackers=noun in ATTACKERS,
                taken=noun in _EARLIER_NOUNS or (earlier and noun in _BODIES),
            )


def _read(words: Sequence[str], i: int, word: str) -> Iterator[tuple[str, int, int]]:
    """Outcome and word span of the people that a harming word at ``i`` tells of: its subject or its object."""
    fitting = [f for f in _harming().get(word, ()) if tuple(words[i + 1 : i + 1 + len(f[3])]) == f[3]]
    longest = max((len(f[3]) for f in fitting), default=0)  # "shot dead", not "shot"
    for form, outcome, dies, particle in (f for f in fitting if len(f[3]) == longest):
        if subject := _harmed_subject(words, i, form, dies):
            yield outcome, *subject
        acts = form in {"VBG", "VBD", "VBN"} and not dies and not _is_attribute(words, i)
        after = i + 1 + len(particle)
        if words[after : after + 1] == ["and"] and words[after + 1 : after + 2] and words[after + 1] in _harming():
            after += 2  # "killed and wounded civilians"
        if acts and (span := _object_at(words, after)):
            yield outcome, *span


def _harmed_subject(words: Sequence[str], i: int, form: str, dies: bool) -> tuple[int, int] | None:
    """The people before a word at ``i`` who suffer it: "| the guards | were killed", "| others | died"."""
    if not dies and form not in {"VBN", "JJ", "found"}:
        return None
    j = _subject_before(words, i)
    passive = dies or bool(_BE.intersection(words[j + 1 : i])) or words[j:i] == ["others"]
    fits = form != "found" or (j >= 0 and _singular(words[j]) in _BODIES)
    begin = _plural_at(words, j) if passive and fits else None
    return (begin, j) if begin is not None else None


def _subject_before(words: Sequence[str], i: int) -> int:
    """Index of the last word before a verb that is no auxiliary and no adverb of it."""
    j = i - 1
    while j >= 0 and (words[j] in _BE or words[j] in _BETWEEN or words[j] in {"have", "had", "has"}):
        j -= 1
    return j


def _is_attribute(words: Sequence[str], i: int) -> bool:
    """Whether a participle belongs to the noun after it or goes on in general: "of murdered people", "are killing"."""
    before = words[i - 1] if i else ""
    if before == "and" and i > 1 and words[i - 2] in _harming():
        return _is_attribute(words, i - 2)
    return before in _ATTRIBUTED or before in _BE


def _plural_at(words: Sequence[str], j: int) -> int | None:
    """Start of a plural noun phrase without a number that ends at ``j``."""
    if j < 0 or not _is_people(words[j]):
        return None
    begin = j
    while begin > 0 and begin > j - 3 and _is_modifier(words[begin - 1]):
        begin -= 1
    before = words[begin - 1] if begin else ""
    return None if _is_number(before) or _is_number(words[begin]) or before in _NUMBERED else begin


def _object_at(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """A plural noun phrase without a number that starts at ``i``: "killing unarmed civilians"."""
    if words[i : i + 1] in (["an"], ["a"]) and words[i + 2 : i + 4] == ["number", "of"]:
        i += 4  # "killed and wounded an unknown number of civilians"
    for end in range(i, min(i + 4, len(words))):
        if _is_number(words[end]) or (words[end] in _NUMBERED and end == i):
            return None
        if _is_people(words[end]) and not (end + 1 < len(words) and _is_people(words[end + 1])):
            return i, end
        if not _is_modifier(words[end]):
            return None
    return None


def _is_people(word: str) -> bool:
    if word in {"others", "many", "some"}:
        return True
    known = lexicon.noun(word)
    if known is None or lexicon.domain_of(known.entity_class) != "people":
        return False
    return word == "people" or lexicon.is_plural(word) or word == "children"


def _is_modifier(word: str) -> bool:
    if word in {"the", "both", "all", "their", "his", "her", "its"}:
        return True
    if word in {"a", "an"}:
        return False
    return word.isalpha() and not _is_number(word) and word not in _BE and word not in _NUMBERED and _is_adjective(word)


def _is_adjective(word: str) -> bool:
    return word.endswith(("ed", "al", "an", "ese", "ish", "ous", "ful", "ern", "i", "y", "ic", "ent", "ant", "nt"))


@cache
def _is_number(word: str) -> bool:
    from extractors import quantities

    return word.isdigit() or bool(quantities.find(f"{word} people", 0, len(word) + 7))


@cache
def _harming() -> dict[str, tuple[tuple[str, str, bool, tuple[str, ...]], ...]]:
    """Word forms of harm: tense, outcome of people, whether the subject is who is harmed, particles ("shot dead")."""
    out: dict[str, tuple[tuple[str, str, bool, tuple[str, ...]], ...]] = {}
    for form, frames in lexicon.verb_frames().items():
        told = tuple(
            (f.form, f.people or f.subject_people, not f.people, tuple(f.word.split()[1:]))
            for f in frames
            if f.about == "people" and (f.people in _OUTCOMES or (f.subject_people == "killed" and not f.people))
        )
        if told:
            out[form] = told
    if (dead := lexicon.adjective_frame("dead")) is not None:
        out["dead"] = (("JJ", dead.people, False, ()),)
    return out | dict.fromkeys(_FINDING, (("found", "killed", False, ()),))


def _singular(word: str) -> str:
    forms = lexicon.singulars(word)
    return forms[1] if len(forms) > 1 else forms[0]
