"""What a number that is told again counts: "Twelve miners were taken. ... The 12 were freed"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.model import Counted, ParsedSentence, Quantity
from extractors.outcomes import Candidate
from extractors.vocabulary import lexicon

_DEFINITE = frozenset({"the", "these", "those", "all", "both"})
_COUNTABLE = frozenset({"people", "equipment", "facility"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a sentence before, with its text's words for the thing."""

    quantity: Quantity
    counted: Counted


def recalled(parsed: ParsedSentence, figure: Candidate, before: Iterable[Told]) -> Counted:
    """The counted thing with the class that the same number had before; unchanged where nothing is recalled.

    ``before``: figures of the sentences before and of this one, the latest first. "The three were buried" counts what
    three were before; in "the two officers" the officers have the class of "two police officers".
    """
    thing = figure.counted
    bare = thing.elided and not thing.entity_class
    opens = parsed.tokens[figure.token - 1].lower if figure.token else ""
    if bare and _is_rest(parsed, figure.token) and (whole := _whole_of_rest(figure.quantity, before)) is not None:
        return replace(thing, entity_class=whole.entity_class, domain="people", elided_as="recalled")
    if opens not in _DEFINITE or figure.quantity.low is None or figure.quantity.low < 2:
        return thing
    for told in before:
        if not _is_same_number(told.quantity, figure.quantity) or told.counted.domain not in _COUNTABLE:
            continue
        if bare and thing.elided_as != "others":
            cls, domain = told.counted.entity_class, told.counted.domain
            return replace(
                thing, entity_class=cls, domain=domain, rules=(*thing.rules, "elided:recalled"), elided_as="recalled"
            )
        if _is_named_again(thing, told.counted):
            return replace(thing, entity_class=told.counted.entity_class, rules=(*thing.rules, "class:recalled"))
    return thing


def _whole_of_rest(rest: Quantity, before: Iterable[Told]) -> Counted | None:
    """The people of whom a rest is told: the last that are no fewer."""
    least = rest.low or 0
    return next((t.counted for t in before if t.counted.domain == "people" and (t.quantity.low or 0) >= least), None)


def _is_same_number(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def _is_rest(parsed: ParsedSentence, i: int) -> bool:
    """Whether a bare number takes a part of those told before: "Three of them", "the other two"."""
    before = parsed.tokens[i - 1].lower if i else ""
    behind = [t.lower for t in parsed.tokens[i + 1 : i + 3]]
    return before in {"other", "remaining"} or behind == ["of", "them"]


def _is_named_again(thing: Counted, told: Counted) -> bool:
    """Whether a noun is that of a figure before, which was told more exactly: "officers" after "police officers"."""
    if not thing.entity_text or not told.entity_text or thing.entity_class == told.entity_class:
        return False
    again, first = thing.entity_text.lower().split()[-1], told.entity_text.lower().split()[-1]
    related = thing.entity_class in lexicon.ancestry(told.entity_class)
    police = {"combatant", "police"} == {thing.entity_class, told.entity_class} and first == again
    return (related and again == first) or police
