"""One table of verbs of speech and one of peoples, whoever asks: no verb and no people is known to one stage only."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.model import Document
from extractors.reader import Reader
from extractors.vocabulary import peoples
from seeds import reference

STATING = [r["form"] for r in reference("speech_cues") if r["kind"] in ("say", "tell", "report", "accuse")]


@cache
def reader() -> Reader:
    return Reader(when=False)


@pytest.mark.parametrize("verb", STATING)
def test_where_a_witness_is_is_inferred_for_every_verb_of_speech(verb):
    found = reader().read_one(Document("d", f"A doctor in Hama {verb} that 12 people were killed."))
    for a in found:
        if a.chain.speaker_text == "A doctor in Hama":
            assert (a.place.place_text, a.place.inferred) == ("Hama", True)


def test_the_verbs_of_the_table_make_a_witness_speak():
    """The test above says something: nearly all of them have a speaker."""
    texts = [Document(verb, f"A doctor in Hama {verb} that 12 people were killed.") for verb in STATING]
    heard = [d.document_id for d, found in reader().read(texts) if found[-1].chain.speaker_text == "A doctor in Hama"]
    assert len(heard) > 0.9 * len(STATING)


@pytest.mark.parametrize("people", ["Syrian", "Afghan", "Cuban", "Bangladeshi", "Kurdish", "Somali", "Thai", "Swiss"])
@pytest.mark.parametrize("name", ["The Tarsus Observatory", "Karsa Watch"])
def test_a_group_of_a_people_is_the_body_that_was_introduced_as_one(people, name):
    text = f"{name}, a {people} monitoring group, counted 40 dead. The {people} group said 12 were children."
    found = reader().read_one(Document("d", text))
    assert [a.chain.speaker_text for a in found] == [name, name]


def test_every_demonym_of_the_countries_is_a_word_for_a_people():
    singular = {word for word in peoples.demonyms() if not word.endswith("s")}
    assert singular <= peoples.describing()
    assert not {"these", "cheese", "chinese wall"} & peoples.describing()
