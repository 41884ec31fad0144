"""Which single and named people a text says were harmed: as figures of one, never towns, plots or agents."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.model import Document
from extractors.reader import Reader


@cache
def reader() -> Reader:
    return Reader()


def singles(text: str) -> list[tuple[str, str]]:
    """What is counted as one without a number word, with its outcome."""
    found = reader().read_one(Document("d", text, None, "The Daily", "2021-05-06"))
    return [(a.counted.entity_text, a.happening.outcome) for a in found if a.implicit]


NAMED = [
    ("Gunmen killed Omar Haddad in Tikrit.", ["Omar Haddad"]),
    ("Omar Haddad, who was killed on Friday, wrote for a weekly.", ["Omar Haddad"]),
    ("Omar Haddad died of his wounds.", ["Omar Haddad"]),
    ("The murder of Judge Omar Haddad led to protests.", ["Omar Haddad"]),
    ("Omar Haddad's murder led to protests.", ["Omar Haddad"]),
    ("The murders of Omar Haddad, Sami Nasser and Senator Amina Salad led to protests.",
     ["Omar Haddad", "Sami Nasser", "Amina Salad"]),
    ("Colonel Omar Haddad and Captain Sami Nasser were killed.", ["Omar Haddad", "Sami Nasser"]),
    ("Omar Haddad, head of the union of miners, which he led from 1990, was shot dead on Friday.", ["Omar Haddad"]),
    ("Omar Haddad, of the Unity [former Green] Party, was murdered on Friday.", ["Omar Haddad"]),
    ("Omar Haddad was found dead under a bridge.", ["Omar Haddad"]),
    ("The murder in Gao of Omar Haddad led to protests.", ["Omar Haddad"]),
    ("The suspects in the murder of Omar Haddad were freed.", ["Omar Haddad"]),
    ("The killings during the past two days of Omar Haddad and Amina Salad led to protests.",
     ["Omar Haddad", "Amina Salad"]),
    ("The murder of Omar Haddad, along with Amina Salad, led to protests.", ["Omar Haddad", "Amina Salad"]),
    ("THE MURDER OF JUDGE OMAR HADDAD LED TO PROTESTS.", ["OMAR HADDAD"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_people_killed_are_found_by_name(text: str, names: list[str]) -> None:
    assert singles(text) == [(name, "killed") for name in names]


NOBODY = [
    "The plot for the murder of Omar Haddad failed.",
    "An attempted assassination of Omar Haddad failed.",
    "Twelve people were killed in San Marino.",
    "Twelve people were killed, Omar Haddad said.",
    "The Haddad Brigade killed twelve people.",
    "Officials received another death threat on Monday.",
    "Twelve people were killed, the minister said.",
    "Omar Haddad, head of the union, said that three men were killed.",
    "Twelve people died in the attack by a group led by Omar Haddad, a priest.",
    "Twelve people were killed in Syria by Hezbollah.",
    "He led a quiet life after two of his brothers were killed.",
    "Neither the mayor nor his wife was injured.",
    "The rebel alliance killed twelve people.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_made_a_victim_who_is_none(text: str) -> None:
    assert singles(text) == []


TOLD = [
    ("A bomb killed the driver.", [("driver", "killed")]),
    ("His bodyguard was wounded.", [("bodyguard", "injured")]),
    ("The senator's brother was killed.", [("brother", "killed")]),
    ("His wife and son were killed.", [("wife", "killed"), ("son", "killed")]),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_one_person_told_by_the_or_an_owner(text: str, told: list[tuple[str, str]]) -> None:
    assert [(entity.rpartition(" ")[2], outcome) for entity, outcome in singles(text)] == told


DESCRIBED = [
    ("An aid worker, Omar Haddad, was killed on Friday.", "aid_worker"),
    ("Omar Haddad, leader of the union of miners, was shot dead.", "leader"),
    ("Omar Haddad, 45, a rebel commander, was killed.", "leader"),
    ("Abu Nasr the commander of a brigade in Hama was killed by rivals.", "leader"),
    ("National police officer Omar Haddad was seriously wounded.", "police"),
    ("The murder of Omar Haddad, one of the top leaders of the union, led to protests.", "leader"),
    ("Father Omar Haddad was murdered.", "person"),
]


@pytest.mark.parametrize(("text", "entity_class"), DESCRIBED)
def test_a_person_has_the_class_that_the_words_beside_the_name_tell(text: str, entity_class: str) -> None:
    found = reader().read_one(Document("d", text))
    assert [a.counted.entity_class for a in found if a.implicit] == [entity_class]


HEADLINES = [
    ("Soldier killed, two hurt in Homs ambush", [("Soldier", "killed")]),
    ("Army kills rebel commander in the north", [("commander", "killed")]),
    ("Helicopter shot down over the gulf", [("Helicopter", "destroyed")]),
    ("Child dies in shelling of camp", [("Child", "killed")]),
    ("Teacher, two pupils killed in raid on school", [("Teacher", "killed")]),
    ("Rebel fire kills three", []),
    ("Twelve killed, army spokesman says", []),
]


@pytest.mark.parametrize(("text", "told"), HEADLINES)
def test_a_headline_tells_of_one_without_an_article(text: str, told: list[tuple[str, str]]) -> None:
    assert singles(text) == told
