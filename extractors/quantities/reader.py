"""Every quantity of a sentence: masks, tokens, numbers and vague words, zeros, and how they hang together."""

from __future__ import annotations

import re

from extractors.document.tokens import lower_at
from extractors.model import Quantity
from extractors.quantities.amounts import read_amount
from extractors.quantities.bounds import all_before, bounds_of
from extractors.quantities.draft import Draft, to_quantity
from extractors.quantities.lexer import Tok, tokenise
from extractors.quantities.lexicon import CONTEXT
from extractors.quantities.links import (
    count_sums,
    join_bounds,
    mark_rejected,
    mark_superseded,
    measure_rates,
    share_ages,
    share_qualifiers,
)
from extractors.quantities.not_figures import fold, masks
from extractors.quantities.numerals import read_numeral
from extractors.quantities.spoken import join_hyphens, join_letters
from extractors.quantities.units import DURATIONS, unit_after_of
from extractors.quantities.vague import read_vague, read_zeros

_LETTER = re.compile(r"[^\W\d_]")


def find(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Quantities within ``text[start:end]`` in order, none overlapping.

    >>> [(q.kind, q.low, q.high) for q in find("At least five died and 12 fled.", 0, 31)]
    [('minimum', 5, None), ('exact', 12, 12)]
    """
    start, end = max(0, start), min(len(text), end)
    part = fold(text[start:end])
    if not _LETTER.search(part):
        return ()  # page furniture: a share count or a page number on a line of its own
    return _read(part, start, general=False)


def read(text: str, *, general: bool = False) -> tuple[Quantity, ...]:
    """Quantities of a whole free text.

    ``general`` reads numbers for their own sake: bare digits, years and negative numbers too.
    """
    return _read(fold(text), 0, general=True) if general else find(text, 0, len(text))


def _read(part: str, offset: int, *, general: bool) -> tuple[Quantity, ...]:
    zeros = read_zeros(part)
    tokens = tokenise(
        part, 0, len(part), _merge([] if general and part.isdecimal() else masks(part), zeros), general=general
    )
    if general or "- " in part:
        join_hyphens(tokens, general=general)
    if general:
        join_letters(tokens)
    drafts = _drafts(part, tokens, general=general)
    share_ages(tokens, drafts)
    count_sums(tokens, drafts)
    measure_rates(part, tokens, drafts)
    join_bounds(tokens, drafts)
    mark_rejected(tokens, drafts)
    mark_superseded(tokens, drafts)
    share_qualifiers(tokens, drafts)
    found = [_finished(draft, tokens, offset) for draft in drafts]
    found.extend(_zero(span, offset) for span in zeros)
    return tuple(sorted(found, key=lambda q: q.start))


def _merge(masked: list[tuple[int, int]], zeros: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Masks with the words of zeros, which are read apart."""
    spans = sorted([*masked, *zeros])
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and span[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return merged


def _drafts(text: str, tokens: list[Tok], general: bool = False) -> list[Draft]:
    drafts: list[Draft] = []
    i = 0
    while i < len(tokens):
        if tokens[i].kind in ("mark", "skip"):
            i += 1
            continue
        draft = read_vague(tokens, i)
        if draft is not None:
            _qualify_vague(tokens, draft)
        else:
            draft = read_amount(text, tokens, i, general=general)
        if draft is None or draft.no_figure:
            i = draft.after if draft else i + _width(tokens, i)
            continue
        if drafts and draft.first < drafts[-1].last:
            draft.first = max(drafts[-1].last, min(draft.core_first, draft.first))
        _pass_repetition(tokens, draft)
        draft.per_unit = _is_per_unit(tokens, draft)
        drafts.append(draft)
        i = max(draft.after, draft.last, i + 1)
    return drafts


def _pass_repetition(tokens: list[Tok], draft: Draft) -> None:
    """The same number in figures behind itself in words is one quantity: "forty-five (45) men"."""
    inside = tokens[draft.last : draft.last + 4]
    if draft.vague_term or len(inside) < 3 or inside[0].lower != "(":
        return
    numeral = read_numeral(tokens, draft.last + 1)
    if numeral and numeral.value == draft.low == draft.high and lower_at(tokens, numeral.last) == ")":
        draft.after = max(draft.after, numeral.last + 1)


def _width(tokens: list[Tok], i: int) -> int:
    """How many tokens to pass where a number was read as no figure: all of "twenty-first"."""
    numeral = read_numeral(tokens, i) if tokens[i].role else None
    return max(1, numeral.last - i) if numeral else 1


def _qualify_vague(tokens: list[Tok], draft: Draft) -> None:
    unit = unit_after_of(tokens, draft.last)
    if unit is not None and unit.dimension != "times":
        draft.unit, draft.measure, draft.after = unit.name, True, unit.last
    found = all_before(tokens, draft.first, value=100, unit=draft.unit)
    if found and (draft.measure or found[-1].phrase not in CONTEXT["preposition"]):
        draft.first = found[-1].first
        draft.qualifier = " ".join(b.phrase for b in reversed(found))


def _is_per_unit(tokens: list[Tok], draft: Draft) -> bool:
    """Whether the number is said of every one: "six missiles each"; "40 a day" and "40 each day" are rates."""
    for k in range(draft.last, min(draft.last + 4, len(tokens))):
        if tokens[k].kind == "mark":
            return False
        if tokens[k].lower in CONTEXT["per_unit"]:
            return lower_at(tokens, k + 1) not in DURATIONS
    return False


def _finished(draft: Draft, tokens: list[Tok], offset: int) -> Quantity:
    if draft.vague_term is not None:
        return to_quantity(draft, tokens, "vague", (None, None), offset)
    low, high = draft.low or 0, draft.high or 0
    if low == high == 0 and draft.effect == "exact" and not draft.measure:
        return to_quantity(draft, tokens, "none", (0, 0), offset)
    kind, asserted_low, asserted_high = bounds_of(draft.effect, low, high, not draft.measure)
    return to_quantity(draft, tokens, kind, (asserted_low, asserted_high), offset)


def _zero(span: tuple[int, int], offset: int) -> Quantity:
    start, end = span[0] + offset, span[1] + offset
    return Quantity(start, end, "none", 0, 0, 0, 0, start, end, rules=("zero",))
