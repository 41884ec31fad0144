"""What the words of a sentence have in common, whichever grammar has cut them.

In: the words of a sentence in order. Out: what stands at a place in them, without a look whether it is inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Word(Protocol):
    """A word or mark of a sentence."""

    @property
    def lower(self) -> str:
        """It in lower case."""


def lower_at(words: Sequence[Word], i: int) -> str:
    """The word at ``i`` in lower case; nothing beyond either end of the sentence."""
    return words[i].lower if 0 <= i < len(words) else ""
