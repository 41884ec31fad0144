"""One person counts once, however often and under whatever name a text tells of them."""

from __future__ import annotations

import pytest

from tests.extractors.toll_texts import tolls_of

ONCE = [
    # apposition
    ("One villager, a beekeeper, was killed by a mine.", 1),
    ("Two fishermen, a father and son, were killed off Tarvo.", 2),
    ("Gunmen shot dead Oskar Lind, a clerk and the brother of a judge, in Tarvo.", 1),
    ("Three soldiers, among them Sergeant Idris Bello, were killed.", 3),
    # near misses: lists of several people
    ("A nurse, a cook and a guard were killed.", 3),
    ("One villager, a beekeeper and two guards were killed.", 4),
    ("A mayor and her driver were killed.", 2),
    # the name of an attack or of who carries it says of nobody what happened
    ("A suicide bombing killed 14 porters and a police officer.", 15),
    ("A suicide bomber killed 14 porters and a nurse.", 15),
    ("A death squad killed two men and a boy.", 3),
    ("Three suicides were recorded at the camp.", 3),
    # told again
    ("A child was killed in Tarvo. The child, a girl, died at once.", 1),
    ("A teacher was killed. The victim was named as Idris Bello, a father of two.", 1),
    ("Judge Amina Salad was killed. The judge, 51, died in her car.", 1),
    ("A woman and a child died in Tarvo. Monitors reported three deaths in total, among them a man.", 3),
    ("Doctors said 14 bodies were found, while the mayor named nine dead.", 14),
    # parts, families, and those who only were aboard
    ("Nine people were killed in Tarvo, two instantly.", 9),
    ("Three of the 40 passengers were killed.", 3),
]


@pytest.mark.parametrize(("text", "number"), ONCE)
def test_one_person_counts_once(text: str, number: int) -> None:
    assert tolls_of(text)["killed"].best == number


UNHURT = [
    ("A mayor escaped unhurt, but two guards were injured.", 2),
    ("Nine people were hurt, two critically.", 9),
    ("The driver was not injured. Three passengers were injured.", 3),
    # others than the one told before add up; others than the dead do not
    ("A mayor was wounded as he spoke. Two other people were hurt in the attack.", 3),
    ("Judge Amina Salad was wounded in Tarvo. One of her bodyguards was hurt by glass.", 2),
    ("A guard was wounded at dawn. Four other guards were injured later.", 5),
    ("A mayor was wounded. A clerk was killed and two other people were hurt.", 2),
]


@pytest.mark.parametrize(("text", "number"), UNHURT)
def test_who_is_unhurt_is_not_among_the_injured(text: str, number: int) -> None:
    assert tolls_of(text)["injured"].best == number


def test_families_give_way_to_their_members() -> None:
    assert tolls_of("The strike displaced 21 families (104 people).")["displaced"].best == 104
    assert tolls_of("The strike displaced 21 families.")["displaced"].best == 21
