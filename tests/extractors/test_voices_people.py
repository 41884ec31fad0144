"""Who says it: officials, residents, survivors, medics and others, by name or by what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.model import Chain

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("Eyewitnesses recounted that gunmen on motorcycles shot dead 41 worshippers.", "41", "Eyewitnesses"),
    (
        "The toll rose from 17 to 41, hospital director Amal Saeed said by telephone.",
        "17",
        "hospital director Amal Saeed",
    ),
    (
        (
            "Forty houses burned, while 41 families lost everything, the district commissioner, Peter "
            "Gai, told Radio Tamazuj."
        ),
        "41",
        "the district commissioner, Peter Gai",
    ),
    ("Local authorities informed OCHA that 41 families had arrived in Tawila.", "41", "Local authorities"),
    ('"I counted 41 bodies by the well," said a 34-year-old herder who fled to Bamako.', "41", "a 34-year-old herder"),
    ("A 52-year-old shopkeeper told researchers that 41 houses had been torched.", "41", "A 52-year-old shopkeeper"),
    ("Three witnesses described seeing 41 bodies in a ditch.", "41", "Three witnesses"),
    (
        ("A community leader, Mallam Isa Danjuma, told our correspondent that the bandits killed 41 persons."),
        "41",
        "A community leader, Mallam Isa Danjuma",
    ),
    ("The lawmaker lamented that 41 of his constituents had been killed in two weeks.", "41", "The lawmaker"),
    (
        ("Officials in the Hamas-run enclave, whose figures the UN considers reliable, say 41 people were killed."),
        "41",
        "Officials in the Hamas-run enclave",
    ),
    (
        ("A medic, who spoke on condition of anonymity for fear of reprisals, said 41 bodies had been brought in."),
        "41",
        "A medic",
    ),
    (
        (
            "Some 41 aid workers have been killed this year, the highest number on record, the UN "
            "humanitarian chief told the Security Council."
        ),
        "41",
        "the UN humanitarian chief",
    ),
    (
        ("A spokesperson for Joint Task Force Lake told journalists in Maiduguri that troops killed 41 insurgents."),
        "41",
        "A spokesperson for Joint Task Force Lake",
    ),
    ("Local resident Amina Yusuf recounted how gunmen killed 41 neighbours.", "41", "Local resident Amina Yusuf"),
    ("No one has claimed responsibility for the bombing, which police say killed 41.", "41", "police"),
    (
        ("The rebel commander who led the assault, known as Abu Omar, said by phone that his men took 41 prisoners."),
        "41",
        "The rebel commander",
    ),
    (
        (
            "As many as 41 people may have died, a senior U.S. official told reporters, speaking on "
            "condition of anonymity."
        ),
        "41",
        "a senior U.S. official",
    ),
    ('"We were 41 in the boat," recalled Ousmane, a 19-year-old survivor.', "41", "Ousmane"),
    (
        "A nurse at Al-Shifa, who asked that her name be withheld, said 41 patients had died.",
        "41",
        "A nurse at Al-Shifa",
    ),
    ("In a tweet, the mayor wrote: 41 people injured, two critically.", "41", "the mayor"),
    ("Survivors told HRW that the attackers burned 41 tukuls.", "41", "Survivors"),
    (
        ("Hospital sources in Khan Younis told Al Jazeera Arabic that 41 people had been killed since dawn."),
        "41",
        "Hospital sources in Khan Younis",
    ),
    ("Kenya's president said Monday 41 officers would be sent.", "41", "Kenya's president"),
    ("On the ground, commanders speak of 41 casualties a day.", "41", "commanders"),
    (
        "Officials at the Civil Defence, an arm of the Interior Ministry, reported finding 41 bodies.",
        "41",
        "Officials at the Civil Defence",
    ),
    (
        "A Pakistani security official, on condition of anonymity, said 41 militants were killed.",
        "41",
        "A Pakistani security official",
    ),
    ("With hospitals overwhelmed, doctors at Nasser said they had received 41 bodies.", "41", "doctors at Nasser"),
    (
        "Among the dead were 41 students, the school's principal, Daw Khin, told Myanmar Now.",
        "41",
        "the school's principal, Daw Khin",
    ),
    (
        "A local People's Defence Force spokesman told The Irrawaddy that 41 junta troops were killed.",
        "41",
        "A local People's Defence Force spokesman",
    ),
    ("The source, who pleaded anonymity, said the gunmen whisked away 41 persons.", "41", "The source"),
    ("Reacting, the police said 41 suspects were held.", "41", "the police"),
    ("Witnesses interviewed by Human Rights Watch described the killing of 41 men.", "41", "Witnesses"),
    (
        'Local chief Bulama Modu, who escaped, said by phone: "41 people are buried here."',
        "41",
        "Local chief Bulama Modu",
    ),
    (
        "Hamas-run authorities say more than 41,000 Palestinians have died since the war began.",
        "41,000",
        "Hamas-run authorities",
    ),
    ('"Only 41 of us made it," says Halima, who walked for six days.', "41", "Halima"),
    ("Family members said 41 relatives were in the house.", "41", "Family members"),
    ("In Gedaref, camp managers told the team that 41 tents had collapsed.", "41", "camp managers"),
    (
        "A monk at a hillside monastery put the number of wounded at no more than 41.",
        "41",
        "A monk at a hillside monastery",
    ),
    ("Survivor Ana Ruiz, a cook on the ferry, estimated 41 people had drowned.", "41", "Survivor Ana Ruiz"),
    (
        (
            "In the hills, Hamid Osman, Director General of the Ministry of Health in Zerin recently said"
            " that 41 had died."
        ),
        "41",
        "Hamid Osman",
    ),
    ("KAFA, Northland — Forty passengers were trapped, said two survivors who swam 41 metres.", "41", "two survivors"),
    (
        "A raid killed 41 people in the capital, security and hospital officials said.",
        "41",
        "security and hospital officials",
    ),
    (
        "At least 41 officers fell, according to police and hospital officials who also spoke anonymously.",
        "41",
        "police and hospital officials",
    ),
    (
        '"There are only 41 wounded," said the station\'s forensics chief, Najim Osman.',
        "41",
        "the station's forensics chief, Najim Osman",
    ),
    (
        "A cook and 41 men fell, according to what the AFP reporter in the motorcade witnessed.",
        "41",
        "the AFP reporter in the motorcade",
    ),
    ("A resident who gave his name only as Ali said 41 neighbours had been taken.", "41", "A resident"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_a_person_speaks_by_name_or_description(speaker_of: SpeakerOf, text: str, figure: str, speaker: str) -> None:
    assert speaker_of(text, figure) == speaker


@pytest.mark.parametrize(
    ("text", "source_class", "actor_id"),
    [
        (
            "Jens Brandt, a spokesman for OCHA, said eight lorries burned. Brandt said 41 were saved.",
            "un_agency",
            "ocha",
        ),
        ("Yahya Sariq, Northland's rebel spokesman, said 41 ships were hit.", "belligerent_official", None),
        ("Ihor Marchenko, the mayor of Zerin, said 41 people died.", "unnamed_official", None),
        ("At least 41 people died, said Oleh Marchenko, head of the district police.", "unnamed_official", None),
        ("UNICEF spokesperson James Elder said two died. Elder said another 41 were hurt.", "un_agency", "unicef"),
        ("Civil defence spokesman Mahmud Bassal said 41 died.", "medical", "gaza_civil_defence"),
    ],
)
def test_the_office_beside_a_name_types_the_speaker(
    chain_of_figure: Callable[[str, str], Chain], text: str, source_class: str, actor_id: str | None
) -> None:
    speaker = chain_of_figure(text, "41").hops[-1]
    assert (speaker.source_class, speaker.actor_id, speaker.named) == (source_class, actor_id, True)
