"""Measures: units after a number, currency signs before it, ages (``units.csv``, ``currency_signs.csv``)."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document.tokens import lower_at
from extractors.quantities.lexer import Tok, words_of
from extractors.quantities.lexicon import CONTEXT, CURRENCY_SIGNS
from extractors.vocabulary.lexicon import domain_of, is_plural, noun
from seeds import reference

_UNITS = {words_of(row["surface"]): (row["unit"], row["dimension"]) for row in reference("units")}
_LONGEST = max(map(len, _UNITS))
DURATIONS = frozenset(" ".join(phrase) for phrase, unit in _UNITS.items() if unit[1] == "duration")
_FIRST = frozenset(phrase[0] for phrase in _UNITS)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found: its canonical name, dimension, and the token after it."""

    name: str
    dimension: str
    last: int


def unit_after(tokens: list[Tok], i: int) -> Unit | None:
    """The unit that begins at token ``i``, the token after the number: "km", "-year-old", "of a degree"."""
    if i + 2 < len(tokens) and tokens[i].lower == "of" and tokens[i - 1].kind == "num":
        return part_of(tokens, i)
    start = i
    if i < len(tokens) and tokens[i].lower in ("-", "‐", "‑") and tokens[i].end - tokens[i].start == 1:
        start = i + 1
    if start < len(tokens) and tokens[start].lower == "(":
        return _after_parenthesis(tokens, start, number=i - 1)
    for skip in range(3):
        at = start + skip
        if at >= len(tokens):
            return None
        unit = _unit_at(tokens, at, number=i - 1)
        if unit is not None:
            return unit
        if tokens[at].lower not in CONTEXT["unit_modifier"]:
            return None
    return None


def unit_after_of(tokens: list[Tok], i: int) -> Unit | None:
    """The unit of a noun of number, "a couple of days", "millions of dollars", "several weeks"."""
    return unit_after(tokens, i + 1 if i < len(tokens) and tokens[i].lower == "of" else i)


def part_of(tokens: list[Tok], i: int) -> Unit | None:
    """The unit of which the words before "of" at token ``i`` say a part: "0.04 of a second", "a third of a mile"."""
    if [t.lower for t in tokens[i + 1 : i + 3]] == ["a", "second"]:
        return Unit("second", "duration", i + 3)
    return unit_of_article(tokens, i + 1)


def _after_parenthesis(tokens: list[Tok], opening: int, number: int) -> Unit | None:
    """The duration behind an aside: "in the past 20 (since 3 May) days"."""
    for at in range(opening + 1, min(opening + 8, len(tokens) - 1)):
        if tokens[at].lower == ")":
            unit = _unit_at(tokens, at + 1, number)
            return unit if unit and unit.dimension == "duration" else None
    return None


def _unit_at(tokens: list[Tok], at: int, number: int) -> Unit | None:
    if tokens[at].lower not in _FIRST:
        return None
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        words = tuple(t.lower for t in tokens[at : at + size])
        found = _UNITS.get(words)
        if found is None:
            continue
        abbreviated = len("".join(words)) <= 2 and words[0].isalpha()
        if abbreviated and (not _is_digits(tokens, number) or tokens[at].role == "capital"):
            return None  # "m" and "ha" are units after digits only, "M" is none
        return Unit(found[0], found[1], at + size)
    return None


def _is_digits(tokens: list[Tok], number: int) -> bool:
    """Whether a number is written in digits, with a scale or without: "3", "3.1 million"."""
    return tokens[number].kind == "num" or (tokens[number].role == "scale" and tokens[number - 1].kind == "num")


def unit_of_article(tokens: list[Tok], i: int) -> Unit | None:
    """The unit of "a year", "an hour" whose article is token ``i``: one of it, if a qualifier stands before."""
    if i + 1 >= len(tokens) or tokens[i].lower not in ("a", "an"):
        return None
    unit = _unit_at(tokens, i + 1, number=i)
    return unit if unit and unit.dimension not in ("times", "money", "other") else None


_GLUED_SIGNS = frozenset(("ps", "rm", "rp", "tk"))


