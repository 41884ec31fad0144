"""A weapon's model counts as a noun, alone and in the plural."""

from __future__ import annotations

import pytest

from extractors.model import Document
from extractors.reader import Reader


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The brigade lost nine T-72s and two Mi-8s.", [(9, "tank", "T-72"), (2, "helicopter", "Mi-8")]),
        ("Two MiG-29s and a Su-27 were shot down.", [(2, "aircraft", "MiG-29"), (1, "aircraft", "Su-27")]),
        ("A T-90 was destroyed near the bridge.", [(1, "tank", "T-90")]),
        ("Gunners shot down a Mi-24 over the valley.", [(1, "helicopter", "Mi-24")]),
        ("The militia has 30 M113s.", [(30, "armoured_vehicle", "M113")]),
        ("An ISIL Humvee was destroyed.", [(1, "vehicle", "Humvee")]),
    ],
)
def test_models_are_counted_by_their_class(sentence: str, expected: list[tuple[int, str, str]]) -> None:
    found = Reader().read_one(Document("d", sentence))
    assert [(a.quantity.low, a.counted.entity_class, a.counted.designation) for a in found] == expected


def test_other_words_with_a_number_in_them_are_no_weapons() -> None:
    text = "Covid-19 and a G7 summit were lost sight of when Flight ZX-17 was destroyed."
    assert [a for a in Reader().read_one(Document("d", text)) if a.counted.domain == "equipment"] == []
