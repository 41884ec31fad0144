"""Figures made by hand, for tests of the components that look up who says them, where and when."""

from __future__ import annotations

from extractors import quantities
from extractors.model import Counted, Quantity, Sentence, Target


def made(
    text: str,
    sentence: Sentence,
    start: int,
    end: int,
    *,
    entity: tuple[int, int] | None = None,
    trigger: int | None = None,
    outcome: str = "killed",
    domain: str = "people",
) -> Target:
    """The figure whose quantity stands at ``start`` to ``end``, with the value that its words have there."""
    found = quantities.find(text, sentence.start, sentence.end)
    read = next((q for q in found if start in (q.start, q.core_start)), None)
    value = (read.kind, read.low, read.high, read.value_from, read.value_to) if read else ("vague", *[None] * 4)
    first, last = entity or (None, None)
    thing = Counted(text[first:last] if entity else "", first, last, "person" if domain == "people" else "", domain)
    return Target(sentence.index, Quantity(start, end, *value, start, end), thing, trigger, outcome)
