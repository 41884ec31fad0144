"""What the words around a number say of its bounds: "at least", "up to", "or so" (``qualifiers.csv``)."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document.tokens import lower_at
from extractors.model import Number
from extractors.quantities.lexer import Tok, words_of
from extractors.quantities.lexicon import CONTEXT
from seeds import reference

Phrases = dict[tuple[str, ...], str]


def _phrases(position: str) -> Phrases:
    return {words_of(r["phrase"]): r["effect"] for r in reference("qualifiers") if r["position"] == position}


BEFORE = _phrases("before")
AFTER = _phrases("after")
LONGEST = max(map(len, [*BEFORE, *AFTER]))
_BESIDE = {phrase[-1] for phrase in BEFORE}, {phrase[0] for phrase in AFTER}
"""The word next to the number, of qualifiers before and after it."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A qualifier found: tokens ``first`` to ``last`` (excluded) and what it does to the number."""

    first: int
    last: int
    effect: str
    phrase: str


def bounds_of(effect: str, low: Number, high: Number, things: bool) -> tuple[str, Number | None, Number | None]:
    """Kind, asserted low and asserted high of a number or range under a qualifier.

    ``things``: whole things are counted, so "more than 40" begins at 41; a measure begins at its number.

    >>> bounds_of("minimum_exclusive", 40, 40, True), bounds_of("maximum_exclusive", 9, 9, False)
    (('minimum', 41, None), ('maximum', None, 9))
    >>> bounds_of("minimum_exclusive|maximum", 40, 60, True)
    ('range', 41, 60)
    """
    if "|" in effect:
        lower, upper = effect.split("|")
        return "range", bounds_of(lower, low, low, things)[1], bounds_of(upper, high, high, things)[2]
    step = 1 if things and isinstance(low, int) and isinstance(high, int) else 0
    if effect == "minimum":
        return "minimum", low, None
    if effect == "minimum_exclusive":
        return "minimum", low + step, None
    if effect in ("maximum", "maximum_measure"):
        return "maximum", None, high
    if effect == "maximum_exclusive":
        return "maximum", None, high - step
    if low != high:
        return "range", low, high
    return ("approximate" if effect == "approximate" else "exact"), low, high


def strongest(effects: list[str]) -> str:
    """Of stacked qualifiers the one that bounds: "more than about 20" is a minimum."""
    for effect in effects:
        if effect.startswith(("minimum", "maximum")):
            return effect
    return "approximate" if "approximate" in effects else "exact"


def before(tokens: list[Tok], i: int) -> Bound | None:
    """The longest qualifier that ends right before token ``i``."""
    return _match(tokens, i, BEFORE, backwards=True) if i and tokens[i - 1].lower in _BESIDE[0] else None


def after(tokens: list[Tok], i: int) -> Bound | None:
    """The longest qualifier that begins at token ``i``."""
    return _match(tokens, i, AFTER, backwards=False) if lower_at(tokens, i) in _BESIDE[1] else None


def _match(tokens: list[Tok], i: int, table: Phrases, *, backwards: bool) -> Bound | None:
    for size in range(LONGEST, 0, -1):
        first, last = (i - size, i) if backwards else (i, i + size)
        if first < 0 or last > len(tokens):
            continue
        words = tuple(t.lower for t in tokens[first:last])
        effect = table.get(words)
        if effect is not None:
            return Bound(first, last, effect, " ".join(words).removeprefix("- "))
    return None


def opens_number(tokens: list[Tok], i: int) -> bool:
    """Whether a number begins at token ``i``, with or without "a", "another" or a sign before it."""
    if i < len(tokens) and tokens[i].lower in ("a", "another", "some", "$", "€", "£", "-"):
        i += 1
    return i < len(tokens) and tokens[i].role not in ("", "ordinal", "suffix", "capital")


