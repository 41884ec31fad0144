"""Who says it: governments, armies, armed groups and their media."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    (
        ("The military did not respond to questions, but has previously said that 41 fighters were killed."),
        "41",
        "The military",
    ),
    (
        "The Military Media of the Brigades announces: our fighters destroyed 41 vehicles.",
        "41",
        "The Military Media of the Brigades",
    ),
    (
        "In a communique distributed in Lima, the Shining Path claimed it had killed 41 soldiers.",
        "41",
        "the Shining Path",
    ),
    (
        "The Islamic Resistance in Iraq announced on its Telegram channel that it fired 41 rockets.",
        "41",
        "The Islamic Resistance in Iraq",
    ),
    (
        "Russia's Defense Ministry, meanwhile, claimed to have shot down 41 Ukrainian drones.",
        "41",
        "Russia's Defense Ministry",
    ),
    ("Video shared by Nexta shows 41 burnt vehicles.", "41", "Nexta"),
    ("Several Palestinian outlets reported that 41 prisoners were released.", "41", "Several Palestinian outlets"),
    ("The paramilitary RSF, which controls the city, said 41 soldiers surrendered.", "41", "The paramilitary RSF"),
    ("The strike killed 41 people, 17 of whom the military said were fighters.", "17", "the military"),
    ("The government, which had spoken of 17 dead, on Monday raised the toll to 41.", "41", "The government"),
    (
        ("The Ministry of Defence in London said in its intelligence update that Russia had lost 41 aircraft."),
        "41",
        "The Ministry of Defence in London",
    ),
    ("Amaq, the group's news agency, said that 41 soldiers had been killed.", "41", "Amaq"),
    ("The ELN acknowledged in a communique dated 3 May that it holds 41 people.", "41", "The ELN"),
    ("Iran's mission to the UN said Tehran had fired 41 missiles.", "41", "Iran's mission to the UN"),
    ("In what it called its biggest operation, the group said it had killed 41 soldiers.", "41", "the group"),
    ("JNIM said in a statement verified by SITE that its men killed 41 soldiers.", "41", "JNIM"),
    ("❗️Air Force: 41 drones shot down overnight.", "41", "Air Force"),
    ("Talks stalled on Sunday, with Hamas saying Israel had killed 41 people.", "41", "Hamas"),
    ("The Arakan Army claims to have captured 41 outposts.", "41", "The Arakan Army"),
    ("The Karen National Union (KNU) said 41 villagers were hurt.", "41", "The Karen National Union"),
    ("The military on its part said that it killed 41 terrorists in Borno.", "41", "The military"),
    (
        "The Office of the Prosecutor announced charges over the deaths of 41 villagers.",
        "41",
        "The Office of the Prosecutor",
    ),
    (
        "The death toll has climbed to 41, up from 30 on Friday, state broadcaster MRTV reported.",
        "41",
        "state broadcaster MRTV",
    ),
    ("Ukrainian intelligence estimates Russia has 41 launchers left.", "41", "Ukrainian intelligence"),
    ("The M23, for its part, accused the army of shelling 41 homes.", "41", "The M23"),
    (
        ("In its daily update, the General Staff of the Armed Forces of Ukraine reported 41 combat clashes."),
        "41",
        "the General Staff of the Armed Forces of Ukraine",
    ),
    (
        "Haitian National Police said in a post on X that 41 gang members were shot dead.",
        "41",
        "Haitian National Police",
    ),
    ("The General Staff reports: over the past day, the enemy lost 41 tanks.", "41", "The General Staff"),
    ("The militant group claimed to have stormed a post in May, which held 41 men.", "41", "The militant group"),
    ('"We regret the deaths of our men." The army said 41 rebels had fallen.', "41", "The army"),
    ("The rebels admitted on their social media pages the killing of 41 of their men.", "41", "The rebels"),
    ("Yemeni rebels assert that they attacked 41 ships.", "41", "Yemeni rebels"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_a_party_or_its_media_speaks_under_its_name(
    speaker_of: SpeakerOf, text: str, figure: str, speaker: str
) -> None:
    assert speaker_of(text, figure) == speaker
