"""A number means the same in words and in digits, to whatever stands beside it: scope, speaker, place and date."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Assertion, Document
from extractors.quantities.in_digits import in_digits
from extractors.reader import Reader

EXTRACTORS = Path(__file__).resolve().parents[2] / "extractors"
SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = st.sampled_from([*SMALL[1:], "hundred", "and", "a", "of", "-", ",", "Homs", "İ", "dozen"])


def in_words(number: int) -> str:
    if number < 20:
        return SMALL[number]
    ten, rest = divmod(number, 10)
    return f"{TENS[ten]}-{SMALL[rest]}" if rest else TENS[ten]


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, title: str | None = None) -> list[Assertion]:
    return reader().read_one(Document("d", text, title, "The Daily", "2016-05-26"))


def people(text: str, title: str | None = None) -> list[Assertion]:
    return [a for a in read(text, title) if a.counted.domain == "people"]


@pytest.mark.parametrize("number", range(10, 41))
@pytest.mark.parametrize("spelt", [str, in_words])
def test_the_smaller_of_two_numbers_is_a_part(number, spelt):
    part, whole = read(f"Air crews brought down nine of {spelt(number)} drones.")
    assert (part.scope.count_scope, part.scope.subset_of) == ("subset", whole.quantity.start)


@pytest.mark.parametrize("number", range(9, 41))
@pytest.mark.parametrize("spelt", [str, in_words])
class TestNeighbours:
    """Each row of sentences that were read otherwise from one number to the next."""

    def test_those_among_a_number_of_dead_are_a_part(self, number, spelt):
        assert read(f"Two nurses among {spelt(number)} dead in Zerin raid")[0].scope.count_scope == "subset"

    def test_those_whom_a_headline_counts_do_not_speak(self, number, spelt):
        title = f"Strikes kill {spelt(number)} aid activists"
        assert people(f"{title}\n\nThe raid came at night.", title)[0].chain.speaker_text == ""

    def test_a_source_in_brackets_speaks(self, number, spelt):
        text = f"{spelt(number).capitalize()} guards killed in strike on depot in Zerin (health ministry)."
        assert read(text)[0].chain.speaker_text == "health ministry"

    def test_so_many_days_ago_is_a_day(self, number, spelt):
        (guards,) = people(f"Two guards were killed in Zerin {spelt(number)} days ago.")
        assert guards.when.date_precision == "day"

    def test_so_many_days_later_tells_of_another_event(self, number, spelt):
        text = f"Three were killed in a raid in Homs. {spelt(number).capitalize()} days later 300 drivers were killed."
        (drivers,) = [a for a in people(text) if a.quantity.low == 300]
        assert drivers.place.place_text == ""


@pytest.mark.parametrize("many", ["400,000", "Four hundred thousand", "400 thousand", "Hundreds of thousands of"])
def test_the_dead_of_a_war_are_not_those_of_a_town(many):
    _, dead = people(f"A raid in Homs killed ten people. {many} people have been killed.")
    assert dead.place.place_text == ""


FRAMES = [
    "{} people were killed in a raid in Homs, police said.",
    "The army said its jets struck {} depots near Aleppo on Monday.",
    "{} of the 90 wounded were children, a doctor in Hama told reporters.",
    "At least {} soldiers died in Homs. The toll later rose to 95.",
    "{} days after the raid in Homs, 8 more bodies were found.",
    "Fighting over the past {} weeks has killed 120 people in Idlib, monitors say.",
    "Among {} people killed in Homs were 2 nurses.",
    "Monitors: {} killed in strike on Homs",
]


@settings(max_examples=80)
@given(st.sampled_from(FRAMES), st.integers(min_value=2, max_value=89))
def test_a_number_in_words_or_digits_changes_no_scope_speaker_place_or_date(frame, number):
    def told(spelt: str) -> list[tuple[object, ...]]:
        found = read(frame.format(spelt))
        return [
            (
                a.quantity.low,
                a.quantity.high,
                a.scope.count_status,
                a.scope.count_scope,
                a.chain.speaker_text,
                a.place.place_text,
                a.place.inferred,
                a.when.event_date_start,
                a.when.date_precision,
            )
            for a in found
        ]

    words = in_words(number)
    assert told(words.capitalize() if frame.startswith("{}") else words) == told(str(number))


@given(
    st.lists(st.sampled_from([*SMALL[1:], "hundred", "and", "a", "of", "-", ",", "Homs", "İ", "dozen"]), max_size=12)
)
def test_the_text_in_digits_is_as_long_and_says_nothing_else(words):
    text = " ".join(words)
    written = in_digits(text)
    assert len(written) == len(text)
    assert all(new == old or new.isdigit() for new, old in zip(written, text, strict=True))
    assert in_digits(written) == written


def test_no_module_outside_the_numbers_lists_number_words():
    """A list of number words ends somewhere, and what is read beside a number changes there."""
    listed = re.compile(r"(?i)\b(?:two|three|four|five|six)['\"]?\s*[|,]\s*['\"]?(?:three|four|five|six|seven)\b")
    found = [
        str(path.relative_to(EXTRACTORS))
        for path in EXTRACTORS.rglob("*.py")
        if "quantities" not in path.parts and listed.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
