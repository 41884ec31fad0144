"""A sentence that says nothing but who told it vouches for the paragraph before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

TOLD = "Shells hit the village of Zerin. They killed 41 people and wounded 17. One drone was shot down. "

VOUCHING = [
    ("This was announced on Wednesday by the district head Ana Ruiz, Orvan TV reports.", "the district head Ana Ruiz"),
    ("It was reported by the rescue service.", "the rescue service"),
    ("Ana Ruiz said this on Telegram.", "Ana Ruiz"),
    ("The rescue service reported this in the morning.", "The rescue service"),
    ("This is according to the rescue service.", "the rescue service"),
    ("This is stated in a report of the rescue service.", "the rescue service"),
    ("So says a report of the rescue service.", "the rescue service"),
    ("The relevant statement was made by the rescue service.", "the rescue service"),
    ("This is a quiet place.", ""),
    ("The rescue service said this raid was the worst of the month.", ""),
    ("It was reported by the rescue service that roads were shut.", ""),
]


@pytest.mark.parametrize(("vouching", "speaker"), VOUCHING)
@pytest.mark.parametrize("gap", ["", "\n\n"])
def test_who_told_the_paragraph_before(speaker_of: SpeakerOf, vouching: str, speaker: str, gap: str) -> None:
    text = f"The day\n\n{TOLD}{gap}{vouching}"
    assert (speaker_of(text, "41"), speaker_of(text, "17")) == (speaker, speaker)


def test_another_voice_keeps_its_words(speaker_of: SpeakerOf) -> None:
    text = "The army said 41 men fell. On the coast 17 people drowned. This was announced by the rescue service."
    assert (speaker_of(text, "41"), speaker_of(text, "17")) == ("The army", "the rescue service")
