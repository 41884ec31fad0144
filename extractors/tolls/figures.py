"""One figure as far as adding is concerned, and whether two figures can count the same people.

In: assertions of one outcome. Out: ``Count`` values with the number they state and their bounds. Only what the words
support is decided here: which class and noun is counted, and who is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from extractors.model import Assertion, Number
from extractors.vocabulary import lexicon
from seeds import reference

WHOLE_NOUNS = lexicon.words("whole") | {""}
"""Nouns that name whoever was harmed: such a figure can be the whole of any group."""
BROAD = lexicon.words("broad")
"""Nouns of a class in general: these may hold those of a narrower class, miners don't hold nurses."""
BELONGING = lexicon.words("belonging")
"""People told by whom they belong to: never the person named beside them."""
KIN = lexicon.words("kin")
"""People told by their family: any group may be one, so they are among those counted before."""
ATTACKERS = lexicon.words("attacker")
"""Nouns for those who carried out the attack that a text is about."""
_TOLL_NOUNS = lexicon.words("toll_noun")
_HOUSEHOLDS = frozenset({"family", "household"})
_ANYONE = frozenset({"child", "woman", "man"})
"""Classes that say age or sex and can be a part of any group."""
_SEXES = ({"man", "woman"}, {"boy", "girl"}, {"man", "girl"}, {"woman", "boy"})
"""Nouns that never name the same person."""
_ONE_OF_ANY_KIND = lexicon.words("any_kind")
"""Nouns by which anyone may be told a second time."""
_ON_TOP = re.compile(r"\b(?:another|more(?!\s+than)|additional|further)\b", re.IGNORECASE)
_ON_TOP_BEFORE = re.compile(r"\b(?:another|a\s+further|an\s+additional)\s*$", re.IGNORECASE)
_ON_TOP_AFTER = re.compile(r"^\W*(?:more|further)\b(?!\s+than)", re.IGNORECASE)
_PART_OF = re.compile(r"^\W*(?:of|among)\s+(?:the(?:m|se|ir)?|those|whom)\b", re.IGNORECASE)
_NOUN_PHRASE_END = re.compile(r"\s+(?:of|from|with|in|at|who|whom|that|which|on|near)\b")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNKNOWN = re.compile(r"\b(?:unknown|unspecified|undetermined|undisclosed|uncertain)\b", re.IGNORECASE)
UNNUMBERED_LOW = 2
"""People told of in the plural without a number are two at least."""


@dataclass(frozen=True)
class Count:
    """One figure; ``stated`` is ``None`` where the words name no one number, ``None`` in a bound is open."""

    source: Assertion
    stated: Number | None
    low: Number | None
    high: Number | None
    of_wounded: bool = False
    """Whether those counted are some of the wounded: they died later than the others."""
    attacks: bool = False
    """Whether the text tells elsewhere that these are who harmed the others."""

    @classmethod
    def of(cls, a: Assertion, *, of_wounded: bool = False) -> Count:
        """The number that a coder would write down, with its bounds.

        "At least 12" and "more than 12" state 12, open above; "nearly 30" and "up to 30" state no number, only that
        it is not above 29 and 30; "dozens" has the bounds of the convention that the assertions were read with.
        """
        q = a.quantity
        if q.kind == "vague" and _UNKNOWN.search(a.quantity_text):
            return cls(a, None, UNNUMBERED_LOW, None, of_wounded)
        if q.kind == "vague":
            return cls(a, None, a.low, a.high, of_wounded)
        if q.kind == "range":
            return cls(a, None, q.low, q.high, of_wounded)
        if q.kind == "maximum" or (q.low is None and q.high is not None):
            return cls(a, None, None, q.high, of_wounded)
        stated = q.value_from if q.value_from is not None else q.value_to
        low = stated if a.low is None or stated is None else min(a.low, stated)
        return cls(a, stated, low, None if a.high is None or stated is None else max(a.high, stated), of_wounded)

    @property
    def number(self) -> Number:
        """The number to compare by: the stated one, else the bound there is."""
        if self.stated is not None:
            return self.stated
        return self.low if self.low is not None else self.high or 0

    @property
    def is_vague(self) -> bool:
        return self.source.quantity.kind == "vague"

    @property
    def is_single(self) -> bool:
        """Whether one person or thing is told without a number word: "a child", "Idris Bello"."""
        return self.source.implicit

    @cached_property
    def noun(self) -> str:
        """Singular of the last word of what is counted, "" for a person told by name only or left out."""
        if self.source.counted.elided or self.is_named or self.is_pronoun:
            return ""
        phrase = _NOUN_PHRASE_END.split(self.source.counted.entity_text.lower(), maxsplit=1)[0]
        words = _WORDS.findall(phrase) or _WORDS.findall(self.source.counted.entity_text.lower())
        forms = lexicon.singulars(words[-1]) if words else ("",)
        return forms[1] if len(forms) > 1 else forms[0]

    @property
    def is_named(self) -> bool:
        return self.source.quantity.single == "name"

    @property
    def is_pronoun(self) -> bool:
        """Whether one person is told as "he" or "she"."""
        return self.source.quantity.single == "pronoun"

    @cached_property
    def name(self) -> frozenset[str]:
        """Words of the name of a named person, else empty."""
        if not self.is_named:
            return frozenset()
        words = re.findall(r"[^\W\d_]{2,}", self.source.counted.entity_text.lower())
        return frozenset(w for w in words if lexicon.noun(w) is None and w not in _titles())

    def is_same_person(self, other: Count) -> bool:
        """Whether two names can be one person's: "Omar Haddad" and "Haddad", not "Omar Haddad" and "Omar Nasser"."""
        common = self.name & other.name
        return len(common) > 1 or bool(common and (self.name <= other.name or other.name <= self.name))

    @property
    def entity_class(self) -> str:
        return self.source.counted.entity_class

    @property
    def is_whole(self) -> bool:
        """Whether it counts simply people or things, and so can hold any group of them."""
        return self.noun in WHOLE_NOUNS or self.entity_class in {"equipment", "facility"}

    @property
    def is_broad(self) -> bool:
        """Whether it counts people or things in general: "people", "villagers", "soldiers", not "nurses"."""
        return self.is_whole or self.noun in BROAD

    @property
    def is_general(self) -> bool:
        """Whether it can be the whole of those harmed: "people", "civilians", "villagers"; soldiers may be a part."""
        return self.is_whole or (self.noun in BROAD and self.entity_class in {"person", "civilian", "resident"})

    @property
    def is_called_toll(self) -> bool:
        """Whether the words call it the toll: "the death toll stands at 63", "put the number of dead at nine"."""
        happening = self.source.happening
        return happening.found_by == "toll" or (happening.outcome_verb or "").lower() in _TOLL_NOUNS

    @property
    def is_household(self) -> bool:
        return self.noun in _HOUSEHOLDS

    @property
    def is_attackers(self) -> bool:
        """Whether those counted are named as those who carried out the attack."""
        return self.attacks or self.noun in ATTACKERS

    @cached_property
    def is_on_top(self) -> bool:
        """Whether it says of itself that it comes on top: "another 12 people", "12 more"; "more than 12" doesn't."""
        a = self.source
        if self.of_wounded:
            return True
        if _PART_OF.match(a.suffix) or _PART_OF.match(a.exact[a.quantity.end - a.start :]):
            return False
        said = _ON_TOP.search(a.exact) or _ON_TOP_BEFORE.search(a.prefix) or _ON_TOP_AFTER.search(a.suffix)
        return said is not None

    @cached_property
    def is_also(self) -> bool:
        """Whether the same happened to these too: "a passer-by was also killed"."""
        verb = self.source.happening.outcome_verb
        also = rf"\b(?:also\s+(?:\w+\s+)?{re.escape(verb)}|{re.escape(verb)}\s+too)\b" if verb else ""
        return bool(also and re.search(also, self.source.sentence_text, re.IGNORECASE))


