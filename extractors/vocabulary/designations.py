"""Model names of weapons ("T-72", "9K33 Osa") in a counted phrase, and their row in the equipment reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from seeds import reference

_SHAPE = re.compile(
    r"\b(?:[A-Z][A-Za-z]{0,6}-?\d+[A-Z0-9]{0,3}(?:-\d+)?|\d{1,2}[A-Z]\d{1,3}[A-Z]?\d?)(?:\s+[A-Z][a-z]+)?(?=(?:['’]?s)?\b)"
)
_MODEL = re.compile(r"([a-z]{1,6})-\d{1,3}[a-z]{0,3}")
_CYRILLIC = str.maketrans("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXabekmhopctyx")


@dataclass(frozen=True, slots=True)
class Designation:
    """A model as written and, where the reference knows it, its row and class."""

    text: str
    equipment_id: str | None
    entity_class: str | None


def fold(designation: str) -> str:
    """Look-alike Cyrillic to Latin, no spaces or hyphens, upper case: "Т-72" and "T72" meet.

    >>> fold("Т-72"), fold("9K33 Osa")
    ('T72', '9K33OSA')
    """
    return re.sub(r"[\s\-‑–.\"“”'’]+", "", designation.translate(_CYRILLIC)).upper()


@cache
def _known() -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for r in reference("equipment"):
        out.setdefault(fold(r["designation"]), (r["equipment_id"], r["entity_class"]))
    return out


def class_of(word: str) -> str | None:
    """Class of the weapon that a single word names by its model, in singular or plural; ``None`` for other words.

    >>> class_of("T-72s"), class_of("mig-29"), class_of("Su-27s"), class_of("covid-19"), class_of("tanks")
    ('tank', 'aircraft', 'aircraft', None, None)
    """
    if not any(c.isdigit() for c in word):
        return None
    lower = word.translate(_CYRILLIC).lower().removesuffix("'s").removesuffix("’s")
    for form in (lower, lower.removesuffix("s")):
        if form[:1].isalpha() and (known := _known().get(fold(form))):
            return known[1]
        if (model := _MODEL.fullmatch(form)) and (family := _families().get(model.group(1))):
            return family
    return None


def is_designation(word: str) -> bool:
    """Whether a single word has the shape of a model name.

    >>> is_designation("F-16"), is_designation("F"), is_designation("2015")
    (True, False, False)
    """
    return bool(_SHAPE.fullmatch(word.translate(_CYRILLIC)))


@cache
def _families() -> dict[str, str]:
    return {r["prefix"].lower(): r["entity_class"] for r in reference("designation_families")}


def _family(text: str) -> str:
    """Class told by the letters that a model name begins with: MiG- aircraft, BTR- armoured vehicles."""
    head = text.split()[0].lower()
    letters = re.match(r"\d?[a-z]+", head)
    for key in (head, letters.group() if letters else ""):
        if key in _families():
            return _families()[key]
    return "equipment"


def find(phrase: str) -> Designation | None:
    """The first model name in a noun phrase, ``None`` where there is none.

    >>> find("T-72 tanks").text
    'T-72'
    """
    latin = phrase.translate(_CYRILLIC)
    for match in _SHAPE.finditer(latin):
        text = phrase[match.start() : match.end()]
        for form in (text, text.split()[0]):
            if known := _known().get(fold(form)):
                return Designation(form, *known)
        return Designation(text.split()[0], None, _family(text))
    for word in re.findall(r"[A-Z][\w-]+", latin):
        if known := _known().get(fold(word)):
            return Designation(word, *known)
    return None
