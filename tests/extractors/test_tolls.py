"""What a document as a whole says was the toll: totals, parts, updates, names, voices and background."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model import (
    Assertion,
    Chain,
    Counted,
    Document,
    Happening,
    Hop,
    Place,
    Quantity,
    Scope,
    Sentence,
    When,
)
from extractors.reader import Reader
from extractors.tolls import Toll, tolls


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, *, title: str | None = None, date: str | None = "2021-05-06", name: str = "d") -> list[Assertion]:
    content = f"{title}\n\n{text}" if title else text
    return reader().read_one(Document(name, content, title, "The Daily", date))


def toll(text: str, outcome: str = "killed", *, title: str | None = None, date: str | None = "2021-05-06") -> Toll:
    found = {t.outcome: t for t in tolls(read(text, title=title, date=date))}
    assert outcome in found, f"no toll of {outcome}, only of {sorted(found)}"
    return found[outcome]


def outcomes(text: str) -> set[str]:
    return {t.outcome for t in tolls(read(text))}


def rests_on(text: str, outcome: str = "killed") -> list[str]:
    """The words of the figures that a toll rests on."""
    by_id = {a.assertion_id: a.exact for a in read(text)}
    return [by_id[i] for i in toll(text, outcome).assertion_ids]


TOTALS_AND_PARTS = [
    ("A bomb killed 12 people, including three children, in the port of Aden.", 12),
    ("Twelve people were killed in the raid. The dead were seven soldiers and five policemen.", 12),
    ("Six soldiers and two drivers were killed when a convoy was ambushed near Gao.", 8),
    ("Seven soldiers and five policemen died in Gao. In all, 12 people were killed.", 12),
    ("40 people, six guards and 34 traders, were killed in the blast.", 40),
    ("Twelve civilians were killed in Idlib. Three nurses were killed when a clinic was hit.", 12),
    ("Shells killed four miners in the north of the town. Two nurses were killed at a clinic in the south.", 6),
    ("Shelling killed five people. Another three people were killed at a bakery.", 8),
    ("The blast killed nine traders. A passer-by was also killed.", 10),
]


@pytest.mark.parametrize(("text", "number"), TOTALS_AND_PARTS)
def test_totals_stand_and_parts_are_added_only_without_a_total(text: str, number: int) -> None:
    assert toll(text).best == number


REPEATED = [
    ("Five fishermen were killed in the strike. The five fishermen killed in the strike were brothers.", 5),
    ("A strike killed 8 people. The strike, which killed eight people, hit a market.", 8),
    ("At least 30 people were killed. 30 people were killed in the blast, a doctor said.", 30),
]


@pytest.mark.parametrize(("text", "number"), REPEATED)
def test_the_same_figure_again_is_not_added(text: str, number: int) -> None:
    found = toll(text)
    assert found.best == number
    assert len(found.assertion_ids) == 2


UPDATES = [
    ("At least nine people were killed on Monday. The death toll later rose to 14.", 14),
    ("The death toll rose to 40 from 31 after more bodies were found under the school.", 40),
    ("Police said three people were killed. The hospital later said 21 people were killed.", 21),
    ("Police said 15 people were killed. Officials later lowered the death toll to 12.", 12),
    ("At first three people were reported killed. The governor later said 21 people were killed.", 21),
]


@pytest.mark.parametrize(("text", "number"), UPDATES)
def test_a_later_larger_figure_goes_before_an_earlier_one(text: str, number: int) -> None:
    assert toll(text).best == number


def test_a_superseded_figure_is_not_among_those_a_toll_rests_on() -> None:
    assert rests_on("The death toll rose to 40 from 31 after more bodies were found.") == ["40"]


HEADLINES = [
    ("Blast kills 21 at fish market", "A blast killed 21 people at a fish market in Lamu on Friday.", 21),
    ("Rockets kill dozens in Omdurman", "Rockets killed 46 people in Omdurman on Sunday.", 46),
    ("Attack kills 20", "An attack killed 19 people in Kandahar on Friday.", 19),
    ("Twin attacks kill 11", "A bomb killed six soldiers in Gao. Gunmen shot dead five miners in Kidal.", 11),
]


@pytest.mark.parametrize(("title", "text", "number"), HEADLINES)
def test_a_headline_is_no_second_figure(title: str, text: str, number: int) -> None:
    assert toll(text, title=title).best == number


BACKGROUND = [
    ("A strike killed 8 people in Kharkiv on Monday. Over 10,000 people have been killed since the war began.", 8),
    ("A bomb killed three people on Monday. In 2004, a bomb at the same station killed 191 people.", 3),
    ("A mine killed two farmers. The group has killed dozens of farmers in previous attacks.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), BACKGROUND)
def test_figures_of_the_war_and_of_earlier_events_are_background(text: str, number: int) -> None:
    assert toll(text).best == number


def test_a_figure_of_a_period_counts_where_the_text_is_about_it() -> None:
    found = toll("The war has killed more than 377,000 people since 2015, the United Nations said.")
    assert found.best == 377_000
    assert "longer period" in found.reason


def test_background_far_down_is_no_toll_where_the_main_event_has_none() -> None:
    text = (
        "Two delegations met in Geneva on Monday. They spoke about grain. They spoke about prisoners. "
        "The talks go on. More than 10,000 civilians have been killed since the war began."
    )
    assert "killed" not in outcomes(text)


PERPETRATORS = [
    ("Four attackers stormed a hotel and killed 15 guests. All four attackers were killed by guards.", 15),
    ("Sixteen people, including the bomber, were killed in the blast.", 16),
    ("Police killed two gunmen in a raid on a farm.", 2),
]


@pytest.mark.parametrize(("text", "number"), PERPETRATORS)
def test_attackers_are_counted_as_the_text_counts_them(text: str, number: int) -> None:
    assert toll(text).best == number


def test_attackers_alone_are_not_the_toll_of_their_attack() -> None:
    text = "A man with a knife wounded four people at a station. The attacker was shot dead."
    assert toll(text, "injured").best == 4
    killed = toll(text)
    assert (killed.low, killed.best, killed.high, killed.of_attackers) == (0, None, 1, 1)


SINGLES = [
    ("A teacher was killed and a driver was wounded when a mine exploded near Mopti.", 1),
    ("Judge Amina Salad was shot dead outside her home. The judge was killed by two men.", 1),
    ("Amina Salad was killed on Friday. Salad was killed near her home.", 1),
    ("The murder of Senator Amina Salad shook the town.", 1),
    ("Amina Salad's murder shook the town.", 1),
    ("The murders of Amina Salad and Idris Bello shook the town.", 2),
    ("Mayor Idris Bello and his two bodyguards were killed in the ambush.", 3),
    ("Three soldiers were killed. Sergeant Idris Bello was killed by a mine.", 3),
    ("Idris Bello was killed. Two days later Omar Nasser was killed.", 2),
    ("His wife and son were killed in the fire.", 2),
    ("A mine killed Amina Salad, 42, and Idris Bello, 19.", 2),
    ("Idris Bello, a journalist, was killed by a mine.", 1),
    ("Idris Bello, one of the leaders of the strike, was killed by a mine.", 1),
    ("Idris Bello was found dead in a field.", 1),
]


@pytest.mark.parametrize(("text", "number"), SINGLES)
def test_single_and_named_dead_count_once(text: str, number: int) -> None:
    assert toll(text).best == number


def test_a_figure_that_is_denied_planned_or_possible_has_no_toll() -> None:
    assert toll("The ministry denied that 30 soldiers had been killed. It said two soldiers were killed.").best == 2
    assert outcomes("A man was sentenced for three attempted murders.") == set()
    assert outcomes("An attack could kill thousands of people. The army plans to evacuate 500 families.") == set()


def test_whom_somebody_swore_to_kill_is_alive() -> None:
    assert outcomes("The gang has sworn to kill ten judges.") == set()


def test_a_toll_of_wounded_is_none_of_dead() -> None:
    text = "The blast left a toll of three people wounded."
    assert outcomes(text) == {"injured"}
    assert toll(text, "injured").best == 3


def test_none_is_zero_and_unsaid_is_no_row() -> None:
    none = toll("The rocket hit an empty field and caused no casualties.")
    assert (none.low, none.best, none.high) == (0, 0, 0)
    assert toll("The rocket hit an empty field and caused no casualties.", "injured").best == 0
    assert outcomes("Three people were wounded by a mine.") == {"injured"}
    assert tolls(read("The council met on Monday.")) == []


def test_casualties_that_are_counted_go_before_a_none_elsewhere() -> None:
    text = "Two people were killed by a rocket in Sderot. A second rocket caused no casualties."
    assert toll(text).best == 2


def test_bounds() -> None:
    at_least = toll("At least nine people were killed.")
    assert (at_least.low, at_least.best, at_least.high) == (9, 9, None)
    more = toll("More than 70 people were killed when the ferry was hit.")
    assert (more.low, more.best, more.high) == (70, 70, None)
    several = toll("Between five and seven people were killed.")
    assert (several.low, several.best, several.high) == (5, None, 7)
    mixed = toll("At least six soldiers and two drivers were killed.")
    assert mixed.best == 8
    assert mixed.high is None


def test_vague_words_alone_give_the_bounds_of_the_convention_and_no_best() -> None:
    found = toll("Dozens of people were killed in the raid.")
    assert found.best is None
    assert found.low is not None and found.high is not None
    assert 10 <= found.low < found.high


def test_vague_words_beside_a_number_leave_the_number() -> None:
    assert toll("The raid killed 12 people. Dozens of people were killed, a witness said.").best == 12


def test_an_unknown_number_is_unknown() -> None:
    found = toll("The attack killed 12 people and wounded an unknown number of people.", "injured")
    assert (found.low, found.best, found.high) == (2, None, None)


def test_those_aboard_are_not_the_dead() -> None:
    assert toll("Three of the 40 passengers were killed when the bus hit a mine.").best == 3


def test_part_of_the_wounded_is_all_of_the_dead() -> None:
    text = "Ten people were wounded in the blast, two of whom died later in hospital."
    assert toll(text).best == 2
    assert toll(text, "injured").best == 10


def test_figures_of_two_voices_are_a_range_and_never_a_sum() -> None:
    found = toll("Health officials said 18 people were killed. The army said 25 people were killed.")
    assert (found.low, found.best, found.high) == (18, 18, 25)
    assert "other voices" in found.reason
    apart = toll("Doctors said six miners were killed. The army said nine soldiers were killed.")
    assert apart.best == 6


def test_things_and_the_other_outcomes() -> None:
    text = "Air strikes destroyed three tanks and two trucks. Two tanks were damaged."
    assert toll(text, "destroyed").best == 5
    assert toll(text, "damaged").best == 2
    taken = "Gunmen abducted 40 pupils from a school. Eleven pupils are missing."
    assert toll(taken, "captured").best == 40
    assert toll(taken, "missing").best == 11
    assert toll("About 300 families fled. Some 1,200 people were displaced in all.", "displaced").best == 1200


def test_a_toll_is_written_flat_with_its_reason() -> None:
    record = toll("A bomb killed 12 people.").to_record()
    fields = "document_id outcome low best high origins of_attackers attackers_in_best reason assertion_ids"
    assert list(record) == fields.split()
    assert record["best"] == 12
    assert len(record["assertion_ids"]) == 1
    assert record["reason"]


# Properties that hold for whatever the text says.

SENTENCES = [
    "A bomb killed 12 people in the port of Aden.",
    "Three soldiers were killed and five were wounded.",
    "Another four people were killed at a bakery.",
    "Idris Bello was killed by a mine.",
    "The driver was killed.",
    "Two of the wounded died in hospital.",
    "The death toll rose to 17.",
    "Doctors said nine people were wounded.",
    "Dozens of people were killed.",
    "There were no casualties.",
    "Gunmen abducted six pupils.",
    "The attackers destroyed two trucks.",
]


def numbers(found: list[Toll]) -> dict[tuple[str, str], tuple[object, object, object]]:
    return {(t.document_id, t.outcome): (t.low, t.best, t.high) for t in found}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), st.data())
def test_repeating_a_sentence_never_changes_the_toll(sentences: list[str], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(sentences))
    once, twice = " ".join(sentences), " ".join([*sentences, again])
    assert numbers(tolls(read(once))) == numbers(tolls(read(twice)))


def made(
    number: int,
    start: int,
    *,
    outcome: str = "killed",
    document: str = "d",
    noun: str = "people",
    cls: str = "person",
    scope: Scope | None = None,
) -> Assertion:
    """A plain assertion, one to a sentence, for lists that no text is needed for."""
    exact = f"{number} {noun}"
    sentence = Sentence(start // 100, start, start + 99)
    quantity = Quantity(start, start + len(str(number)), "exact", number, number, number, number, start, start + 1)
    counted = Counted(noun, start + len(str(number)) + 1, start + len(exact), cls, "people")
    return Assertion(
        document_id=document,
        sentence=sentence,
        sentence_text=f"{exact} in sentence {start}",
        quantity=quantity,
        quantity_text=str(number),
        start=start,
        end=start + len(exact),
        exact=exact,
        prefix="",
        suffix="",
        counted=counted,
        happening=Happening(outcome, found_by="right"),
        scope=scope or Scope(),
        chain=Chain((Hop(0, "publisher", "The Daily"),)),
        place=Place(""),
        when=When(),
        low=number,
        best=number,
        high=number,
    )


NOUNS = st.sampled_from(
    [("people", "person"), ("soldiers", "combatant"), ("miners", "civilian"), ("children", "child")]
)
FIGURES = st.lists(st.tuples(st.integers(1, 60), NOUNS, st.sampled_from(["killed", "injured"])), min_size=1, max_size=6)


def listed(figures: list[tuple[int, tuple[str, str], str]], document: str = "d") -> list[Assertion]:
    return [
        made(number, 100 * i, noun=noun, cls=cls, outcome=outcome, document=document)
        for i, (number, (noun, cls), outcome) in enumerate(figures)
    ]


@given(FIGURES, st.data())
def test_subsets_never_change_a_toll(figures: list[tuple[int, tuple[str, str], str]], data: st.DataObject) -> None:
    whole = listed(figures)
    parts = [
        replace(
            made(data.draw(st.integers(1, 60)), a.start + 50, outcome=a.happening.outcome),
            sentence=a.sentence,
            scope=Scope(count_scope="subset", subset_of=a.quantity.start),
        )
        for a in data.draw(st.lists(st.sampled_from(whole), max_size=4, unique_by=lambda a: a.start))
    ]
    assert numbers(tolls(whole)) == numbers(tolls([*whole, *parts]))


@given(FIGURES, FIGURES)
def test_documents_do_not_influence_each_other(
    first: list[tuple[int, tuple[str, str], str]], second: list[tuple[int, tuple[str, str], str]]
) -> None:
    a, b = listed(first, "a"), listed(second, "b")
    together = numbers(tolls([*a, *b]))
    assert together == numbers(tolls([*b, *a]))
    assert together == {**numbers(tolls(a)), **numbers(tolls(b))}


@given(FIGURES)
def test_a_toll_is_never_less_than_its_largest_part_nor_more_than_all(
    figures: list[tuple[int, tuple[str, str], str]],
) -> None:
    for found in tolls(listed(figures)):
        mine = [number for number, _, outcome in figures if outcome == found.outcome]
        assert found.best is not None
        assert min(mine) <= found.best <= sum(mine)


@given(FIGURES)
def test_the_order_of_the_rows_is_that_of_the_text(figures: list[tuple[int, tuple[str, str], str]]) -> None:
    rows = listed(figures)
    assert tolls(rows) == tolls(rows[::-1])