def can_hold(first: Count, second: Count) -> bool:
    """Whether one of two figures may count some of what the other counts.

    Children may be among the residents and a soldier among the five people, but maids are not among the priests.
    """
    if first.is_whole or second.is_whole or first.noun == second.noun:
        return True
    if {first.noun, second.noun} & _nationals():
        return True
    one, other = first.entity_class, second.entity_class
    if one in _ANYONE or other in _ANYONE:
        return True
    if one == other:
        return one != "person" and not (one == "civilian" and {first.noun, second.noun}.isdisjoint(BROAD))
    return _is_of_class(first, second) or _is_of_class(second, first)


def _is_of_class(broad: Count, other: Count) -> bool:
    """Whether a broad noun may hold a narrower one: "civilians" nurses, "villagers" also people told by their kin.

    A cook may be among the villagers; among the soldiers he is not.
    """
    if broad.noun not in BROAD:
        return False
    classes = lexicon.ancestry(broad.entity_class)
    if broad.entity_class in lexicon.ancestry(other.entity_class):
        return True
    return other.entity_class == "person" and ("civilian" in classes or other.noun in KIN)


def can_be_same(first: Count, second: Count) -> bool:
    """Whether two figures of one number may count the same people under two nouns: "two beekeepers", "two martyrs".

    A label, a membership or kinship tells anyone a second time; two trades do not.
    """
    if can_hold(first, second):
        return True
    return any(c.noun in KIN or c.noun in _ONE_OF_ANY_KIND or _is_label(c) for c in (first, second))


def _is_label(count: Count) -> bool:
    known = lexicon.noun(count.noun)
    return count.source.counted.speaker_label is not None or (known is not None and known.is_generic)


def belongs(first: Count, second: Count) -> bool:
    """Whether one of two is told by belonging to the other: "two of his bodyguards" are not who is named before."""
    if not (first.is_single or second.is_single):
        return False
    if any(c.is_whole and not c.is_single for c in (first, second)):
        return False  # "three people" may be a woman, her child and a man
    return (first.noun in BELONGING) != (second.noun in BELONGING) and not (first.is_whole and second.is_whole)


def is_one(known: Count, single: Count) -> bool:
    """Whether a nameless single is one told before: "the judge" after "Judge Haddad" or "a judge"."""
    if single.noun == known.noun or (single.is_pronoun and known.is_single):
        return True
    if {single.noun, known.noun} in _SEXES:
        return False
    if single.noun in BELONGING or known.noun in BELONGING:
        return False
    definite = single.source.quantity.single == "definite"
    if definite and known.is_named:
        return True
    loose = (
        known.is_whole or single.is_whole or definite or {single.noun, known.noun} & (_ONE_OF_ANY_KIND | _nationals())
    )
    return bool(loose) and can_hold(known, single)


@cache
def _titles() -> frozenset[str]:
    """Titles before a name that are no part of it: Dr, Gen, Msgr."""
    return frozenset({r["abbreviation"] for r in reference("abbreviations") if r["kind"] == "title"} | {"msgr"})


@cache
def _nationals() -> frozenset[str]:
    """Names of nationals in the singular: any group can hold some ("the priests, five of them Spaniards")."""
    words = {w.lower() for r in reference("countries") for w in r["demonyms"].split("|") if w}
    return frozenset({s for w in words for s in lexicon.singulars(w)} | {"foreigner", "national", "citizen"})
