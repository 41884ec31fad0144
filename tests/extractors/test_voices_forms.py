"""Who says it in forms beside plain running text: digests, communiqués, releases, tweets, several voices at odds."""

from __future__ import annotations

import pytest

from extractors.document import sentences as texts
from extractors.model import Chain, Document
from extractors.voices import attribute
from tests.extractors.targets import made


def chain_for(text: str, figure: str, *, title: str | None = None) -> Chain:
    """The chain of the first occurrence of a figure in a text."""
    at = text.index(figure)
    sentences = texts.split(text, title)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    target = made(text, sentence, at, at + len(figure))
    return attribute(Document("d", text, title), sentences, {}, [target])[0]


NAMES = [
    ("On 3 May UN envoy Marta de Oliveira said Thursday 31 men had died.", "UN envoy Marta de Oliveira"),
    ("According to Juan de la Torre, 31 men died.", "Juan de la Torre"),
    ("At least 31 men died, said Pieter van der Meer.", "Pieter van der Meer"),
    ('"It spreads," WHO said in a statement putting the toll at 31.', "WHO"),
    ("Rana Tahan a doctor working at a field clinic was quoted as saying that 31 men came.", "Rana Tahan"),
    ("A source close to the Front, who asked not to be named, said 31 men fell.", "A source close to the Front"),
    ("The province's ombudsman, Goran Petek, counted 31 dead.", "The province's ombudsman, Goran Petek"),
    ("Guards killed 31 men over two years, the rights group said in a 60-page report.", "the rights group"),
    ("The blast hurt 31 men, according to the supply room.", "the supply room"),
    ("Gen. Ana Ruiz, commander of the Northern Command said 31 men fell.", "Gen. Ana Ruiz"),
    ("ACCORDING TO GOVERNOR JUAN PINTO THE BOMB HURT 31 MEN.", "GOVERNOR JUAN PINTO"),
    (
        "According to the Fronts official television station Al-Fajr 31 men fell.",
        "the Fronts official television station Al-Fajr",
    ),
    ("Like Rana Ali, Samira Tahan said 31 tents burned.", "Samira Tahan"),
    ("Minister for the Middle East Jane Miller went. Some 31 men died, Miller said.", "Jane Miller"),
    ("[VERA] RUBEN PINTO BELIEVES THAT 31 MEN WERE SHOT.", "RUBEN PINTO"),
]


@pytest.mark.parametrize(("sentence", "speaker"), NAMES)
def test_names_are_given_whole(sentence: str, speaker: str) -> None:
    assert chain_for(sentence, "31").speaker_text == speaker


REPORTED = [
    ("Northland's mission to the UN said 31 ships were seized.", "Northland's mission to the UN"),
    ("AP's own count stands at 31.", "AP's own count"),
    ("The toll has been put at 31 by the Red Crescent.", "the Red Crescent"),
    ("The figure of 31 dead was given by police.", "police"),
    ("The report, published Thursday by UN investigators, says 31 farms were burned.", "UN investigators"),
    ("The Rivers Network's monthly report records the death of 31 men.", "The Rivers Network's monthly report"),
    ("The senator lamented that 31 of her neighbours had died.", "The senator"),
    ("Some 31 men were hurt, based on figures from the rescue service.", "the rescue service"),
    ('"I counted 31 men by the well," said a 34-year-old beekeeper who fled south.',
     "a 34-year-old beekeeper"),
    ("A 52-year-old tailor told researchers that 31 houses burned.", "A 52-year-old tailor"),
    ("Sen. Ana Ruiz, quoting police data, said 31 guards were killed.", "Sen. Ana Ruiz"),
    ("Rana Ali lost her son. \"They shot 31 men,\" she said.", "Rana Ali"),
    ("URGENT: At least 31 killed in the port - Southland officials\n", "Southland officials"),
    ("The Relief Cluster received reports of 31 robberies.", "The Relief Cluster"),
    ("Ana Ruiz fled the town. Some 31 men came along, she continued.", "Ana Ruiz"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), REPORTED)
