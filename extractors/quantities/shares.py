"""Shares: "a third of them", "half the city", "two-thirds"; what looks like one and is none."""

from __future__ import annotations

from extractors.document.tokens import lower_at
from extractors.quantities import bounds, units
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok, whole
from extractors.quantities.lexicon import CONTEXT
from extractors.quantities.numerals import Numeral, read_numeral

SHARE = "share"
_BASES = frozenset((10, 100, 1000, 10_000, 100_000))


def is_share(tokens: list[Tok], numeral: Numeral, draft: Draft) -> bool:
    """Whether a fraction is said of something; sets the draft's unit if it is.

    "a third of them" is a share, "a third man" an ordinal; "half an hour" is half of its unit, "the second half" none.
    """
    if draft.unit is not None:
        rank = tokens[numeral.first].lower in ("a", "an") and tokens[numeral.last - 1].role == "ordinal"
        return not rank  # "a third day"
    if numeral.rule == "mixed":
        return True  # "6 1/3 innings": more than one, so no share of one
    if _is_compound(tokens, numeral.last):
        return False  # "a half-marathon"
    draft.unit, draft.measure = SHARE, True
    part = units.part_of(tokens, numeral.last) if lower_at(tokens, numeral.last) == "of" else None
    if part is not None:
        draft.unit, draft.after = part.name, part.last
        return True
    if bounds.all_before(tokens, numeral.first, value=1, unit=SHARE):
        return True
    if lower_at(tokens, numeral.first - 1) == "by" and lower_at(tokens, numeral.first - 2) in CONTEXT["change"]:
        return True  # "jumped by a third"
    return _is_fraction(tokens, numeral, draft)


def _is_fraction(tokens: list[Tok], numeral: Numeral, draft: Draft) -> bool:
    """Whether the words of a fraction are none of rank or order: "two thirds", "a third of", not "the third man"."""
    head, following = tokens[numeral.last - 1], lower_at(tokens, numeral.last)
    if head.role in ("num", "sign", "denominator") or head.lower in ("quarters", "halves"):
        return True
    if tokens[numeral.first].role in ("digit", "teen"):
        hyphened = head.start == tokens[numeral.last - 2].end
        return head.role != "ordinal" or hyphened or following in ("of", "the", "")
    if head.role == "ordinal" or head.lower == "quarter":
        return following == "of"
    return _is_half(tokens, numeral, draft, following)


def _is_compound(tokens: list[Tok], k: int) -> bool:
    """Whether a hyphen ties a word to a fraction: "half-time"."""
    tied = 0 < k < len(tokens) - 1 and tokens[k].lower == "-" and tokens[k + 1].kind == "word"
    if lower_at(tokens, k + 1) == "point":
        return False  # "a quarter-point"
    return tied and tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start


def _is_counted(tokens: list[Tok], numeral: Numeral, whole_of: Numeral) -> bool:
    """Whether the word before says that something was counted: "killed at least one in three raids"."""
    found = bounds.all_before(tokens, numeral.first, value=1, unit=SHARE)
    previous = lower_at(tokens, (found[-1].first if found else numeral.first) - 1)
    following = lower_at(tokens, whole_of.last)
    done = following in CONTEXT["clause"] or following.endswith("ed")  # "and one in eight needed help"
    if previous == "and" and (numeral.value != 1 or whole_of.value in _BASES or done):
        return False
    return previous in CONTEXT["before_single"] or (len(previous) > 4 and previous.endswith(("ed", "ing")))


def _is_round_base(tokens: list[Tok], numeral: Numeral, whole_of: Numeral, k: int) -> bool:
    """Whether shares are told of that many: of any number for one, "one in 28"; for more of a round one, "nine in 10".

    "Three out of five hostages" counts three, "two in three days" two.
    """
    if units.unit_after(tokens, whole_of.last):
        return False
    if numeral.value == 1:
        few = whole_of.value <= 1000 or whole_of.scale > 1 or whole_of.value % 1000 == 0
        return few if tokens[k - 1].lower in ("in", "of") else whole_of.value in _BASES
    return whole_of.value in (_BASES if tokens[k - 1].lower == "of" else {*_BASES, 3, 4, 5})


def one_in(tokens: list[Tok], numeral: Numeral) -> Draft | None:
    """The share of "one in five families" and "nine out of 10 voters"; "killed one in three raids" counts one."""
    k = numeral.last + 1
    if lower_at(tokens, numeral.last) == "out" and lower_at(tokens, k) == "of":
        k += 1
    elif lower_at(tokens, numeral.last) != "in":
        return None
    every = lower_at(tokens, k) == "every"
    whole_of = read_numeral(tokens, k + every) if k + every < len(tokens) and not numeral.fraction else None
    if whole_of is None or whole_of.fraction or not numeral.value < whole_of.value:
        return None
    if not every and (_is_counted(tokens, numeral, whole_of) or not _is_round_base(tokens, numeral, whole_of, k)):
        return None
    share, last = whole(numeral.value / whole_of.value), whole_of.last
    return Draft(
        numeral.first, last, numeral.first, last, share, share, unit=SHARE, measure=True, after=last, rules=["one-in"]
    )


def _is_half(tokens: list[Tok], numeral: Numeral, draft: Draft, following: str) -> bool:
    if lower_at(tokens, numeral.first - 1) in CONTEXT["not_a_share"]:
        return False
    if following in ("a", "an"):
        unit = units.unit_of_article(tokens, numeral.last)
        if unit:
            draft.unit, draft.after = unit.name, unit.last
        return unit is not None
    return following in CONTEXT["share_of"] or numeral.last - numeral.first > 1
