"""What a text says of a person beside the name: "a nurse, Amina Salad, ...", "Omar Haddad, leader of the union"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model import Token
from extractors.vocabulary import lexicon

_PHRASE_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "JJS", "JJR", "POS", "HYPH", "VBN", "VBG", "CD", "RB"})
_OPENERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "one", "another"})
_GOES_ON = frozenset({"of", "in", "from", "at", "for", "with", "who", ",", ".", ")", "and", "whose", "affiliated"})
_REACH = 9
"""Words that a description of a person may have before its noun."""


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that describes a person beside the name: where it begins, and the class that its noun tells."""

    first: int
    entity_class: str


def people_class(tokens: Sequence[Token], i: int, *, plural: bool = False) -> str:
    """Class of the people noun, in the singular unless ``plural``, that ends with token ``i``; "" where none does."""
    word = tokens[i].lower
    if lexicon.is_plural(word) and not plural:
        return ""
    found = lexicon.longest_noun([t.lower for t in tokens[: i + 1]], i)
    if found is None or lexicon.domain_of(found[1].entity_class) != "people":
        return ""
    return "" if found[1].is_generic and found[1].entity_class != "leader" else found[1].entity_class


def before(tokens: Sequence[Token], name: int) -> Description | None:
    """The description whose comma stands directly before a name: "an aid worker, Omar Haddad, was killed"."""
    i = name - 2
    if i < 1 or tokens[name - 1].lower != ",":
        return None
    if not (cls := people_class(tokens, i)):
        return None
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if tokens[k].lower in _OPENERS:
            return Description(k, cls)
        if tokens[k].tag not in _PHRASE_TAGS:
            return None
    return None


def behind(tokens: Sequence[Token], last: int) -> str:
    """Class that an apposition behind a name tells; "" without one.

    "Omar Haddad, 45, the Green Party candidate", "Omar Haddad the commander of a brigade" (its comma lost),
    "Omar Haddad, one of the leaders of the union".
    """
    i = _past_comma_and_age(tokens, last)
    opened = i < len(tokens) and tokens[i].lower in _OPENERS
    if i >= len(tokens) or not (i > last + 1 or opened):
        return ""
    if [t.lower for t in tokens[i : i + 3]] == ["one", "of", "the"]:
        return _one_of(tokens, i + 3)
    begin = i + opened
    i = _end_of_phrase(tokens, begin)
    if i == begin or (i < len(tokens) and tokens[i].lower not in _GOES_ON):
        return ""
    if i < len(tokens) and tokens[i].lower == "and" and opened:
        return ""  # "killed Omar Haddad, a soldier and two others": the next of a list
    return people_class(tokens, i - 1)


def _past_comma_and_age(tokens: Sequence[Token], last: int) -> int:
    i = last + 1
    if i + 2 < len(tokens) and tokens[i + 1].quantity is not None and tokens[i].lower == tokens[i + 2].lower == ",":
        return i + 3
    return i + 1 if i < len(tokens) and tokens[i].lower == "," else i


def _one_of(tokens: Sequence[Token], i: int) -> str:
    """Class of those that a person is one of: "one of the three top leaders"."""
    for k in range(i, min(len(tokens), i + _REACH)):
        if lexicon.is_plural(tokens[k].lower) and (entry := lexicon.noun(tokens[k].lower)):
            return entry.entity_class if lexicon.domain_of(entry.entity_class) == "people" else ""
        if tokens[k].tag not in _PHRASE_TAGS and tokens[k].quantity is None:
            return ""
    return ""


def _end_of_phrase(tokens: Sequence[Token], begin: int) -> int:
    """The first token behind the words from ``begin`` on that a noun phrase is made of."""
    i = begin
    while i < min(len(tokens), begin + _REACH) and (tokens[i].tag in _PHRASE_TAGS or tokens[i].quantity is not None):
        i += 1
    return i
