"""Event dates against the day of publication, and the day of publication from the formats of real pages."""

from __future__ import annotations

import pytest

from extractors import quantities
from extractors.dates import date_events, publication_date
from extractors.document import sentences as splitter
from extractors.model import Document, When
from tests.extractors.targets import made

THURSDAY = "2015-10-15"


def when(text: str, words: str, published: str | None = THURSDAY) -> When:
    """The date of the figure that starts with ``words``."""
    document = Document("d", text, date=published)
    sentences = splitter.split(text)
    start = text.index(words)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    target = made(text, sentence, start, start + len(words))
    return date_events(document, sentences, {}, [target])[0]


def interval(text: str, published: str | None = THURSDAY) -> tuple[str | None, str | None, str]:
    """The interval and precision of the figure "Nine"."""
    found = when(text, "Nine", published)
    return found.event_date_start, found.event_date_end, found.date_precision


def day(iso: str) -> tuple[str, str, str]:
    return iso, iso, "day"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 12 October 2015", day("2015-10-12")),
        ("on October 12, 2015", day("2015-10-12")),
        ("on October 12 2015", day("2015-10-12")),
        ("on July 25", day("2015-07-25")),
        ("on the 25th of December", day("2014-12-25")),
        ("on Thursday", day("2015-10-15")),
        ("on Friday", day("2015-10-09")),
        ("last Thursday", day("2015-10-08")),
        ("early on Monday", day("2015-10-12")),
        ("yesterday", day("2015-10-14")),
        ("this morning", day("2015-10-15")),
        ("three days ago", day("2015-10-12")),
        ("overnight", ("2015-10-14", "2015-10-15", "period")),
        ("on Saturday and Sunday", ("2015-10-10", "2015-10-11", "period")),
        ("in the last 24 hours", ("2015-10-14", "2015-10-15", "period")),
        ("over the past two weeks", ("2015-10-01", "2015-10-15", "period")),
        ("last week", ("2015-10-05", "2015-10-11", "week")),
        ("earlier this month", ("2015-10-01", "2015-10-15", "month")),
        ("over the past year", ("2014-10-15", "2015-10-15", "period")),
        ("between 27 September and 3 October", ("2015-09-27", "2015-10-03", "period")),
        ("between September 27 and October 3", ("2015-09-27", "2015-10-03", "period")),
        ("last month", ("2015-09-01", "2015-09-30", "month")),
        ("in April", ("2015-04-01", "2015-04-30", "month")),
        ("in May", ("2015-05-01", "2015-05-31", "month")),
        ("in December", ("2014-12-01", "2014-12-31", "month")),
        ("in August last year", ("2014-08-01", "2014-08-31", "month")),
        ("in March 2013", ("2013-03-01", "2013-03-31", "month")),
        ("between 3 and 5 October", ("2015-10-03", "2015-10-05", "period")),
        ("since 2011", ("2011-01-01", "2015-10-15", "period")),
        ("since the war began in March 2011", ("2011-03-01", "2015-10-15", "period")),
        ("since April", ("2015-04-01", "2015-10-15", "period")),
        ("from 24.09 to 13.10", ("2015-09-24", "2015-10-13", "period")),
        ("from 24.11 to 13.02", ("2014-11-24", "2015-02-13", "period")),
    ],
)
def test_expression_against_the_day_of_publication(words: str, expected: tuple[str, str, str]) -> None:
    assert interval(f"Nine people were killed {words}.") == expected


@pytest.mark.parametrize("words", ["on Thursday", "yesterday", "last week", "in April", "on July 25", "since 2011"])
def test_nothing_to_count_from_stays_unresolved(words: str) -> None:
    found = when(f"Nine people were killed {words}.", "Nine", published=None)
    assert (found.event_date_start, found.event_date_end, found.date_precision) == (None, None, "unresolved")
    assert found.date_text is not None and found.date_text in f"Nine people were killed {words}."


def test_a_full_date_needs_no_publication_date() -> None:
    assert interval("Nine people were killed on 12 October 2015.", None) == day("2015-10-12")


def test_capitals_are_read_too() -> None:
    text = "NINE SOLDIERS DIED ON 8 JANUARY.  IT MAY RAIN."
    found = when(text, "NINE", "15 JAN 90")
    assert found.event_date_start == "1990-01-08"


def test_may_and_march_are_months_only_where_they_must_be() -> None:
    assert interval("Nine people may have been killed.") == (None, None, "unresolved")
    assert interval("Nine people were killed on a march.") == (None, None, "unresolved")


def test_the_date_of_a_statement_is_not_that_of_the_event() -> None:
    assert interval("Nine people were killed at a market, the ministry said on Wednesday.") == (
        None,
        None,
        "unresolved",
    )
    text = "Nine people were killed on Monday, the ministry said on Wednesday."
    assert interval(text) == day("2015-10-12")


def test_each_figure_takes_the_date_of_its_clause() -> None:
    text = "Four people were killed on Monday and seven others were wounded on Tuesday."
    assert when(text, "Four").event_date_start == "2015-10-12"
    assert when(text, "seven").event_date_start == "2015-10-13"


