"""What the verdict makes of the figures of several texts."""

from __future__ import annotations

import pytest

from tests.warehouse.dispatches import ARMY, RESIDENT, SOHR, Newsroom, Voice, said

ACTIVISTS = Voice("Hill Towns Relief Committee", "activist")


def test_worked_example_of_teir_malla(room: Newsroom) -> None:
    room.dispatch(
        "Coastal Wire",
        "2015-10-15",
        said("at least 5", "civilian", by=SOHR),
        said("at least 6", "combatant", by=SOHR),
        said("at least 25", by=RESIDENT),
    )
    figure = room.link().figure()
    assert figure["verdict"] == "compatible_minimums_diverge"
    assert (figure["hull_low"], figure["hull_high"]) == (11, None)
    assert (figure["intersection_low"], figure["intersection_high"]) == (25, None)
    assert (figure["lowest"], figure["origins"], figure["ratio"]) == (11, 2, 2.27)
    assert figure["derived"] == 1
    assert "at least 11" in figure["claims"][0]


def test_a_derived_total_is_never_stored_as_an_assertion(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("5", "civilian", by=SOHR), said("6", "combatant", by=SOHR))
    room.link()
    assert room.row("select count(*) as n from assertions")["n"] == 2
    derived = room.row("select * from figure_by_origin where is_derived")
    assert (derived["low"], derived["high"]) == (11, None), "open above: the breakdown is not said to be complete"


def test_parts_are_not_added_up_where_the_origin_states_a_total(room: Newsroom) -> None:
    room.dispatch(
        "Coastal Wire",
        "2015-10-15",
        said("5", "civilian", by=SOHR),
        said("6", "combatant", by=SOHR),
        said("15", by=SOHR),
    )
    rows = room.link().rows("select * from figure_by_origin where entity_class = 'person'")
    assert [(r["low"], r["high"], r["is_derived"]) for r in rows] == [(15, 15, False)]


