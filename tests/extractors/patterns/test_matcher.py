"""Phrases as rows: every row fits its example and not its counter-example; directions, reach, stops and blocks."""

from __future__ import annotations

import re

import pytest

from extractors.patterns import matcher
from extractors.patterns.matcher import Pattern, fits
from seeds import reference

ROWS = reference("patterns")
DIRECTIONS = {"forward", "backward", "both", "near", "sentence", "opening", "block"}
FIGURE = re.compile(r"\[(.*?)\]")


def fitting(row: dict[str, str], marked: str) -> set[str]:
    """Names of the rows of the same use that fit the sentence, in which the figure stands in brackets."""
    found = FIGURE.search(marked)
    text = FIGURE.sub(r"\1", marked)
    figure = (found.start(), found.start() + len(found.group(1))) if found else None
    return {f.name for f in fits(row["use"], text, (0, len(text)), figure)}


def rows():
    return pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['use']}-{row['name']}")


@rows()
def test_a_row_fits_its_example_and_not_its_counter_example(row):
    assert row["name"] in fitting(row, row["example"])
    assert row["name"] not in fitting(row, row["counter_example"])


@rows()
def test_a_row_says_all_that_it_must(row):
    assert row["direction"] in DIRECTIONS
    assert row["reach"] == "" or row["reach"].isdigit()
    assert bool(FIGURE.search(row["example"])) == (row["direction"] not in ("sentence", "opening"))
    assert row["name"] not in [r["name"] for r in ROWS if r is not row and r["use"] == row["use"]]


@pytest.fixture
def table(monkeypatch):
    """Rows made by hand instead of the table."""

    def put(*patterns: tuple[str, str, str, int | None, str]) -> None:
        made = tuple(
            Pattern("any", name, (), re.compile(p, re.IGNORECASE), direction, reach, re.compile(stop) if stop else None)
            for name, p, direction, reach, stop in patterns
        )
        monkeypatch.setattr(matcher, "rows", lambda use: made)
        matcher._phrases.cache_clear()

    yield put
    matcher._phrases.cache_clear()


def names(text: str, figure: str) -> list[str]:
    at = text.index(figure)
    return [f.name for f in fits("any", text, (0, len(text)), (at, at + len(figure)))]


def test_direction_reach_and_stop(table):
    table(("no", r"\bno\b", "forward", 2, ";"), ("left", r"\bleft\b", "backward", None, ""))
    assert names("no word of 12 here", "12") == ["no"]
    assert names("no word of those 12 here", "12") == []
    assert names("no; 12 left", "12") == ["left"]
    assert names("12 no more were left 15", "15") == []


def test_a_blocking_phrase_takes_what_lies_in_it(table):
    table(("deny", r"\bdenied\b", "forward", None, ""), ("never", r"\bnever denied\b", "block", None, ""))
    assert names("He denied that 12 died", "12") == ["deny"]
    assert names("He never denied that 12 died", "12") == []


def test_a_number_in_words_is_a_number(table):
    table(("ago", matcher.expanded(r"<number> days ago"), "both", None, ""))
    for days in ("12", "twelve", "a hundred"):
        assert names(f"The raid killed 7 men {days} days ago", "7") == ["ago"]


def test_offsets_are_those_of_the_text():
    text = "Nothing. Police denied that 12 men died."
    (found,) = fits("denied", text, (9, len(text)), (28, 30))
    assert text[found.start : found.end] == "denied"


def test_a_use_without_rows_is_a_mistake():
    with pytest.raises(KeyError):
        fits("nonsense", "Two died.", (0, 9), (0, 3))
