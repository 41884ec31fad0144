"""A number or range with its qualifiers and unit, from one token on."""

from __future__ import annotations

import re

from extractors.document.tokens import lower_at
from extractors.quantities import bounds, context, units
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok, whole
from extractors.quantities.lexicon import CONTEXT, NUMBER_WORDS
from extractors.quantities.numerals import Numeral, read_numeral
from extractors.quantities.ranges import read_range
from extractors.quantities.shares import is_share, one_in
from extractors.quantities.spoken import read_general

_OPERATORS = frozenset("<>=≤≥")
_NO_COUNTS = (context.is_year, context.is_clock, context.is_score, context.is_list_mark)
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_AGED = frozenset(("or older", "and older", "or younger", "and younger"))
_AFTER_A_NOUN = frozenset(("or more", "or less", "or fewer", "or so", "and counting", "at least", "at most"))


def read_amount(text: str, tokens: list[Tok], i: int, *, general: bool = False) -> Draft | None:
    """The number, range or measure that begins at token ``i``, or ``None``."""
    numeral = read_general(tokens, i) if general else read_numeral(tokens, i)
    if numeral is None:
        return _times(tokens, i) or _fold(tokens, i) or _single_unit(tokens, i)
    if context.is_pronoun(tokens, numeral):
        return None
    if not general and any(check(tokens, numeral) for check in _NO_COUNTS):
        return None
    draft = one_in(tokens, numeral) or read_range(tokens, numeral) or _single(numeral)
    if draft.unit is None:
        _add_unit(text, tokens, draft)
    _group_by_full_stop(tokens, draft)
    _take_multiplier(tokens, draft)
    draft.no_figure = not general and context.is_clock_span(tokens, draft)
    _negate(tokens, draft, general=general)
    if numeral.fraction and not (is_share(tokens, numeral, draft) or general):
        return None
    plus = draft.first - 1
    attached = plus >= 0 and tokens[plus].end == tokens[draft.first].start
    if lower_at(tokens, plus) == "+" and attached and not (plus and tokens[plus - 1].kind == "word"):
        draft.no_figure = draft.no_figure or draft.high == 0  # "(+0)": nothing was added
        draft.increment = True
        draft.rules.append("increment")  # "tanks ‒ 739 (+7)": what the last day added to the total
    if draft.high == 0 and _stands_in_brackets_behind_number(tokens, draft):
        draft.no_figure = True  # "air defence – 266 (0)": nothing was added
    _add_qualifiers(tokens, draft)
    return draft


def _stands_in_brackets_behind_number(tokens: list[Tok], draft: Draft) -> bool:
    inside = (lower_at(tokens, draft.first - 1), lower_at(tokens, draft.last)) == ("(", ")")
    return inside and draft.first > 1 and bool(tokens[draft.first - 2].role)


_NOUNS = frozenset({"couple", "pair", "score"})


def _single(numeral: Numeral) -> Draft:
    first, last = numeral.first, numeral.last
    return Draft(
        first,
        last,
        first,
        last,
        numeral.value,
        numeral.value,
        after=last,
        rules=[numeral.rule],
        noun=numeral.rule in _NOUNS,
    )


def _times(tokens: list[Tok], i: int) -> Draft | None:
    """An adverb of number under a qualifier: "more than once", "at least twice"; "once" alone is no quantity.

    "More than twice the limit" is a measure: that many times what is named.
    """
    value = _TIMES.get(tokens[i].lower)
    if value is None:
        return None
    found = bounds.all_before(tokens, i, value=value, unit="times")
    if not bounds.strongest([b.effect for b in found]).startswith(("minimum", "maximum")):
        return None
    draft = Draft(i, i + 1, i, i + 1, value, value, after=i + 1, rules=["adverb-of-number"])
    if lower_at(tokens, i + 1) in CONTEXT["multiplied"]:
        draft.unit, draft.measure = "times", True
    _apply_before(draft, found)
    return draft


