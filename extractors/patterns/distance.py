"""Where in its sentence a figure stands, for stages that look for the nearest place or date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.model import Target

_REACH = 12
_FAR = 400


def anchor(target: Target, first: int) -> tuple[int, int]:
    """Span from the quantity to its outcome word, or the quantity alone if it shares the word of a figure before it.

    ``first`` is the start of the first figure of the sentence. In "14 were killed in Douma and five in Harasta" the
    five share their verb with the fourteen, but not their place.
    """
    trigger = target.trigger_start
    if trigger is None or first < trigger < target.start:
        return target.start, target.end
    return min(target.start, trigger), max(target.end, trigger)


def around(starts: Sequence[int], span: tuple[int, int]) -> slice:
    """The few of many things, sorted by their starts, that stand about a span: no sentence is long enough to stall."""
    low, high = bisect_left(starts, span[0]), bisect_right(starts, span[1])
    return slice(max(0, low - _REACH), min(high, low + _REACH) + _REACH)


def crossed(starts: Sequence[int], between: tuple[int, int]) -> int:
    """How many figures start between two offsets."""
    return max(0, bisect_left(starts, between[1]) - bisect_left(starts, between[0]))


def divided(text: str, between: tuple[int, int], words: re.Pattern[str]) -> bool:
    """True if a word that opens another clause stands between two offsets, or they are far apart."""
    return between[1] - between[0] > _FAR or bool(words.search(text, *between))
