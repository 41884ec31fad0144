"""Who says it, in one sentence: direct and indirect speech, in front, behind and across."""

from __future__ import annotations

import pytest

from extractors.document import sentences as texts
from extractors.model import Chain, Document, Sentence
from extractors.voices import attribute
from tests.extractors.targets import made


def chain_for(text: str, figure: str, *, nth: int = 1, title: str | None = None, source: str | None = None) -> Chain:
    """The chain of the ``nth`` occurrence of a figure in a text."""
    at = -1
    for _ in range(nth):
        at = text.index(figure, at + 1)
    sentences = texts.split(text, title)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    target = made(text, sentence, at, at + len(figure))
    return attribute(Document("d", text, title, source), sentences, {}, [target])[0]


IN_FRONT = [
    ("Ukraine's General Staff said the other side had lost 1,340 men since Sunday.", "Ukraine's General Staff"),
    ("Regional governor Petro Bilyk said 3 people had been killed.", "Regional governor Petro Bilyk"),
    ("The Israeli military said it had killed 20 militants in Jabalia.", "The Israeli military"),
    ("Medics said 5 people died when a tent was hit.", "Medics"),
    ("The Pentagon confirmed Thursday that 2 troops were killed.", "The Pentagon"),
    ("The Sudan Doctors Network wrote on X that 31 farmers had been killed.", "The Sudan Doctors Network"),
    ("Witnesses and a local official said rebels killed 18 villagers.", "Witnesses and a local official"),
    ("Officials believe that up to 60 people were on board.", "Officials"),
    ("The UN estimates that 3,000 people have fled.", "The UN"),
    ("Human Rights Watch documented 84 cases of abuse.", "Human Rights Watch"),
    ("The army revealed that 9 men had been lost.", "The army"),
    ("The mayor noted that 40 houses were burned.", "The mayor"),
    ("The army put the number of rebel dead at 35.", "The army"),
    ("Aid groups put the death toll at more than 100.", "Aid groups"),
    ("In a statement on its website, the army said it had destroyed 14 trucks.", "the army"),
    ("A report by Amnesty International showed that 60 civilians were killed.", "Amnesty International"),
    ("A recent report issued by the Kivu Security Tracker showed 60 deaths.", "the Kivu Security Tracker"),
    ("Figures compiled by the Yemen Data Project show 212 deaths in May.", "the Yemen Data Project"),
    ("The Observatory's figures show 90 deaths.", "The Observatory's figures"),
    ("A statement from UNICEF condemned raids on 4 hospitals.", "UNICEF"),
    ("According to the Red Crescent, 7 volunteers were hurt.", "the Red Crescent"),
    ("According to a toll compiled by the Sudan Doctors Network 7 people died.", "the Sudan Doctors Network"),
    ("The opposition accused the army of killing 12 people.", "The opposition"),
    ("The commander said: \"5 of our men were killed.\"", "The commander"),
    ("Rami Abdel Rahman, who heads the Observatory, said 19 people died.", "Rami Abdel Rahman"),
    ("The Observatory, a Britain-based group with sources on the ground, said 19 people died.", "The Observatory"),
    ("The mayor of Sderot, Alon Davidi, said 3 people were hurt.", "The mayor of Sderot, Alon Davidi"),
    ("The centre for monitoring and coordination of the truce registered 6 breaches.",
     "The centre for monitoring and coordination of the truce"),
    ("A spokesman did not name the group but said 12 men were held.", "A spokesman"),
    ("The Observatory \"has documented 12 deaths\" since dawn.", "The Observatory"),
    ("According to a February report by Airwars 12 people died.", "Airwars"),
    ("Members of the bomb squad said 12 shells were found.", "Members of the bomb squad"),
    ("A resident reached by telephone said that 25 people had died.", "A resident"),
    ("Police sources speaking on condition of anonymity said 19 people died.", "Police sources"),
    ("A bulletin issued overnight states that 6 people are in care.", "A bulletin"),
    ("A video posted online by activists showed 8 burnt houses.", "activists"),
    ("The Observatory a war monitor said 8 people died.", "The Observatory"),
    ("Data from the Yemen Data Project show 90 deaths.", "the Yemen Data Project"),
    ("Per the health ministry, 90 people died.", "the health ministry"),
    ("By the army's count, 90 rebels died.", "the army's count"),
    ("Moscow has acknowledged losing 90 men.", "Moscow"),
    ("The health ministry lowered its toll to 41.", "The health ministry"),
    ("The northern front called a radio station to say that 30 soldiers died.", "The northern front"),
    ("The army moved 900 men and said it had met no resistance.", "The army"),
    ("The White House said Thursday that 12 men had been hurt.", "The White House"),
    ("The envoy Volker Brand said his office had verified 12 deaths.", "The envoy Volker Brand"),
    ("Hospital records show 14 deaths.", "Hospital records"),
    ("THE ORVAN LEAGUE HAS CALLED THIS STATION TO REPORT THAT 9 MEN FELL.", "THE ORVAN LEAGUE"),
    ("The army spoke of a trap, while a collective of relatives spoke of at least 400 dead.",
     "a collective of relatives"),
    ("The army left, dismissing local reports of 8 deaths.", "local reports"),
    ("In a post on Telegram, Governor Petro Bilyk wrote that 14 people were hurt.", "Governor Petro Bilyk"),
    ("The Committee to Protect Journalists said 64 reporters had died.", "The Committee to Protect Journalists"),
]  # fmt: skip