def _fold(tokens: list[Tok], i: int) -> Draft | None:
    """How many times something grew, in one word: "a sixfold rise", "increased tenfold"; "a threefold task" is none."""
    word = tokens[i].lower
    role, value = NUMBER_WORDS.get(word.removesuffix("fold"), ("", 0)) if word.endswith("fold") else ("", 0)
    near = [t.lower for t in tokens[max(0, i - 4) : i + 3]]
    if role not in ("digit", "teen", "ten", "hundred", "scale") or not any(w in CONTEXT["change"] for w in near):
        return None
    return Draft(i, i + 1, i, i + 1, value, value, unit="times", measure=True, after=i + 1, rules=["fold"])


def _single_unit(tokens: list[Tok], i: int) -> Draft | None:
    """One of a unit, read only under a qualifier, "more than a year"; "an hour and a half" without one too."""
    unit = units.unit_of_article(tokens, i)
    if unit and [t.lower for t in tokens[unit.last : unit.last + 3]] == ["and", "a", "half"]:
        last = unit.last + 3
        half = Draft(i, last, i, last, 1.5, 1.5, unit=unit.name, measure=True, after=last, rules=["one-and-a-half"])
        _add_qualifiers(tokens, half)
        return half
    found = bounds.all_before(tokens, i, value=1, unit=unit.name) if unit else []
    if unit is None or not found:
        return None
    if lower_at(tokens, unit.last) in ("ago", "earlier", "before") and found[0].phrase.endswith("er than"):
        return None  # "higher than a year ago"
    if lower_at(tokens, found[0].first - 1) in CONTEXT["compared"]:
        return None  # "5 percent more than a year ago"
    draft = Draft(i, i + 1, i, i + 1, 1, 1, unit=unit.name, measure=True, after=unit.last, rules=["one-of-a-unit"])
    _apply_before(draft, found)
    return draft


def _add_unit(text: str, tokens: list[Tok], draft: Draft) -> None:
    unit = (units.unit_after_of if draft.noun else units.unit_after)(tokens, draft.last)
    money = units.currency_before(tokens, draft.core_first)
    if unit is not None and not (unit.dimension == "times" and money):
        draft.unit, draft.measure, draft.after = unit.name, True, unit.last
        draft.rules.append(f"unit:{unit.dimension}")
    elif money:
        draft.unit, draft.measure = money, True
        draft.rules.append("unit:money")
    elif unit_before := units.unit_before(tokens, draft.core_first):
        draft.unit, draft.measure = unit_before[0], True
        draft.unit_before = True
        draft.rules.append("unit:before")
    elif units.is_age(text, tokens, draft.core_first, draft.last):
        draft.unit, draft.measure = "year", True
        draft.age = True
        draft.rules.append("unit:age")


def _group_by_full_stop(tokens: list[Tok], draft: Draft) -> None:
    """A full stop between thousands, where whole things are counted: "12.500 people"; "12.500 km" has decimals."""
    token = tokens[draft.core_first]
    if draft.unit or draft.last - draft.first > 1 or not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token.lower):
        return
    if context.is_plural(lower_at(tokens, draft.last)):
        draft.low = draft.high = whole(token.value * 1000)
        draft.rules.append("thousands-by-full-stop")


def _take_multiplier(tokens: list[Tok], draft: Draft) -> None:
    """The sign between a number and the model that it counts: "3x T-72", "2 × BTR"; "the 4x100m" is masked."""
    k = draft.last
    if draft.measure or lower_at(tokens, k) not in ("x", "×") or tokens[k - 1].kind != "num" or k + 1 >= len(tokens):
        return
    if tokens[k + 1].kind in ("word", "skip"):
        draft.last, draft.after = k + 1, max(draft.after, k + 1)
        draft.rules.append("multiplier")


def _may_be_negative(unit: str | None) -> bool:
    return unit is not None and unit.startswith(("degree", "percent"))


