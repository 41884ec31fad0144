"""Which texts tell of one event: by place, day and kind, whatever the order."""

from __future__ import annotations

from typing import Any

from tests.warehouse.dispatches import NO_PLACE, RESIDENT, SOHR, Newsroom, Voice, newsroom, said

ACTIVISTS = Voice("Hill Towns Relief Committee", "activist")


def test_villages_of_which_only_the_region_is_known_stay_apart(room: Newsroom) -> None:
    for outlet, village in (("Coastal Wire", "Tell Amrun"), ("Harbour Post", "Wadi Saraf")):
        within = {"place_method": "within", "place_id": "admin:SY-RA", "place_text": village}
        room.dispatch(outlet, "2015-10-16", said("12", **within))
    assert {row["origins"] for row in room.link().rows("select origins from comparison")} == {1}


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

    def linked() -> list[list[dict[str, Any]]]:
        room.link()
        return [room.rows(f"select * from {table}") for table in tables]

    assert linked() == linked()


def test_linking_an_empty_warehouse_gives_empty_views(room: Newsroom) -> None:
    assert room.link().rows("select * from comparison") == []
