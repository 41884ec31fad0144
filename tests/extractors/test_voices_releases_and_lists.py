"""Who says it in releases, communiqués, situation reports and lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    (
        (
            "Communique No. 7\n\nThe General Command of the Eastern Front informs public opinion:\n\nOur "
            "units killed 41 soldiers on Monday.\n\nWe captured 12 rifles."
        ),
        "12",
        "The General Command of the Eastern Front",
    ),
    (
        (
            "STATEMENT BY THE MILITARY SPOKESMAN\n\nSanaa, 4 May\n\nIn the name of God, the Yemeni Armed "
            "Forces announce the following:\n\nOur missile force targeted 41 ships.\n\nThe operation achieved"
            " its goals.\n\nThe drone force struck 17 sites.\n"
        ),
        "41",
        "the Yemeni Armed Forces",
    ),
    (
        (
            "STATEMENT BY THE MILITARY SPOKESMAN\n\nSanaa, 4 May\n\nIn the name of God, the Yemeni Armed "
            "Forces announce the following:\n\nOur missile force targeted 41 ships.\n\nThe operation achieved"
            " its goals.\n\nThe drone force struck 17 sites.\n"
        ),
        "17",
        "the Yemeni Armed Forces",
    ),
    (
        (
            "SITUATION OVERVIEW\n\n• On 3 May, clashes displaced 41 households in Kadugli, according to "
            "IOM.\n• At least 17 people were injured, local sources said.\n"
        ),
        "41",
        "IOM",
    ),
    (
        (
            "SITUATION OVERVIEW\n\n• On 3 May, clashes displaced 41 households in Kadugli, according to "
            "IOM.\n• At least 17 people were injured, local sources said.\n"
        ),
        "17",
        "local sources",
    ),
    ("HIGHLIGHTS\n\n• Over 41 people killed in market strike.\n• Partners reach 17 villages.\n", "41", ""),
    (
        (
            "Key figures\n\n41 civilians killed since 1 May (source: Ministry of Health)\n17 schools hit "
            "(source: UNICEF)\n"
        ),
        "41",
        "Ministry of Health",
    ),
    (
        (
            "Key figures\n\n41 civilians killed since 1 May (source: Ministry of Health)\n17 schools hit "
            "(source: UNICEF)\n"
        ),
        "17",
        "UNICEF",
    ),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_the_issuer_or_the_source_of_the_item_speaks(
    speaker_of: SpeakerOf, text: str, figure: str, speaker: str
) -> None:
    assert speaker_of(text, figure) == speaker
