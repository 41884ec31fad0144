"""Who says it: reports, tallies, statements and other documents, and the body behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    (
        "Amnesty International's analysis of satellite imagery found 41 burned compounds.",
        "41",
        "Amnesty International's analysis",
    ),
    (
        (
            "The ministry's count does not distinguish between civilians and fighters but says 41 of the "
            "dead were women."
        ),
        "41",
        "The ministry's count",
    ),
    ("UNHCR figures show that 41 families returned in June.", "41", "UNHCR figures"),
    ("The indictment charges that his men burned 41 homes.", "41", "The indictment"),
    ("Initial reports put the toll at 17, but a later count by the Red Cross found 41 dead.", "41", "the Red Cross"),
    ("According to local media reports, 41 people were abducted.", "41", "local media reports"),
    ("A preliminary toll from the governor's office shows 41 dead.", "41", "the governor's office"),
    ("According to a tally by The Associated Press, 41 schools have been hit.", "41", "The Associated Press"),
    ("AP's own count stands at 41.", "41", "AP's own count"),
    ("The army's daily bulletin lists 41 attacks.", "41", "The army's daily bulletin"),
    ("The report, published Thursday by UN investigators, says 41 villages were razed.", "41", "UN investigators"),
    ('"41 people were martyred," read a statement from the ministry.', "41", "the ministry"),
    ("The statement, signed by the group's leader, claimed 41 soldiers had died.", "41", "The statement"),
    (
        "A statement on the ministry's website said 41 drones had been downed.",
        "41",
        "A statement on the ministry's website",
    ),
    (
        "The search was prompted by reports by neighbours who claimed that 41 gunmen hid in the chapel.",
        "41",
        "neighbours",
    ),
    ("Soldiers seized 41 men, according to testimonies collected by Human Rights Watch.", "41", "Human Rights Watch"),
    (
        "Evidence strongly suggests that the gas killed 41 people Amnesty International said on Tuesday.",
        "41",
        "Amnesty International",
    ),
    ('"WE REGRET THE DEATHS OF 41 PERSONS," THE NOTE ADDS.', "41", "THE NOTE"),
    ("The navy is investigating reports that at least 41 sailors were lost.", "41", "reports"),
    ("The envoy said initial reports indicated that 41 had died.", "41", "The envoy"),
    ("Unverified reports estimated 41 people may have died.", "41", "Unverified reports"),
    (
        "Some 41 people are believed to have been shot by soldiers, according to figures compiled by charities.",
        "41",
        "charities",
    ),
    ("The council said it is seeking clarity on reports suggesting that the raid killed 41.", "41", "reports"),
    ("The envoy voiced alarm over reports that 41 had died.", "41", "reports"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_a_document_speaks_for_the_body_behind_it(speaker_of: SpeakerOf, text: str, figure: str, speaker: str) -> None:
    assert speaker_of(text, figure) == speaker
