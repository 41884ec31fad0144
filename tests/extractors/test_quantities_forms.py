"""Less usual ways to write or to say a number: compounds, shared thousands, strengthened vague words, denials."""

from __future__ import annotations

import pytest

from extractors.document.gate import can_hold_figure
from extractors.model import Number
from extractors.quantities import find

Reading = tuple[str, str, Number | None, Number | None]


def readings(text: str) -> list[Reading]:
    return [(text[q.start : q.end], q.kind, q.low, q.high) for q in find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three-and-a-half thousand recruits", ("three-and-a-half thousand", "exact", 3500, 3500)),
        ("a one-and-a-half-million loan", ("one-and-a-half-million", "exact", 1500000, 1500000)),
        (
            "between two thousand and five hundred thousand",
            ("between two thousand and five hundred thousand", "range", 2000, 500000),
        ),
        ("two-hundred-and-fifty villagers", ("two-hundred-and-fifty", "exact", 250, 250)),
        ("a couple of hundred thousand voters", ("a couple of hundred thousand", "exact", 200000, 200000)),
        ("They buried twenty-\nfive men.", ("twenty-\nfive", "exact", 25, 25)),
        ("a fine of EUR 3m", ("3m", "exact", 3000000, 3000000)),
        ("The list holds 1 047 dead.", ("1 047", "exact", 1047, 1047)),
        ("Medics counted 2 310 injured.", ("2 310", "exact", 2310, 2310)),
        ("some one billion litres", ("some one billion", "approximate", 1000000000, 1000000000)),
        ("The death toll has passed 300.", ("passed 300", "minimum", 301, None)),
        ("Quake toll tops 90", ("tops 90", "minimum", 91, None)),
        ("The number of dead in the valley crossed 1,000.", ("crossed 1,000", "minimum", 1001, None)),
        ("Flood toll nears 500", ("nears 500", "approximate", 500, 500)),
        ("Parliament passed 12 bills.", ("12", "exact", 12, 12)),
        ("The patrol crossed 14 bridges.", ("14", "exact", 14, 14)),
        ("The wounded number 25 or more.", ("25 or more", "minimum", 25, None)),
        ("They number 4,000.", ("4,000", "exact", 4000, 4000)),
        ("A couple and their baby were rescued.", ("A couple", "exact", 2, 2)),
        ("A couple were shot.", ("A couple", "exact", 2, 2)),
    ],
)
def test_a_number_is_read_whole(text: str, expected: Reading) -> None:
    assert readings(text) == [expected]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("from 800 up to 1,000 men", 800, 1000),
        ("a force of 12 to 14 000 men", 12000, 14000),
        ("10-15,000 fighters", 10000, 15000),
        ("2 or 3,000 marchers", 2000, 3000),
        ("between 8 and 10,000 homes", 8000, 10000),
        ("5 to 90,000 birds", 5, 90000),
        ("600 to 1,500 birds", 600, 1500),
    ],
)
def test_thousands_at_the_upper_end_cover_a_lower_end_that_is_near(text: str, low: int, high: int) -> None:
    ((_, kind, *ends),) = readings(text)
    assert (kind, ends) == ("range", [low, high])


def test_a_change_and_its_level_share_no_thousands() -> None:
    assert [r[2] for r in readings("The index fell 12 to 14,000.")] == [12, 14000]


@pytest.mark.parametrize(
    ("text", "span", "term"),
    [
        ("several hundred thousand marchers", "several hundred thousand", "hundreds of thousands"),
        ("a few dozen thousand leaflets", "a few dozen thousand", "tens of thousands"),
        ("several thousand million litres", "several thousand million", "billions"),
        ("many hundreds of thousands of trees", "many hundreds of thousands", "hundreds of thousands"),
        ("hundreds, perhaps thousands, of trees", "hundreds, perhaps thousands", "hundreds"),
        ("Untold thousands fled.", "Untold thousands", "thousands"),
        ("countless numbers of birds", "countless numbers", "large numbers"),
    ],
)
def test_a_vague_word_and_its_scales_are_one_quantity(text: str, span: str, term: str) -> None:
    (quantity,) = find(text, 0, len(text))
    assert (text[quantity.start : quantity.end], quantity.vague_term) == (span, term)


@pytest.mark.parametrize(
    "text",
    ["The harbour police picked up 212 swimmers from two rafts.", "Guards brought 30 men from 12 farms to two camps."],
)
def test_where_somebody_came_from_replaces_no_figure(text: str) -> None:
    assert not any(q.superseded for q in find(text, 0, len(text)))


def test_what_a_count_went_from_is_replaced() -> None:
    text = "The number of fires went from 225 in spring to 1,500."
    assert [(q.low, q.superseded) for q in find(text, 0, len(text))] == [(225, True), (1500, False)]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Not a single roof was left.", "Not a single"),
        ("The patrol met not a single guard.", "not a single"),
        ("Not one window was broken.", "Not one"),
        ("Not one of them was hurt.", "Not one"),
    ],
)
def test_not_a_single_one_is_a_zero(text: str, span: str) -> None:
    assert readings(text) == [(span, "none", 0, 0)]
    assert can_hold_figure(text, 0, len(text))


def test_a_denied_word_or_report_is_no_zero() -> None:
    assert readings("Not a single word was said, and not a single report of damage came in.") == []
    assert readings("Not a single tree would survive a drought.") == []


@pytest.mark.parametrize(
    "text",
    [
        "He waited in room 12, box 3021, seat 14B of the last car.",
        "An anchor of France 24 called the 911 dispatcher.",
        "On day 487 of the war and in week 3 of the long siege talks went on.",
        "a crate of 7.62x39 ammunition for the Group of 77",
        "from the Three Gorges Dam to the Seven Wells inn",
        "a multiple rocket launcher and a multiple-launch system",
    ],
)
def test_numbers_that_only_name_a_thing_stay_out(text: str) -> None:
    assert readings(text) == []


def test_people_beside_such_names_still_count() -> None:
    text = "In the room 12 people sat, last week 14 of the guards left, in France 24 people fled."
    assert [r[2] for r in readings(text)] == [12, 14, 24]


def test_marks_of_a_list_within_a_line_are_no_figures() -> None:
    text = "The raid left 1) 4 men dead 2) 7 men captured (of a unit of 30)."
    assert [r[2] for r in readings(text)] == [4, 7, 30]


def test_an_increment_of_nothing_is_no_zero() -> None:
    assert [r[2] for r in readings("helicopters – 303 (+0) units")] == [303]


def test_an_age_behind_a_bare_number_is_a_measure() -> None:
    text = "Of the pupils 90 were under ten."
    assert [(q.low, q.high, q.unit) for q in find(text, 0, len(text))] == [(90, 90, None), (None, 10, "year")]
