"""A bulletin that goes from place to place, and a count that goes on, belong to whoever gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

FIRST = "In the Zerin direction, rebels lost two guns, the Orvan army said."
LAST = "In the Dale direction, 12 rebels fell, the army said."
DESK = "The Orvan Monitoring Desk"

CASES = [
    (f"{FIRST}\n\nIn the Lower Tell direction, troops destroyed 41 trucks.\n\n{LAST}", "the Orvan army"),
    (f"{FIRST}\n\nMoreover, near Lower Tell troops destroyed 41 trucks.\n\n{LAST}", "the Orvan army"),
    (f"{FIRST}\n\nIn Lower Tell a market fire on Friday killed 41 people.\n\n{LAST}", ""),
    (f"{FIRST}\n\nIn Lower Tell a ferry sank with 41 people.\n\nIn Dale 12 fell, the rescue service said.", ""),
    (f"{FIRST}\n\nFamilies buried 41 farmers.\n\n{LAST}", ""),
    (f"{DESK} has verified 12 attacks. This year alone, 41 people died in them.", DESK),
    (f"{DESK} said roads were shut. This year alone, 41 people died in floods.", ""),
]


@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_items_between_two_of_a_speaker_and_counts(speaker_of: SpeakerOf, text: str, speaker: str) -> None:
    assert speaker_of(f"The day\n\n{text}", "41") == speaker


@pytest.mark.parametrize(("gap", "speaker"), [("\n\n", ""), (" ", "a nurse in Zerin")])
def test_a_quotation_is_not_carried_into_the_next_paragraph(speaker_of: SpeakerOf, gap: str, speaker: str) -> None:
    told = '"The ward was full when the raid began," said a nurse in Zerin.'
    assert speaker_of(f"The day\n\n{told}{gap}The raid killed 41 people.", "41") == speaker
