"""One person once: the figures of one voice in a sentence, without those that only tell the same people again.

In: counts of one outcome in text order. Out: the same without appositions ("one villager, a beekeeper"), second names,
parts ("two critically") and families whose members are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.tolls.figures import KIN, Count, can_hold, is_one

_PART_LEAD = re.compile(
    r"(?<!\balong)(?<!\btogether) (?:with|including|among\s+them|of\s+them)\W*(?:the |a |at least )?$|\([^)]*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof\s+(?:them|whom)\b", re.IGNORECASE)
_APPOSITION = re.compile(
    r"^\W*(?:,|\b(?:named|called|identified\s+as|known\s+as)\b)\W*(?:a|an|the)?\W*$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^\s*[,(–—]\s*(?:an?\b|the\b|one\b)?\s*([^,;.()–—]+?)"
    r"(?=\s*(?:[,;.()–—]|$|\b(?:was|were|is|are|has|have|had|died|who|in|at|on|near|when|after|by)\b))",
    re.IGNORECASE,
)
"""What stands between a figure and the next comma, verb or place: ", a father and son"."""
_GOES_ON = re.compile(r"^\s*,\s*(?:was|were|is|has|had|who|died|shot|blew)\b", re.IGNORECASE)
"""A verb after the aside: "the gunman, a former soldier, was shot"; not a list: "a nurse, a cook, and a guard"."""
_AGAINST = re.compile(r"\b(?:while|whereas|although|though|but)\b", re.IGNORECASE)
_ONE_OF = re.compile(r"one\s+of\b", re.IGNORECASE)
_COMMA = re.compile(r"^\s*,\s*$")
_OF_THE = re.compile(r"^\W*of\s+(?:the|these|those)\W*$", re.IGNORECASE)
_IN_LAW = re.compile(r"^\W*(?:-\W*in\W*-\W*law\W*)?$", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|while|also|plus|as\s+well\s+as)\b|;|&", re.IGNORECASE)
_HOW_BADLY = re.compile(
    r"^\W*(?:\w+\s+){0,2}(?:critically|seriously|severely|gravely|badly|slightly|lightly|fatally|mortally|instantly|outright)\b"
    r"|^\W*in\s+(?:a\s+)?(?:critical|serious|grave)\b",
    re.IGNORECASE,
)


def once(counts: Sequence[Count]) -> list[Count]:
    """The counts without those that say again, or more closely, what an earlier one of their sentence counts."""
    out: list[Count] = []
    for group in clauses(counts):
        kept: list[Count] = []
        for c in group:
            if not any(_says_again(p, c) for p in kept):
                kept.append(c)
        out += _persons(kept)
    return out


def clauses(counts: Sequence[Count]) -> Iterator[list[Count]]:
    """The figures of a sentence that one voice states; what one verb tells of is of one voice."""
    for _, group in groupby(counts, key=lambda c: c.source.sentence.index):
        here: list[list[Count]] = []
        for c in group:
            last = here[-1][-1].source if here else None
            a = c.source
            one_verb = (
                last is not None and a.happening.trigger is not None and a.happening.trigger == last.happening.trigger
            )
            if last is not None and (one_verb or a.chain.speaker_text == last.chain.speaker_text):
                here[-1].append(c)
            else:
                here.append([c])
        yield from here


def _says_again(earlier: Count, later: Count) -> bool:
    """Whether a figure only says again, or more closely, what an earlier one of its sentence counts."""
    a, b = earlier.source, later.source
    between = a.sentence_text[max(0, a.end - a.sentence.start) : max(0, b.start - a.sentence.start)]
    if later.is_attackers != earlier.is_attackers and not _is_aside(earlier, later):
        return False
    of_one = _says_again_of_one(earlier, later, between)
    if of_one is not None:
        return of_one
    if _names_part(earlier, later, between):
        return True
    if earlier.is_household and later.number > earlier.number:
        return False  # "21 families (104 people)"
    led = _PART_LEAD.search(between) is not None and ")" not in between  # "Orvin (5 killed), Malk (7 killed)"
    if (led or _OF_THEM.search(b.exact)) and (can_hold(earlier, later) or "(" in between):
        return True  # "25 people were killed, with three being medics", "two employees (a cook and her daughter)"
    return _is_another_claim(earlier, later, between) or _tells_more_closely(earlier, later, between)


def _says_again_of_one(earlier: Count, later: Count, between: str) -> bool | None:
    """Whether one person or thing was counted before; None where that depends on what stands between."""
    if later.is_pronoun and earlier.is_single:
        return True  # "a guard was shot and he died"
    if later.is_named and not earlier.is_single:
        return True  # "three soldiers, Juan Perez, ..."
    if later.is_single and _is_aside(earlier, later):
        return True
    if not later.is_single or not earlier.is_single:
        return None
    if earlier.is_named and later.is_named:
        return earlier.is_same_person(later)
    if earlier.is_named != later.is_named:
        return bool(_APPOSITION.match(between) or _IN_LAW.match(between))
    return not _JOINED.search(between) and is_one(earlier, later)


def _names_part(earlier: Count, later: Count, between: str) -> bool:
    """ "Omar Haddad, one of the leaders of the party"; "three of the 40 passengers were killed": the three."""
    if earlier.is_named and _ONE_OF.match(later.source.exact) and _COMMA.match(between):
        return True
    return bool(_OF_THE.match(between))


def _tells_more_closely(earlier: Count, later: Count, between: str) -> bool:
    """ "nine people were hurt, two critically"; "stabbed three, wounding one badly"."""
    a, b = earlier.source, later.source
    if later.number > earlier.number:
        return False
    if b.counted.elided and _HOW_BADLY.match(b.suffix) and "and" not in between:
        return True
    elsewhere = a.happening.trigger != b.happening.trigger and not (_JOINED.search(between) or ")" in between)
    return elsewhere and later.is_whole


def _is_another_claim(earlier: Count, later: Count, between: str) -> bool:
    """Whether a second clause counts people in general anew: "14 bodies were found, while the hospital named nine".

    "Two people died in the capital, while three others died in the port" are five.
    """
    both = all(c.is_whole and not c.is_single for c in (earlier, later))
    one_verb = earlier.source.happening.trigger == later.source.happening.trigger
    others = later.is_on_top or "other" in later.source.exact.lower()
    return both and not one_verb and not others and bool(_AGAINST.search(between)) and later.number <= earlier.number


def _is_aside(earlier: Count, later: Count) -> bool:
    """Whether one person is a description of who was counted just before.

    "One villager, a beekeeper, was killed", "two fishermen, a father and son", "Omar Haddad, a clerk and the brother
    of a mayor, was killed"; but "a nurse, a cook and a guard were killed" are three.
    """
    a, b = earlier.source, later.source
    rest = a.sentence_text[max(0, a.end - a.sentence.start) :]
    aside = _ASIDE.match(rest)
    if aside is None or not 0 <= b.start - a.end < aside.end(1):
        return False
    told = re.split(r"\band\b", aside[1])
    closed = rest[aside.end() :].lstrip()[:1] in {",", ")", "–", "—"}
    if any(re.search(rf"\b{noun}\b", aside[1], re.IGNORECASE) for noun in KIN) and len(told) > 1 and not later.is_named:
        return earlier.is_named or earlier.number == len(told)
    if earlier.is_named:
        return closed and not later.is_named
    if earlier.is_single:
        return closed and bool(_GOES_ON.match(rest[aside.end() :])) and not later.is_named
    return closed and earlier.number == len(told)


def _persons(parts: list[Count]) -> list[Count]:
    """Without families where their members are counted: "21 families (104 people)", "seven households of 38"."""
    households = [p for p in parts if p.is_household]
    people = [p for p in parts if not p.is_household and not p.is_single]
    if not households or not people or sum(p.number for p in people) <= sum(p.number for p in households):
        return parts
    return [p for p in parts if not p.is_household]
