"""Whom a pronoun takes up in its own sentence: the noun phrase in its place, or nothing."""

from __future__ import annotations

from extractors.model import Counted, ParsedSentence, Token
from extractors.patterns import apposition

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_SUBORDINATES = frozenset({"before", "after", "until", "when", "while", "where", "once"})
_ONE = frozenset({"a", "an", "the", "another", "one"})


def subject_before(text: str, parsed: ParsedSentence, pronoun: Token) -> Counted | None:
    """The one person whom "he" or "she" takes up in its own sentence: "A militant stabbed a guard before he was shot".

    Only a subject in the singular that stands before, told by a noun; ``None`` where the sentence has no such.
    """
    if pronoun.index < 1 or parsed.tokens[pronoun.index - 1].lower not in _SUBORDINATES:
        return None  # in "a gunman shot a guard and he died" it is not told who died
    subjects = [t for t in parsed.tokens[: pronoun.index] if t.dep in _SUBJECT and t.tag in {"NN", "NNP"}]
    if len(subjects) != 1 or subjects[0].head == pronoun.head:
        return None
    noun = subjects[0]
    entity_class = apposition.people_class(parsed.tokens, noun.index)
    first = _first_of_phrase(parsed, noun.index)
    if not entity_class or first is None:
        return None
    start = parsed.tokens[first].start
    return Counted(
        text[parsed.tokens[first + 1].start : noun.end],
        start,
        noun.end,
        entity_class,
        "people",
        pronoun.index,
        rules=("class:antecedent",),
    )


def _first_of_phrase(parsed: ParsedSentence, noun: int) -> int | None:
    """Index of the article that opens the phrase of a noun; ``None`` where it has another or none."""
    for i in range(noun - 1, max(-1, noun - 7), -1):
        if parsed.tokens[i].lower in _ONE:
            return i
        if parsed.tokens[i].tag[:2] not in {"NN", "JJ", "HY", "VB", "RB"} or parsed.tokens[i].quantity is not None:
            return None
    return None