BEHIND = [
    (
        "Strikes killed 30 people across the strip on Tuesday, local health authorities said.",
        "local health authorities",
    ),
    (
        "Shells killed 2 people, regional governor Petro Bilyk said on Telegram.",
        "regional governor Petro Bilyk",
    ),
    ("Rebels killed 17 civilians, a civil society leader said.", "a civil society leader"),
    ("At least 14 people were killed, according to the Gaza Health Ministry.", "the Gaza Health Ministry"),
    ('"We buried 11 men," said a resident of El Fasher.', "a resident of El Fasher"),
    ("2 troops were killed, the Pentagon confirmed Thursday.", "the Pentagon"),
    ("The bombing, which the army said killed 12 rebels, began at dawn.", "the army"),
    ("Some 400 people were on board, officials believe.", "officials"),
    ("Fierce shelling killed 43 people, a monitoring group said Sunday in a new toll.", "a monitoring group"),
    ("At least 8 rescuers were killed, the fire brigade said on Saturday.", "the fire brigade"),
    ("It was confirmed by police that 7 people were killed.", "police"),
    ("Up to 7,000 men were under arms there, Orlov told a meeting of the league's leaders.", "Orlov"),
    ("At least 15 people died, the monitor said: six men and nine women.", "the monitor"),
    ("19 people, or 2 families, as the governor put it, were missing.", "the governor"),
    ("The toll, which the ministry put at 90, is rising.", "the ministry"),
    ("90 people died, per the Ukrainian air force.", "the Ukrainian air force"),
    ("The number of dead has reached 900, by the Observatory's count.", "the Observatory's count"),
    ("90 people died, according to differing estimates.", "differing estimates"),
    ("90 people died, reports WAFA.", "WAFA"),
    ('"They took 12 girls," said the beekeeper.', "the beekeeper"),
    ("13 soldiers have died, Pretoria said; no one was captured.", "Pretoria"),
]

COMMAS_LOST = [
    ("Raids killed 8 people in Homs on Monday activists said.", "activists"),
    ("Shells fell leaving 6 civilians dead a source at the police command said.", "a source at the police command"),
    ("The blast hurt 20 others the Observatory added.", "the Observatory"),
    ("A car bomb killed 4 in Hasaka said Karim Sabbagh head of the Observatory.", "Karim Sabbagh"),
    ("They were among 19 people who died the Britain-based Syrian Observatory for Human Rights (SOHR) said.",
     "the Britain-based Syrian Observatory for Human Rights"),
    ("The Observatory which relies on a network of sources said 4 people died.", "The Observatory"),
    ("Raids killed 5 people in Hama state television said.", "state television"),
    ("An army helicopter fell killing 3 the rebels claimed.", "the rebels"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "speaker"), IN_FRONT + BEHIND + COMMAS_LOST)
def test_speaker_is_the_one_whom_the_sentence_names(sentence: str, speaker: str) -> None:
    figure = next(w.strip('.,"') for w in sentence.split() if w.strip('.,"')[0:1].isdigit())
    chain = chain_for(sentence, figure)
    assert chain.speaker_text == speaker
    assert not chain.inferred
    assert chain.relay_text == ""


