"""What the number reader makes of the words of news English, clean and damaged."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from extractors.document.sentences import split
from extractors.model import Number, Quantity
from extractors.quantities import find, read
from extractors.quantities.conventions import DEFAULT, apply, names
from extractors.quantities.not_figures import fold, needs_of, pattern_of, shape
from seeds import reference

EVALUATION = Path(__file__).parents[3] / "shared" / "eval" / "dev"
needs_evaluation = pytest.mark.skipif(not EVALUATION.is_dir(), reason=f"no evaluation data at {EVALUATION}")


def quantities(text: str) -> list[Quantity]:
    return list(find(text, 0, len(text)))


def readings(text: str) -> list[tuple[str, str, Number | None, Number | None]]:
    return [(text[q.start : q.end], q.kind, q.low, q.high) for q in quantities(text)]


def spans(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "span", "kind", "low", "high"),
    [
        ("At least 25 villagers fled.", "At least 25", "minimum", 25, None),
        ("Well over a hundred men came.", "Well over a hundred", "minimum", 101, None),
        ("The raid hit 14 T-72 tanks.", "14", "exact", 14, 14),
        ("It killed nearly 30 recruits.", "nearly 30", "maximum", None, 29),
        ("as many as 40 shells", "as many as 40", "maximum", None, 40),
        ("Some 300 to 400 families left.", "Some 300 to 400", "range", 300, 400),
        ("between five and seven thousand men", "between five and seven thousand", "range", 5000, 7000),
        ("between two hundred and three hundred men", "between two hundred and three hundred", "range", 200, 300),
        ("two to three dozen gunmen", "two to three dozen", "range", 24, 36),
        ("more than 20 but fewer than 30 cars", "more than 20 but fewer than 30", "range", 21, 29),
        ("20 or 30 riders", "20 or 30", "range", 20, 30),
        ("twenty-odd huts", "twenty-odd", "approximate", 20, 20),
        ("300 or so men", "300 or so", "approximate", 300, 300),
        ("60-plus nations", "60-plus", "minimum", 60, None),
        ("a hundred and twenty graves", "a hundred and twenty", "exact", 120, 120),
        ("two and a half million people", "two and a half million", "exact", 2500000, 2500000),
        ("half a million refugees", "half a million", "exact", 500000, 500000),
        ("a couple of guards", "a couple", "exact", 2, 2),
        ("12.500 soldiers marched", "12.500", "exact", 12500, 12500),
        ("6.5m people", "6.5m", "exact", 6500000, 6500000),
        ("forty-five (45) prisoners", "forty-five", "exact", 45, 45),
        ("dozens of houses", "dozens", "vague", None, None),
        ("hundreds more were hurt", "hundreds", "vague", None, None),
        ("a large number of rockets", "a large number", "vague", None, None),
        ("The army reported no casualties.", "no", "none", 0, 0),
        ("Nobody was injured.", "Nobody", "none", 0, 0),
        ("hit more than once", "more than once", "minimum", 2, None),
    ],
)
def test_bounds_follow_the_words(text: str, span: str, kind: str, low: Number | None, high: Number | None) -> None:
    assert readings(text) == [(span, kind, low, high)]


@pytest.mark.parametrize(
    ("text", "span", "unit", "low", "high"),
    [
        ("about 5 km north of the town", "about 5", "km", 5, 5),
        ("almost nine miles away", "almost nine", "mile", None, 9),
        ("more than five years of war", "more than five", "year", 5, None),
        ("a 12-year-old boy", "12", "year", 12, 12),
        ("less than a week later", "less than a", "week", None, 1),
        ("Omar Haddad, 45, a baker", "45", "year", 45, 45),
        ("worth over $3.4 million", "over $3.4 million", "USD", 3400000, None),
        ("40% of the crop", "40", "percent", 40, 40),
        ("a 10- to 12-hour siege", "10- to 12", "hour", 10, 12),
        ("a couple of days later", "a couple", "day", 2, 2),
        ("damage worth millions of dollars", "millions", "USD", None, None),
        ("One in five families left.", "One in five", "share", 0.2, 0.2),
        ("half of the city", "half", "share", 0.5, 0.5),
        ("minus 20 degrees", "minus 20", "degree", -20, -20),
        ("in the past 20 (since 3 May) days", "20", "day", 20, 20),
        ("half an hour later", "half", "hour", 0.5, 0.5),
    ],
)
def test_measures_keep_their_unit_and_their_bound(
    text: str, span: str, unit: str, low: Number | None, high: Number | None
) -> None:
    (quantity,) = quantities(text)
    assert (text[quantity.start : quantity.end], quantity.unit) == (span, unit)
    assert (quantity.low, quantity.high, quantity.is_measure) == (low, high, True)


@pytest.mark.parametrize(
    "text",
    [
        "On 11 Oct 2016 the jets returned.",
        "since 2011, in the 1990s, on 2016-10-11 and from 24.02 to 13.04",
        "at 0914, at 7.15 pm and until approximately 1730 on Friday",
        "There was no power between 1300 and 1800.",
        "the 25th Brigade, Battalion 41 and Division 17",
        "Resolution 2254, Route 5 and Flight 870",
        "A T-72, a Su-34, a 9K33, an M113 and a KAB-500 bomb",
        "a Т-72 spelled with a Cyrillic letter",
        "the 122mm gun and the .50 calibre rifle",
        "one of the most violent raids, as they fought one another",
        "the first, the third day, both twins",
        "He would return one day. No one knows when.",
        "The visitors won 3-2.",
        "www.example.org/2016/10 and pic.example.com/4",
        "Short URL 6319",
        "5938",
        "as they were as many and too few to say how many",
        "The mayor had no comment and no longer spoke.",
        "There were no immediate reports of casualties.",
    ],
)
def test_what_is_no_figure_stays_out(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize("row", reference("not_figures"), ids=lambda row: row["name"])
def test_every_pattern_covers_its_own_example(row: dict[str, str]) -> None:
    flags = re.IGNORECASE if "i" in row["flags"] else 0
    assert re.search(pattern_of(row["pattern"]), fold(row["example"]), flags)
    assert any(stretch in shape(fold(row["example"])) for stretch in needs_of(row["needs"]))


def test_text_that_lost_its_commas_keeps_its_figures_apart() -> None:
    assert spans("On July 25 40 men fled.") == ["40"]
    assert [q.low for q in quantities("The blast killed 40 100 injured were moved.")] == [40, 100]
    assert spans("two women three children") == ["two", "three"]
    assert spans("the army captured16 men") == ["16"]
    assert [q.low for q in quantities("the convoy of 5 000 men")] == [5000]


def test_capitals_read_like_small_letters() -> None:
    text = "At least twenty soldiers and three guides died, none of the nurses was hurt."
    assert [r[1:] for r in readings(text.upper())] == [r[1:] for r in readings(text)]


def test_a_qualifier_covers_what_is_coordinated_but_no_new_clause() -> None:
    both = quantities("At least five farmers and six gunmen died.")
    assert [(q.low, q.high, q.qualifier) for q in both] == [(5, None, "at least"), (6, None, "at least")]
    clause = quantities("At least five farmers were killed and six gunmen fled.")
    assert [(q.low, q.high) for q in clause] == [(5, None), (6, 6)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The toll rose to 112 from 98.", 98, 112),
        ("The toll rose from 98 to 112.", 98, 112),
        ("It stands at 112, up from 98.", 98, 112),
        ("Police revised the toll down to 12 from an earlier toll of 15.", 15, 12),
        ("The toll, earlier put at 98 but raised to 112, is final.", 98, 112),
    ],
)
def test_a_replaced_figure_is_marked(text: str, old: int, new: int) -> None:
    assert {q.low: q.superseded for q in quantities(text)} == {old: True, new: False}


def test_numbers_as_written_are_kept_apart_from_bounds() -> None:
    (more,) = quantities("more than 40 people")
    assert (more.value_from, more.value_to, more.low) == (40, None, 41)
    (ranged,) = quantities("5–7 thousand people")
    assert (ranged.value_from, ranged.value_to) == (5000, 7000)
    (vague,) = quantities("scores of people")
    assert (vague.value_from, vague.value_to, vague.vague_term, vague.partitive) == (None, None, "scores", True)


def test_each_says_per_unit() -> None:
    assert [q.per_unit for q in quantities("Two launchers carried six missiles each.")] == [False, True]
    assert [q.per_unit for q in quantities("They fired 40 shells each day.")] == [False]


def test_reading_says_which_rules_fired() -> None:
    (quantity,) = quantities("at least two hundred men")
    assert quantity.rules == ("number-words", "before:at least")


def test_a_total_and_its_increment_stay_two_and_are_told_apart() -> None:
    total, added = quantities("tanks ‒ 739 (+7),")
    assert (total.low, added.low) == (739, 7)
    assert added.increment and not total.increment


def test_vague_words_take_the_bounds_of_a_named_convention() -> None:
    (dozens,) = quantities("dozens of people")
    assert apply(dozens) == apply(dozens, DEFAULT) == (12, 12, 99)
    assert apply(dozens, "strict") == (24, None, None)
    assert apply(dozens, "gtd") == (None, None, None)
    assert all(len(apply(dozens, name)) == 3 for name in names())


def test_every_vague_word_has_a_row_in_every_convention() -> None:
    terms = {row["term"] for row in reference("vague_phrases")}
    rows = {(row["term"], row["convention"]) for row in reference("vague_words")}
    assert {(term, name) for term in terms for name in names()} <= rows


def test_conventions_leave_plain_bounds_alone() -> None:
    (least,) = quantities("at least 25 people")
    (exact,) = quantities("25 people")
    (about,) = quantities("about 25 people")
    assert apply(least) == (25, None, None)
    assert apply(exact) == apply(about) == (25, 25, 25)
    with pytest.raises(ValueError, match="unknown convention"):
        apply(exact, "guess")


def test_free_text_can_be_read_for_numbers_alone() -> None:
    assert [q.low for q in read("It was 1999 and then -5.", general=True)] == [1999, -5]


@needs_evaluation
def test_gold_figures_are_found_with_their_bounds() -> None:
    texts = {d["id"]: d["text"] for d in _rows("docs.jsonl")}
    read_by_document = {
        document: [q for s in split(text) for q in find(text, s.start, s.end)] for document, text in texts.items()
    }
    gold = [g for g in _rows("gold.jsonl") if g["kind"] != "implicit" and not g.get("optional")]
    found = right = 0
    for figure in gold:
        hits = [
            q
            for q in read_by_document[figure["document_id"]]
            if q.start < figure["quantity_end"] and figure["quantity_start"] < q.end
        ]
        found += bool(hits)
        wanted = [(figure["low"], figure["high"]), *map(tuple, figure.get("also", []))]
        right += any(q.kind == figure["kind"] == "vague" or (q.low, q.high) in wanted for q in hits)
    assert found / len(gold) >= 0.98
    assert right / found >= 0.985


@needs_evaluation
def test_totals_of_loss_lists_are_found() -> None:
    wanted = found = 0
    for row in _rows("equipment-ua-mod.jsonl"):
        text = row["text"]
        values = [q.low for s in split(text) for q in find(text, s.start, s.end)]
        for total in row["gold"]["totals"].values():
            wanted += 1
            found += total in values
    assert found / wanted >= 0.98


def _rows(name: str) -> list[dict[str, object]]:
    with (EVALUATION / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


@pytest.mark.parametrize(
    ("sentence", "span"),
    [
        ("The ministry denied that any civilians had been killed.", "any"),
        ("The strike did not kill anyone, the army said.", "anyone"),
        ("Neither side reported casualties.", "Neither side"),
    ],
)
def test_a_denial_of_any_harm_asserts_a_zero(sentence: str, span: str) -> None:
    (quantity,) = find(sentence, 0, len(sentence))
    assert (sentence[quantity.start : quantity.end], quantity.kind, quantity.low, quantity.high) == (span, "none", 0, 0)


def test_a_range_of_money_has_a_sign_before_each_end() -> None:
    sentence = "Each passenger had paid between $4,000 and $6,000."
    (quantity,) = find(sentence, 0, len(sentence))
    assert (quantity.low, quantity.high, quantity.unit) == (4000, 6000, "USD")


def test_an_age_after_a_pronoun_is_a_measure() -> None:
    sentence = "She was 41 and worked as a surgeon."
    (quantity,) = find(sentence, 0, len(sentence))
    assert (quantity.is_measure, quantity.unit) == (True, "year")


def test_a_part_and_a_range_do_not_take_over_the_qualifier_before_them() -> None:
    sentence = "At least nine people, seven of them children, fled; fewer than 12 tents, 30 to 40 huts burned."
    kinds = [(sentence[q.start : q.end], q.kind) for q in find(sentence, 0, len(sentence))]
    assert kinds == [
        ("At least nine", "minimum"),
        ("seven", "exact"),
        ("fewer than 12", "maximum"),
        ("30 to 40", "range"),
    ]


def test_one_after_a_speech_verb_counts() -> None:
    sentence = "The command said that one crew member was missing."
    assert [sentence[q.start : q.end] for q in find(sentence, 0, len(sentence))] == ["one"]
    assert find("That one was new.", 0, 17) == ()
