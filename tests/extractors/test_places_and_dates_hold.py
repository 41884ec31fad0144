"""Whatever the text, places and dates come back one for each figure, with offsets and intervals that hold."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import date_events, publication_date
from extractors.document import sentences as splitter
from extractors.model import Document
from extractors.places import locate
from tests.extractors.targets import made

WORDS = st.sampled_from(
    [
        "9",
        "killed",
        "in",
        "near",
        "of",
        "the",
        "and",
        ",",
        ".",
        ";",
        "Homs",
        "Aleppo",
        "HOMS",
        "Syria's",
        "Syrias",
        "northern",
        "province",
        "city",
        "village",
        "al-",
        "el",
        "Al-Bab",
        "from",
        "to",
        "on",
        "Monday",
        "since",
        "2011",
        "May",
        "31",
        "February",
        "2023-02-30",
        "99.99",
        "last",
        "week",
        "24",
        "hours",
        "between",
        "said",
        "a",
        "source",
        "capital",
        "Syrian",
        "SYRIAN",
        "’s",
        "-",
        "(",
        ")",
        "\n",
        "\n\n",
        "•",
        "Near",
        "5",
        "km",
        "north",
        "Sheikh",
        "Deir",
        "ez-Zor",
        "Tripoli",
        "Санкт",
        "الرقة",
        "東京",
        "\ufeff",
        "é",
    ]
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=40), st.sampled_from([None, "Syria", "aleppo", "???", "10/11/2016"]))
def test_one_answer_for_each_figure_with_offsets_and_intervals_that_hold(words: list[str], hint: str | None) -> None:
    text = " ".join(words)
    document = Document("d", text, date=hint, location=hint)
    sentences = splitter.split(text)
    targets = [made(text, s, s.start, min(s.start + 1, s.end), trigger=s.end) for s in sentences]
    found = locate(document, sentences, {}, targets)
    when = date_events(document, sentences, {}, targets)
    assert len(found) == len(when) == len(targets)
    for place in found:
        if place.start is not None:
            assert " ".join(text[place.start : place.end].split()) == " ".join(place.place_text.split())
        assert (place.latitude is None) == (place.longitude is None)
        assert place.place_id is None or place.country is not None
    for moment in when:
        assert (moment.event_date_start is None) == (moment.date_precision == "unresolved")
        if moment.event_date_start and moment.event_date_end:
            assert date.fromisoformat(moment.event_date_start) <= date.fromisoformat(moment.event_date_end)


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_publication_date_is_a_day_or_none(delivered: str, text: str) -> None:
    iso, method = publication_date(Document("d", text, date=delivered))
    assert method in {"delivered", "dateline", "outlet", "ambiguous", "unresolved"}
    assert iso is None or date.fromisoformat(iso)
