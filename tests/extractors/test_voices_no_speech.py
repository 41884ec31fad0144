"""What is no statement of a figure: the outlet speaks, though someone is named beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

SILENT = [
    ("Human Rights Watch interviewed 41 witnesses between March and May.", "41"),
    ("A military court heard on Monday that 41 recruits had died.", "41"),
    (
        "Police said the bomber struck at noon. Last year a bombing in the same market killed 17.",
        "17",
    ),
    ("Clashes killed 41 people in Tripoli on Friday. The health ministry said dozens more were hurt.", "41"),
    ("The strike, which the military says targeted a weapons depot, killed 41 people.", "41"),
    ("The strike killed 41 people, including three the military said were fighters.", "41"),
    ("Reuters could not independently verify the claim that 41 tanks were destroyed.", "41"),
    ("The United Nations Mine Action Service has cleared 41 bombs.", "41"),
    ("The Divisional Police Officer, CSP Ali, was said to have led 41 men.", "41"),
    ("The Sudanese Doctors' Union, in a post on Facebook, mourned the loss of 41 colleagues.", "41"),
    ("The army had warned residents to leave after militants fired 41 rockets.", "41"),
    ("The Valley Front said it was behind a twin bombing that killed 41 people in May.", "41"),
    ("A rebel spokesman denied any responsibility for a bombing that killed 41 people.", "41"),
    ("The militant group claimed to have raided a post, and unidentified gunmen killed 41 soldiers.", "41"),
    ('"It was a massacre," Ana Ruiz said at a news conference in the chapel, metres from where 41 had died.', "41"),
    ("Unions stopped 41 policemen who, according to the unionists, had mingled with the marchers.", "41"),
    ("A group that has received 41 missiles from the US claims to have captured two villages.", "41"),
    ("The ministry said twelve men died. The rebels rejected the charge that 41 had drowned in the raid.", "41"),
    ("Fierce clashes erupted on the barrens claiming at least 41 killed.", "41"),
    ("With the death toll estimated at 41, the council met in the capital.", "41"),
    ("Villagers found 41 bodies in a ditch.", "41"),
    ("The count rose to 41 – the worst loss since the war began.", "41"),
    (
        "The radio was silent. Rebels fired a rocket at Northland, which said it had fallen short; 41 were hurt.",
        "41",
    ),
    (
        "Gunmen burned 12 houses, according to the aid body. The premier sent 41 lorries with houses for the homeless.",
        "41",
    ),
    ("The United States said it hit two camps. However the attacks have led to 41 deaths.", "41"),
    ("The governor said food had come. Earlier 41 families left the quarter.", "41"),
]


@pytest.mark.parametrize(("text", "figure"), SILENT)
def test_the_outlet_speaks(speaker_of: SpeakerOf, text: str, figure: str) -> None:
    assert speaker_of(text, figure) == ""
