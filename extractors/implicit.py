"""Singles without a number word: "a child was killed", "destroyed a bridge", a named person killed.

A single is only a candidate here; it becomes an assertion when an outcome that harms, destroys or takes is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors import lexicon
from extractors.counted import count
from extractors.model import Counted, ParsedSentence, Quantity, Token
from extractors.outcomes import Figure
from extractors.triggers import Trigger

_ARTICLES = frozenset({"a", "an", "another"})
_COUNTED_DOMAINS = frozenset({"people", "equipment", "facility"})
_NOT_ONE = frozenset(
    [
        "number",
        "couple",
        "few",
        "lot",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "group",
        "series",
        "total",
        "handful",
        "score",
        "pair",
    ]
)
_MASS = frozenset(
    {"ammunition", "equipment", "weaponry", "hardware", "machinery", "personnel", "staff", "ammo", "infrastructure"}
)
_PERSON_VERBS = frozenset({"killed", "injured", "captured", "missing"})


def candidates(text: str, parsed: ParsedSentence, found: dict[int, Trigger]) -> Iterator[Figure]:
    """Possible singles of a sentence as figures of one, in order; only sentences with an outcome word have any."""
    if not found:
        return
    for token in parsed.tokens:
        if token.lower in _ARTICLES and token.quantity is None:
            if figure := _with_article(text, parsed, token):
                yield figure
        elif token.tag == "NNP" and (figure := _named(text, parsed, token, found)):
            yield figure


def _with_article(text: str, parsed: ParsedSentence, token: Token) -> Figure | None:
    counted = count(text, parsed, token)
    if counted.head is None or counted.domain not in _COUNTED_DOMAINS:
        return None
    head = parsed.tokens[counted.head]
    if token.index > 0 and parsed.tokens[token.index - 1].lower in {"as", "like", "than", "such"}:
        return None
    if head.lower in _NOT_ONE or head.lower in _MASS or (lexicon.is_plural(head.lower) and head.tag in {"NNS", "NNPS"}):
        return None
    if any(t.lower in _NOT_ONE for t in parsed.tokens[token.index + 1 : counted.head]):
        return None
    return Figure(token.index, counted.head, _one(token.start, token.end, "single:article"), counted)


def _one(start: int, end: int, rule: str) -> Quantity:
    return Quantity(start, end, "exact", 1, 1, 1, 1, start, end, rules=(rule,))


def _named(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Figure | None:
    """A person's name that is the patient of a harming verb: its last token carries the role in the tree."""
    tokens = parsed.tokens
    if token.index + 1 < len(tokens) and tokens[token.index + 1].tag == "NNP":
        return None
    first = token.index
    while first > 0 and (
        tokens[first - 1].tag == "NNP" or tokens[first - 1].lower in {"al", "-", "el", "abu", "bin", "ibn"}
    ):
        first -= 1
    if token.index - first < 1 or token.dep not in {"nsubjpass", "dobj", "nsubj"}:
        return None
    words = [t.lower for t in tokens[first : token.index + 1]]
    if any(lexicon.noun(w) for w in words) or not token.text[:1].isupper():
        return None
    trigger = found.get(token.head)
    if trigger is None or trigger.voice == "noun":
        return None
    patient = token.dep in {"nsubjpass", "dobj"} and trigger.frame.people in _PERSON_VERBS
    patient = patient or (token.dep == "nsubj" and trigger.frame.subject_people == "killed")
    if not patient or trigger.frame.about != "people":
        return None
    start, end = tokens[first].start, token.end
    counted = Counted(text[start:end], start, end, "person", "people", token.index, rules=("class:named_person",))
    counted = replace(counted, entity_class=_titled(parsed, first))
    return Figure(token.index, token.index, _one(start, end, "single:name"), counted)


def _titled(parsed: ParsedSentence, first: int) -> str:
    """Class told by a title before the name: "commander Omar Haddad"."""
    if first > 0:
        entry = lexicon.noun(parsed.tokens[first - 1].lower)
        if entry and lexicon.domain_of(entry.entity_class) == "people":
            return entry.entity_class
    return "person"