RELAYED = [
    ("A doctor at the hospital told Reuters that 17 bodies had arrived.", "A doctor at the hospital", "Reuters"),
    ("A source at the police command told SANA reporter that shells killed 17 people.",
     "A source at the police command", "SANA"),
    ("Reuters quoted a security source as saying that 17 soldiers were dead.", "a security source", "Reuters"),
    ("\"They destroyed 17 depots,\" TASS quoted Putin as saying.", "Putin", "TASS"),
    ("The launcher was one of 17 destroyed, RT reported Igor Konashenkov as saying.", "Igor Konashenkov", "RT"),
    ("The minister was quoted by the state news agency as saying that 17 rebels had surrendered.",
     "The minister", "the state news agency"),
    ("Interfax, citing the defence ministry, reported that 17 rebels gave up.", "the defence ministry", "Interfax"),
    ("Raids killed 17 people, Al Jazeera reported Wednesday, citing an opposition source.",
     "an opposition source", "Al Jazeera"),
    ("State television, quoting a hospital source, said 17 people had died.", "a hospital source", "State television"),
    ("State television quoting a hospital source said 17 people had died.", "a hospital source", "State television"),
    ("Speaking to AFP, army spokesman Sylvain Ekenge said 17 rebels gave up.", "army spokesman Sylvain Ekenge", "AFP"),
    ("A police officer said in a statement to SANA that 17 people were hurt.", "A police officer", "SANA"),
    ("The army said in a statement carried by SANA that it killed 17 fighters.", "The army", "SANA"),
    ("Other sources said 17 men have joined the group, Press TV reported.", "Other sources", "Press TV"),
    ("Villagers interviewed by Reuters said 17 people died.", "Villagers", "Reuters"),
    ("Medical sources, cited by WAFA, put the toll at 17.", "Medical sources", "WAFA"),
    ("A security official, speaking to Reuters on condition of anonymity, said 17 men died.",
     "A security official", "Reuters"),
    ("Citing the health ministry, Reuters reported 17 deaths.", "the health ministry", "Reuters"),
    ("The minister was cited by Interfax as saying that 17 rebels died.", "The minister", "Interfax"),
    ("The army said 17 rebels died, according to SANA.", "The army", "SANA"),
    ("At least 17 people died, doctors said, Reuters reported.", "doctors", "Reuters"),
    ("17 people were hurt, the army said via SANA.", "the army", "SANA"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "speaker", "relay"), RELAYED)
def test_a_medium_between_publisher_and_speaker_is_the_relay(sentence: str, speaker: str, relay: str) -> None:
    chain = chain_for(sentence, "17", source="Daily News")
    assert (chain.speaker_text, chain.relay_text) == (speaker, relay)
    assert chain.text == f"Daily News ← {relay} ← {speaker}"
    assert [h.role for h in chain.hops] == ["publisher", "relay", "speaker"]
    assert [h.hop for h in chain.hops] == [0, 1, 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "At least 12 people were killed in the raid.",
        "At least 12 people were reportedly killed in the raid.",
        "The blast claimed 12 lives in the village.",
        "The group claimed responsibility for a bombing that killed 12 people.",
        "The army told residents to leave after 12 people died.",
        "At least 12 deaths were reported in the town.",
        "An estimated 12 fighters were buried.",
        "The army maintained 12 positions around the town.",
        "The army could not say whether 12 men were lost.",
        "In the north 12 rebels were reported killed.",
        "The brigade claimed the attack, which killed 12 soldiers.",
        "The brigade claimed an ambush that left 12 soldiers dead.",
        "The minister condemned the raid, in which 12 people died.",
        "The group, which lost 12 men in May, said that it would fight on.",
        "Aid rose by 12 lorries per Ukrainian district.",
        "The fire was out, the mayor said, and rescuers pulled 12 people from the rubble.",
        "Guards fled, according to the ministry, while 12 hostages remain in captivity.",
        "The army said that raids hit Babel, a town that is home to 12 churches.",
        "The two camps met, a source said Meanwhile in Homs 12 people died.",
    ],
)
def test_without_a_named_voice_the_publisher_speaks(sentence: str) -> None:
    chain = chain_for(sentence, "12")
    assert chain.speaker_text == ""
    assert chain.text == "article"


def test_two_voices_in_one_sentence_keep_their_figures() -> None:
    sentence = "Police said 12 people were killed, while a hospital official put the toll at 15."
    assert chain_for(sentence, "12").speaker_text == "Police"
    assert chain_for(sentence, "15").speaker_text == "a hospital official"


def test_a_bare_count_is_what_is_said_though_a_preposition_opens_it() -> None:
    sentence = "Police said 12 people were killed, while medics counted over 15 bodies."
    assert chain_for(sentence, "over 15").speaker_text == "medics"


def test_a_figure_before_a_leading_voice_is_not_its() -> None:
    sentence = "Some 40 men were lost in May but residents said 12 more had died."
    assert chain_for(sentence, "40").speaker_text == ""
    assert chain_for(sentence, "12").speaker_text == "residents"


def test_the_innermost_voice_counts_when_one_speaks_of_what_another_claims() -> None:
    sentence = "The minister said that it was an attack that the opposition claims killed 300 people."
    chain = chain_for(sentence, "300")
    assert chain.speaker_text == "the opposition"
    assert chain.modality == "alleged"


