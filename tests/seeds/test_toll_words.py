"""Words beside a toll that say how it stands to others: a row fits its example, and no counter-example of its sense."""

from __future__ import annotations

import re

import pytest

from seeds import reference


@pytest.mark.parametrize("row", reference("toll_words"), ids=lambda row: row["example"])
def test_a_row_fits_its_example_and_no_other_sentence_of_its_sense(row: dict[str, str]) -> None:
    def fits(sentence: str) -> bool:
        return re.search(row["pattern"], sentence.lower()) is not None

    same_sense = [r for r in reference("toll_words") if r["sense"] == row["sense"]]
    assert fits(row["example"])
    assert not [r["counter_example"] for r in same_sense if fits(r["counter_example"])]