def test_reporting_takes_many_forms(text: str, speaker: str) -> None:
    assert chain_for(text, "31").speaker_text == speaker


CONTRASTS = [
    ("The strike killed 40, 31 of whom the army said were fighters.", "the army"),
    ("UNICEF said six schools closed. Later 31 more were hit, the agency said.", "UNICEF"),
    ("The army said that it raided two farms. Troops seized 31 rifles.", "The army"),
    ("The commander who led the raid, known as Abu Rami, said that 31 men gave up.", "The commander"),
    ("The ministry, citing its field offices, said 31 wells were lost.", "The ministry"),
    ("Police said six men died, whereas the mayor, Ana Ruiz, counted 31.", "the mayor, Ana Ruiz"),
    ("One resident said he had buried six; another counted 31.", "another"),
    ("Radio Sur reported six deaths, a claim repeated by the monitor, which put the number at 31.", "the monitor"),
    ("The army linked the blast to a raid in which 31 men fell.", "The army"),
    ("Mayor Ana Ruiz said ten had died. She had earlier spoken of 31 dead.", "Mayor Ana Ruiz"),
    ("The Rivers Network spoke of a crime. A gang did it, it said; 31 men died on Friday.", "The Rivers Network"),
    ("MINISTER OSORIO SPOKE TODAY. OSORIO ACCUSED THE FRONT OF LIES. HE SAID 31 MEN FELL.", "OSORIO"),
]


@pytest.mark.parametrize(("text", "speaker"), CONTRASTS)
def test_each_voice_keeps_its_own_figure(text: str, speaker: str) -> None:
    assert chain_for(text, "31").speaker_text == speaker


SILENT = [
    "The toll stands at 31.",
    "A group linked to the Front killed 31 people.",
    "The strike, which the army says hit a depot, killed 31 people.",
    "The group claimed twin attacks in the market which killed 31 people.",
    "Two attacks, also claimed by the Front, have killed 31 people.",
    "Fatality estimates vary between 12 and 31.",
    "No damage was reported by coalition ships. The damage cost 31 sailors their berths.",
    "The harbour burned, according to RT. \"Some 31 men have been killed on the pier.\"",
    "The army said six men fell. They had earlier freed 31 boys.",
    "Prisoners were freed according to the plan, and 31 men left.",
    "Six men died, police said; 31 have died since May.",
    "The siege continued. Shells killed 31 people.",
]  # fmt: skip


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_speech_about_a_figure_leaves_it_to_the_outlet(text: str) -> None:
    assert chain_for(text, "31").speaker_text == ""


DIGEST = (
    "Daily digest. Northland: 11 killed; in Porto Verde, a mill burned and 12 hurt, the governor says. "
    "Southland: 13 killed, 14 hurt (health ministry), raising the total to 15. "
    "Midland: 16 dead, according to the relief room; army silent. "
    "Upland: 17 killed, says the resistance; the junta speaks of 18."
)


@pytest.mark.parametrize(
    ("figure", "speaker"),
    [
        ("11", ""),
        ("12", "the governor"),
        ("13", "health ministry"),
        ("14", "health ministry"),
        ("15", "health ministry"),
        ("16", "the relief room"),
        ("17", "the resistance"),
        ("18", "the junta"),
    ],
)
def test_each_item_of_a_digest_has_its_own_source(figure: str, speaker: str) -> None:
    assert chain_for(DIGEST, figure).speaker_text == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "The raid killed 31 men of the Free Northern Army (rebels).",
        "Some 31 men joined the World Health Organization (WHO).",
        "Some 31 men joined the group (ISIS).",
    ],
)
def test_a_bracket_that_explains_is_no_source(sentence: str) -> None:
    assert chain_for(sentence, "31").speaker_text == ""