def test_a_date_is_carried_over_the_sentences_of_one_incident() -> None:
    text = "A bomb went off at a market on Monday. Nine people were killed."
    found = when(text, "Nine")
    assert (found.event_date_start, found.rules) == ("2015-10-12", ("weekday", "carried_over"))


def test_a_running_total_does_not_hand_on_its_period() -> None:
    assert interval("The war has gone on since 2011. Nine people were killed.") == (None, None, "unresolved")


def test_a_day_after_counts_from_the_day_before_it() -> None:
    text = "Shells fell on the town on Wednesday. The shelling came a day after Nine people were killed there."
    assert interval(text) == day("2015-10-13")


def test_a_list_takes_the_date_of_its_heading() -> None:
    text = "Losses from 24.02 to 13.04 were:\n- tanks: 739\n- boats: 7"
    assert when(text, "739", "2022-04-13").event_date_start == "2022-02-24"
    assert when(text, "739", "2022-04-13").event_date_end == "2022-04-13"


@pytest.mark.parametrize(
    ("date", "source", "text", "expected"),
    [
        ("2016-10-11", None, "Jets struck.", ("2016-10-11", "delivered")),
        ("2016-10-11T08:00:00Z", None, "Jets struck.", ("2016-10-11", "delivered")),
        ("Wed 05 Apr 2017", None, "Jets struck.", ("2017-04-05", "delivered")),
        ("October 2 2013", None, "Jets struck.", ("2013-10-02", "delivered")),
        ("05.04.2017", None, "Jets struck.", ("2017-04-05", "delivered")),
        ("15 OCT 89", None, "JETS STRUCK.", ("1989-10-15", "delivered")),
        ("04/16/2015", None, "Jets struck.", ("2015-04-16", "delivered")),
        ("12 octobre 2016", None, "Jets struck.", ("2016-10-12", "delivered")),
        ("10/11/2016", None, "Jets struck.", (None, "ambiguous")),
        ("10/10/2016", None, "Jets struck.", ("2016-10-10", "delivered")),
        ("10/11/2016", "U.S. Central Command", "Jets struck.", ("2016-10-11", "outlet")),
        ("10/11/2016", "BBC News", "Jets struck.", ("2016-11-10", "outlet")),
        ("10/11/2016", "BBC News", "11 Oct 2016 Jets struck.", ("2016-10-11", "dateline")),
        (None, None, "SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] A BOMB WENT OFF.", ("1990-01-03", "dateline")),
        (None, None, "Published April 2 2017 Jets struck a village.", ("2017-04-02", "dateline")),
        (None, None, "Shells fell on 2 April 2017.", (None, "unresolved")),
        ("2022", None, "Shells fell.", (None, "unresolved")),
        ("soon", None, "Shells fell.", (None, "unresolved")),
    ],
)
def test_publication_date(date: str | None, source: str | None, text: str, expected: tuple[str | None, str]) -> None:
    assert publication_date(Document("d", text, source=source, date=date)) == expected


def test_the_order_of_a_delivery_goes_before_the_outlets_habit() -> None:
    document = Document("d", "Jets struck.", source="BBC News", date="10/11/2016")
    assert publication_date(document, date_order="mdy") == ("2016-10-11", "delivered")


def test_a_delivery_may_say_in_which_order_its_dates_are_written():
    text = "Six people were killed in Jasim yesterday."
    document = Document("one", text, date="4/5/2017")
    sentences = splitter.split(text)
    target = made(text, sentences[0], 0, 3, entity=(4, 10), trigger=16)
    days = [
        date_events(document, sentences, {}, [target], date_order=order)[0].event_date_start
        for order in (None, "mdy", "dmy")
    ]
    assert days == [None, "2017-04-04", "2017-05-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine tanks that the army had seized last year were destroyed.", (None, None, "unresolved")),
        ("Nine men, who had fled Homs in 2013, were killed on Monday.", day("2015-10-12")),
        ("Nine men who were displaced in 2012 died on Monday.", day("2015-10-12")),
        ("Nine men died in clashes that took place on Monday.", day("2015-10-12")),
    ],
)
def test_the_time_of_a_relative_clause_is_not_the_figures(text: str, expected: tuple[str, str, str]) -> None:
    assert interval(text) == expected


@pytest.mark.parametrize(
    "stamp",
    [
        "HOME 28.04.2017Agency",
        "28.04.2017Get short URL 0 15",
        "1730 28.04.2017Get short URL Topic Border War (180) 0 54",
        "28.04.2017Get short URL 0 0 0",
    ],
)
def test_a_stamp_glued_to_the_next_word_dates_the_text_and_counts_nothing(stamp: str) -> None:
    text = f"{stamp} Nine soldiers were killed near Homs."
    assert publication_date(Document("d", text)) == ("2017-04-28", "dateline")
    assert [text[q.start : q.end] for q in quantities.find(text, 0, len(text))] == ["Nine"]


def test_a_decimal_that_only_looks_like_a_day_stays_a_figure() -> None:
    text = "HOME 12.10 Percent of voters and 11.02 Million people fled, prices rose 28.04 percent."
    assert [text[q.start : q.end] for q in quantities.find(text, 0, len(text))] == ["12.10", "11.02 Million", "28.04"]
