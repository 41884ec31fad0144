"""Tables pasted as text: the header says what happened, the label of a row what is counted, a total holds the whole."""

from __future__ import annotations

import pytest

from extractors.model import Document
from extractors.reader import Reader

TABLES = [
    (
        "Type\tDestroyed\tDamaged\nBMP-2\t22\t5\nTrucks\t37\t9",
        [
            ("22", "armoured_vehicle", "destroyed", None),
            ("5", "armoured_vehicle", "damaged", None),
            ("37", "vehicle", "destroyed", None),
            ("9", "vehicle", "damaged", None),
        ],
    ),
    (
        "Casualties by governorate\n\nGovernorate | Killed | Injured\n"
        "Homs | 214 | 630\nIdlib | 98 | 405\nTotal | 312 | 1,035",
        [
            ("214", "person", "killed", "312"),
            ("630", "person", "injured", "1,035"),
            ("98", "person", "killed", "312"),
            ("405", "person", "injured", "1,035"),
            ("312", "person", "killed", None),
            ("1,035", "person", "injured", None),
        ],
    ),
    (
        "District      Households displaced   Houses destroyed   Schools damaged\n"
        "Koro          340                    120                2\n"
        "Tamba         85                     33                 1",
        [
            ("340", "person", "displaced", None),
            ("120", "house", "destroyed", None),
            ("2", "school", "damaged", None),
            ("85", "person", "displaced", None),
            ("33", "house", "destroyed", None),
            ("1", "school", "damaged", None),
        ],
    ),
    (
        "| Region | Civilians killed | Soldiers killed |\n|---|---|---|\n| Ardan | 12 | 40 |\n| Beltas | 3 | 9 |",
        [
            ("12", "civilian", "killed", None),
            ("40", "combatant", "killed", None),
            ("3", "civilian", "killed", None),
            ("9", "combatant", "killed", None),
        ],
    ),
    (  # nothing in it tells of harm: the numbers stay as they are
        "Fruit\tTonnes\tCrates\nApples\t41\t300\nPears\t12\t90",
        [(number, "other", "other", None) for number in ("41", "300", "12", "90")],
    ),
    (  # lines of prose are no table, whatever blanks they hold
        "Killed  in  Homs.\nThe raid  killed  12 people there.",
        [("12", "person", "killed", None)],
    ),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(attribution=False, places=False, when=False)


@pytest.mark.parametrize(("text", "expected"), TABLES, ids=[t.splitlines()[0][:30] for t, _ in TABLES])
def test_cells_are_read_by_their_header_and_label(reader: Reader, text: str, expected: list) -> None:
    found = [a for a in reader.read_one(Document("d", text)) if a.counted.domain != "measure"]
    words = {a.quantity.start: a.quantity_text for a in found}
    wholes = [words.get(a.scope.subset_of) if a.scope.subset_of is not None else None for a in found]
    read = [(a.quantity_text, a.counted.entity_class, a.happening.outcome) for a in found]
    assert [(*row, whole) for row, whole in zip(read, wholes, strict=True)] == expected


def test_the_quote_of_a_cell_is_its_number(reader: Reader) -> None:
    text = "Type\tDestroyed\nTrucks\t37"
    (row,) = reader.read_one(Document("d", text))
    assert (row.exact, row.counted.entity_text, text[row.start : row.end]) == ("37", "Trucks", "37")