def test_who_wrote_an_embedded_tweet_speaks_in_it() -> None:
    text = "Some 31 people have no water pic.twitter.comxYzAb UNICEF (@UNICEF) August 9, 2016 The war took 90 dead."
    assert chain_for(text, "31").speaker_text == "UNICEF"
    assert chain_for(text, "90").speaker_text == ""


SPEECH = (
    "The Foreign Secretary Jane Miller welcomes the inquiry.\n\nThe Foreign Secretary said:\n\n"
    "I welcome the report, which found that trucks were hit.\n\nThis raid killed 31 people.\n\n"
    "Our country has given 32 trucks.\n\nNotes to editors\n\nThe inquiry took 33 days.\n"
)


@pytest.mark.parametrize(
    ("figure", "speaker"),
    [("31", "The Foreign Secretary"), ("32", "The Foreign Secretary"), ("33", "")],
)
def test_a_speech_goes_on_over_paragraphs_up_to_the_notes(figure: str, speaker: str) -> None:
    assert chain_for(SPEECH, figure).speaker_text.startswith(speaker)
    assert bool(chain_for(SPEECH, figure).speaker_text) == bool(speaker)


def test_who_states_the_following_speaks_of_what_stands_before_too() -> None:
    text = "Concerning the raid on the market in which 31 people died, the Northern Front states the following:"
    assert chain_for(text, "31").speaker_text == "the Northern Front"


def test_the_issuer_of_a_communique_may_have_a_long_name() -> None:
    text = (
        "[COMMUNIQUE] [NATIONAL FRONT FOR THE LIBERATION OF THE NORTH GENERAL COMMAND] [TEXT]\n"
        "REGARDING THE DEATH OF 31 MEN, WE STATE:\n\n   1. THE ARMY SHOT 32 BOYS.\n"
    )
    for figure in ("31", "32"):
        assert chain_for(text, figure).speaker_text == "NATIONAL FRONT FOR THE LIBERATION OF THE NORTH GENERAL COMMAND"


def test_what_a_reporter_saw_besides_is_not_what_another_source_said() -> None:
    text = "At least 31 children died the observatory said and an AFP correspondent in Porto Verde saw many."
    assert chain_for(text, "31").speaker_text == "the observatory"


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Bomb kills 31 in the suburb state TV", "state TV"),
        ("Monitors 31 killed in strike on the port", "Monitors"),
        ("Some 31 children killed in bombing UNICEF", "UNICEF"),
        ("Guards stop 31 men at UNICEF", ""),
        ("Bomb kills 31 at state TV", ""),
        ("Gunman kills 31 on live TV", ""),
    ],
)
def test_a_state_outlet_at_the_end_of_a_headline_is_its_source(headline: str, speaker: str) -> None:
    assert chain_for(headline + "\n\nIt was night.\n", "31", title=headline).speaker_text == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        ("Meanwhile, the Orvan News Agency is reporting that 41 people died.", "the Orvan News Agency", ""),
        ("The army is now saying it killed 41 raiders on the coast.", "The army", ""),
        ("The mayor has been quoted by TASS as saying that 41 people died.", "The mayor", "TASS"),
        ("The losses, as claimed by the British, included two tugs; the cruiser Ulm; and 41 boats.", "the British", ""),
        ("As reported by the rescue service, 41 people died.", "the rescue service", ""),
        ("According to district foresters, the fire killed 41 people.", "district foresters", ""),
        ("According to plans, 41 people are to be moved.", "", ""),
        ("In addition, according to the mayor Ana Ruiz, 41 people were hurt, reports Interfax.", "the mayor Ana Ruiz",
         "Interfax"),
        ("In Zerin 41 people, according to the police, were hurt.", "the police", ""),
    ],
)  # fmt: skip
def test_further_forms_of_cues(text: str, speaker: str, relay: str) -> None:
    hops = {hop.role: hop.actor_text for hop in chain_for(text, "41").hops}
    assert (hops.get("speaker", ""), hops.get("relay", "")) == (speaker, relay)
