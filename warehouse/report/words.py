"""How a figure, a verdict and a code are said: values in, sober English out.

What a source reported is repeated in its own bounds. "More than 300" is said so, never as 301; a vague word stays
a word, beside the convention that gave it numbers; what nobody said is "not stated", never 0.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import seeds

_PLURALS = {"person": "people", "aid_worker": "aid workers", "police": "police", "displaced": "displaced people"}
_UNCOUNTED = {
    "other", "equipment", "infantry", "artillery", "air_defence", "ammunition", "aircraft", "small_arms",
    "oil_equipment", "infrastructure",
}  # fmt: skip
_OUTCOMES = {
    "used": "used or fired",
    "present": "present",
    "occurred": "carried out",
    "other": "(other outcome)",
    "captured": "captured or detained",
    "casualties": "killed or injured",
}
_KINDS = {
    "air": "air strike",
    "ground": "ground fighting",
    "chemical": "chemical attack",
    "series": "running totals",
    "strength": "strength",
    "unspecified": "",
}
VERDICTS = {
    "single_origin": ("One voice", "Only one voice gives this figure."),
    "agreement": ("Agree", "The voices give the same figure."),
    "compatible": ("Overlap", "What the voices say overlaps."),
    "compatible_minimums_diverge": (
        "Minimums diverge",
        "All voices leave the figure open above; the highest minimum is at least twice the lowest.",
    ),
    "rising": ("Rising", "Each later figure stands above the earlier ones: an update rather than a dispute."),
    "revised": ("Revised", "A later figure corrects the earlier ones."),
    "contradiction": ("Contradict", "The least that one voice says is above the most that another allows."),
    "denied": ("Denied", "A voice denies this figure."),
    "not_comparable": ("Not comparable", "Others speak of the event, but of another class, scope or status."),
}
"""Verdicts with their label and what they mean; others are shown by their code."""
COUNTED_AS = {
    "statement": "",
    "part": "part of a sum",
    "restated": "the outlet's own words for its source's figure",
    "heading": "heading of the text",
    "subset": "part of a larger figure",
    "superseded": "replaced by its source",
    "named": "named person",
    "not stated as fact": "not stated as fact",
    "not compared": "not compared",
}
_MONTHS = calendar.month_name[1:]
# Marks that steer the direction of writing, and other characters that print as nothing (Unicode, Cf, Cc).
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]"
)


def number(value: float) -> str:
    """A number as people write it.

    >>> number(5000.0), number(2.5), number(0)
    ('5,000', '2.5', '0')
    """
    return f"{value:,.15g}"


def bounds(low: float | None, high: float | None) -> str:
    """An interval in words; null is unbounded.

    >>> bounds(11, None), bounds(None, 30), bounds(5, 7), bounds(9, 9), bounds(None, None)
    ('at least 11', 'up to 30', '5 to 7', '9', 'number not stated')
    """
    if low is None and high is None:
        return "number not stated"
    if low is None:
        return f"up to {number(high or 0)}"
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def claim(said: Mapping[str, Any]) -> str:
    """What an assertion says, in its own bounds and in digits, from its columns.

    >>> row = dict.fromkeys(("qualifier", "value_from", "value_to", "asserted_low", "asserted_high", "low", "high"))
    >>> row |= {"quantity_kind": "minimum", "quantity_text": "more than 300", "qualifier": "more than"}
    >>> claim(row | {"value_from": 300.0, "asserted_low": 301.0, "low": 301.0})
    'more than 300'
    >>> claim({**row, "quantity_kind": "vague", "quantity_text": "dozens", "low": 24.0, "high": 99.0})
    '“dozens”'
    """
    low, high = said["low"], said["high"]
    first, last = said.get("value_from"), said.get("value_to")
    if said.get("review") == "corrected":
        return bounds(low, high)
    kind, qualifier = said.get("quantity_kind"), (said.get("qualifier") or "").lower()
    if kind == "vague":
        return f"“{squeezed(said['quantity_text'])}”"
    if kind == "none":
        return "none"
    if said.get("implicit"):
        return "one or more"  # told in the singular: "a child was killed"
    leads = qualifier.isascii() and qualifier.replace(" ", "").isalpha()
    leads = leads and said["quantity_text"].lower().startswith(qualifier) and bool(qualifier)
    if kind == "minimum" and first is not None:
        above = said.get("asserted_low") is not None and said["asserted_low"] > first
        return f"{qualifier if leads else 'more than' if above else 'at least'} {number(first)}"
    if kind == "maximum" and last is not None:
        under = said.get("asserted_high") is not None and said["asserted_high"] < last
        return f"{qualifier if leads else 'fewer than' if under else 'up to'} {number(last)}"
    if kind == "approximate" and first is not None and first == last:
        return f"{qualifier if leads else 'about'} {number(first)}"
    return bounds(said.get("asserted_low", low), said.get("asserted_high", high))


def class_label(entity_class: str | None, count: float | None = None) -> str:
    """What is counted, in the plural unless it is one; nothing for a measure, which has no class.

    >>> class_label("person"), class_label("child"), class_label("medic"), class_label("armoured_vehicle", 1)
    ('people', 'children', 'medics', 'armoured vehicle')
    """
    if not entity_class:
        return ""
    singular = entity_class.replace("_", " ")
    if count == 1 or entity_class in _UNCOUNTED:
        return "objects" if entity_class == "other" and count != 1 else singular
    if entity_class in _PLURALS:
        return _PLURALS[entity_class]
    irregular = {row["singular"]: row["plural"] for row in seeds.reference("irregular_plurals")}
    head, _, last = singular.rpartition(" ")
    plural = irregular.get(last) or (f"{last[:-1]}ies" if re.search("[^aeiou]y$", last) else f"{last}s")
    return f"{head} {plural}".strip()


def outcome_label(outcome: str | None) -> str:
    """What happened to the counted, as a word for a heading; nothing for a measure."""
    return "" if not outcome else _OUTCOMES.get(outcome, outcome.replace("_", " "))


def figure_label(entity_class: str | None, outcome: str | None, designation: str = "") -> str:
    """What is counted and what happened to it.

    >>> figure_label("person", "casualties"), figure_label("tank", "destroyed", "T-72")
    ('people killed or injured', 'T-72 destroyed')
    """
    return f"{designation or class_label(entity_class)} {outcome_label(outcome)}".strip()


def counted(figure: str, label: str) -> str:
    """A figure with what it counts, as one would say it.

    >>> counted("none", "people killed"), counted("at least 12", "people killed")
    ('no people killed', 'at least 12 people killed')
    """
    return f"{'no' if figure == 'none' else figure} {label}"


def event_kind(kind: str) -> str:
    """Kind of event in words; empty where no text says it."""
    return _KINDS.get(kind, coded(kind))


def coded(code: str | None) -> str:
    """Any other code as words: ``state_media`` is "state media"."""
    return (code or "").replace("_", " ")


def verdict_label(verdict: str) -> str:
    """Short label of a verdict.

    >>> verdict_label("compatible_minimums_diverge"), verdict_label("some_new_one")
    ('Minimums diverge', 'Some new one')
    """
    return VERDICTS[verdict][0] if verdict in VERDICTS else coded(verdict).capitalize()


def verdict_meaning(verdict: str) -> str:
    """One sentence that says what a verdict means."""
    return VERDICTS[verdict][1] if verdict in VERDICTS else ""


def day(value: date | None) -> str:
    """A day for reading.

    >>> day(date(2015, 11, 2)), day(None)
    ('2 November 2015', 'day not stated')
    """
    return "day not stated" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date | None) -> str:
    """A day where there is little room.

    >>> short_day(date(2015, 11, 2))
    '2 Nov 2015'
    """
    return "no date" if value is None else f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def days(first: date | None, last: date | None) -> str:
    """A span of days.

    >>> days(date(2015, 10, 1), date(2015, 12, 31)), days(date(2015, 10, 1), date(2015, 10, 1))
    ('1 October 2015 to 31 December 2015', '1 October 2015')
    """
    return day(first) if last is None or first == last else f"{day(first)} to {day(last)}"


def squeezed(text: str | None) -> str:
    """Text on one line, without characters that print as nothing or turn the direction of what comes after."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text or "")).split())


def several(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> several(1, "outlet"), several(3, "outlet"), several(2, "story", "stories")
    ('1 outlet', '3 outlets', '2 stories')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
