"""Who says it where two voices differ in one breath: each keeps its own figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("Israel says 41 hostages are still held; Hamas puts the figure at 38.", "38", "Hamas"),
    (
        "While the government says 41 protesters died, rights groups put the number at more than 100.",
        "41",
        "the government",
    ),
    (
        "While the government says 41 protesters died, rights groups put the number at more than 100.",
        "100",
        "rights groups",
    ),
    ("The army said it lost 41 men. The rebels, for their part, said they killed 60.", "60", "The rebels"),
    ("Police said 41 people had been arrested but activists gave a figure of 90.", "90", "activists"),
    ("The rebels denied the army's claim that 41 of their fighters had been killed.", "41", "the army"),
    ("Kyiv says it has lost 41,000 soldiers; Western officials believe the figure to be higher.", "41,000", "Kyiv"),
    ("Al-Shabaab said its fighters killed 41 soldiers, a claim the government denied.", "41", "Al-Shabaab"),
    (
        "Sources close to the militia said 41 fighters were hit, but this could not be verified.",
        "41",
        "Sources close to the militia",
    ),
    (
        (
            'The junta\'s information team claimed 41 "terrorists" were killed; the resistance said the '
            "dead were villagers."
        ),
        "41",
        "The junta's information team",
    ),
    ("Police in Cauca said the bomb wounded 41. A governor's aide spoke of 50.", "50", "A governor's aide"),
    (
        "Thirty soldiers fell, the army announced, with security sources telling AFP that 41 had died.",
        "41",
        "security sources",
    ),
    (
        "The army announced that 41 had died, with security sources telling AFP that more were missing.",
        "41",
        "The army",
    ),
    ("A raid hit the port on Monday state media said with a monitor saying 41 people were killed.", "41", "a monitor"),
    (
        "The army said it took a town, while Northland officials cited 41 losses in the fighting.",
        "41",
        "Northland officials",
    ),
    (
        "Pakistan rejected the accusation; the Resistance Front first claimed 41 attackers.",
        "41",
        "the Resistance Front",
    ),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_each_voice_keeps_its_own_figure(speaker_of: SpeakerOf, text: str, figure: str, speaker: str) -> None:
    assert speaker_of(text, figure) == speaker
