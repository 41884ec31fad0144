"""From low to high: what the words bound, what several origins give for the whole, what stands first."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.extractors.toll_texts import Bounds, bounds, tolls_of

STATED: list[tuple[str, Bounds]] = [
    ("At least 12 people were killed in Tarvo.", (12, 12, None)),
    ("Fewer than 40 people were killed in Tarvo.", (None, None, 39)),
    ("Nearly 30 people were killed in Tarvo.", (None, None, 29)),
    ("Up to 30 people were killed in Tarvo.", (None, None, 30)),
    ("Between 14 and 18 people were killed in Tarvo.", (14, None, 18)),
    ("The raid killed 31 people in Tarvo.", (31, 31, 31)),
    ("An unknown number of people were killed in Tarvo.", (2, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_the_words_bound_the_toll(text: str, expected: Bounds) -> None:
    assert bounds(text) == expected


SEVERAL_ORIGINS: list[tuple[str, Bounds]] = [
    ("Officials said 18 people were killed. The army said 25 people were killed.", (18, 18, 25)),
    ("The army said 25 people were killed. Officials said 18 people were killed.", (18, 25, 25)),
    ("Officials said at least 18 people were killed. The army said 25 people were killed.", (18, 18, None)),
    ("Doctors said 14 people were killed. Doctors said five nurses were killed.", (14, 14, 14)),
    ("Officials said 18 people were killed. The army said five soldiers were killed.", (18, 18, 18)),
    ("The army said five soldiers were killed. Officials said 18 people were killed.", (18, 18, 18)),
    ("Doctors said six miners were killed. The army said nine soldiers were killed.", (6, 6, 9)),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL_ORIGINS)
def test_origins_widen_the_range_and_are_never_added(text: str, expected: Bounds) -> None:
    assert bounds(text) == expected


def test_each_origin_is_listed_with_what_it_gives() -> None:
    found = tolls_of("Officials said 18 people were killed. The army said at least 25 people were killed.")["killed"]
    given_by = {o.speaker_text: (o.low, o.best, o.high, len(o.assertion_ids)) for o in found.origins}
    assert given_by == {"Officials": (18, 18, 18, 1), "The army": (25, 25, None, 1)}


FIRST_STANDS: list[tuple[str, Bounds]] = [
    # restated, told by groups, names, kin and other nouns
    ("A mine killed nine villagers. Four cousins were also killed.", (9, 9, 9)),
    ("A mine killed nine people. Idris Bello was killed with his wife Amina.", (9, 9, 9)),
    ("A shell killed two bakers in Tarvo. The radio said two martyrs had been killed.", (2, 2, 2)),
    ("At least 20 people were hurt in Tarvo. More than 20 people were hurt, the agency said.", (20, 20, None)),
    # a later number without a word of revision widens, with one it takes the place
    ("A raid killed 12 people. The raid in Tarvo killed 15 people.", (12, 12, 15)),
    ("A raid killed 12 people. The death toll rose to 15 people on Friday.", (15, 15, 15)),
    # near misses: what the first group cannot hold, and what comes on top
    ("A shell killed two miners. Two nurses were killed at a clinic in the south.", (4, 4, 4)),
    ("A raid killed ten people. Another 12 people were killed in the hills.", (22, 22, 22)),
    ("A raid killed ten people. Twelve more were killed in the hills.", (22, 22, 22)),
    ("A mine killed two soldiers. A shepherd was also killed.", (3, 3, 3)),
    # a further blow, unless all of them were counted at first
    ("A gunman killed a driver. Then he went to a shop, where two clerks were killed.", (3, 3, 3)),
    ("A bomb killed 12 people. Minutes later, a second bomb killed five people.", (17, 17, 17)),
    ("Twin bombings killed 12 people. A second bomb killed five people.", (12, 12, 12)),
    # the wounded who died later, unless the toll counts them
    ("Two people were killed and five wounded. One of the wounded later died.", (3, 3, 3)),
    ("The toll rose to 15. One of the wounded died overnight.", (15, 15, 15)),
    ("Twelve people were killed and 30 wounded. Three of the dead were wounded at first.", (12, 12, 12)),
    # a vague word is not displaced by a small part, but by the number of the same
    ("Dozens of people were killed in Tarvo. Three nurses were killed at a clinic.", (12, None, 99)),
    ("Dozens of people were killed in Tarvo. The raid killed 46 people.", (46, 46, 46)),
]


@pytest.mark.parametrize(("text", "expected"), FIRST_STANDS)
def test_the_first_broad_total_stands(text: str, expected: Bounds) -> None:
    assert bounds(text, "injured" if "hurt" in text else "killed") == expected


LISTS: list[tuple[str, Bounds]] = [
    ("People killed by district:\n- Orvin: 5\n- Malk: 7", (12, 12, 12)),
    ("People killed by district:\n- Orvin: 5\n- Malk: 7\n- Total: 13", (13, 13, 13)),
    ("Raids on Tuesday: Orvin (5 killed), Malk (7 killed), Tesh (2 wounded).", (12, 12, 12)),
    ("In Orvin, shelling killed five people. In Malk, seven people were killed.", (12, 12, 12)),
    # near misses
    ("Shelling killed 12 people. In Orvin, five people were killed. In Malk, seven people were killed.", (12, 12, 12)),
    ("Losses of the army:\n- 5 tanks\n- 7 trucks", None),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_are_added_up_unless_they_give_their_total(text: str, expected: Bounds | None) -> None:
    assert bounds(text) == expected


def test_a_derived_sum_is_said_to_be_one() -> None:
    derived = tolls_of("People killed by district:\n- Orvin: 5\n- Malk: 7")["killed"]
    assert "added, as no total is given" in derived.reason


SPEAKERS = ["Officials", "Police", "Doctors", "The army", "The governor"]
WORDS = ["{n}", "at least {n}", "nearly {n}", "up to {n}", "more than {n}"]
CLAIMS = st.lists(
    st.tuples(st.sampled_from(SPEAKERS), st.sampled_from(WORDS), st.integers(12, 60)),
    min_size=2,
    max_size=2,
    unique_by=lambda claim: claim[0],
)


@settings(max_examples=40, deadline=None)
@given(CLAIMS)
def test_the_order_of_two_origins_changes_only_the_best(claims: list[tuple[str, str, int]]) -> None:
    told = [f"{speaker} said {words.format(n=n)} people were killed." for speaker, words, n in claims]
    one, other = (tolls_of(" ".join(sentences))["killed"] for sentences in (told, told[::-1]))
    assume(len(one.origins) == len(other.origins) == 2)  # both voices were heard
    assert (one.low, one.high) == (other.low, other.high)


SENTENCES = [
    "A bomb killed 12 people in the port of Aden.",
    "Nearly 30 people were killed.",
    "Officials said at least 15 people were killed.",
    "The army said 40 soldiers were killed.",
    "Two gunmen were shot dead.",
    "Another four people were killed at a bakery.",
    "Dozens of people were killed.",
    "Between three and six nurses were killed.",
    "The death toll rose to 17.",
    "Others were wounded.",
    "Idris Bello was killed.",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
def test_low_is_never_above_best_nor_best_above_high(sentences: list[str]) -> None:
    for found in tolls_of(" ".join(sentences)).values():
        for b in (found, *found.origins):
            known = [n for n in (b.low, b.best, b.high) if n is not None]
            assert known == sorted(known)
        assert found.attackers_in_best <= found.of_attackers
        assert found.best is None or found.attackers_in_best <= found.best
