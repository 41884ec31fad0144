"""Word sets that tell which words can name a victim, a single one, a whole, somebody's relative."""

from __future__ import annotations

from functools import cache

from seeds import reference


@cache
def victim_words(word_set: str) -> frozenset[str]:
    """The words of one set of ``victim_words``.

    >>> "driver" in victim_words("belonging")
    True

    Raises ``KeyError`` if the table has no set of that name.
    """
    found = frozenset(r["word"] for r in reference("victim_words") if r["word_set"] == word_set)
    if not found:
        raise KeyError(f"no set named {word_set!r} in victim_words")
    return found
