"""Where in its sentence a figure stands, for stages that look for the nearest place or date."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.model import Target


def anchor(target: Target, others: Iterable[int]) -> tuple[int, int]:
    """Span from the quantity to its outcome word, or the quantity alone if it shares the word of a figure before it.

    ``others`` are the starts of the other figures of the sentence. In "14 were killed in Douma and five in Harasta"
    the five share their verb with the fourteen, but not their place.
    """
    trigger = target.trigger_start
    if trigger is None or (trigger < target.start and any(start < trigger for start in others)):
        return target.start, target.end
    return min(target.start, trigger), max(target.end, trigger)
