"""Whose word a figure is: copies, unnamed voices, relays, and what a party concedes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.warehouse.dispatches import NO_PLACE, RESIDENT, SOHR, Newsroom, Voice, said
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


def test_unnamed_voices_with_one_number_and_one_victim_are_counted_once(room: Newsroom) -> None:
    for outlet, spelling in (("Coastal Wire", "Rawad al Aksah"), ("Harbour Post", "Rawad al-Aksa")):
        victim = said("1", "combatant", by=RESIDENT, count_scope="named", implicit=True, entity_text=spelling)
        room.dispatch(outlet, "2015-10-15", said("at least 25", by=RESIDENT), victim)
    figure = room.link().figure()
    assert (figure["origins"], figure["possible_same_origin"], figure["verdict"]) == (1, True, "single_origin")
    assert room.rows("select outlet from possible_same_origins") == [{"outlet": "Harbour Post"}]


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
