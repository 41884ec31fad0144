"""Who says it over several sentences: pronouns, quotations, voices that go on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SpeakerOf = Callable[[str, str], str]

CASES = [
    (
        "Health partners have documented 41 cases of cholera. In Kosti, 17 people have died, they added.",
        "17",
        "Health partners",
    ),
    (
        "Ukraine's air force said its units downed 41 of 60 drones. Another 17 were jammed, it added.",
        "17",
        "Ukraine's air force",
    ),
    (
        ('Gunmen stormed the village at dawn. "They killed 41 of us," Musa Bello, a farmer, said by phone.'),
        "41",
        "Musa Bello",
    ),
    ("OHCHR verified 41 civilian casualties in the reporting period. Of these, 17 were children.", "17", "OHCHR"),
    ("Access remains constrained. Partners estimate 41 villages cannot be reached.", "41", "Partners"),
    (
        '"It was a massacre," said Abdallah Hassan, 47, a teacher. "I saw 41 bodies in the street."',
        "41",
        "Abdallah Hassan",
    ),
    ('Fatma Ali lost her husband. "They shot 41 men," she said.', "41", "Fatma Ali"),
    ("Colonel Diarra blamed the rebels. According to him, 41 soldiers fell.", "41", "Colonel Diarra"),
    (
        (
            "Speaking from Goma, MSF coordinator Lena Voss described overwhelmed wards. Her team treated "
            "41 patients on Sunday, she said."
        ),
        "41",
        "MSF coordinator Lena Voss",
    ),
    ("The ICRC said it was appalled. It added that 41 of its staff were missing.", "41", "The ICRC"),
    ("OCHA said 41 schools were hit in May. In June, a further 17 were damaged, the agency said.", "17", "OCHA"),
    (
        (
            "The mayor said six people died. Rescue work was continuing in the evening. Two of the 41 "
            "wounded are in a critical condition, hospital staff said."
        ),
        "41",
        "hospital staff",
    ),
    (
        (
            "Police said the bomber struck at noon. He also wounded 41 people. Last year a bombing in the"
            " same market killed 17."
        ),
        "41",
        "Police",
    ),
    (
        ("The army said in a statement that it raided three villages. Troops seized 41 rifles and 12 motorcycles."),
        "41",
        "The army",
    ),
    ("Six people died in Homs, state media said. The UN says 41,000 people have died in the war.", "41,000", "The UN"),
    (
        ("A witness, Karim, said he saw 41 bodies. The army says it targeted militants. It said 17 were killed."),
        "17",
        "The army",
    ),
    ("The UN mission condemned the attack. It said 41 people were killed.", "41", "The UN mission"),
    (
        "Residents fled to the hills. One of them, Joseph Mbeki, told AFP that 41 huts were burned.",
        "41",
        "Joseph Mbeki",
    ),
    (
        ("Lebanon's health ministry said Israeli strikes killed 41 people on Tuesday. Among them were 17 children."),
        "17",
        "Lebanon's health ministry",
    ),
    (
        ("Hezbollah said it had fired rockets at a base. The Israeli army said 41 projectiles had crossed the border."),
        "41",
        "The Israeli army",
    ),
    (
        (
            'The spokesman said operations continued. "We have neutralised 41 terrorists," General Ali '
            "Musa told state television."
        ),
        "41",
        "General Ali Musa",
    ),
    (
        "Activist Sami Nour posted a video from the scene. He said 41 people were under the rubble.",
        "41",
        "Activist Sami Nour",
    ),
    ("Villagers blamed soldiers. The soldiers killed 41 people, they said.", "41", "Villagers"),
    ("It was unclear how many had died. One hospital said it had received 41 bodies.", "41", "One hospital"),
    ("The military said it was investigating. Relatives say 41 people were inside the house.", "41", "Relatives"),
    (
        "The general said five soldiers died. The bodies of 41 rebels were found at the scene, he added.",
        "41",
        "The general",
    ),
    ("Tigrayan authorities reported the strike on Friday. They say 41 people died.", "41", "Tigrayan authorities"),
    ('Q: How many died? A: "Forty-one," the governor replied. "And 17 are missing."', "17", "the governor"),
    (
        ("Two people died, the fire service said on Sunday. It had earlier put the number of injured at 41."),
        "41",
        "the fire service",
    ),
    (
        ('Soldiers were ambushed on Monday, the army said. "We deplore the killing of 41 men," the statement said.'),
        "41",
        "the army",
    ),
    (
        ("A military source reported that clashes broke out. 41 vehicles were destroyed during the confrontation."),
        "41",
        "A military source",
    ),
    (
        ('The head of the mission, Husam Zoubi, labelled the strike a crime. "We lost 41 people in it," he wrote.'),
        "41",
        "The head of the mission, Husam Zoubi",
    ),
    ('According to a resident, "it was a massacre" of "41 men". The mayor reported four more.', "41", "a resident"),
    ("At night rebels attacked with 41 drones. This was reported by the Air Force.", "41", "the Air Force"),
    (
        "A bomb went off under the bus, the ministry said. As a result of the blast 41 sailors were hurt.",
        "41",
        "the ministry",
    ),
    ("The IOM counted six families. The new figure comprises 41 women.", "41", "The IOM"),
    (
        "Some 41 people are in the camps. The fire brigade said in a statement on Monday after it searched the site.",
        "41",
        "The fire brigade",
    ),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), CASES)
def test_a_voice_is_found_in_the_sentences_around(speaker_of: SpeakerOf, text: str, figure: str, speaker: str) -> None:
    assert speaker_of(text, figure) == speaker
