"""The word lists of the number reader, read once from ``seeds/reference``."""

from __future__ import annotations

from extractors.model import Number
from seeds import reference


def _number(text: str) -> Number:
    value = float(text)
    return int(value) if value.is_integer() else value


NUMBER_WORDS: dict[str, tuple[str, Number]] = {
    row["word"]: (row["kind"], _number(row["value"])) for row in reference("number_words")
}
CURRENCY_SIGNS: dict[str, str] = {row["sign"].lower(): row["unit"] for row in reference("currency_signs")}
