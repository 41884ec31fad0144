"""Shares: "a third of them", "half the city", "two-thirds"; what looks like one and is none."""

from __future__ import annotations

from extractors.quantities import bounds, units
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok, lower_at, whole
from extractors.quantities.lexicon import CONTEXT
from extractors.quantities.numerals import Numeral, read_numeral

SHARE = "share"


def is_share(tokens: list[Tok], numeral: Numeral, draft: Draft) -> bool:
    """Whether a fraction is said of something; sets the draft's unit if it is.

    "a third of them" is a share, "a third man" an ordinal; "half an hour" is half of its unit, "the second half" none.
    """
    if draft.unit is not None:
        return True
    draft.unit, draft.measure = SHARE, True
    head, following = tokens[numeral.last - 1], lower_at(tokens, numeral.last)
    if head.role in ("num", "sign", "denominator") or head.lower in ("quarters", "halves"):
        return True
    if bounds.all_before(tokens, numeral.first, value=1, unit=SHARE):
        return True
    if tokens[numeral.first].role in ("digit", "teen"):
        hyphened = head.start == tokens[numeral.last - 2].end
        return head.role != "ordinal" or hyphened or following in ("of", "the", "")
    if head.role == "ordinal" or head.lower == "quarter":
        return following == "of"
    return _is_half(tokens, numeral, draft, following)


def one_in(tokens: list[Tok], numeral: Numeral) -> Draft | None:
    """The share of "one in five families"; "killed one in three raids" counts one."""
    previous = lower_at(tokens, numeral.first - 1)
    if numeral.value != 1 or lower_at(tokens, numeral.last) != "in" or numeral.last + 1 >= len(tokens):
        return None
    if previous in CONTEXT["before_single"] or previous.endswith(("ed", "ing")):
        return None
    whole_of = read_numeral(tokens, numeral.last + 1)
    if whole_of is None or whole_of.fraction or not 2 <= whole_of.value <= 1000:
        return None
    share, last = whole(1 / whole_of.value), whole_of.last
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
