"""Where it happened: which words of a sentence or of its neighbours give the place of a figure."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from extractors.document import sentences as splitter
from extractors.model import Document, Place
from extractors.places import locate
from extractors.places.gazetteer import kilometres
from tests.extractors.targets import made


def places(
    text: str, *figures: str, location: str | None = None, outcome: str = "killed", domain: str = "people"
) -> list[Place]:
    """The places of the figures that start with these words, in order; "Nine|killed" names the outcome word too."""
    sentences = splitter.split(text)
    targets = []
    for words in figures:
        words, _, verb = words.partition("|")
        start = text.index(words)
        trigger = text.index(verb, start) if verb else None
        sentence = next(s for s in sentences if s.start <= start < s.end)
        span = start, start + len(words)
        targets.append(made(text, sentence, *span, entity=span, trigger=trigger, outcome=outcome, domain=domain))
    return locate(Document("d", text, location=location), sentences, {}, targets)


def place(text: str, figure: str = "Nine", location: str | None = None) -> Place:
    return places(text, figure, location=location)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people were killed in Teir Malla, about 5 km north of Homs city.", "Teir Malla"),
        ("Shells hit the Qaterji neighbourhood and Nine people died.", "Qaterji neighbourhood"),
        ("A bomb killed Nine people in the Damascus suburb of Jaramana.", "Jaramana"),
        ("A bomb killed Nine people in the Aleppo province village of Al-Tukhar.", "Al-Tukhar"),
        ("Nine people were killed on Bab Touma street in Damascus.", "Bab Touma street"),
        ("Nine people were killed when jets bombed Saraqeb.", "Saraqeb"),
        ("Nine people were killed in rebel-held eastern Aleppo.", "eastern Aleppo"),
        ("Nine people were killed in Syria's Idlib province.", "Idlib province"),
        ("Nine people were killed in Syrias Idlib province.", "Idlib province"),
        ("Nine people were killed in the towns of Foua and Kafraya in Idlib.", "Foua and Kafraya"),
        ("Nine people were killed in the town of Qalat Yusra near Hama.", "Qalat Yusra"),
        ("Nine people were killed near the Syrian capital, activists said.", "Syrian capital"),
        ("In Manbij, mines have killed Nine people.", "Manbij"),
        ("NINE PEOPLE WERE KILLED IN THE CITY OF HOMS ON TUESDAY.", "HOMS"),
        ("Nine people were killed on the outskirts of Damascus.", "outskirts of Damascus"),
        ("Nine people were killed in Harasta, on the edge of Damascus.", "Harasta"),
        ("Nine men died in an attack by armed groups on Tell Sumaq, north of Hama, on Tuesday.", "Tell Sumaq"),
        ("Nine residents of Qarmuza in the Homs countryside were killed.", "Qarmuza"),
        ("Nine people died in shelling of Qarmuza.", "Qarmuza"),
        ("Nine people were hurt in an air strike on Qarmuza, 12 km east of Homs.", "Qarmuza"),
        (
            "Jets targeted on Friday evening the al-Zuhur residential area in Homs and Nine died.",
            "al-Zuhur residential area",
        ),
        ("Nine people died in fighting near the Lebanese border.", "Lebanese border"),
        ("A rocket fell on Aleppo's airport and Nine people died.", "Aleppo's airport"),
        ("Saraqeb was heavily shelled at dawn and Nine people died.", "Saraqeb"),
        ("Azaz came under fire and Nine people died.", "Azaz"),
        ("Shells hit Homs and the coastal port of Tartus and Nine died.", "Homs and the coastal port of Tartus"),
        ("Nine people were killed in the Sinaa neighbourhood of Homs.", "Sinaa neighbourhood"),
        ("Nine people were killed in Raqqa and Hasakah provinces.", "Raqqa and Hasakah provinces"),
        ("Attacks in Mali, Niger and Chad killed Nine people.", "Mali, Niger and Chad"),
        ("Nine people were killed in the Mugo Tarr village of Rastan township.", "Mugo Tarr village"),
        ("Nine people died in Qarmuza, a village less than 9 km southwest of the town of Hass.", "Qarmuza"),
        ("A raid killed Nine in a camp in the province of Homs, in the west of Syria.", "Homs"),
        ("Raids in Azaz and the later attack on southern Lebanon, killing Nine people.", "southern Lebanon"),
        ("Nine people were killed in the Afghan city of Mazar i Sharif.", "Mazar i Sharif"),
        ("Nine people were killed in Syrias Deir ezzor on Monday.", "Deir ezzor"),
        ("Nine men were shot on a road in Tartus, it has been reported in Beirut.", "Tartus"),
        ("Nine sailors were killed in the Black Sea.", "Black Sea"),
        ("Nine people were killed in Syriaï¿½s Raqqa.", "Raqqa"),
        ("Fighters in Hama said Nine soldiers had been killed near the town of Salamiyah.", "Salamiyah"),
        ("Nine people were shot dead in Homs and treated in Tripoli.", "Homs"),
        ("NINE PEOPLE WERE HELD AT THE SOLMAR HEADQUARTERS ON TUESDAY.", "SOLMAR HEADQUARTERS"),
        ("NINE PEOPLE DIED IN COLONIA ALAMEDA NEAR HOMS.", "ALAMEDA"),
        ("Gunmen shot Nine people in an attack by horsemen on Qarmuza, a farming community in Homs.", "Qarmuza"),
        ("In Hasakeh's Tal Qarmuz district, Nine people were killed.", "Tal Qarmuz district"),
        ("Nine people were killed in Qarmuza in Rastan Local Government Area.", "Qarmuza"),
        ("Nine people were killed in Homs and taken to his clinic in Tripoli.", "Homs"),
        ("Nine people died in Homs and were brought to a military hospital in the port city of Tartus.", "Homs"),
        ("Nine people were killed in Idlib province of northern Syria.", "Idlib province"),
        ("Nine people were shot on a bus near the border with Chad.", "border with Chad"),
        ("Saraqeb axis.\n\nTwelve assaults were beaten off. Nine men fell.", "Saraqeb axis"),
        ("Nine people were killed in Tal Qarmuz township—12 miles west of Homs—on Sunday.", "Tal Qarmuz township"),
        ("The doctor spoke of Nine dead in the Tartus church bombing.", "Tartus church"),
        ("Nine people fell in a clash between Wadi Karrar fighters and soldiers near Hass.", "Hass"),
    ],
)
def test_most_specific_place_of_the_clause(text: str, expected: str) -> None:
    figure = "NINE" if text.isupper() else "Nine"
    assert place(text, figure, location="Syria").place_text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Syrian army shelling killed Nine people.",
        "Russian jets killed Nine people, the Britain-based monitor said.",
        "Nine people were killed, a source at Aleppo Police Command said.",
        "Nine people were killed, the minister told a meeting in Moscow.",
        "Nine people were killed in US air strikes.",
        "Nine people were killed in Ramadan.",
        "Nine people were killed by Faylaq al-Rahman.",
    ],
)
def test_whose_army_and_who_speaks_are_no_places(text: str) -> None:
    assert place(text).place_text == ""


def test_each_figure_has_the_place_of_its_own_clause() -> None:
    text = "At least 14 civilians were killed in Douma and five in Harasta, while Nine soldiers died in Jobar."
    found = places(text, "14|killed", "five|", "Nine|died", location="Syria")
    assert [p.place_text for p in found] == ["Douma", "Harasta", "Jobar"]


def test_a_list_item_keeps_its_place_for_every_figure() -> None:
    text = "Strikes in Syria and Iraq.\n- Near Manbij, one strike hit six cars.\n- Near Hit, two strikes hit a post."
    found = places(text, "one strike", "six", "two", location=None)
    assert [(p.place_text, p.place_relation, p.country) for p in found] == [
        ("Manbij", "near", "SY"),
        ("Manbij", "near", "SY"),
        ("Hit", "near", "IQ"),
    ]


def test_the_place_is_carried_over_the_sentences_of_one_incident() -> None:
    found = place("A bomb went off at a market in Saraqeb. Nine people were killed.", location="Syria")
    assert (found.place_text, found.inferred) == ("Saraqeb", True)


def test_another_incident_takes_no_place_over() -> None:
    found = place("A bomb went off in Saraqeb. Nine people were killed in another incident.", location=None)
    assert found.place_text == ""


@pytest.mark.parametrize(
    "told",
    [
        "Two weeks later the army freed Nine hostages.",
        "In a separate incident, Nine people were hurt.",
        "Nine hundred people have been killed since the coup.",
        "The army said it lost Nine tanks over the past day.",
        "Norway said it would send Nine tanks.",
        "The enemy carried out Nine air strikes.",
        "Researchers interviewed Nine survivors.",
        "The doctors' union counted Nine raids in five days.",
    ],
)
def test_what_no_single_town_saw_takes_no_town_over(told: str) -> None:
    assert place(f"Bombs went off in Azaz. Shells fell on Saraqeb. {told}").place_text == ""


@pytest.mark.parametrize(
    ("told", "outcome", "domain"),
    [
        ("The army said it had hit Nine launchers.", "struck", "equipment"),
        ("Rebel spokesman Adel Hamdo said some Nine hundred soldiers had surrendered.", "captured", "people"),
        ("The group still holds Nine prisoners.", "captured", "people"),
    ],
)
def test_what_a_force_says_of_itself_takes_no_town_over(told: str, outcome: str, domain: str) -> None:
    text = f"Bombs went off in Azaz. Shells fell on Saraqeb. {told}"
    assert places(text, "Nine", outcome=outcome, domain=domain)[0].place_text == ""


def test_a_force_that_comes_back_to_the_event_keeps_its_place() -> None:
    text = "Shells fell on Saraqeb. The army said the strike had destroyed Nine launchers."
    assert places(text, "Nine", outcome="destroyed", domain="equipment")[0].place_text == "Saraqeb"


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("Nine more died across the city.", "Homs"),
        ("Nine more died in other parts of the citys centre.", "Homs"),
        ("Nine more died in other towns of the province.", "Homs province"),
        ("Nine more died.", "Sinaa neighbourhood"),
    ],
)
def test_the_city_told_of_again_is_the_last_city(again: str, expected: str) -> None:
    text = f"Troops lost ground in Homs province. A bomb went off in the Sinaa neighbourhood of Homs. {again}"
    assert place(text, location="Syria").place_text == expected


def test_so_many_dead_are_those_of_the_war() -> None:
    text = "Shells fell on Saraqeb, Syria. Two died in Azaz. The fighting has killed 400,000 people."
    assert place(text, "400,000").place_text == "Syria"
    text = "Shells fell on Djibo, Burkina Faso. Two died in Dori. More than 2,000,000 Burkinabe have fled."
    assert places(text, "More than 2,000,000 Burkinabe", outcome="displaced")[0].place_text == "Burkina Faso"


def test_a_total_stays_in_the_only_town_of_the_text() -> None:
    assert (
        place("Rastan is under siege. Shells fell on Rastan. Nine people have died since July.").place_text == "Rastan"
    )


def test_a_million_people_are_not_a_towns() -> None:
    text = "A bomb went off in Saraqeb. The fighting has uprooted Nine million people."
    assert place(text, "Nine million").place_text == ""


def test_the_place_right_behind_the_counted_thing_is_its_own() -> None:
    text = "Two strikes near Manbij destroyed Taftan Airfield."
    sentences = splitter.split(text)
    verb = text.index("destroyed")
    target = made(text, sentences[0], 0, 3, entity=(4, 11), trigger=verb, outcome="occurred", domain="attack")
    (found,) = locate(Document("d", text, location="Syria"), sentences, {}, [target])
    assert found.place_text == "Manbij"


def test_a_state_that_comes_back_to_the_event_keeps_its_place() -> None:
    assert place("A bomb went off in Saraqeb. Norway said Nine of the victims were sailors.").place_text == "Saraqeb"


def test_an_unnamed_side_of_town_lies_in_the_town_told_of_before() -> None:
    found = place("A bomb hit Damascus. Nine people died in the southern suburbs.", location="Syria")
    assert (found.place_text, found.place_method) == ("southern suburbs", "within")
    assert found.latitude is not None and round(found.latitude, 1) == 33.5


def test_whence_people_fled_is_their_place_and_nobody_elses() -> None:
    text = "A bomb hit Azaz in Syria as Nine people fled Saraqeb. Six men died."
    sentences = splitter.split(text)
    fled, died = text.index("Nine"), text.index("Six")
    targets = [
        made(text, sentences[0], text.index("bomb"), text.index("bomb") + 4, outcome="occurred", domain="attack"),
        made(text, sentences[0], fled, fled + 4, trigger=text.index("fled"), outcome="displaced"),
        made(text, sentences[1], died, died + 3),
    ]
    found = locate(Document("d", text, location="Syria"), sentences, {}, targets)
    assert [p.place_text for p in found] == ["Azaz", "Saraqeb", "Azaz"]


def test_a_subheading_ends_the_incident() -> None:
    text = "A bomb hit Saraqeb.\n\nFighting in the capital\n\nNine people were killed. Clashes went on in Damascus."
    assert place(text, location="Syria").place_text == "Damascus"


def test_a_toll_of_the_whole_country_is_not_put_into_the_last_town() -> None:
    text = "Shells fell on Douma in Syria. Nine thousand people have been killed since the conflict began in 2011."
    found = place(text, location="Syria")
    assert (found.place_text, found.country, found.place_method) == ("Syria", "SY", "country")


def test_the_countrys_largest_city_is_not_the_whole_country() -> None:
    found = place("Shells fell on Aleppo. Nine people were killed in the country's largest city.", location="Syria")
    assert found.place_text == "Aleppo"


def test_where_a_witness_speaks_is_taken_if_nothing_else_is_said() -> None:
    found = place("A local doctor in Talbiseh said Nine people had been killed.", location="Syria")
    assert (found.place_text, found.inferred) == ("Talbiseh", True)


def test_the_next_sentence_may_say_more_closely_where() -> None:
    text = "Nine people were killed in northern Syria. The blast took place in Azaz."
    found = place(text, location="Syria")
    assert (found.place_text, found.inferred) == ("Azaz", True)


def test_a_distance_gives_a_position() -> None:
    found = place("Nine people were killed 20 km north of Homs.", location="Syria")
    assert found.place_method == "offset"
    assert found.place_relation == "north_of"
    assert found.latitude is not None and found.longitude is not None
    assert 15 < kilometres((34.73, 36.71), (found.latitude, found.longitude)) < 25


def test_an_unknown_quarter_has_the_position_of_its_town_and_says_so() -> None:
    found = place("Nine people were killed in the Zubaydat neighbourhood in Aleppo.", location="Syria")
    assert (found.place_text, found.place_method) == ("Zubaydat neighbourhood", "within")
    assert found.latitude is not None and round(found.latitude, 1) == 36.2


def test_a_country_has_no_coordinates() -> None:
    found = place("Nine people were killed in Yemen.")
    assert (found.country, found.latitude, found.longitude, found.place_method) == ("YE", None, None, "country")


def test_namesakes_are_told_apart_by_where_the_text_is_set() -> None:
    assert place("Nine people were killed in Tripoli, Libya.").country == "LY"
    assert place("Nine people were killed in Tripoli. Lebanon's army sent troops to Zahle.").country == "LB"


@pytest.mark.parametrize("words", ["Safi village", "the Karak neighbourhood", "Victoria Station", "the town of Bodo"])
def test_a_foreign_city_of_the_same_name_is_not_meant(words: str) -> None:
    assert place(f"Nine people were killed in {words}.", location="Syria").country in (None, "SY")


def test_a_village_that_no_gazetteer_has_stays_unresolved() -> None:
    found = place("Nine people were killed in Qarmuza.", location="Syria")
    assert (found.place_text, found.place_method, found.latitude) == ("Qarmuza", "unresolved", None)


def test_a_building_stands_in_the_town_of_its_own_sentence() -> None:
    text = "Shells fell on Azaz. A bomb went off in Homs: Nine people died at the Nakhil restaurant."
    assert place(text, location="Syria").place_id == place("Nine died in Homs.", location="Syria").place_id


def test_a_road_lies_at_a_town_that_it_joins() -> None:
    found = place("Nine people died on the Hasaka-Qamishli road.", location="Damascus")
    assert (found.place_text, found.place_method) == ("Hasaka-Qamishli road", "within")
    assert kilometres((found.latitude or 0, found.longitude or 0), (36.5, 40.75)) < 12


@pytest.mark.parametrize("words", ["the capital", "the country's capital"])
def test_the_capital_is_that_of_the_country_the_text_is_set_in(words: str) -> None:
    found = place(f"Shells fell on Azaz, Syria. A bomb in {words} killed Nine people.", location="Syria")
    assert found.place_text == words
    assert kilometres((found.latitude or 0, found.longitude or 0), (33.51, 36.29)) < 12


def test_there_is_the_place_told_of_before() -> None:
    text = "Rebels struck in Saraqeb, leaving Nine dead there, and in Azaz killed five."
    assert place(text, location="Syria").place_text == "Saraqeb"


def test_a_spokesmans_town_and_name_are_no_place() -> None:
    text = "Shells fell on Saraqeb. Nine people were killed, said the army's spokesman in Hama, Yusuf Karam."
    assert place(text).place_text == "Saraqeb"


def test_where_reporters_were_told_or_sit_is_no_place() -> None:
    text = "Gunmen raided Saraqeb. The mayor told reporters in Hama that Nine people were killed."
    assert place(text).place_text == "Saraqeb"
    text = "Gunmen raided Saraqeb. Nine people were killed, according to spokesman Yusuf Karam in Hama."
    assert place(text).place_text == "Saraqeb"


def test_the_sentence_before_in_an_item_of_a_list_goes_before_what_heads_the_list() -> None:
    text = (
        "Rebels attacked around Idlib:\n- In Saraqeb a school was hit. Nine people were killed.\n- In Hass it was calm."
    )
    assert place(text).place_text == "Saraqeb"


def test_the_next_sentence_says_more_closely_where_the_raid_took_place() -> None:
    text = "A raid in northern Syria killed Nine people. A spokesman said the raid took place in the town of Azaz."
    assert place(text).place_text == "Azaz"


def test_a_capital_that_stands_for_its_state_is_no_place_of_a_strike() -> None:
    text = "Officials in Horlivka, Ukraine, said a shop was hit. Nine people died as a result of Kyiv's shelling."
    assert place(text).place_text != "Kyiv"


def test_a_small_town_of_a_country_that_the_text_says_nothing_of_is_not_meant() -> None:
    found = place("Gunmen killed Nine people in the village of Bani, Seno province, northern Burkina Faso.")
    assert found.country in ("BF", None)


@pytest.mark.parametrize(("words", "expected"), [("Deir Ezzor", (35.34, 40.14)), ("Kirkuk", (35.47, 44.39))])
def test_a_well_known_city_is_known_far_from_where_the_text_was_filed(
    words: str, expected: tuple[float, float]
) -> None:
    found = place(f"Nine people died in {words}.", location="Damascus")
    assert kilometres((found.latitude or 0, found.longitude or 0), expected) < 12


def test_an_opening_word_is_no_town_by_itself() -> None:
    assert place("Nine people died in Tel Qarmuza.", location="Damascus").place_id is None


def test_the_province_is_meant_where_the_text_says_region() -> None:
    assert (place("Nine people died in the Kharkiv region, Ukraine.").place_id or "").startswith("admin:UA")


def test_place_text_stands_in_the_text_at_its_offsets() -> None:
    text = "Nine people were killed in Syrias Idlib province near the border."
    found = place(text, location="Syria")
    assert text[found.start : found.end] == found.place_text


def test_no_place_at_all_is_empty() -> None:
    assert place("Nine people were killed.") == Place("")


def test_delivered_location_is_the_last_resort() -> None:
    found = place("Nine people were killed.", location="Syria")
    assert (found.place_text, found.country, found.inferred) == ("", "SY", True)


@pytest.mark.parametrize(
    "piece",
    ["Nine killed in Homs on Monday and ", "Homs and Hama and ", "Zork Blah ", "NINE IN ZORK ", "in the city of "],
)
def test_a_sentence_without_end_does_not_stall(piece: str) -> None:
    text = "Nine died in " + piece * 1500
    sentences = splitter.split(text)
    starts = range(0, len(text) - 5, 40)
    figure = made("Nine died.", splitter.split("Nine died.")[0], 0, 4)
    targets = [
        replace(figure, sentence=s.index, quantity=replace(figure.quantity, start=n, end=n + 4))
        for n in starts
        for s in sentences
        if s.start <= n < s.end
    ]
    begin = time.process_time()
    assert len(locate(Document("d", text), sentences, {}, targets)) == len(targets)
    assert time.process_time() - begin < 20
