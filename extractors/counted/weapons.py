"""The weapon's model that a counted phrase names: the T-72 of "nine T-72 tanks" and of "nine T-72s"."""

from __future__ import annotations

from dataclasses import replace

from extractors.model import Counted
from extractors.vocabulary import designations, lexicon


def with_model(text: str, thing: Counted) -> Counted:
    """The counted thing with the model that its words name, and the class that the model tells more closely.

    Of equipment only: the pilot of an F-16 is none.
    """
    if thing.start is None or thing.domain not in {"equipment", "other"}:
        return thing
    found = designations.find(text[thing.start : thing.end])
    if found is None:
        return thing
    thing = replace(thing, designation=found.text, equipment_id=found.equipment_id)
    cls = found.entity_class
    if cls and (not thing.entity_class or thing.entity_class in lexicon.ancestry(cls)):
        thing = replace(thing, entity_class=cls, domain=lexicon.domain_of(cls))
    return thing
