"""Who says it across sentences: pronouns, voices that go on or stop, quotations, headlines, lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.document import sentences as texts
from extractors.model import Chain, Document
from extractors.voices import attribute
from tests.extractors.targets import made

SEED = Path(__file__).parents[3] / "shared" / "seed"


def chain_for(text: str, figure: str, *, title: str | None = None, source: str | None = None) -> Chain:
    """The chain of the first occurrence of a figure in a text."""
    at = text.index(figure)
    sentences = texts.split(text, title)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    target = made(text, sentence, at, at + len(figure))
    return attribute(Document("d", text, title, source), sentences, {}, [target])[0]


RESOLVED = [
    ("Police chief Ahmed Karim said six men were killed. He added that 31 were hurt.", "Police chief Ahmed Karim", ""),
    ("A source at the command told SANA that six men fell. The source clarified that 31 were hurt.",
     "A source at the command", "SANA"),
    ("Military sources announced heavy fighting. They added that 31 fighters fell.", "Military sources", ""),
    ("Kyiv said Russia launched many drones. It said 31 were shot down.", "Kyiv", ""),
    ("The Syrian Observatory for Human Rights said six men fell. The Britain-based monitor said 31 were hurt.",
     "The Syrian Observatory for Human Rights", ""),
    ("The Syrian Observatory for Human Rights said six men fell. The group said 31 were hurt.",
     "The Syrian Observatory for Human Rights", ""),
    ("State television said six people died. The broadcaster said 31 were hurt.", "State television", ""),
    ("The Sudanese Interior Ministry said six men fell. The ministry said 31 were hurt.",
     "The Sudanese Interior Ministry", ""),
    ("A Swiss charity said in a report that camps burned. The report said 31 people died.", "A Swiss charity", ""),
    ("Hamas said six men fell. Israel's army denied it. The Palestinian group said 31 were hurt.", "Hamas", ""),
    ("The White Helmets said six people died. The rescuers said 31 were missing.", "The White Helmets", ""),
    ("Washington blames the army for the attack, which it says killed 31 people.", "Washington", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "relay"), RESOLVED)
def test_pronouns_and_short_descriptions_become_whom_they_stand_for(text: str, speaker: str, relay: str) -> None:
    chain = chain_for(text, "31")
    assert (chain.speaker_text, chain.relay_text) == (speaker, relay)
    assert chain.inferred


def test_a_description_that_names_keeps_its_words() -> None:
    text = "The Syrian Observatory for Human Rights said six men fell. Later the Observatory said 31 were hurt."
    chain = chain_for(text, "31")
    assert chain.speaker_text == "the Observatory"
    assert not chain.inferred


FULL_NAMES = [
    ("Yusuf Tarraf, director of the office, said six died. Later 31 were missing, Tarraf said.", "Yusuf Tarraf"),
    ("Press Secretary Paul Crane met the press. Some 31 men were hit, Crane said.", "Paul Crane"),
    ("Activist Omar al-Halabi said six died. Halabi put the number of hurt at 31.", "Omar al-Halabi"),
    ("The Orontes Monitoring Desk said six tanks were lost. The Desk also found 31 burnt trucks.",
     "The Orontes Monitoring Desk"),
    ("The Northern Shield Brigades took the hill. The army fired 31 rockets, according to the Brigades.",
     "Northern Shield Brigades"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), FULL_NAMES)
def test_a_shorter_name_is_given_in_full(text: str, speaker: str) -> None:
    chain = chain_for(text, "31")
    assert chain.speaker_text == speaker
    assert chain.relay_text == ""


GROUPS = [
    ("The Northern Shield Brigades said six tanks burned. The group took 31 men, it said.",
     "The Northern Shield Brigades"),
    ("The Northern Shield Brigades said six tanks burned. It put its losses at 31.", "The Northern Shield Brigades"),
    ("Hezbollah said six men fell. Israel said seven fell. The group said it fired 31 rockets.", "Hezbollah"),
    ("Hamas fighters crossed the fence. The group said 31 of them were killed.", "Hamas"),
    ("The White Helmets cleared the street. The group said 31 people were hurt.", "The White Helmets"),
    ("Jets of Combined Task Group Lark are active. The group said it had hit 31 trucks.", "Combined Task Group Lark"),
    ("Police said six died.\n\nThe Register of Losses collects names. It said 31 houses burned.",
     "The Register of Losses"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), GROUPS)
def test_the_group_and_it_become_the_body_that_they_stand_for(text: str, speaker: str) -> None:
    chain = chain_for(text, "31")
    assert chain.speaker_text.removeprefix("The ") == speaker.removeprefix("The ")
    assert chain.inferred


def test_a_place_name_is_no_one_elses_last_name() -> None:
    assert chain_for("Talks went on in Greater Doha. Doha said 31 people were freed.", "31").speaker_text == "Doha"


GOES_ON = [
    "A source at the command told SANA that six men fell. Another shell hurt 31 people.",
    "A source at the command told SANA that six men fell. The attack left 31 others wounded.",
    "A source at the command told SANA that six men fell. The road was shut. Of those hurt, 31 went to hospital.",
    "A source at the command told SANA that rockets fell on the suburbs. Rockets hit a clinic where 31 people lay.",
    "A source at the command told SANA that gunmen stormed a market. They opened fire and killed 31 people.",
    "A source at the command told SANA that six men fell. Trains ran on to 31 towns. The source added that it rained.",
]
STOPS = [
    "A farmer named Omar Saleh said six men fell. Saleh lost 31 sheep in the raid.",
    "Two towns were hit when Russia announced a truce. Another raid killed 31 people.",
    "Lawmakers accused the army of torture. The minister lost 31 votes.",
    "A source at the command told SANA that six men fell. On Friday a bomb killed 31 people.",
    "A source at the command told SANA that six men fell. Elsewhere, 31 people were killed.",
    "A source at the command told SANA that six men fell. A raid reportedly killed 31 people.",
    "A source at the command told SANA that six men fell. More than 31 men have been killed since March.",
    "A source at the command told SANA that six men fell. The town houses 31 families.",
    "A source at the command told SANA that six men fell.\n\nBombs killed 31 people.",
    "A source at the command told SANA that six men fell. Britain promised 31 lorries.",
    "A source at the command told SANA that shells killed six men. In Latakia shells killed 31 women, two of them old.",
    "There was a blast, which local media said was an accident. The convoy carried 31 people.",
    "A source at the command told SANA that six men fell. The attack came a day after 31 people were killed.",
]


@pytest.mark.parametrize("text", GOES_ON)
def test_a_voice_goes_on_while_the_same_event_is_told(text: str) -> None:
    chain = chain_for(text, "31")
    assert (chain.speaker_text, chain.relay_text) == ("A source at the command", "SANA")
    assert chain.inferred


@pytest.mark.parametrize("text", STOPS)
def test_a_voice_stops_where_something_else_begins(text: str) -> None:
    assert chain_for(text, "31").speaker_text == ""


def test_a_quotation_over_two_sentences_belongs_to_whoever_closes_it() -> None:
    text = '"They destroyed 31 depots. The enemy fled," TASS quoted the minister as saying.'
    chain = chain_for(text, "31")
    assert chain.text == "article ← TASS ← the minister"
    assert chain.hops[-1].direct_quote


def test_a_further_quotation_goes_on_with_the_same_speaker() -> None:
    text = '"At least 11 people were killed," the doctor said. "There are around 31 wounded."'
    chain = chain_for(text, "31")
    assert chain.speaker_text == "the doctor"
    assert chain.hops[-1].direct_quote


def test_a_quotation_that_goes_on_keeps_its_speaker_though_another_speaks_behind_it() -> None:
    text = '"They hit the depot," the medics said. "It burned. Some 31 men fell." The army said the depot was empty.'
    assert chain_for(text, "31").speaker_text == "the medics"


def test_an_unclosed_quotation_does_not_swallow_the_text() -> None:
    text = 'The mayor spoke of "a crime. Raids went on. In the end 31 people died, doctors said.'
    chain = chain_for(text, "31")
    assert chain.speaker_text == "doctors"
    assert not chain.hops[-1].direct_quote


def test_a_speech_introduced_by_a_colon_goes_on_in_the_next_paragraph() -> None:
    text = "The Foreign Secretary Jane Miller said:\n\nI am appalled by this attack. It killed 31 people."
    assert chain_for(text, "31").speaker_text == "The Foreign Secretary Jane Miller"


BODY = "\n\nThe raid took place at night.\n"
HEADLINES = [
    ("Strikes kill 31 in the north: monitor", "monitor"),
    ("Strikes kill 31 in the north - SOHR", "SOHR"),
    ("Strikes kill 31 in the north - activists | Example Times", "activists"),
    ("Strikes kill 31 in the north Monitor", "Monitor"),
    ("Strikes kill 31 in the north, State TV Says", "State TV"),
    ("UN: 31 killed in the north", "UN"),
    ("31 flee fighting in the north, relief body says", "relief body"),
    ("Provincial office puts displaced in the north at 31", "Provincial office"),
    ("Task group concedes 31 civilian deaths", "Task group"),
    ("War monitor names 31 victims", "War monitor"),
    ("Ministry lowers toll to 31", "Ministry"),
    ("Talks fail; register counts 31 dead", "register"),
    ("Strikes kill 31 aid activists", ""),
    ("Ukraine: 31 killed in the north", ""),
    ("Ukraine says 31 were killed in the north", "Ukraine"),
    ("Strikes kill 31 in the north", ""),
    ("Strikes kill 31 in the north - World - Ahram Online", ""),
]


@pytest.mark.parametrize(("headline", "speaker"), HEADLINES)
def test_a_headline_is_the_publishers_unless_it_names_its_source(headline: str, speaker: str) -> None:
    assert chain_for(headline + BODY, "31", title=headline, source="ahram").speaker_text == speaker


def test_who_introduces_a_list_speaks_throughout() -> None:
    text = (
        "Strikes\n\nU.S. Central Command reported the following strikes.\n"
        "- Near Town, two strikes destroyed 31 trucks.\n- Near Other, one strike destroyed 7 boats.\n"
    )
    for figure in ("31", "7"):
        chain = chain_for(text, figure)
        assert chain.speaker_text == "U.S. Central Command"
        assert chain.hops[-1].actor_id == "centcom"


def test_who_issues_a_release_speaks_throughout_its_paragraphs() -> None:
    text = (
        "Strikes\n\nU.S. Central Command reported the following strikes.\n\nIn the north, two strikes hit 7 boats.\n\n"
        "On Friday, one strike destroyed 31 trucks.\n"
    )
    assert chain_for(text, "31").speaker_text == "U.S. Central Command"


def test_the_following_day_is_no_release() -> None:
    text = "Police said the following day that six men fell.\n\nOn Friday a raid killed 31 people."
    assert chain_for(text, "31").speaker_text == ""


def test_a_body_that_spoke_without_a_figure_is_remembered() -> None:
    text = "Medics said six men fell. The Rapid Support Forces blamed the army. In a statement, it said 31 people died."
    assert chain_for(text, "31").speaker_text == "The Rapid Support Forces"


def test_a_release_without_a_voice_is_its_publishers() -> None:
    text = "The losses of the enemy were:\ntanks - 884,\nships - 8."
    chain = chain_for(text, "884", source="Ministry of Defence of Ukraine")
    assert chain.speaker_text == ""
    assert chain.text == "Ministry of Defence of Ukraine"
    assert chain.hops[0].actor_id == "ukraine_mod"


def test_unnamed_sources_of_two_stories_are_not_one_actor() -> None:
    chains = [chain_for(f"A resident said 31 people died in {town}.", "31") for town in ("Homs", "Hama")]
    assert all(c.hops[-1].actor_id is None and c.hops[-1].source_class == "resident_witness" for c in chains)


def test_a_source_that_repeats_the_outlets_own_lead_does_not_take_it_over() -> None:
    from extractors import quantities
    from extractors.model import ParsedSentence

    text = (
        "A source at the command said shells hurt 5 men. Rebels fired mortars on the square hurting 31 people. "
        "A source at the hospital told SANA that mortars fell on the square hurting 31 people."
    )
    sentences = texts.split(text)
    found = quantities.find(text, 0, len(text))
    parsed = {
        s.index: ParsedSentence(s, (), tuple(q for q in found if s.start <= q.start < s.end), ()) for s in sentences
    }
    at = text.index("31")
    target = made(text, sentences[1], at, at + 2, outcome="injured")
    assert attribute(Document("d", text), sentences, parsed, [target])[0].speaker_text == ""


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not beside this checkout")
def test_the_figures_of_the_seed_article_have_their_speakers() -> None:
    row = json.loads((SEED / "docs.jsonl").read_text(encoding="utf-8"))
    gold = [json.loads(line) for line in (SEED / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    document = Document(row["id"], row["text"], source=row["source"])
    sentences = texts.split(document.text)
    figures = [g for g in gold if g["domain"] != "measure" and g["kind"] != "implicit"]
    targets = []
    for g in figures:
        sentence = next(s for s in sentences if s.start <= g["quantity_start"] < s.end)
        span = g["quantity_start"], g["quantity_end"]
        targets.append(made(document.text, sentence, *span, outcome=g["outcome"], domain=g["domain"]))
    chains = attribute(document, sentences, {}, targets)
    assert len(figures) == 9
    assert [(c.speaker_text, c.relay_text) for c in chains] == [(g["speaker"], g["via"]) for g in figures]
