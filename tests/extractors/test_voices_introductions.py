"""Whoever issues a list states its items, though the line that introduces it says nothing but whose figures follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("These are the latest figures issued by the Orvan Health Ministry:\n\n- 41 people died.\n", "41"),
    ("Casualty data released late on Friday by the Orvan Health Ministry:\n\n- 41 people died.\n- 17 fled.\n", "17"),
    ("The toll of the week, provided by the Orvan Health Ministry:\n\n- 41 people killed\n- 17 people hurt\n", "17"),
    ("The Orvan Health Ministry's count of the dead:\n\n- 41 soldiers killed\n- 17 guards killed\n", "17"),
    ("Oryx count of wrecked vehicles:\n\n41 tanks destroyed\n17 trucks destroyed\n", "17"),
    ("Losses by region:\n\n- Zerin: 41 people killed\n", "41"),
    ("Yesterday's list of losses:\n\n- 41 people killed\n", "41"),
    ("A count of tanks lost by Northland:\n\n- 41 tanks destroyed\n", "41"),
]
ISSUERS = ["the Orvan Health Ministry"] * 3 + ["The Orvan Health Ministry", "Oryx", "", "", ""]


@pytest.mark.parametrize(("text", "number", "speaker"), [(*c, s) for c, s in zip(CASES, ISSUERS, strict=True)])
def test_issuer_of_a_list(speaker_of: SpeakerOf, text: str, number: str, speaker: str) -> None:
    assert speaker_of("The day in brief\n\n" + text, number) == speaker
