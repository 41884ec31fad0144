"""Marks between the words of a text are blanked without moving a single letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document.markup import legible
from extractors.model import Assertion, Document
from extractors.reader import Reader

MARKS = "<p> </p> <br/> <b> </b> <li> &amp; &#39; &nbsp; &hellip; ** * __ _ [ １２ T‑72 AT&T; < >"
PIECES = [*MARKS.split(), "](http://a.example/b1)", "# ", "\n", " ", "<!-- 9 -->", "12 people", "killed"]


def figures(text: str) -> list[Assertion]:
    return Reader().read_one(Document("d", text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("At least **31** herders were killed near the well.", 31, None),
        ("At least [31 herders](https://news.example/2021/31-herders) were killed near the well.", 31, None),
        ("<p>Some <b>31</b> herders were killed near the well.</p>", 31, 31),
        ("At least 31&nbsp;herders were killed near the well.", 31, None),
        ("More than ３１ herders were killed near the well.", 32, None),
        ("The herders&#39; camp was hit; up to _31_ were killed near the well.", None, 31),
    ],
)
def test_marks_between_words_do_not_hide_what_a_number_says(text: str, low: int | None, high: int | None) -> None:
    (figure,) = figures(text)
    assert (figure.quantity.low, figure.quantity.high, figure.happening.outcome) == (low, high, "killed")


def test_what_is_quoted_is_the_stored_text() -> None:
    text = "<h1>Raid</h1><p>At least **31** tribal herders&#39; huts burned down.</p>"
    (figure,) = figures(text)
    assert figure.quantity_text == "At least **31"
    assert figure.exact == text[figure.start : figure.end]
    assert figure.exact.startswith("At least **31** tribal herders")


def test_paragraphs_and_items_of_a_web_page_are_read_apart() -> None:
    page = "<p>Losses of the day:</p><ul><li>3 tanks destroyed</li><li>14 soldiers wounded</li></ul><p>It rained.</p>"
    assert [(f.quantity.low, f.happening.outcome) for f in figures(page)] == [(3, "destroyed"), (14, "injured")]


def test_marks_of_a_quoted_message_are_no_bounds() -> None:
    mail = "> The raid was over at noon,\n> and in the village\n> 31 herders were killed.\n\nIs that so?"
    assert [(f.quantity.low, f.quantity.high) for f in figures(mail)] == [(31, 31)]


def test_scripts_and_bars_of_tables_are_no_words() -> None:
    page = "<style>p{margin:12px}</style><script>var n=40;</script><p>Nine herders were killed.</p>"
    assert [f.quantity.low for f in figures(page)] == [9]
    assert legible("| Homs | 12 |\n|---|---|\n") == "  Homs ; 12  \n         \n"


def test_soft_hyphens_do_not_cut_words() -> None:
    (figure,) = figures("Nine herd\u00aders were kil\u00adled.")
    assert (figure.counted.entity_class, figure.happening.outcome) == ("civilian", "killed")


def test_a_lost_space_does_not_hide_what_happened() -> None:
    (figure,) = figures("At least31 herders were killedin the valley.")
    assert (figure.quantity.low, figure.quantity.high, figure.happening.outcome) == (31, None, "killed")


@pytest.mark.parametrize("text", ["5*3 and 2*4", "* an item", "AT&T; Ltd", "a < b, c > d", "snake_case", "#1 of 3"])
def test_signs_that_are_no_marks_stay(text: str) -> None:
    assert legible(text) == text


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_no_letter_moves(text: str) -> None:
    shown = legible(text)
    assert len(shown) == len(text)
    assert all(a == b for a, b in zip(text, shown, strict=True) if a.isascii() and a.isdigit() and b.isdigit())