def _negate(tokens: list[Tok], draft: Draft, *, general: bool) -> None:
    """A sign before the number: "minus 20 degrees", "-5 percent". Counts are never negative, so measures only."""
    k = draft.core_first - 1
    if k < 0 or draft.first != draft.core_first or not (general or _may_be_negative(draft.unit)):
        return
    attached = tokens[k].end == tokens[k + 1].start and (k == 0 or tokens[k - 1].end < tokens[k].start)
    if general and not attached:  # "- 1,200,000" on its own, "<-30"
        attached = k == 0 or tokens[k - 1].lower in _OPERATORS
    if lower_at(tokens, k - 1) == "or" and lower_at(tokens, k - 2) == "plus":
        return
    if tokens[k].lower in ("-", "‑") and lower_at(tokens, k - 1) in ("minus", "negative"):
        k, attached = k - 1, True  # "minus-30 degrees"
    if tokens[k].lower in ("minus", "negative") or (tokens[k].lower in ("-", "−") and attached):
        draft.low, draft.high = -(draft.high or 0), -(draft.low or 0)
        draft.first = draft.core_first = k
        draft.rules.append("negative")


def _add_qualifiers(tokens: list[Tok], draft: Draft) -> None:
    start = draft.first
    if draft.first == draft.core_first and units.currency_before(tokens, draft.core_first):
        start -= 1  # the sign stands between a qualifier and its number: "over $5,000"
    before = units.unit_before(tokens, draft.core_first) if draft.unit_before else None
    if before:
        start = before[1]  # "up to magnitude 5"
    unit = "age" if draft.age else draft.unit if draft.measure else None
    found = bounds.all_before(tokens, start, value=draft.high or 0, unit=unit)
    if found:
        _apply_before(draft, found)
    post = bounds.after(tokens, draft.last)
    spanned = post is not None
    post = post or _after_noun(tokens, draft)
    if post is None or _opens_next(tokens, post) or _adds_more(tokens, draft, post):
        return
    if post.phrase in _AGED and not draft.unit:
        draft.unit, draft.measure = "year", True
        draft.age = True
        draft.rules.append("unit:age")
    draft.effect = bounds.strongest([draft.effect, post.effect])
    draft.qualifier = f"{draft.qualifier} {post.phrase}" if draft.qualifier else post.phrase
    draft.bound_after = True
    draft.rules.append(f"after:{post.phrase}")
    if spanned:
        draft.last, draft.after = post.last, max(draft.after, post.last)
        behind = None if draft.measure else units.unit_after(tokens, draft.last)
        if behind:
            draft.unit, draft.measure, draft.after = behind.name, True, behind.last


def _apply_before(draft: Draft, found: list[bounds.Bound]) -> None:
    draft.first = min(draft.first, found[-1].first)
    draft.effect = bounds.strongest([b.effect for b in found])
    words = " ".join(b.phrase for b in reversed(found))
    draft.qualifier = f"{words} {draft.qualifier}" if draft.qualifier else words
    draft.rules.append(f"before:{words}")


def _after_noun(tokens: list[Tok], draft: Draft) -> bounds.Bound | None:
    """A bound behind what is counted, "25 people or more"; the span of the quantity stays as it is."""
    for at in (draft.after, draft.after + 1, draft.after + 2):
        if at >= len(tokens) or (at > draft.after and tokens[at - 1].kind != "word"):
            return None
        bound = bounds.after(tokens, at)
        if bound and at > draft.last and bound.phrase in _AFTER_A_NOUN:
            return bound
    return None


def _adds_more(tokens: list[Tok], draft: Draft, post: bounds.Bound) -> bool:
    """Whether "plus" joins something else to a sum of money: "$35m plus bonuses"."""
    money = units.currency_before(tokens, draft.core_first) is not None
    return post.phrase == "plus" and money and post.last < len(tokens) and tokens[post.last].kind == "word"


def _opens_next(tokens: list[Tok], post: bounds.Bound) -> bool:
    """Whether words after a number belong to the next one: "killed 30, at least 20 of them"."""
    if post.phrase.endswith(" than") or post.phrase in CONTEXT["opens_next"]:
        return bounds.opens_number(tokens, post.last)
    for at in range(post.first, post.last):
        for size in range(1, bounds.LONGEST + 1):
            words = tuple(t.lower for t in tokens[at : at + size])
            if words in bounds.BEFORE and at + size >= post.last and bounds.opens_number(tokens, at + size):
                return lower_at(tokens, at) != "+"
    return False
