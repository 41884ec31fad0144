"""Who says it where one source quotes another: the one quoted speaks, the medium passes it on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.model import Chain

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("The death toll stands at 41, Xinhua reported, quoting a hospital official.", "41", "a hospital official"),
    ("Quoting eyewitnesses, the Sudan Tribune wrote that 41 traders were shot.", "41", "eyewitnesses"),
    ("Sen. Rodrigo Paz, quoting police data, said 41 officers were killed last year.", "41", "Sen. Rodrigo Paz"),
    ("The ministry, citing its field offices, said 41 wells had been poisoned.", "41", "The ministry"),
    ("Local media, citing police sources, put the death toll at 41.", "41", "police sources"),
    ("According to witnesses cited by Radio Okapi, 41 people were abducted.", "41", "witnesses"),
    (
        "State media gave no toll, but residents reached by phone by The Associated Press said 41 were killed.",
        "41",
        "residents",
    ),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_whoever_is_quoted_speaks(speaker_of: SpeakerOf, text: str, figure: str, speaker: str) -> None:
    assert speaker_of(text, figure) == speaker


CHAINS = [
    (
        "The toll rose to 41, according to the police chief Simon Otieno, cited by state radio.",
        "article ← state radio ← the police chief Simon Otieno",
    ),
    (
        "Drones wounded 41 people, said Oleh Marchenko, head of the district police, on Saturday, UNN reports.",
        "article ← UNN ← Oleh Marchenko",
    ),
    (
        "At least 41 people were killed a source in the province said on Monday SANA reported.",
        "article ← SANA ← a source in the province",
    ),
    ("At least 41 lorries burned near the border with Turkey Firat news agency said.", "article ← Firat news agency"),
    ("The rebels said on their social media pages that 41 of their men died.", "article ← The rebels"),
    ("The envoy said initial reports indicated that 41 had died.", "article ← The envoy ← initial reports"),
    ("Raids killed 41 a monitoring group said in the second bombardment of the week.", "article ← a monitoring group"),
]


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_the_chain_holds_everyone_who_passed_it_on(
    chain_of_figure: Callable[[str, str], Chain], text: str, chain: str
) -> None:
    assert chain_of_figure(text, "41").text == chain
