"""Characters that nobody sees change no number, and the evidence stays the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Assertion, Document
from extractors.reader import Reader

HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u2066\u2069"
PLAIN = "At least twenty-five farmers, 14 of them women, were killed in Homs on Monday, a doctor told Radio Orva."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> list[Assertion]:
    return reader.read_one(Document("d", text, date="2021-05-04"))


def told(found: list[Assertion]) -> list[tuple[object, ...]]:
    return [
        (a.quantity.low, a.quantity.high, a.counted.entity_class, a.happening.outcome, a.chain.speaker_text,
         a.place.place_text, a.scope.count_scope, a.when.event_date_start)
        for a in found
    ]  # fmt: skip


@given(places=st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.sampled_from(HIDDEN)), max_size=12))
def test_wherever_they_stand_the_same_is_read_and_each_span_is_that_of_the_stored_text(
    reader: Reader, places: list[tuple[int, str]]
) -> None:
    text = PLAIN
    for at, character in sorted(places, reverse=True):
        text = text[:at] + character + text[at:]
    found, plain = read(reader, text), read(reader, PLAIN)
    assert told(found) == told(plain)
    for one, seen in zip(found, plain, strict=True):
        assert one.exact == text[one.start : one.end]
        assert one.quantity_text == text[one.quantity.start : one.quantity.end]
        assert "".join(c for c in one.exact if c not in HIDDEN) == seen.exact
        assert one.start <= one.quantity.start < one.quantity.end <= one.end
    starts = {one.quantity.start for one in found}
    assert all(one.scope.subset_of in starts for one in found if one.scope.subset_of is not None)


@pytest.mark.parametrize(
    ("digits", "value"),
    [("١٢", 12), ("۱۲۰", 120), ("१२", 12), ("１２", 12), ("১৫", 15), ("١٬٢٠٠", 1200)],
)
def test_decimal_digits_of_every_script_are_read(reader: Reader, digits: str, value: int) -> None:
    (one,) = read(reader, f"{digits} people were killed in Homs.")
    assert (one.quantity.low, one.quantity_text) == (value, digits)


@pytest.mark.parametrize("text", ["\u202e52\u202c people were killed.", "At least \u202e52 people were killed."])
def test_a_number_that_is_shown_the_other_way_round_is_not_read(reader: Reader, text: str) -> None:
    assert read(reader, text) == []


@pytest.mark.parametrize("text", ["Rows 1,2,3 were lost.", "1,23,4 people were killed.", "XII people were killed."])
def test_digits_in_groups_that_are_no_number_are_none(reader: Reader, text: str) -> None:
    assert read(reader, text) == []


@pytest.mark.parametrize("digits", ["1,234,567", "12,34,567"])  # as in most countries, and as in South Asia
def test_digits_in_groups_that_are_in_use_are_one_number(reader: Reader, digits: str) -> None:
    (one,) = read(reader, f"{digits} people were displaced.")
    assert one.quantity.low == 1_234_567
