"""What is called a contradiction, and what is not: a part, another attack, a correction, a doubt.

Every story has a town of its own, so that all are linked and compared once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.warehouse.dispatches import ARMY, SOHR, Newsroom, Said, Voice, newsroom, said

CLINIC = Voice("the Zerin clinic", "medical")
DESK = Voice("Eastern Desk")
MINISTRY = Voice("Ministry of Health of Amrun", "medical")

Told = tuple[str, str, list[Said]]
STORIES: dict[str, tuple[str, list[Told]]] = {
    "two voices of one text": ("contradiction", [("Ledger", "15", [said("22", by=SOHR), said("17", by=DESK)])]),
    "an outlet's total and its source's part": (
        "compatible",
        [("Ledger", "15", [said("10"), said("3", by=SOHR)])],
    ),
    "an outlet's total and a voice that gives a lower toll": (
        "contradiction",
        [("Ledger", "15", [said("10"), said("3", by=SOHR, sentence="The Observatory gave a lower toll: 3 people.")])],
    ),
    "another attack in the same text": (
        "compatible",
        [
            ("Ledger", "15", [said("10", by=SOHR)]),
            ("Ledger", "15", [said("11", by=SOHR), said("4", by=ARMY, sentence="Elsewhere 4 people died, it said.")]),
        ],
    ),
    "five others died": (
        "compatible",
        [
            ("Ledger", "15", [said("10", by=SOHR)]),
            ("Harbour Post", "15", [said("5", by=DESK, entity_text="others", sentence="A child and 5 others died.")]),
        ],
    ),
    "what one clinic received": (
        "compatible",
        [
            ("Ledger", "15", [said("10", by=SOHR)]),
            ("Harbour Post", "15", [said("5", by=CLINIC, sentence="The clinic received 5 people killed there.")]),
        ],
    ),
    "one person, and a dozen": (
        "not_comparable",
        [("Ledger", "15", [said("12", by=SOHR)]), ("Harbour Post", "15", [said("1", by=DESK)])],
    ),
    "who was merely there": (
        "not_comparable",
        [
            ("Ledger", "15", [said("12", by=SOHR, outcome="other")]),
            ("Harbour Post", "15", [said("40", by=DESK, outcome="other")]),
        ],
    ),
    "a ministry corrected downwards": (
        "revised",
        [
            ("Ledger", "15", [said("50", by=SOHR)]),
            ("Harbour Post", "16", [said("47", by=MINISTRY, sentence="The ministry corrected that to 47 people.")]),
        ],
    ),
    "a day later, without a word of why": (
        "contradiction",
        [("Ledger", "15", [said("50", by=SOHR)]), ("Harbour Post", "16", [said("47", by=MINISTRY)])],
    ),
    "an update of the same day": (
        "rising",
        [
            ("Ledger", "15", [said("5", by=SOHR)]),
            (
                "Harbour Post",
                "15",
                [said("13", by=DESK, sentence="13 people died, it said, updating an earlier toll.")],
            ),
        ],
    ),
}


@pytest.fixture(scope="module")
def compared() -> Iterator[dict[str, dict[str, Any]]]:
    with newsroom() as room:
        for number, (_, texts) in enumerate(STORIES.values()):
            for outlet, day, figures in texts:
                _dispatch(room, number, outlet, day, figures)
        rows = room.link().rows("select * from comparison where entity_class = 'person'")
    names = list(STORIES)
    yield {names[int(row["place"].split()[-1])]: row for row in rows}


def _dispatch(room: Newsroom, number: int, outlet: str, day: str, figures: list[Said]) -> None:
    place = {"place_text": f"Town {number}", "place_id": f"alias:town-{number}", "latitude": 20.0 + 3 * number}
    room.dispatch(
        f"{outlet} {number}",
        f"2015-10-{day}",
        *(Said(f.quantity, f.entity_class, f.by, place | f.changes) for f in figures),
    )


@pytest.mark.parametrize("story", STORIES)
def test_what_is_a_contradiction_and_what_is_not(compared: dict[str, dict[str, Any]], story: str) -> None:
    assert compared[story]["verdict"] == STORIES[story][0], compared[story]["reason"]


def test_the_reason_names_the_two_claims_that_exclude_each_other(compared: dict[str, dict[str, Any]]) -> None:
    reason = compared["two voices of one text"]["reason"]
    assert "says 22" in reason
    assert "says 17" in reason
    assert "not sure" in compared["one person, and a dozen"]["reason"]
    assert compared["a ministry corrected downwards"]["reason"].startswith("revised down")


def test_a_part_bounds_the_whole_from_below_only(compared: dict[str, dict[str, Any]]) -> None:
    figure = compared["five others died"]
    assert (figure["hull_low"], figure["hull_high"]) == (5, None)
