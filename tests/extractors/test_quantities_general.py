"""What the number reader makes of general news: business, sport, weather, health, science, politics, disasters."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.model import Number, Quantity
from extractors.quantities import find, read

NEWS = ("general_news.csv", "numbers_by_kind.csv")
"""Sentences of our own with every quantity in them: "its words = low..high unit", one number if both ends are it."""


def sentences() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in NEWS:
        with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
            found += [(row["sentence"], row["quantities"]) for row in csv.DictReader(file)]
    return found


def said(text: str, quantity: Quantity) -> str:
    if quantity.kind == "vague":
        value = "vague"
    else:
        low, high = ("" if end is None else str(end) for end in (quantity.low, quantity.high))
        value = low if low == high else f"{low}..{high}"
    return f"{text[quantity.start : quantity.end]} = {value}" + (f" {quantity.unit}" if quantity.unit else "")


def readings(text: str, *, general: bool = False) -> list[tuple[str, Number | None, Number | None, str | None]]:
    found = read(text, general=general)
    return [(text[q.start : q.end], q.low, q.high, q.unit) for q in found]


@pytest.mark.parametrize(("text", "quantities"), sentences())
def test_every_quantity_of_general_news_is_read(text: str, quantities: str) -> None:
    assert " | ".join(said(text, q) for q in find(text, 0, len(text))) == quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales rose 12% to $3.4bn.", [("12", 12, 12, "percent"), ("3.4bn", 3400000000, 3400000000, "USD")]),
        ("Claims fell by 600 to 22,000.", [("600", 600, 600, None), ("22,000", 22000, 22000, None)]),
        ("Gold slipped $5 to $1,243.", [("5", 5, 5, "USD"), ("1,243", 1243, 1243, "USD")]),
        ("Rents rose 5 to 7 percent.", [("5 to 7", 5, 7, "percent")]),
        ("The town lost 20 to 30 shops.", [("20 to 30", 20, 30, None)]),
    ],
)
def test_a_change_and_the_level_it_led_to_are_two_and_a_range_is_one(
    text: str, expected: list[tuple[str, Number, Number, str]]
) -> None:
    assert readings(text) == expected


def test_a_figure_that_another_is_measured_against_has_no_bound() -> None:
    assert readings("They built 4 percent fewer than the 26,500 of last year.") == [
        ("4", 4, 4, "percent"),
        ("26,500", 26500, 26500, None),
    ]
    assert readings("Prices were 5 percent higher than a year ago.") == [("5", 5, 5, "percent")]
    assert readings("The rise is 30 pounds above the 2 percent cap.")[1] == ("2", 2, 2, "percent")
    assert readings("The goal took the tally up to 80.") == [("80", 80, 80, None)]
    assert readings("Each guest may invite up to 80.") == [("up to 80", None, 80, None)]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Nine in 10 people agreed.", ("Nine in 10", 0.9, 0.9, "share")),
        ("Four out of every five shops closed.", ("Four out of every five", 0.8, 0.8, "share")),
        ("Seven out of 10 voters stayed at home.", ("Seven out of 10", 0.7, 0.7, "share")),
        ("The firm will shed one in ten jobs.", ("one in ten", 0.1, 0.1, "share")),
        ("Fewer than one in 20 pupils came.", ("Fewer than one in 20", None, 0.05, "share")),
        ("Costs jumped by a third.", ("a third", 0.333333333, 0.333333333, "share")),
        ("The rest left, and one in eight needed help.", ("one in eight", 0.125, 0.125, "share")),
        ("A sixth of the crop was lost.", ("A sixth", 0.166666667, 0.166666667, "share")),
    ],
)
def test_shares_of_any_whole(text: str, share: tuple[str, Number | None, Number, str]) -> None:
    assert readings(text) == [share]


def test_counts_that_look_like_shares_stay_counts() -> None:
    assert [r[1] for r in readings("The raids killed one in three towns.")] == [1, 3]
    assert [r[1] for r in readings("Three out of five hostages were freed.")] == [3, 5]
    assert [r[1] for r in readings("Two in three days is too much.")] == [2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from minus 10 to minus 15 degrees", (-15, -10, "degree")),
        ("between -5 and 3 degrees", (-5, 3, "degree")),
        ("It was 40C in the shade.", (40, 40, "degree Celsius")),
        ("a tremor of magnitude 5.9", (5.9, 5.9, "magnitude")),
        ("aftershocks of up to magnitude 5", (None, 5, "magnitude")),
        ("0.04 of a second behind", (0.04, 0.04, "second")),
        ("pitched 6 1/3 innings", (6.333333333, 6.333333333, None)),
        ("an hour and a half later", (1.5, 1.5, "hour")),
        ("some 6.2x10^4 square km", (62000, 62000, "km2")),
        ("a margin of plus or minus 3 points", (3, 3, None)),
        ("at more than twice the limit", (2, None, "times")),
        ("Children under five pay nothing.", (None, 5, "year")),
        ("Those 65 or older pay half.", (65, None, "year")),
        ("The fine may not exceed $500.", (None, 500, "USD")),
        ("She earned A$1.2m.", (1200000, 1200000, "AUD")),
    ],
)
def test_measures_of_general_news(text: str, expected: tuple[Number | None, Number | None, str | None]) -> None:
    (quantity,) = find(text, 0, len(text))
    assert (quantity.low, quantity.high, quantity.unit) == expected


def test_an_age_covers_the_numbers_listed_after_it() -> None:
    assert [q.unit for q in read("Four boys, aged 9, 12, and 14, were found.")] == [None, "year", "year", "year"]
    assert [q.unit for q in read("A man aged 30 and 12 women were found.")] == ["year", None]


@pytest.mark.parametrize(
    "text",
    [
        "The hosts won 6-4, 3-6, 7-6 (5) and lost 95-101 to the visitors.",
        "They lined up in a 4-4-2 and went 1-for-4.",
        "The S&P 500 and the Stoxx Europe 600 fell.",
        "Type 2 diabetes, phase 3 trials and tier 1 capital",
        "The under-21s got a 5G phone in Terminal 5.",
        "The address 192.168.1.20 is blocked.",
        "He shot a five-under-par 67.",
        "The trial ran for a fifth day and a half-marathon was run.",
    ],
)
def test_what_counts_nothing_in_general_news(text: str) -> None:
    assert readings(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three twenty-fifths", 0.12),
        ("two and nine hundredths", 2.09),
        ("one hundred and twenty fifths", 24),
        ("a hundredth", 0.01),
        ("one over eight", 0.125),
        ("three out of four hundred", 0.0075),
        ("1.5e3", 1500),
        ("2^10", 1024),
        ("4 x 10^-3", 0.004),
        ("point 25", 0.25),
        ("6 point 5", 6.5),
        ("1,5", 1.5),
        ("- 1,200", -1200),
        ("2.5 k", 2500),
        ("forty - two", 42),
        ("0042", 42),
        ("a couple", 2),
    ],
)
def test_numbers_read_for_their_own_sake(text: str, value: Number) -> None:
    (quantity,) = read(text, general=True)
    assert (quantity.value_from, quantity.value_to) == (value, value)


def test_what_an_army_lost_is_no_score() -> None:
    assert [r[:3] for r in readings("The rebels lost 10-15 in the raid.")] == [("10-15", 10, 15)]


def test_powers_that_no_machine_number_holds_are_no_figure() -> None:
    assert read("99999^99 and 0^-1 files", general=True) == ()