def all_before(tokens: list[Tok], i: int, *, value: Number, unit: str | None) -> list[Bound]:
    """Qualifiers in front of the number at token ``i``, nearest first: "more than about" gives two."""
    found: list[Bound] = []
    place = i
    while True:
        bound = _nearest(tokens, place)
        if bound is None or bound.effect in ("from", "between") or _bounds_nothing(tokens, bound, value, unit):
            break
        found.append(bound)
        place = bound.first
    while found and found[-1].effect == "exact":
        found.pop()  # "only five", "a total of 40": nothing is bounded
    return found


def _nearest(tokens: list[Tok], place: int) -> Bound | None:
    """The qualifier before ``place``, one or two words that mean nothing stepped over: "at least | some |"."""
    bound, at = before(tokens, place), place
    for _ in range(2):
        if bound is None and at > 0 and tokens[at - 1].lower in CONTEXT["filler"]:
            at -= 1
            bound = before(tokens, at)
            loose = bound is not None and bound.effect in ("from", "between", "exact", "approximate")
            if loose or (bound is not None and _is_place(tokens, bound, at)):
                bound = None
    return bound


def _bounds_nothing(tokens: list[Tok], bound: Bound, value: Number, unit: str | None) -> bool:
    """Whether what looks like a qualifier is something else where it stands."""
    if bound.phrase in CONTEXT["preposition"] and _is_preposition(tokens, bound, value, unit):
        return True
    if bound.phrase.endswith(" than") and lower_at(tokens, bound.first - 1) in CONTEXT["compared"]:
        return True  # "4 percent fewer than the 26,500 of last year"
    if bound.phrase == "up to" and _has_gone_up(tokens, bound.first - 1):
        return True
    if bound.phrase.startswith("exceed") and lower_at(tokens, bound.last) == "the":
        return True  # "exceeds the 17 of last year"
    if bound.effect == "maximum_measure" and unit is None:
        return True
    return bound.phrase in CONTEXT["passed"] and not _is_of_tally(tokens, bound.first)  # "parliament passed 12 bills"


def _has_gone_up(tokens: list[Tok], k: int) -> bool:
    """Whether "up" tells a movement and bounds nothing: "bringing the toll up to 80", "is back up to 48"."""
    word = lower_at(tokens, k)
    moved = word in CONTEXT["change"] and word not in CONTEXT["carried"]
    return moved or word in CONTEXT["brought_up"] or word in ("back", "went", "goes", "gone", "shot")


def _is_of_tally(tokens: list[Tok], k: int) -> bool:
    """Whether a count is the subject of the verb at token ``k``: "the death toll has passed", "deaths pass"."""
    said = {t.lower for t in tokens[max(0, k - 8) : k]}
    if any(tokens[j].kind == "skip" and tokens[j + 1].lower == "of" for j in range(max(0, k - 8), k - 1)):
        return True  # "the number of dead", which the mask covers
    return not said.isdisjoint(CONTEXT["brought_up"]) or not said.isdisjoint(CONTEXT["tallied"])


def _is_place(tokens: list[Tok], bound: Bound, at: int) -> bool:
    """Whether "above", "over" or "below" stands before a thing with an article: "above the 2 percent cap"."""
    return bound.phrase in CONTEXT["preposition"] and tokens[at].lower not in ("another", "a", "an", "some")


def _is_preposition(tokens: list[Tok], bound: Bound, value: Number, unit: str | None) -> bool:
    previous = tokens[bound.first - 1].lower if bound.first else ""
    if unit in ("day", "night", "week", "month", "year", "decade", "weekend") and bound.phrase in CONTEXT["over_time"]:
        return previous not in CONTEXT["before_time"]
    if bound.phrase == "over" and previous in CONTEXT["particle_verb"]:
        return True  # "handed over 14 men"
    if unit is not None or bound.phrase in ("about",):
        return False
    return value < 5 and previous not in ("just", "well", "to", "of", "by", "with", "")
