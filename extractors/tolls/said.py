"""Which assertions of a document can be part of a toll: what the text says happened, and says still.

In: all assertions of a document. Out: those to add up, and per outcome those that are no part of another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extractors.model import Assertion

PEOPLE_OUTCOMES = ("killed", "injured", "casualties", "missing", "captured", "displaced", "rescued")
THING_OUTCOMES = ("destroyed", "damaged", "abandoned", "seized")
OUTCOMES = PEOPLE_OUTCOMES + THING_OUTCOMES
"""The outcomes that have a toll, in the order of the output. Presence, use and attacks are counts, not tolls."""
HARMED = frozenset({"killed", "injured", "casualties", "missing", "captured"})

_ATTEMPT = re.compile(r"\b(?:attempted|failed|foiled)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z]\w+,\s*$")
_OF_THE = re.compile(r"\s*of\s+(?:the|these|those|its|their|his|her)\s*", re.IGNORECASE)
_OF_FIRST = re.compile(r"(?:^|[.;]\s)of\s+(?:the|its|their|some)\s*$", re.IGNORECASE)
_OF_WOUNDED = re.compile(r"\bof\s+(?:the|those|its|their)\s+(?:\w+\s+)?(?:wounded|injured|hurt)\b", re.IGNORECASE)
_UNREAL = frozenset({"planned", "hypothetical"})


def said(assertions: Iterable[Assertion]) -> list[Assertion]:
    """The assertions that a toll may rest on, in text order, those of a repeated sentence once."""
    return _once(sorted((a for a in assertions if _is_said(a)), key=lambda a: (a.quantity.start, a.start)))


def _is_said(a: Assertion) -> bool:
    """Whether the text says that it happened, and says it still: no denied, planned or superseded figure."""
    modality = a.happening.modality if a.happening.modality != "factual" else a.chain.modality
    return (
        a.happening.outcome in OUTCOMES
        and a.counted.domain in {"people", "equipment", "facility"}
        and a.happening.polarity == "asserted"
        and modality not in _UNREAL
        and a.scope.count_status != "change"
        and not a.quantity.superseded
        and not a.quantity.is_measure
        and not a.quantity.per_unit
        and not _ATTEMPT.search(a.exact)
        and not _is_age(a)
    )


def _is_age(a: Assertion) -> bool:
    """Whether a number without a noun follows a name like an age: "killed Amina Salad, 42, and her son"."""
    if not a.counted.elided or a.start != a.quantity.start or not 0 < (a.quantity.low or 0) < 120:
        return False
    return bool(_NAME_BEFORE.search(a.prefix) and re.match(r"\s*[;,.)]", a.suffix))


def _once(assertions: Iterable[Assertion]) -> list[Assertion]:
    """Without the figures of a sentence that the text repeats word for word."""
    seen: dict[tuple[str, int, str, str], int] = {}
    out: list[Assertion] = []
    for a in assertions:
        words = " ".join(a.sentence_text.casefold().split())
        key = (words, a.quantity.start - a.sentence.start, a.counted.entity_text, a.happening.outcome)
        if seen.setdefault(key, a.sentence.index) == a.sentence.index:
            out.append(a)
    return out


def wholes(counted: Sequence[Assertion], everything: Sequence[Assertion]) -> list[Assertion]:
    """Without subsets, unless what they are a part of is of another outcome or not counted at all.

    "Two of the ten wounded died later": the two are part of the wounded, and all of the dead. In "three of the 40
    passengers were killed" the 40 are those aboard.
    """
    outcome_at = {a.quantity.start: a.happening.outcome for a in everything}
    shares = {a.quantity.start: b.quantity.start for a in counted for b in counted if _is_share(a, b)}
    aboard = set(shares.values())

    def is_part(a: Assertion) -> bool:
        if a.scope.count_scope != "subset" or a.quantity.start in shares or is_of_wounded(a, outcome_at):
            return False
        return outcome_at.get(-1 if a.scope.subset_of is None else a.scope.subset_of) in {None, a.happening.outcome}

    known = [a for a in counted if a.quantity.start not in aboard]
    return [a for a in known if not is_part(a)] or [
        a for a in known if a.scope.subset_of is None or a.scope.subset_of not in outcome_at
    ]


def is_of_wounded(a: Assertion, outcome_at: Mapping[int, str]) -> bool:
    """Whether those killed are some of the wounded: they died later and were not among the dead told before."""
    if a.happening.outcome != "killed":
        return False
    if a.scope.subset_of is not None and outcome_at.get(a.scope.subset_of) == "injured":
        return True
    return bool(_OF_WOUNDED.search(a.exact) or _OF_WOUNDED.match(a.suffix.lstrip()))


def _is_share(a: Assertion, b: Assertion) -> bool:
    """Whether a figure is the harmed share of another, of which the same word tells.

    "Three of the 40 passengers were killed", "of the 40 passengers, three were killed"; but in "of the 12 killed, three
    were children" the word stands with the 12.
    """
    if a.sentence.index != b.sentence.index or a.happening.trigger != b.happening.trigger:
        return False
    at = a.sentence.start
    if b.quantity.start < a.quantity.start:
        between = a.sentence_text[b.quantity.end - at : a.quantity.start - at]
        told_before = (a.happening.outcome_verb or "") in between
        return bool(_OF_FIRST.search(a.sentence_text[: b.quantity.start - at])) and not told_before
    return bool(_OF_THE.fullmatch(a.sentence_text[max(0, a.quantity.end - at) : max(0, b.quantity.start - at)]))
