"""The word lists of the number reader, read once from ``seeds/reference``."""

from __future__ import annotations

from collections import defaultdict

from extractors.model import Number
from seeds import reference


def _number(text: str) -> Number:
    value = float(text)
    return int(value) if value.is_integer() else value


def _context() -> dict[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in reference("quantity_context"):
        groups[row["role"]].add(row["word"])
    return {role: frozenset(words) for role, words in groups.items()}


NUMBER_WORDS: dict[str, tuple[str, Number]] = {
    row["word"]: (row["kind"], _number(row["value"])) for row in reference("number_words")
}
CURRENCY_SIGNS: dict[str, str] = {row["sign"].lower(): row["unit"] for row in reference("currency_signs")}
# Words that tell what the number beside them is, by the role that they play (``quantity_context.csv``).
CONTEXT = _context()
DASHES = frozenset("-–—‒−‐‑~")
