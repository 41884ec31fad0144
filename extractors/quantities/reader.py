"""Every quantity of a sentence: masks, tokens, numbers and vague words, zeros, and how they hang together."""

from __future__ import annotations

from extractors.model import Quantity
from extractors.quantities.amounts import read_amount
from extractors.quantities.bounds import all_before, bounds_of
from extractors.quantities.draft import Draft, to_quantity
from extractors.quantities.lexer import Tok, tokenise
from extractors.quantities.links import mark_superseded, share_qualifiers
from extractors.quantities.not_figures import fold, masks
from extractors.quantities.vague import read_vague, read_zeros


def find(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Quantities within ``text[start:end]`` in order, none overlapping.

    >>> [(q.kind, q.low, q.high) for q in find("At least five died and 12 fled.", 0, 31)]
    [('minimum', 5, None), ('exact', 12, 12)]
    """
    start, end = max(0, start), min(len(text), end)
    folded = fold(text)
    zeros = read_zeros(folded, start, end)
    blocked = _merge(masks(folded, start, end), zeros)
    tokens = tokenise(folded, start, end, blocked)
    drafts = _drafts(folded, tokens)
    mark_superseded(tokens, drafts)
    share_qualifiers(tokens, drafts)
    found = [_finished(draft, tokens) for draft in drafts]
    found.extend(_zero(span) for span in zeros)
    return tuple(sorted(found, key=lambda q: q.start))


def read(text: str, *, general: bool = False) -> tuple[Quantity, ...]:
    """Quantities of a whole free text.

    ``general`` reads numbers for their own sake: years and bare digits too, nothing is masked.
    """
    if not general:
        return find(text, 0, len(text))
    tokens = tokenise(text, 0, len(text), ())
    drafts = _drafts(text, tokens)
    return tuple(_finished(draft, tokens) for draft in drafts)


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


def _drafts(text: str, tokens: list[Tok]) -> list[Draft]:
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
            draft = read_amount(text, tokens, i)
        if draft is None:
            i += _width(tokens, i)
            continue
        if drafts and draft.first < drafts[-1].last:
            draft.first = max(drafts[-1].last, min(draft.core_first, draft.first))
        draft.per_unit = _is_per_unit(tokens, draft)
        drafts.append(draft)
        i = max(draft.after, draft.last, i + 1)
    return drafts


def _width(tokens: list[Tok], i: int) -> int:
    """How many tokens to pass where a number was read as no figure: all of "twenty-first"."""
    from extractors.quantities.numerals import read_numeral

    numeral = read_numeral(tokens, i) if tokens[i].role else None
    return max(1, numeral.last - i) if numeral else 1


def _qualify_vague(tokens: list[Tok], draft: Draft) -> None:
    from extractors.quantities.units import unit_after

    unit = unit_after(tokens, draft.last)
    if unit is not None and unit.dimension != "times":
        draft.unit, draft.measure, draft.after = unit.name, True, unit.last
    found = all_before(tokens, draft.first, value=100, unit=draft.unit)
    if found:
        draft.first = found[-1].first
        draft.qualifier = " ".join(b.phrase for b in reversed(found))


def _is_per_unit(tokens: list[Tok], draft: Draft) -> bool:
    for token in tokens[draft.last : draft.last + 4]:
        if token.kind == "mark":
            return False
        if token.lower in ("each", "apiece"):
            return True
    return False


def _finished(draft: Draft, tokens: list[Tok]) -> Quantity:
    if draft.vague_term is not None:
        return to_quantity(draft, tokens, "vague", None, None)
    low, high = draft.low or 0, draft.high or 0
    if low == high == 0 and draft.effect == "exact" and not draft.measure:
        return to_quantity(draft, tokens, "none", 0, 0)
    kind, asserted_low, asserted_high = bounds_of(draft.effect, low, high, not draft.measure)
    return to_quantity(draft, tokens, kind, asserted_low, asserted_high)


def _zero(span: tuple[int, int]) -> Quantity:
    start, end = span
    return Quantity(start, end, "none", 0, 0, 0, 0, start, end, rules=("zero",))
