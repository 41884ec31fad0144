"""Who says it in headlines and posts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("Sudan war: 41 killed in El Fasher market strike, say activists", "41", "activists"),
    ("Hamas: 41 killed in Israeli strike on school", "41", "Hamas"),
    ("41 dead in Mali attack, army says", "41", "army"),
    ("BREAKING: At least 41 killed in Sumy - Ukrainian officials", "41", "Ukrainian officials"),
    ("JUST IN: UN says 41 peacekeepers wounded in Lebanon", "41", "UN"),
    ("Mayor: 41 wounded in Kherson shelling", "41", "Mayor"),
    ("Houthi rebels say 41 killed in US strikes", "41", "Houthi rebels"),
    ("Gaza ministry says 41 killed in past 24 hours", "41", "Gaza ministry"),
    ("At least 41 dead in Sudan paramilitary attack: lawyers", "41", "lawyers"),
    ("'They shot everyone': survivors recount massacre of 41", "41", "survivors"),
    ("Israel kills 41 in Gaza, medics say, as talks stall", "41", "medics"),
    ("UN: More than 41,000 flee Congo fighting", "41,000", "UN"),
    ("Red Cross says 41 volunteers killed", "41", "Red Cross"),
    ("#Gaza | Local sources: 41 martyrs in a drone strike.", "41", "Local sources"),
    ("Breaking | Al-Awda Hospital: We received 41 wounded since this morning.", "41", "Al-Awda Hospital"),
    (
        "Two people were killed and 41 wounded in Zerin – head of the district administration Oleh Bondar.",
        "41",
        "head of the district administration Oleh Bondar",
    ),
    ("At Least 41 Killed In Zerin Strike, Officials Say", "41", "Officials"),
    ("41 Dead As Ferry Sinks - Coast Guard", "41", "Coast Guard"),
    ("Rebels Kill 41 As UN Calls For Truce", "41", ""),
    ("Night raid kills 41 in lakeside village SNHR", "41", "SNHR"),
    ("Night raid kills 41 in lakeside village UCDP", "41", "UCDP"),
    ("Night raid kills 41 in lakeside village TRUCKS", "41", ""),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_a_headline_may_name_its_source(speaker_of: SpeakerOf, text: str, figure: str, speaker: str) -> None:
    assert speaker_of(text, figure) == speaker
