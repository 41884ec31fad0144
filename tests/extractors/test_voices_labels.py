"""Posts and tickers put their source in front of a colon or in a bracket behind what they tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("Zerin region, gov. Ruiz: 41 civilians hurt in the port.", "Ruiz"),
    ("MoD: 41 drones shot down over the bay.", "MoD"),
    ("UPDATE - police: 41 people dead in the mall.", "police"),
    ("Zerin, mayor Ana Ruiz: 41 people dead.", "mayor Ana Ruiz"),
    ("Zerin, Lower Dale: 41 people dead.", ""),
    ("The Northland army lost: 41 people.", ""),
    ("Overnight 41 drones were downed (Northland Air Force). More at noon.", "Northland Air Force"),
    ("Since May 41 people have been killed in the north (OCHA, 3 May).", "OCHA"),
    ("The Guard struck 41 villages (Zerin).", ""),
    ("Raiders killed 41 men of the army (Hezbollah).", ""),
]


@pytest.mark.parametrize(("line", "speaker"), CASES)
def test_source_in_front_or_in_a_bracket(speaker_of: SpeakerOf, line: str, speaker: str) -> None:
    assert speaker_of(f"Morning summary\n\n{line}", "41") == speaker
