"""Who says it: UN agencies, aid groups, courts, monitors and services that count the dead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    ("Partners on the ground report that 41 people were displaced in Nyala on 3 June.", "41", "Partners on the ground"),
    (
        "IOM's Displacement Tracking Matrix estimates that 41 households fled Babanusa.",
        "41",
        "IOM's Displacement Tracking Matrix",
    ),
    (
        "As of 12 May, the Ministry of Health in Gaza (MoH) had recorded 41 fatalities, OCHA said.",
        "41",
        "the Ministry of Health in Gaza",
    ),
    (
        "Between 4 and 11 July, according to the Education Cluster, 41 schools were damaged.",
        "41",
        "the Education Cluster",
    ),
    (
        "At least 41 people were reportedly injured, based on figures from the State Emergency Service.",
        "41",
        "the State Emergency Service",
    ),
    ("WFP warns that 41 lorries remain stranded at the border.", "41", "WFP"),
    (
        "Soldiers summarily executed at least 41 men in Moura, Human Rights Watch said today.",
        "41",
        "Human Rights Watch",
    ),
    (
        "The commission of inquiry found reasonable grounds to believe that 41 detainees were killed.",
        "41",
        "The commission of inquiry",
    ),
    ("The Protection Cluster received reports of 41 incidents in May.", "41", "The Protection Cluster"),
    ("Save the Children staff say 41 classrooms were destroyed.", "41", "Save the Children staff"),
    (
        "MSF teams in El Geneina received 41 wounded patients, the organisation said in a statement.",
        "41",
        "the organisation",
    ),
    ("ISW assessed that Russian forces lost 41 vehicles.", "41", "ISW"),
    ("It is estimated that 41 percent of homes are damaged, the World Bank said.", "41", "the World Bank"),
    (
        "Israel's Magen David Adom ambulance service says it treated 41 people.",
        "41",
        "Israel's Magen David Adom ambulance service",
    ),
    ("A total of 41 aid trucks entered Gaza on Monday, COGAT said.", "41", "COGAT"),
    (
        "Between 1 and 15 April, humanitarian partners reported 41 incidents affecting aid access.",
        "41",
        "humanitarian partners",
    ),
    (
        "As per the Somali Disaster Management Agency, 41 people have died in flash floods.",
        "41",
        "the Somali Disaster Management Agency",
    ),
    ("B'Tselem, an Israeli rights group, says 41 homes were demolished.", "41", "B'Tselem"),
    ("Airwars estimates that between 41 and 60 civilians died in the strike.", "41", "Airwars"),
    ("ACLED recorded 41 events in the state last month.", "41", "ACLED"),
    (
        "The bishops' conference denounced the attack and said 41 parishioners were missing.",
        "41",
        "The bishops' conference",
    ),
    ("Colombia's peace court (JEP) has said 41 farmers were passed off as rebels.", "41", "Colombia's peace court"),
    ("The toll has been put at 41 by the Red Crescent.", "41", "the Red Crescent"),
    (
        "Medecins Sans Frontieres treated 41 wounded in one night, it said in a press release.",
        "41",
        "Medecins Sans Frontieres",
    ),
    ("Health Cluster partners reported 41 trauma cases from Zamzam camp.", "41", "Health Cluster partners"),
    (
        "Monitors from the Civilian Impact Monitoring Project logged 41 incidents.",
        "41",
        "Monitors from the Civilian Impact Monitoring Project",
    ),
    ("The aid group CARE says 41 of its trucks were looted.", "41", "The aid group CARE"),
    ("Doctors Without Borders said its teams treated 41 people for gunshot wounds.", "41", "Doctors Without Borders"),
    ("On Monday the UN released a report which revealed that 41 of the dead were children.", "41", "the UN"),
    (
        ("KHAN ZERIN, Gaza Strip (AP & AFP) Gaza's civil defence agency said strikes killed at least 41 people."),
        "41",
        "Gaza's civil defence agency",
    ),
    ("LIMA (Reuters) - The Red Cross said its staff found 41 bodies.", "41", "The Red Cross"),
    ("As of 1 September, health facilities had reported 41 deaths.", "41", "health facilities"),
    (
        "At least 41 were killed, according to a witness and Human Rights Watch.",
        "41",
        "a witness and Human Rights Watch",
    ),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_who_helps_or_watches_speaks_under_its_name(
    speaker_of: SpeakerOf, text: str, figure: str, speaker: str
) -> None:
    assert speaker_of(text, figure) == speaker
