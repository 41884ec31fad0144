"""Lines that fit their columns, whatever the document holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.terminal_page import columns, fill, mark


@given(st.text(max_size=300), st.integers(20, 120))
def test_no_line_is_wider_than_asked_and_no_control_code_is_left(text: str, width: int) -> None:
    for line in fill(text, width, "  "):
        assert columns(line) <= width
        assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in line)


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12), max_size=40))
def test_no_word_is_lost(words: list[str]) -> None:
    shown = "".join("".join(fill(" ".join(words), 40)).split())
    assert shown == "".join("".join(words).split())


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "\u202egnitirw", "\x07bell", "a\x0fb"])
def test_a_text_cannot_steer_the_terminal(hostile: str) -> None:
    assert all(c.isprintable() or c == "\ufffd" for c in "".join(fill(hostile, 40)))


def test_a_mark_that_is_broken_over_lines_is_painted_on_each() -> None:
    words = f"They counted {mark('[1: at least two hundred]')} graves."
    lines = fill(words, 26, paint=lambda kind, piece: f"<{piece}>")
    assert lines == ["They counted <[1: at least>", "<two hundred]> graves."]