def currency_before(tokens: list[Tok], i: int) -> str | None:
    """The currency whose sign or code stands right before token ``i``: "$", "A$", "EUR"."""
    currency = CURRENCY_SIGNS.get(tokens[i - 1].lower) if i else None
    if currency and tokens[i - 1].lower in _GLUED_SIGNS and i < len(tokens) and tokens[i - 1].end < tokens[i].start:
        return None  # "PS 12" is a postscript, "PS12" a sum of money
    if currency and i > 1 and tokens[i - 2].end == tokens[i - 1].start:
        return CURRENCY_SIGNS.get(tokens[i - 2].lower + tokens[i - 1].lower, currency)
    return currency


def unit_before(tokens: list[Tok], i: int) -> tuple[str, int] | None:
    """The unit that stands before its number and the token where it does: "a quake of magnitude 6.4"."""
    k = i - 2 if i > 1 and tokens[i - 1].lower in ("of", "-") else i - 1
    return (tokens[k].lower, k) if k >= 0 and tokens[k].lower in CONTEXT["unit_before"] else None


_OF_ONE = frozenset(("the", "his", "her", "a", "an", "one", "another", "my", "our", "their", "its"))
_CLOSES_AGE = frozenset((",", ".", ";", ")", ":", "–", "—"))
_LONGEST_DESCRIPTION = 4
"""How many words a description of one person has: "a retired police officer, 63,"."""


_AGED_CLASSES = frozenset({"child", "man", "woman"})
_BY_AGE = frozenset({"youngest", "oldest", "eldest", "younger", "elder", "older"})
_KIN = frozenset({"mother", "father", "son", "daughter", "brother", "sister", "wife", "husband", "uncle", "aunt"})
_BEHIND_AGE = frozenset({"and", "or", "was", "were", "is", "has", "had", "who", "from", "in", "with", "at", "died"})


def _is_one_person(text: str, tokens: list[Tok], i: int) -> bool:
    """Whether a noun is one person, so that a bare number said of it is an age: "The nurse was 41", "One man, 63,"."""
    if i < 1 or not _is_person(tokens[i]) or is_plural(tokens[i].lower):
        return False
    for k in range(i - 1, max(-1, i - 1 - _LONGEST_DESCRIPTION), -1):
        if tokens[k].lower in _OF_ONE:
            return tokens[i].lower not in CONTEXT["many_in_one"]
        if tokens[k].kind != "word" or tokens[k].role:
            return False
    return False


def _acts(tokens: list[Tok], i: int, last: int) -> bool:
    """Whether a noun that no lexicon knows is a person whose age stands between commas: "The striker, 24, has"."""
    word = tokens[i].lower
    acts = (
        word.endswith(("er", "or", "ist", "ian", "man", "woman", "ant", "eer")) and len(word) > 4 and noun(word) is None
    )
    behind = lower_at(tokens, last + 1)
    told = behind in CONTEXT["clause"] or behind.endswith("ed")
    before = [t.lower for t in tokens[max(0, i - _LONGEST_DESCRIPTION) : i] if not t.role]
    return acts and told and lower_at(tokens, last) == "," and not _OF_ONE.isdisjoint(before)


def _is_person(token: Tok) -> bool:
    entry = noun(token.lower) if token.kind == "word" else None
    return entry is not None and domain_of(entry.entity_class) == "people"


def _is_name(text: str, token: Tok) -> bool:
    """Whether a word may end a name: it has a capital and is none that opens a line of counts ("Total, 15")."""
    capital = token.kind == "word" and text[token.start].isupper()
    return capital and token.lower not in CONTEXT["not_a_name"] and not is_plural_person(token.lower)


def is_plural_person(word: str) -> bool:
    """Whether a word names several people: "women", "soldiers"."""
    entry = noun(word)
    return entry is not None and is_plural(word) and domain_of(entry.entity_class) == "people"


def _are_ages(tokens: list[Tok], first: int, last: int) -> bool:
    """Whether bare numbers behind people give the age of each: "Two women, 63 and 71, were", "brothers, 7 and 9,"."""
    opening, closing = _row_of_numbers(tokens, first, last)
    inside = tokens[opening + 1 : closing]
    ages = [t.value for t in inside if t.kind == "num"]
    if tokens[opening].lower not in (",", "(") or len(ages) < 2 or not all(0 < age <= 110 for age in ages):
        return False
    if any(t.kind != "num" and t.lower not in (",", "and", "or") for t in inside):
        return False
    closed = closing >= len(tokens) or tokens[closing].lower in _CLOSES_AGE
    return closed and is_plural_person(tokens[opening - 1].lower)


