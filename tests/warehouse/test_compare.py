"""How figures of several texts meet, whose word each is, and what the verdict makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.warehouse.dispatches import ARMY, NO_PLACE, RESIDENT, SOHR, Newsroom, Voice, newsroom, said
from tests.warehouse.rows import hop

ACTIVISTS = Voice("Hill Towns Relief Committee", "activist")
OWN_RELEASE = {
    "attributions": [
        hop(
            0,
            "publisher",
            "Task Group Sarissa",
            named=True,
            source_class="belligerent_official",
            party_to_conflict=True,
        )
    ]
}
WIRE_TEXT = (
    "Government troops moved against towns north of the city on Thursday after a morning of shelling, in what state "
    "media called the opening of an operation. The enclave has been outside government control for three years and "
    "lies across the highway that joins the capital and the coast. Residents fled on foot towards the next town."
)


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        yield room


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


def test_a_committee_is_the_committee_that_was_named_before(room: Newsroom) -> None:
    later = Voice("The committee", "activist", named=False)
    room.dispatch("Coastal Wire", "2015-10-15", said("12", by=ACTIVISTS), said("12", by=later))
    assert room.link().figure()["origins"] == 1


def test_one_sentence_printed_by_two_outlets_is_one_voice(room: Newsroom) -> None:
    background = {"sentence": "The strike on the market killed 12 people and was the worst this month."}
    for outlet in ("Coastal Wire", "Harbour Post"):
        room.dispatch(outlet, "2015-10-15", said("12", **background), said("3", outcome="injured"))
    assert room.link().figure()["origins"] == 1
    assert room.figure(outcome="injured")["origins"] == 2, "other sentences of the two stay their own"


@pytest.mark.parametrize("borrowed_first", [True, False])
def test_an_outlet_that_prints_a_shared_sentence_and_its_own_words_is_counted_once(
    room: Newsroom, borrowed_first: bool
) -> None:
    shared = {"sentence": "The strike on the market killed 12 people and was the worst this month."}
    room.dispatch("Coastal Wire", "2015-10-15", said("12", **shared))
    for borrowed in (borrowed_first, not borrowed_first):
        room.dispatch("Harbour Post", "2015-10-16", said("12", **(shared if borrowed else {})))
    figure = room.link().figure()
    assert (figure["origins"], figure["possible_same_origin"], figure["verdict"]) == (1, True, "single_origin")


def test_of_several_numbers_on_one_day_the_one_most_carried_stands(room: Newsroom) -> None:
    for outlet, number in (("Coastal Wire", "58"), ("Harbour Post", "58"), ("Ledger", "51")):
        room.dispatch(outlet, "2015-10-15", said(number, by=SOHR))
    row = room.link().row("select low, values_stated from figure_by_origin")
    assert row == {"low": 58, "values_stated": 2}


def test_copies_of_one_monitor_are_one_origin(room: Newsroom) -> None:
    for outlet in ("Coastal Wire", "Harbour Post", "Citadel One", "Ledger", "Evening Sheet"):
        room.dispatch(outlet, "2015-10-15", said("at least 12", by=SOHR))
    figure = room.link().figure()
    assert (figure["origins"], figure["outlets"], figure["verdict"]) == (1, 5, "single_origin")


def test_one_wire_story_under_five_mastheads_is_one_origin(room: Newsroom) -> None:
    for outlet in ("Coastal Wire", "Harbour Post", "Citadel One"):
        room.dispatch(outlet, "2015-10-15", said("12"), text=f"{WIRE_TEXT} {outlet}.")
    figure = room.link().figure()
    assert (figure["origins"], figure["stories"], figure["documents"]) == (1, 1, 3)
    copies = room.rows("select first_outlet from near_copies")
    assert copies == [{"first_outlet": "Coastal Wire"}] * 2


def test_two_outlets_in_their_own_words_are_two_origins(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("12"))
    room.dispatch("Harbour Post", "2015-10-15", said("12"))
    figure = room.link().figure()
    assert (figure["origins"], figure["verdict"]) == (2, "agreement")


def test_an_outlet_that_repeats_its_source_is_no_second_origin(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("12"), said("12", by=SOHR))
    assert room.link().figure()["origins"] == 1


def test_a_copy_that_lost_at_least_does_not_tighten_the_figure(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("at least 25", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-16", said("25", by=SOHR))
    figure = room.link().figure()
    assert (figure["hull_low"], figure["hull_high"], figure["qualifier_drift"]) == (25, None, True)
    drift = room.rows("select outlet, dropped_the_bound from qualifier_drift order by outlet")
    assert drift == [
        {"outlet": "Coastal Wire", "dropped_the_bound": False},
        {"outlet": "Harbour Post", "dropped_the_bound": True},
    ]


def test_unnamed_residents_of_two_stories_are_two_people(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("25", by=RESIDENT))
    room.dispatch("Harbour Post", "2015-10-15", said("25", by=RESIDENT))
    assert room.link().figure()["origins"] == 2


def test_a_resident_quoted_by_one_agency_is_one_person_wherever_it_is_printed(room: Newsroom) -> None:
    told = Voice("a resident", "resident_witness", named=False, relay="Asterion Wire")
    room.dispatch("Coastal Wire", "2015-10-15", said("25", by=told))
    room.dispatch("Harbour Post", "2015-10-16", said("25", by=told))
    assert room.link().figure()["origins"] == 1


def test_estimates_that_a_named_voice_cites_are_that_voice_s(room: Newsroom) -> None:
    stock = {**NO_PLACE, "outcome": "present", "count_status": "stock", "affiliation": "islamic_state"}
    for outlet in ("Coastal Wire", "Harbour Post"):
        citing = Voice("various estimates", "unnamed_estimates", named=False, relay="Vladimir Putin")
        room.dispatch(outlet, "2015-10-16", said("5000-7000", by=citing, status_period="unstated", **stock))
    figure = room.link().figure(outcome="present")
    assert figure["claims"] == ["Vladimir Putin, from various estimates: 5,000 to 7,000"]


def test_villages_of_which_only_the_region_is_known_stay_apart(room: Newsroom) -> None:
    for outlet, village in (("Coastal Wire", "Tell Amrun"), ("Harbour Post", "Wadi Saraf")):
        within = {"place_method": "within", "place_id": "admin:SY-RA", "place_text": village}
        room.dispatch(outlet, "2015-10-16", said("12", **within))
    assert {row["origins"] for row in room.link().rows("select origins from comparison")} == {1}


def test_unnamed_voices_with_one_number_and_one_victim_are_counted_once(room: Newsroom) -> None:
    for outlet, spelling in (("Coastal Wire", "Rawad al Aksah"), ("Harbour Post", "Rawad al-Aksa")):
        victim = said("1", "combatant", by=RESIDENT, count_scope="named", implicit=True, entity_text=spelling)
        room.dispatch(outlet, "2015-10-15", said("at least 25", by=RESIDENT), victim)
    figure = room.link().figure()
    assert (figure["origins"], figure["possible_same_origin"], figure["verdict"]) == (1, True, "single_origin")
    assert room.rows("select outlet from possible_same_origins") == [{"outlet": "Harbour Post"}]


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
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
    ],
)
def test_verdict_of_two_origins(room: Newsroom, first: str, second: str, verdict: str) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said(first, by=SOHR))
    room.dispatch("Harbour Post", "2015-10-15", said(second, by=ACTIVISTS))
    figure = room.link().figure()
    assert figure["verdict"] == verdict
    assert figure["reason"]
    assert figure["intersection_is_empty"] == (verdict == "contradiction")


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


def test_what_a_party_concedes_of_its_own_strike_stands_apart(room: Newsroom) -> None:
    coalition = Voice("Task Group Sarissa", "belligerent_official", party=True)
    room.dispatch("Coastal Wire", "2015-10-15", said("at least 20", "civilian", by=SOHR))
    room.dispatch("Sarissa", "2015-10-15", said("2", "civilian", by=coalition, perpetrator="Task Group Sarissa"))
    figure = room.link().figure("civilian")
    assert (figure["verdict"], figure["origins"]) == ("single_origin", 1)
    assert (figure["conceded_low"], figure["conceded_high"], figure["conceders"]) == (2, 2, ["Task Group Sarissa"])


def test_a_later_figure_of_the_same_origin_supersedes_and_both_are_kept(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("8", by=SOHR))
    room.dispatch("Coastal Wire", "2015-10-16", said("12", by=SOHR))
    room.dispatch("Coastal Wire", "2015-10-18", said("10", by=SOHR))
    figure = room.link().figure()
    assert (figure["hull_low"], figure["hull_high"], figure["origins"]) == (10, 10, 1)
    history = room.rows("select figure, revision, is_latest from revisions order by step")
    assert [tuple(r.values()) for r in history] == [
        ("8", "first", False),
        ("12", "revision_up", False),
        ("10", "revision_down", True),
    ]


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


def test_place_spelled_three_ways_is_one_place(room: Newsroom) -> None:
    for outlet, spelling in (("Coastal Wire", "Teir Malla"), ("Harbour Post", "Tir Ma'lah"), ("Ledger", "Ter Maaleh")):
        unresolved = {**NO_PLACE, "place_text": spelling}
        room.dispatch(outlet, "2015-10-15", said("12", by=Voice(outlet + " source"), **unresolved))
    assert room.link().figure()["origins"] == 3


def test_gazetteer_points_two_km_apart_are_one_village(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("12", by=SOHR))
    moved = {"place_id": "170001", "place_text": "Tell Amrun", "latitude": 34.80}
    room.dispatch("Harbour Post", "2015-10-15", said("12", by=ACTIVISTS, **moved))
    assert room.link().figure()["origins"] == 2
    far = {"place_id": "170002", "place_text": "Rastan", "latitude": 35.25}
    room.dispatch("Ledger", "2015-10-15", said("12", by=RESIDENT, **far))
    assert len(room.link().rows("select * from comparison")) == 2


def test_places_of_one_name_in_two_countries_stay_apart(room: Newsroom) -> None:
    for country in ("SY", "IQ"):
        room.dispatch(country, "2015-10-15", said("12", **{**NO_PLACE, "place_text": "Tell Abyad", "country": country}))
    assert len(room.link().rows("select * from comparison")) == 2


def test_a_wider_place_is_linked_and_not_merged(room: Newsroom) -> None:
    wide = {"place_relation": "north_of", "place_id": "169577", "place_text": "Homs", "latitude": 34.73}
    room.dispatch(
        "Coastal Wire", "2015-10-15", said("at least 5", "civilian", by=SOHR), said("6", "combatant", by=SOHR)
    )
    room.dispatch("Harbour Post", "2015-10-16", said("at least 15", by=SOHR, **wide))
    rows = room.link().rows("select place, claims, wider_place, is_flagged from place_scope_check")
    assert rows == []  # parts are compared with their own class only
    by_place = room.rows("select place, low from figure_by_origin where entity_class = 'person' order by low")
    assert by_place == [{"place": "Teir Malla", "low": 11}, {"place": "Homs", "low": 15}]


def test_a_place_above_its_wider_place_is_flagged(room: Newsroom) -> None:
    wide = {"place_method": "country", "place_id": "163843", "place_text": "Syria", "latitude": 35.0, "longitude": 38.0}
    room.dispatch("Coastal Wire", "2015-10-15", said("25", by=RESIDENT))
    room.dispatch("Harbour Post", "2015-10-15", said("15", by=SOHR, **wide))
    check = room.link().row("select lowest, wider_highest, is_flagged from place_scope_check")
    assert check == {"lowest": 25, "wider_highest": 15, "is_flagged": True}


def test_days_that_texts_do_not_give_come_from_others_or_from_publication(room: Newsroom) -> None:
    undated = {"event_date_start": None, "event_date_end": None, "date_precision": "unresolved"}
    room.dispatch("Coastal Wire", "2015-10-15", said("12", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-16", said("12", by=ACTIVISTS, **undated))
    figure = room.link().figure()
    assert figure["origins"] == 2
    linked = room.row("select link_reason, link_score from who_said_what where outlet = 'Harbour Post'")
    assert "no day given" in linked["link_reason"]
    assert linked["link_score"] < 1


def test_notes_without_a_country_meet_by_the_town_and_day_that_they_name(room: Newsroom) -> None:
    homs = {"place_text": "Homs", "place_id": None, "place_method": "ambiguous", "country": None}
    homs |= {"latitude": None, "longitude": None}
    for number, day in (("at least 10", 15), ("at least 12", 15), ("at least 14", 19)):
        said_day = {"event_date_start": f"2015-10-{day}", "event_date_end": f"2015-10-{day}"}
        room.dispatch("", None, said(number, by=RESIDENT, **homs, **said_day))
    events = room.link().rows("select documents from events order by event_date")
    assert [event["documents"] for event in events] == [2, 1]


def test_days_a_week_apart_are_two_events(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("12", by=SOHR))
    later = {"event_date_start": "2015-10-22", "event_date_end": "2015-10-22"}
    room.dispatch("Coastal Wire", "2015-10-22", said("15", by=ACTIVISTS, **later))
    assert {r["verdict"] for r in room.link().rows("select verdict from comparison")} == {"single_origin"}


def test_two_kinds_of_attack_on_one_day_are_two_events(room: Newsroom) -> None:
    def told(outlet: str, number: str, by: Voice, sentence: str) -> None:
        room.dispatch(outlet, "2015-10-15", said(number, by=by, sentence=sentence))

    told("Coastal Wire", "12", SOHR, "Warplanes hit the market, killing 12 people.")
    told("Harbour Post", "14", ACTIVISTS, "An air strike on the market killed 14 people.")
    told("Ledger", "5", RESIDENT, "A car bomb at the gate killed 5 people.")
    rows = room.link().rows("select event_kind, origins, verdict from comparison order by origins")
    assert [tuple(r.values()) for r in rows] == [("bombing", 1, "single_origin"), ("air", 2, "contradiction")]


def test_without_a_place_two_texts_never_meet(room: Newsroom) -> None:
    room.dispatch("Coastal Wire", "2015-10-15", said("12", by=SOHR, **NO_PLACE))
    room.dispatch("Harbour Post", "2015-10-15", said("15", by=ACTIVISTS, **NO_PLACE))
    assert {r["verdict"] for r in room.link().rows("select verdict from comparison")} == {"single_origin"}


def test_fighters_of_one_side_are_one_figure_wherever_they_are(room: Newsroom) -> None:
    stock = {
        **NO_PLACE,
        "outcome": "present",
        "count_status": "stock",
        "status_period": "unstated",
        "affiliation": "islamic_state",
    }
    putin = Voice("Vladimir Putin", "belligerent_official", party=True)
    room.dispatch(
        "Coastal Wire",
        "2015-10-16",
        said("7000", text_role="subheading", **stock),
        said("5000-7000", by=putin, **stock),
    )
    room.dispatch("Harbour Post", "2015-10-17", said("5000-7000", by=Voice("Putin"), **stock))
    figure = room.link().figure(outcome="present")
    assert (figure["hull_low"], figure["hull_high"], figure["origins"]) == (5000, 7000, 1)
    heading = room.row("select relation, heading_figure, body_figure from headline_against_body")
    assert heading == {"relation": "the upper end", "heading_figure": "7,000", "body_figure": "5,000 to 7,000"}


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


def test_a_monitoring_group_is_the_monitor_that_the_text_names(room: Newsroom) -> None:
    unnamed = Voice("a monitoring group", named=False)
    watch = Voice("the Orontes Watch")
    room.dispatch("Coastal Wire", "2015-10-15", said("18", by=unnamed), said("30", by=watch, outcome="injured"))
    room.dispatch("Harbour Post", "2015-10-15", said("18", by=watch))
    assert room.link().figure()["verdict"] == "single_origin"


def test_a_party_that_publishes_its_own_figure_concedes_it(room: Newsroom) -> None:
    own = {"perpetrator": "Task Group Sarissa", "sentence": "Two civilians were unintentionally killed in a strike."}
    release = said("2", "civilian", **own)
    room.dispatch("Coastal Wire", "2015-10-15", said("at least 20", "civilian", by=SOHR))
    room.dispatch("Task Group Sarissa", "2015-10-15", replace(release, changes=release.changes | OWN_RELEASE))
    figure = room.link().figure("civilian")
    assert (figure["verdict"], figure["conceded_low"]) == ("single_origin", 2)


def test_a_link_that_rests_on_an_equal_number_confirms_nothing(room: Newsroom) -> None:
    wide = {"place_method": "country", "place_id": "163843", "place_text": "Syria", "latitude": 35.0, "longitude": 38.0}
    room.dispatch("Coastal Wire", "2015-10-15", said("44", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-15", said("44", by=ACTIVISTS, **wide))
    links = room.link().rows("select rests_on_number, reason from event_links")
    assert all(row["rests_on_number"] for row in links)
    assert "no confirmation" in links[0]["reason"]
    assert room.figure()["verdict"] == "compatible"


def test_two_said_days_and_two_numbers_are_two_events(room: Newsroom) -> None:
    later = {"event_date_start": "2015-10-16", "event_date_end": "2015-10-16"}
    room.dispatch("Coastal Wire", "2015-10-15", said("7", by=SOHR))
    room.dispatch("Harbour Post", "2015-10-16", said("2", by=ACTIVISTS, **later))
    assert {r["verdict"] for r in room.link().rows("select verdict from comparison")} == {"single_origin"}


def test_the_order_of_documents_changes_nothing(room: Newsroom) -> None:
    told = [("Coastal Wire", "12"), ("Harbour Post", "15"), ("Ledger", "at least 12"), ("Citadel One", "dozens")]
    with newsroom() as other:
        for index, (outlet, number) in enumerate(told):
            room.dispatch(outlet, "2015-10-15", said(number), text="Report.", document_id=f"d{index}")
        for index, (outlet, number) in reversed(list(enumerate(told))):
            other.dispatch(outlet, "2015-10-15", said(number), text="Report.", document_id=f"d{index}")
        tables = ("events", "figures", "event_links", "comparison")
        for table in tables:
            query = f"select * from {table} order by all"
            assert room.link().rows(query) == other.link().rows(query)


def test_linking_again_changes_nothing(room: Newsroom) -> None:
    for outlet, number in (("Coastal Wire", "12"), ("Harbour Post", "15"), ("Ledger", "dozens")):
        room.dispatch(outlet, "2015-10-15", said(number, by=Voice(outlet + " source")))
    tables = ("stories", "place_groups", "origins", "events", "figures", "event_links", "place_links", "status_links")
    before = [room.link().rows(f"select * from {table}") for table in tables]
    assert [room.link().rows(f"select * from {table}") for table in tables] == before


def test_linking_an_empty_warehouse_gives_empty_views(room: Newsroom) -> None:
    assert room.link().rows("select * from comparison") == []


def test_a_single_victim_is_no_toll_where_anybody_gives_one(room: Newsroom) -> None:
    one = said("1", by=RESIDENT, implicit=True)
    room.dispatch("Coastal Wire", "2015-10-15", one)
    assert room.link().figure()["claims"] == ["A resident: at least 1"]
    room.dispatch("Harbour Post", "2015-10-15", said("12", by=SOHR))
    assert room.link().figure()["claims"] == [f"{SOHR.text}: 12"]
