"""Other events stay out of the toll, and people without a number are two at least."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.toll_texts import bounds, tolls_of

OTHER_EVENTS = [
    ("Two clerks were shot dead in Tarvo. Overall, 31 people have been killed in the region.", 2),
    ("A mine killed three herders. It was the worst such case since a blast that killed 40 people in May.", 3),
    ("A bomb killed nine traders on Monday. A similar attack last month killed 23 people.", 9),
    ("Rockets killed four people in Tarvo. In retaliation, jets killed 20 people across the border.", 4),
    ("Gunmen killed five teachers. Days earlier, gunmen had killed three drivers.", 5),
    ("A raid killed six rangers, one of whom won a race held in 1998. A cook was also killed.", 7),
    ("On Monday gunmen killed 11 soldiers in Tarvo. In January, 47 soldiers were killed in a raid on a base.", 11),
    ("Rockets killed four people in Tarvo. The army responded with air strikes on camps, killing nine.", 4),
    ("Shells killed four people in Tarvo. The army hit back with drones that killed 20 fighters.", 4),
    ("A mine killed two herders. In response, troops shelled a village and killed six.", 2),
    # near misses: the same event, or the only one
    ("Police arrested two men. A judge was shot dead, it seems in revenge for having jailed their chief.", 1),
    ("Police in Tarvo arrested two men. They are held for a raid that killed five herders last month.", 5),
    ("Raiders killed four herders last month. The raid last month also left two guards dead.", 6),
    ("Gunmen killed five teachers. Medics responded with five cars and found a dead cook.", 6),
    ("On Monday gunmen killed a judge. Two of his guards, hired in January, were killed too.", 3),
    ("Gunmen killed five teachers. Troops fired back and killed two gunmen and a cook.", 8),
    ("A similar attack last month killed 23 people.", 23),
    ("A bomb killed nine traders on Monday. Two porters were also killed.", 11),
]


@pytest.mark.parametrize(("text", "number"), OTHER_EVENTS)
def test_other_events_stay_out(text: str, number: int) -> None:
    found = tolls_of(text)["killed"]
    assert found.best == number


SENTENCES = [
    "A bomb killed 12 people in Aden on Monday.",
    "At least five soldiers were killed in Aden on Monday.",
    "Two people were hurt in Aden on Monday.",
    "Officials said 20 people were killed in Aden on Monday.",
]
ELSEWHERE = [
    "On 3 March 2019, a bomb killed 40 people in Lagos.",
    "A mine killed two farmers in Gao on 7 April 2020.",
    "In Mosul, three people were wounded on 2 February 2021.",
    "Police said nine people were killed and 30 wounded in Karachi on 12 January 2021.",
]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SENTENCES), st.lists(st.sampled_from(ELSEWHERE), min_size=1, max_size=3, unique=True))
def test_a_sentence_of_another_place_and_day_never_changes_the_toll(main: str, others: list[str]) -> None:
    alone, beside = tolls_of(main), tolls_of(" ".join([main, *others]))
    assert {o: (t.low, t.best, t.high) for o, t in alone.items()} == {
        o: (t.low, t.best, t.high) for o, t in beside.items()
    }


def test_the_explanation_says_why_a_figure_stays_out() -> None:
    found = tolls_of("A bomb killed 12 people in Aden on Monday. On 3 March 2019, a bomb killed 40 people in Lagos.")
    roles = {e.exact: (e.role, e.why) for e in found["killed"].evidence}
    assert roles["12 people"][0] == "best"
    assert roles["40 people"][0] == "other_event"
    assert roles["40 people"][1]


UNNUMBERED = [
    ("One man was killed and others were wounded in Tarvo.", "injured", (2, None, None)),
    ("A shell hit a market in Tarvo, killing civilians.", "killed", (2, None, None)),
    ("Villagers were killed in the raid, officials said.", "killed", (2, None, None)),
    ("Raiders abducted three cooks. The hostages were killed the same night.", "killed", (3, 3, 3)),
    ("Gunmen kidnapped two sisters. Both captives were killed.", "killed", (2, 2, 2)),
    # near misses
    ("No civilians were killed in Tarvo.", "killed", (0, 0, 0)),
    ("Villagers could be killed if the dam breaks.", "killed", None),
    ("Twelve people were killed. The villagers were killed at dawn.", "killed", (12, 12, 12)),
    ("Soldiers fired at the crowd and left.", "killed", None),
]


@pytest.mark.parametrize(("text", "outcome", "expected"), UNNUMBERED)
def test_people_without_a_number_are_two_at_least(
    text: str, outcome: str, expected: tuple[int | None, ...] | None
) -> None:
    assert bounds(text, outcome) == expected


def test_a_bare_plural_gives_a_toll_and_no_assertion() -> None:
    assert tolls_of("Others were wounded in Tarvo.")["injured"].assertion_ids == ()
