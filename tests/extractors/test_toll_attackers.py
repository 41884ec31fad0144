"""Attackers among the dead: in the number where they are told with the victims or alone, else in the range only."""

from __future__ import annotations

import pytest

from tests.extractors.toll_texts import tolls_of

CASES = [
    # told apart: low, best, high, of_attackers, attackers_in_best
    ("Two gunmen killed 15 guests at an inn; both gunmen were later shot dead.", (15, 15, 17, 2, 0)),
    ("Three attackers killed 12 guests at an inn. All three attackers were shot dead.", (12, 12, 15, 3, 0)),
    ("A gunman killed a guard. Police killed the gunman.", (1, 1, 2, 1, 0)),
    # told with the victims
    ("Sixteen people, including the bomber, were killed in the blast.", (16, 16, 16, 1, 1)),
    ("In addition to the bomber, four porters were killed.", (5, 5, 5, 1, 1)),
    ("Four soldiers and three attackers were killed in the raid.", (7, 7, 7, 3, 3)),
    # nobody else is counted
    ("At least 12 assailants were killed at a post near Tarvo.", (12, 12, None, 12, 12)),
    ("Fighters raided a village. Guards drove them off, killing five attackers and wounding three.", (5, 5, 5, 5, 5)),
    # by name, by "he", by a description
    ("Omar Nasser opened fire and killed seven people. Omar Nasser was killed by guards.", (7, 7, 8, 1, 0)),
    ("A gunman killed a clerk before he was shot dead by police.", (1, 1, 2, 1, 0)),
    ("Two people were killed in a cafe. The gunman, a former soldier, was shot dead.", (2, 2, 3, 1, 0)),
    # by surname alone, and as the one who was stopped after the deed
    ("Omar Said Haddad rammed a gate and killed two guards. Haddad was killed on the spot.", (2, 2, 3, 1, 0)),
    (
        "A gunman killed six people. The gunman was identified as Musa Haddad. Musa Haddad was shot dead.",
        (6, 6, 7, 1, 0),
    ),
    ("Police shot a young man dead after he stabbed and beheaded a clerk.", (1, 1, 2, 1, 0)),
    # near misses: shot after something harmless, one who fires on the attackers
    ("Police shot a young man dead after he left a party.", (1, 1, 1, 0, 0)),
    ("Guard Omar Said Haddad opened fire on the attackers. Haddad was killed.", (1, 1, 1, 0, 0)),
    # near misses: a victim told as "he", a victim's name
    ("A gunman shot a guard and he died.", (1, 1, 1, 0, 0)),
    ("Gunmen killed Idris Bello. Bello was killed by two men.", (1, 1, 1, 0, 0)),
    # near miss: fighters of the other side are dead like all others
    ("A guard was killed at a post. Troops fired back and killed four militants.", (5, 5, 5, 0, 0)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_attackers_among_the_dead(text: str, expected: tuple[int | None, ...]) -> None:
    found = tolls_of(text)["killed"]
    assert (found.low, found.best, found.high, found.of_attackers, found.attackers_in_best) == expected


def test_victims_alone_leave_the_attackers_out() -> None:
    apart = tolls_of("Two gunmen killed 15 guests at an inn; both gunmen were later shot dead.")["killed"].victims()
    assert apart is not None and (apart.low, apart.best, apart.high, apart.of_attackers) == (15, 15, 15, 0)
    inside = tolls_of("Sixteen people, including the bomber, were killed.")["killed"].victims()
    assert inside is not None and (inside.low, inside.best, inside.high) == (15, 15, 15)
    without = tolls_of("A raid killed ten people.")["killed"]
    assert without.victims() == without


def test_where_only_attackers_died_there_is_no_toll_of_victims() -> None:
    assert tolls_of("Guards killed five attackers.")["killed"].victims() is None
