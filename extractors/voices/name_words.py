"""Small words inside names, and names where all words stand in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.voices.words import SpokenWord, has_role, head_noun

_NAME_PARTICLES = frozenset([
    "al", "el", "bin", "ibn", "abu", "de", "del", "la", "van", "von", "der", "ul", "ur", "da", "di",
    "du", "dos", "das", "den", "ter", "le", "los", "las", "y", "ben"])  # fmt: skip
_LONGEST_NAME = 3


def is_particle(words: Sequence[SpokenWord], k: int) -> bool:
    """ "Marta | de | Oliveira", "Juan | de la | Cruz": a small word inside a name."""
    if words[k].lower not in _NAME_PARTICLES:
        return False
    first = last = k
    while first > 0 and words[first].lower in _NAME_PARTICLES and not words[first].capital:
        first -= 1
    while last < len(words) - 1 and words[last].lower in _NAME_PARTICLES and not words[last].capital:
        last += 1
    return words[first].capital and words[last].capital


def is_shouted_name(words: Sequence[SpokenWord], begin: int, i: int) -> bool:
    """ "ACCORDING TO GOVERNOR | JUAN | PEREZ THE BOMB ...": in all capitals a title without an article opens a name."""
    if any(w.capital for w in words) or has_role(words[begin], "determiner"):
        return False
    heads = [k for k in range(begin, i) if (noun := head_noun(words[k])) is not None and "person" in noun.traits]
    name = words[heads[-1] + 1 : i + 1] if heads else []
    return 0 < len(name) <= _LONGEST_NAME and not any(has_role(w, "counted", "place") for w in name)
