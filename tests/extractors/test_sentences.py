"""Sentences of clean and damaged text, their roles, and offsets that slice to them."""

from __future__ import annotations

import pytest

from extractors.document.sentences import split
from extractors.model import Sentence


def pieces(text: str, title: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in split(text, title)]


def by_role(text: str, role: str, title: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in split(text, title) if s.role == role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gen. Aydin and Lt. Col. Reyes met Dr. Haddad. They left.", 2),
        ("The U.S. Army came at 5 p.m. on Friday. It left at 7 a.m. The road is open.", 3),
        ("Houses No. 4 and No. 5 burned at St. Elias. Is that all? No. It is not.", 4),
        ("The price rose by 2.5 percent to 1.234 dollars.", 1),
        ("J. R. Marin spoke to A. Petrov about it.", 1),
        ('He said: "We left." Then he slept.', 2),
        ("“They fled.” The rest stayed…” Nobody spoke.", 3),
        ("They waited... and waited. Then it stopped.", 2),
        ("They took the hill by all means. it was over by noon.", 2),
    ],
)
def test_full_stops_end_sentences_only_where_one_ends(text: str, expected: int) -> None:
    assert len(pieces(text)) == expected, pieces(text)


def test_missing_spaces_do_not_hide_a_boundary() -> None:
    assert pieces("The wall fell.The army entered.") == ["The wall fell.", "The army entered."]


def test_wrapped_wire_text_is_joined_again() -> None:
    text = (
        "LIMA, 4 FEB 90 (EXAMPLE) -- [TEXT] POLICE REPORTED THAT GUNMEN ATTACKED A\n"
        "BUS NEAR THE MARKET IN THE NORTHERN DISTRICT AND FLED.  COL. REYES, WHO\n"
        "LEADS THE REGION, SAID THAT NO ONE WAS HURT.\n\n"
        "   THE BUS WAS TAKEN TO THE CITY, AND ITS PASSENGERS WERE SENT HOME LATER\n"
        "IN THE DAY."
    )
    read = split(text)
    assert [s.role for s in read] == ["caption", "body", "body", "body"]
    assert pieces(text)[0] == "LIMA, 4 FEB 90 (EXAMPLE) -- [TEXT]"
    assert pieces(text)[1].startswith("POLICE") and pieces(text)[1].endswith("FLED.")
    assert [s.paragraph for s in read] == [0, 0, 0, 1]


def test_list_items_are_sentences_under_their_header() -> None:
    text = (
        "Strikes of the day\n\nThe command reported three raids.\n- Near Arna, one raid hit a depot.\n• Near Bela, two."
    )
    read = split(text)
    assert pieces(text)[2:] == ["Near Arna, one raid hit a depot.", "Near Bela, two."]
    assert [s.list_header for s in read] == [None, None, 1, 1]


def test_loss_lists_have_one_item_a_line() -> None:
    text = (
        "Losses from 1 May to 3 May were about:\npersonnel ‒ about 900,\n"
        "tanks ‒ 14 (+2),\nguns – 3.\nData are being updated."
    )
    read = split(text)
    assert pieces(text)[1:4] == ["personnel ‒ about 900,", "tanks ‒ 14 (+2),", "guns – 3."]
    assert [s.list_header for s in read] == [None, 0, 0, 0, None]


def test_a_list_below_a_blank_line_belongs_to_its_introduction() -> None:
    text = "Count of destroyed trucks, 8 May:\n\n54 tankers\n11 vans\n\nMore is coming in, said the group."
    read = split(text)
    assert [s.list_header for s in read] == [None, 0, 0, None]
    lettered = "He listed the items recovered as:\n\na. Four rifles.\n\nb. One pistol.\n\n(iii) Two vests."
    items = split(lettered)
    assert [lettered[s.start : s.end] for s in items[1:]] == ["Four rifles.", "One pistol.", "Two vests."]
    assert [s.list_header for s in items] == [None, 0, 0, 0]