def test_every_medium_of_a_chain_is_kept() -> None:
    chain = chain_for("Reuters reported that the army had told TASS that 12 men fell.", "12", source="Daily News")
    assert chain.text == "Daily News ← Reuters ← TASS ← the army"
    assert [h.role for h in chain.hops] == ["publisher", "relay", "relay", "speaker"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army said that those who are missing include 12 guards.",
        "The army said that the number of men who have fled had reached 12.",
        'The army said: "In Babel, a town that is home to 12 monks, we met no one."',
    ],
)
def test_a_clause_in_the_present_that_is_told_or_quoted_is_the_speakers(sentence: str) -> None:
    assert chain_for(sentence, "12").speaker_text == "The army"


def test_an_ordinal_belongs_to_a_name() -> None:
    chain = chain_for("The 6th Infantry Brigade reports that 56 rebels were killed.", "56")
    assert chain.speaker_text == "The 6th Infantry Brigade"


def test_an_ellipsis_behind_a_voice_is_still_its() -> None:
    sentence = "Some 40 men were hurt, police said, and 12 were missing; three of them were guards."
    assert chain_for(sentence, "12").speaker_text == "police"
    assert chain_for(sentence, "three").speaker_text == "police"


def test_what_a_reporter_saw_takes_in_the_place_where_it_was_seen() -> None:
    sentence = "A Reuters correspondent in the village where 12 houses burned saw wards in ruins."
    assert chain_for(sentence, "12").speaker_text == "A Reuters correspondent in the village"


def test_estimates_behind_a_figure_that_a_speaker_gives_are_the_origin() -> None:
    chain = chain_for(
        "Up to 7,000 men fight there, according to various estimates, President Orlov told the press.", "7,000"
    )
    assert [(h.role, h.actor_text) for h in chain.hops[1:]] == [
        ("speaker", "President Orlov"),
        ("origin", "various estimates"),
    ]


def test_estimates_that_a_speaker_relies_on_are_the_origin() -> None:
    text = '"According to various estimates, 5,000 men are fighting there. We cannot allow that," Putin said.'
    chain = chain_for(text, "5,000")
    assert chain.speaker_text == "Putin"
    assert [(h.role, h.actor_text) for h in chain.hops[1:]] == [("speaker", "Putin"), ("origin", "various estimates")]
    assert chain.hops[-1].source_class == "unnamed_estimates"


@pytest.mark.parametrize(
    ("cue", "modality"), [("claimed", "alleged"), ("said", None), ("alleged", "alleged"), ("confirmed", None)]
)
def test_a_cue_that_doubts_makes_the_figure_alleged(cue: str, modality: str | None) -> None:
    chain = chain_for(f"The rebels {cue} that 12 soldiers were killed.", "12")
    assert chain.modality == modality
    assert chain.hops[-1].cue == cue


@pytest.mark.parametrize(
    "sentence",
    [
        "“We lost 12 men,” the commander said.",
        '"We lost 12 men" the commander said.',
        'The commander said: "We lost 12 men. The rest fled."',
    ],
)
def test_words_in_quotation_marks_are_a_direct_quote(sentence: str) -> None:
    chain = chain_for(sentence, "12")
    assert chain.speaker_text.lower() == "the commander"
    assert chain.hops[-1].direct_quote
    assert not chain.hops[0].direct_quote


def test_indirect_speech_is_no_direct_quote() -> None:
    assert not any(h.direct_quote for h in chain_for('The "caliphate" lost 12 men, the army said.', "12").hops)


def test_hops_carry_what_the_registry_knows() -> None:
    hop = chain_for("The Syrian Democratic Forces said 12 men fell.", "12").hops[-1]
    assert (hop.actor_id, hop.source_class, hop.named, hop.party_to_conflict) == (
        "sdf",
        "belligerent_official",
        True,
        True,
    )


def test_an_unnamed_voice_is_typed_but_is_no_registered_actor() -> None:
    hop = chain_for("A medical source in the army said 12 men fell.", "12").hops[-1]
    assert (hop.actor_id, hop.source_class, hop.named) == (None, "medical", False)


def test_all_capitals_wire_text_is_read_too() -> None:
    text = "BOGOTA, 14 FEB 86 (DPA) -- [TEXT] THREE POLICEMEN WERE KILLED AND 9 WERE HURT, MILITARY SOURCES SAID TODAY."
    assert chain_for(text, "9").speaker_text == "MILITARY SOURCES"


def test_a_text_without_sentences_has_no_chains() -> None:
    no_sentences: list[Sentence] = []
    assert attribute(Document("d", ""), no_sentences, {}, []) == []