def _row_of_numbers(tokens: list[Tok], first: int, last: int) -> tuple[int, int]:
    """The mark before the row of bare numbers that a number stands in, and the first token behind the row."""
    opening = first - 1
    while opening > 1 and (tokens[opening].lower in ("and", "or") or tokens[opening - 1].kind == "num"):
        opening -= 1
    closing = last
    while (
        closing + 1 < len(tokens) and tokens[closing].lower in (",", "and", "or") and tokens[closing + 1].kind == "num"
    ):
        closing += 2
    return opening, closing


def _is_under_age(tokens: list[Tok], k: int, first: int, last: int) -> bool:
    """Whether a bound behind people is of their age: "children under five", "those over 65"."""
    if tokens[first - 1].lower not in ("under", "over", "above", "below"):
        return False
    following = tokens[last] if last < len(tokens) else None
    word = following.lower if following is not None and following.kind == "word" else ""
    some_were = k and tokens[k].lower in ("was", "were", "are") and tokens[k - 1].role  # "90 were under ten"
    if not (tokens[k].lower in CONTEXT["aged"] or (some_were and not word)):
        return False
    return (
        not (word.endswith("s") or word in CONTEXT["two_figures"])
        and last - first == 1
        and 0 < tokens[first].value <= 110
    )


def _is_of_age(text: str, tokens: list[Tok], first: int, last: int) -> bool:
    """Whether a number behind "of" is the age of one person: "a girl of nine", not "a mother of two boys"."""
    if first < 2 or tokens[first - 1].lower != "of" or last - first > 2 or not 0 < tokens[first].value <= 110:
        return False
    entry = noun(tokens[first - 2].lower)
    aged = entry is not None and entry.entity_class in _AGED_CLASSES and tokens[first - 2].lower not in _KIN
    following = tokens[last] if last < len(tokens) else None
    ended = following is None or following.kind == "mark" or following.lower in _BEHIND_AGE
    return aged and ended and _is_one_person(text, tokens, first - 2)


def is_age(text: str, tokens: list[Tok], first: int, last: int) -> bool:
    """Whether a number is an age without a unit: "aged 12", "he was 41", "Omar Ali, 45, said", "a nurse (45)"."""
    k = first - 1
    while k >= 0 and tokens[k].lower in CONTEXT["before_age"]:
        k -= 1
    if k >= 0 and tokens[k].lower in CONTEXT["age"]:
        return True
    if k >= 0 and (_is_under_age(tokens, k, first, last) or _is_of_age(text, tokens, first, last)):
        return True
    if _is_said_of_person(text, tokens, first):
        return last >= len(tokens) or tokens[last].kind == "mark" or tokens[last].lower in ("and", "when", "years")
    if first < 2 or last - first > 1 or tokens[first].kind != "num" or not 0 < tokens[first].value <= 110:
        return False
    return _is_enclosed_age(text, tokens, first, last) or _are_ages(tokens, first, last)


def _is_said_of_person(text: str, tokens: list[Tok], first: int) -> bool:
    """Whether a number is what one person is or turned: "he was | 41", "the nurse is | 30"."""
    if first < 2 or tokens[first - 1].lower not in ("was", "is", "turned"):
        return False
    if tokens[first - 2].lower in ("he", "she", "who") or _is_one_person(text, tokens, first - 2):
        return True
    return not _BY_AGE.isdisjoint(t.lower for t in tokens[max(0, first - 5) : first - 1])


def _is_enclosed_age(text: str, tokens: list[Tok], first: int, last: int) -> bool:
    """Whether a number between marks is the age of somebody named before: "Omar Ali, 45,", "a man, about 40, and"."""
    k = first - 1
    while k > 1 and tokens[k].lower in CONTEXT["before_age"]:
        k -= 1
    closing = lower_at(tokens, last)
    if (tokens[k].lower, closing) == ("(", ")"):
        closed = True
    else:
        more = closing == "and" and last + 1 < len(tokens) and text[tokens[last + 1].start].isupper()
        closed = tokens[k].lower == "," and (last >= len(tokens) or closing in _CLOSES_AGE or more)
    if not closed or tokens[k - 1].kind != "word":
        return False
    if _is_one_person(text, tokens, k - 1) or _acts(tokens, k - 1, last):
        return tokens[first].value > 1
    return _is_name(text, tokens[k - 1])
