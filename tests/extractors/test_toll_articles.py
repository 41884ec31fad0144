"""Tolls of short articles: updates, heading and body, parts, other events, named dead, attackers, none."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.model import Document, Number
from extractors.reader import Reader
from extractors.tolls import tolls


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, title: str | None = None) -> dict[str, Number | None]:
    """The number of each outcome that the article has a toll of."""
    assertions = reader().read_one(Document("d", text, title, "The Daily", "2021-05-06"))
    return {t.outcome: t.best for t in tolls(assertions)}


ARTICLES: list[tuple[str, dict[str, int]]] = [
    # an update in a later paragraph
    (
        "Officials first spoke of six dead.\n\nBy evening the death toll had risen to 11, the governor said.",
        {"killed": 11},
    ),
    (
        "A bomb killed at least 14 people at a bus station on Monday.\n\nThe death toll rose to 19 on Tuesday as five"
        " of the wounded died.\n\nThe station had been crowded.",
        {"killed": 19},
    ),
    ("Nine miners were killed in a blast.\n\nThe company later lowered the death toll to eight.", {"killed": 8}),
    # headline and body
    (
        "Shelling kills 17 in market\n\nShelling killed 17 people at a vegetable market on Friday.\n\nAmong the dead"
        " were six traders and two porters. Thirty people were wounded.",
        {"killed": 17, "injured": 30},
    ),
    (
        "Dozens wounded in clashes\n\nForty-two people were wounded in clashes in the old town, doctors said.",
        {"injured": 42},
    ),
    # parts without a total
    (
        "Rockets hit three suburbs on Saturday.\n\nIn the north, rockets killed four farmers.\n\nIn the south, two"
        " nurses were killed at a clinic.",
        {"killed": 6},
    ),
    (
        "Gunmen killed seven soldiers at a checkpoint.\n\nAnother three people were killed when a mine blew up an"
        " ambulance.",
        {"killed": 10},
    ),
    (
        "A judge was killed in his car. His driver was also killed.\n\nTwo passers-by were wounded.",
        {"killed": 2, "injured": 2},
    ),
    # parts with a total
    (
        "A ferry was shelled on Monday, killing 25 people.\n\nThe dead included eight children and two sailors.\n\n"
        "Seven of the dead came from one village.",
        {"killed": 25},
    ),
    ("Six policemen and nine traders were killed in the raid.\n\nThe 15 dead were buried on Sunday.", {"killed": 15}),
    ("Of the 40 passengers, 12 were killed and 20 were wounded.", {"killed": 12, "injured": 20}),
    # one outcome beside another
    ("A mine killed three herders and wounded five.\n\nOne of the wounded died in hospital.", {"injured": 5}),
    ("The blast killed five people and left a toll of eight people wounded in a nearby school.", {"killed": 5}),
    (
        "Twelve traders, four guards and two cooks were killed and 90 more including 35 children injured in the blast.",
        {"killed": 18, "injured": 90},
    ),
    # other events
    (
        "A strike killed eight people in Kharkiv on Monday.\n\nMore than 10,000 people have been killed since the war"
        " began.",
        {"killed": 8},
    ),
    (
        "A bomb killed three people at a station on Monday.\n\nThe guards ran.\n\nThe town is poor.\n\nThe war in the"
        " country has killed 70,000 people.",
        {"killed": 3},
    ),
    (
        "Gunmen killed four teachers on Friday.\n\nIn 2014, gunmen killed 130 pupils at a school in the same region.",
        {"killed": 4},
    ),
    # named dead
    (
        "Mayor Idris Bello was shot dead outside his home on Friday.\n\nBello, who was killed by two men, had been"
        " mayor since 2010.\n\nThe mayor was 51.",
        {"killed": 1},
    ),
    (
        "Idris Bello, head of the union of miners, and Amina Salad, a lawyer, were killed on Friday.\n\nThe murder of"
        " Bello and Salad led to protests.",
        {"killed": 2},
    ),
    (
        "Three reporters were killed in an ambush.\n\nOne of them was Amina Salad, 34.\n\nThe murder of Amina Salad"
        " shook the town.",
        {"killed": 3},
    ),
    ("Two judges were killed on Monday.\n\nFour other judges were killed on Tuesday.", {"killed": 6}),
    ("A man was stabbed and later died in hospital.\n\nA woman was shot and killed nearby.", {"killed": 2}),
    # those who attacked
    ("Three attackers stormed a hotel and killed 12 guests.\n\nAll three attackers were shot dead.", {"killed": 12}),
    ("A guard was killed at a mosque.\n\nPolice later shot dead one suspect.", {"killed": 1}),
    ("The army killed two gunmen in a raid on a farm.\n\nNo soldiers were wounded.", {"killed": 2, "injured": 0}),
    # none
    (
        "A rocket hit an empty school on Sunday.\n\nThere were no casualties, the mayor said.",
        {"killed": 0, "injured": 0},
    ),
    ("Two people were wounded by a drone.\n\nNobody was killed.", {"killed": 0, "injured": 2}),
    # two voices
    (
        "Doctors said 18 people were killed.\n\nThe army said 25 people were killed.\n\nDoctors said 40 people were"
        " wounded.",
        {"killed": 18, "injured": 40},
    ),
]


@pytest.mark.parametrize(("text", "numbers"), ARTICLES)
def test_articles_of_several_paragraphs(text: str, numbers: dict[str, int]) -> None:
    found = read(text)
    assert {outcome: found.get(outcome) for outcome in numbers} == numbers


def test_a_heading_counts_as_heading_however_it_is_delivered() -> None:
    heading, body = "Blast kills 20", "A blast killed 21 people at a fish market in Lamu on Friday."
    assert read(f"{heading}\n\n{body}") == read(f"{heading}\n\n{body}", title=heading) == {"killed": 21}