def test_headline_date_line_and_repeated_headline_are_told_from_the_body() -> None:
    text = (
        "Nine hurt in market fire\n\n11 Oct 2016 Nine hurt in market fire. A fire broke out at noon. (File photo) "
        "The cause is unknown."
    )
    assert by_role(text, "title") == ["Nine hurt in market fire", "Nine hurt in market fire."]
    assert by_role(text, "caption") == ["11 Oct 2016", "(File photo)"]
    assert by_role(text, "body") == ["A fire broke out at noon.", "The cause is unknown."]


def test_a_delivered_title_names_the_title() -> None:
    assert by_role("Bridge reopened\nThe bridge was reopened.", "title", "Bridge reopened") == ["Bridge reopened"]


def test_short_lines_without_a_stop_inside_a_text_are_subheadings() -> None:
    text = "The first part ended here.\n\n  Army reaches the river\n\nThe second part began there."
    assert by_role(text, "subheading") == ["Army reaches the river"]


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    long = "The ministry said on Monday that the convoy had left the town before dawn and reached the border by noon"
    text = f"{long} without any losses.\n{long} and came back the same evening."
    assert len(pieces(text)) == 2


def test_rows_of_other_headlines_under_an_article_are_no_sentences() -> None:
    text = "Nine people died in the fire. The cause is not known. Source Agencies Related News Storm kills 40 elsewhere"
    assert pieces(text) == ["Nine people died in the fire.", "The cause is not known.", "Source Agencies"]


@pytest.mark.parametrize("text", ["", " \n\n\t ", "\u00a0\u2028", "...", "-", "1."])
def test_nearly_empty_texts_are_survived(text: str) -> None:
    read: tuple[Sentence, ...] = split(text)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in read)


def test_lines_that_a_narrow_column_broke_are_joined_again() -> None:
    text = "Gunmen killed six\npeople at a market in\nthe north of\nArna, and 14 were\nwounded.\nThe army came late."
    assert [" ".join(p.split()) for p in pieces(text)] == [
        "Gunmen killed six people at a market in the north of Arna, and 14 were wounded.",
        "The army came late.",
    ]


def test_lists_in_small_letters_stay_lists() -> None:
    text = "losses of the enemy today\ntanks – 4\nguns and mortars – 11\nenemy soldiers killed - 60"
    assert len(pieces(text)) == 4


def test_a_headline_over_a_narrow_column_stays_apart() -> None:
    text = "Army loses nine tanks in raid\nThe army said it had\nlost nine tanks when rebels under\nOmar Haddad came."
    assert [" ".join(p.split()) for p in pieces(text)] == [
        "Army loses nine tanks in raid",
        "The army said it had lost nine tanks when rebels under Omar Haddad came.",
    ]


def test_a_heading_stands_right_above_its_prose() -> None:
    text = (
        "Weekly report\n\nOVERVIEW\nSedra County\nShells fell on six villages in the course of the week.\n"
        "Background\nThe conflict over the valley began with a tax on salt."
    )
    assert [s.role for s in split(text)] == ["title", "subheading", "subheading", "body", "subheading", "body"]


def test_a_short_line_above_other_short_lines_is_no_heading() -> None:
    text = "Daily figures\n\nKherson region\n2 dead\n5 wounded"
    assert [s.role for s in split(text)] == ["title", "body", "body", "body"]


def test_a_credit_with_its_date_is_a_line_of_its_own() -> None:
    text = (
        "Bomb in Dorna's market kills 28 soldiers: monitoring group\nMeridian, Tuesday 6 May 2014\n\nIt went off early."
    )
    assert [text[s.start : s.end] for s in split(text)][1] == "Meridian, Tuesday 6 May 2014"


def test_a_date_inside_a_wrapped_sentence_ends_no_line() -> None:
    text = (
        "Gunmen shot dead six people at a checkpoint on the road on the evening of\nTuesday, 6 May 2014, police said."
    )
    assert len(split(text)) == 1