def test_a_lower_minimum_changes_the_verdict_to_compatible(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("5", "civilian", by=SOHR), said("6", "combatant", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-16", said("at least 15", by=RESIDENT))
    assert room.link().figure()["verdict"] == "compatible"


def test_children_are_not_added_to_the_civilians_who_contain_them(room: Newsroom) -> None:
    room.dispatch(
        "Coastal Wire",
        "2015-10-15",
        said("9", "civilian", by=SOHR),
        said("4", "child", by=SOHR),
        said("6", "combatant", by=SOHR),
    )
    assert room.link().row("select low from figure_by_origin where is_derived")["low"] == 15


def test_a_number_beside_another_is_added_to_it(room: Newsroom) -> None:
    one = {"by": ACTIVISTS, "sentence": "They counted 33 people at the cellar and another 25 people at the market."}
    room.dispatch("Coastal Wire", "2015-10-15", said("33", **one), said("another 25", **one))
    figure = room.link().figure()
    assert (figure["hull_low"], figure["hull_high"], figure["derived"]) == (58, None, 1)


def test_others_who_met_another_fate_are_not_added(room: Newsroom) -> None:
    for number in (1, 2):
        told = {"by": SOHR, "sentence": f"Blast {number} killed 44 people and injured 140 other people."}
        injured = said("140", entity_text="other people", outcome="injured", **told)
        room.dispatch("Coastal Wire", "2015-10-15", said("44", **told), injured)
    assert room.link().figure(outcome="injured")["hull_high"] == 140


VERDICTS = [
    ("12", "12", "agreement"),
    ("at least 12", "at least 12", "agreement"),
    ("at least 12", "15", "compatible"),
    ("10-15", "12", "compatible"),
    ("at least 12", "at least 20", "compatible"),
    ("at least 12", "at least 24", "compatible_minimums_diverge"),
    ("12", "15", "contradiction"),
    ("at least 15", "up to 12", "contradiction"),
    ("about 30", "34", "compatible"),
    ("about 30", "50", "contradiction"),
    ("dozens", "40", "compatible"),
    ("several", "40", "compatible"),  # a vague word bounds from below only
    ("hundreds", "40", "contradiction"),
    ("0", "5", "contradiction"),
]


def test_verdict_of_two_origins(room: Newsroom) -> None:
    """Each pair in a village of its own, far from the others."""
    for number, (first, second, _) in enumerate(VERDICTS):
        village = {"place_id": f"place-{number}", "place_text": f"Village {number}", "latitude": 20.0 + number}
        room.dispatch("Coastal Wire", "2015-10-15", said(first, by=SOHR, **village))
        room.dispatch("Harbour Post", "2015-10-15", said(second, by=ACTIVISTS, **village))
    figures = {figure["place_key"]: figure for figure in room.link().rows("select * from comparison")}
    found = [(first, second, figures[f"place-{n}"]["verdict"]) for n, (first, second, _) in enumerate(VERDICTS)]
    assert found == VERDICTS
    for figure in figures.values():
        assert figure["reason"]
        assert figure["intersection_is_empty"] == (figure["verdict"] == "contradiction")


def test_no_figure_is_averaged(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("10", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-15", said("20", by=ACTIVISTS))
    figure = room.link().figure()
    assert (figure["hull_low"], figure["hull_high"], figure["lowest"]) == (10, 20, 10)
    assert (figure["intersection_low"], figure["intersection_high"]) == (None, None)


def test_a_denial_is_a_verdict_of_its_own(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("at least 5", "civilian", by=SOHR))
    room.dispatch("Citadel One", "2015-10-15", said("5", "civilian", by=ARMY, polarity="denied"))
    figure = room.link().figure("civilian")
    assert (figure["verdict"], figure["origins"], figure["denials"]) == ("denied", 1, 1)
    denial = room.row("select denied_by, denied_claims from denials")
    assert denial["denied_by"] == ARMY.text
    assert denial["denied_claims"] == [f"{SOHR.text}: at least 5"]


def test_the_comparison_can_be_asked_as_of_any_date(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("8", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-17", said("12", by=ACTIVISTS))
    room.dispatch("Coastal Wire", "2015-10-18", said("12", by=SOHR))
    room.link()
    as_of = "select verdict from comparison_as_of(date '{}', 'hull')"
    found = [room.row(as_of.format(day))["verdict"] for day in ("2015-10-16", "2015-10-17", "2015-10-18")]
    assert found == ["single_origin", "rising", "agreement"]


def test_the_convention_for_vague_words_can_be_switched(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("dozens", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-15", said("18", by=ACTIVISTS))
    room.link()
    under = "select verdict from comparison_as_of(null, '{}')"
    found = {name: room.row(under.format(name))["verdict"] for name in ("hull", "strict", "acled", "gtd")}
    assert found == {
        "hull": "compatible",  # 12 to 99
        "strict": "contradiction",  # at least two dozen
        "acled": "compatible",  # 12 and more
        "gtd": "compatible",  # left blank: bounds nothing
    }


def test_cumulative_and_incident_figures_are_never_compared(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("14", by=SOHR))
    toll = said("more than 300", by=ACTIVISTS, count_status="cumulative", status_period="since the start of October")
    room.dispatch("Harbour Post", "2015-10-16", toll)
    rows = room.link().rows("select count_status, origins, verdict, reason from comparison order by count_status")
    assert [(r["count_status"], r["origins"], r["verdict"]) for r in rows] == [
        ("cumulative", 1, "not_comparable"),
        ("incident", 1, "not_comparable"),
    ]
    assert "cumulative" in rows[1]["reason"]


def test_running_tolls_of_one_period_are_compared_and_of_two_are_not(room: Newsroom) -> None:
    def toll(number: str, by: Voice, period: str) -> None:
        room.dispatch(by.text, "2015-10-16", said(number, by=by, count_status="cumulative", status_period=period))

    toll("300", SOHR, "since 2011")
    toll("400", ACTIVISTS, "since 2011")
    toll("90", RESIDENT, "so far this year")
    rows = room.link().rows("select period, origins, verdict from comparison order by period")
    assert [tuple(r.values()) for r in rows] == [
        ("since 2011", 2, "contradiction"),
        ("so far this year", 1, "single_origin"),
    ]


def test_classes_that_never_meet_are_not_comparable(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("12", "civilian", by=SOHR))
    room.dispatch("Citadel One", "2015-10-15", said("20", "combatant", by=ARMY))
    verdicts = {r["verdict"] for r in room.link().rows("select verdict from comparison where origins > 0")}
    assert verdicts == {"not_comparable"}


def test_a_toll_that_each_later_day_puts_higher_is_rising(room: Newsroom) -> None:
    for outlet, day, number in (("Coastal Wire", 15, "18"), ("Harbour Post", 16, "27"), ("Ledger", 17, "31")):
        room.dispatch(outlet, f"2015-10-{day}", said(number, by=Voice(f"{outlet} desk")))
    figure = room.link().figure()
    assert figure["verdict"] == "rising"
    assert [day.day for day in figure["claims_stated_on"]] == [15, 16, 17]
    room.dispatch("Citadel One", "2015-10-18", said("18", by=Voice("Coastal Wire desk")))
    assert room.link().figure()["verdict"] == "rising", "a late copy of the first figure changes nothing"
    room.dispatch("Evening Sheet", "2015-10-17", said("20", by=ACTIVISTS))
    assert room.link().figure()["verdict"] == "contradiction", "two numbers of one day stand against each other"


@pytest.mark.parametrize(
    ("group", "number", "verdict"),
    [("teachers", "6", "compatible"), ("teachers", "30", "contradiction"), ("civilians", "6", "contradiction")],
)
def test_a_group_below_the_whole_is_a_part(room: Newsroom, group: str, number: str, verdict: str) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("22", "civilian", by=SOHR, entity_text="civilians"))
    room.dispatch("Harbour Post", "2015-10-15", said(number, "civilian", by=ACTIVISTS, entity_text=group))
    assert room.link().figure("civilian")["verdict"] == verdict


def test_a_single_victim_is_no_toll_where_anybody_gives_one(room: Newsroom) -> None:
    one = said("1", by=RESIDENT, implicit=True)
    room.dispatch("Coastal Wire", "2015-10-15", one)
    assert room.link().figure()["claims"] == ["A resident: at least 1"]
    room.dispatch("Harbour Post", "2015-10-15", said("12", by=SOHR))
    assert room.link().figure()["claims"] == [f"{SOHR.text}: 12"]
