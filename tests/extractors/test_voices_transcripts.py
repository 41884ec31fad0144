"""Who says it in transcripts of broadcasts, which mark speakers with bracketed names."""

from __future__ import annotations

import pytest

from extractors.document import sentences as texts
from extractors.model import Document
from extractors.voices import attribute
from tests.extractors.targets import made

INTERVIEW = """PORTO VERDE, 3 MAR 90 (RADIO SUR) -- [TEXT] MINISTER LUIS OSORIO SPOKE TODAY. THERE WERE 2 GUARDS.

   [BEGIN RECORDING] [REPORTER] IS IT TRUE THAT 14 MEN FELL?

   [OSORIO, IN SPANISH] NO. WE LOST 9 MEN [WORDS INDISTINCT] AND 4 TRUCKS.

   THE ARMY [EAP] TELLS ME THAT 5 MORE ARE MISSING. [END RECORDING]

   THE MINISTER LEFT WITH 3 AIDES."""


def speaker(text: str, figure: str) -> str:
    at = text.index(figure)
    sentences = texts.split(text)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    target = made(text, sentence, at, at + len(figure))
    return attribute(Document("d", text), sentences, {}, [target])[0].speaker_text


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("2 GUARDS", ""), ("14", "REPORTER"), ("9 MEN", "OSORIO"), ("4 TRUCKS", "OSORIO"), ("3 AIDES", "")],
)
def test_a_bracketed_name_speaks_until_the_next(figure: str, expected: str) -> None:
    assert speaker(INTERVIEW, figure) == expected


def test_the_outlets_own_correspondent_is_the_outlet() -> None:
    text = "[TEXT] WE HAVE A REPORT FROM ANA PINTO.\n\n   [PINTO] A BUS BURNED HERE. THE FIRE HURT 7 PEOPLE."
    assert speaker(text, "7") == ""


def test_who_issues_a_communique_that_is_read_out_speaks() -> None:
    text = "[COMMUNIQUE] [NORTHERN FRONT] [TEXT] OUR UNITS SHOT DOWN 2 HELICOPTERS."
    assert speaker(text, "2") == "NORTHERN FRONT"


def test_an_explanation_in_brackets_is_no_speaker() -> None:
    assert speaker("MEMBERS OF THE UNION [FENAL] LEFT. 7 PEOPLE WERE HURT.", "7") == ""
