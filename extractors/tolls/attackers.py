"""Attackers among those counted: told with the victims they are in the number, told apart they widen the range.

In: the counts of one outcome. Out: the counts that are added up, those of attackers told apart, and how many
attackers a number is said to include.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extractors.model import Assertion, Number
from extractors.tolls.figures import Count

_IN_ADDITION = re.compile(
    r"\b(?:in addition to|along with|together with|as well as|besides|counting|including)\s+(?:\w+\s+){0,3}$", re.I
)
_NOT_COUNTING = re.compile(r"\b(?:not (?:counting|including)|excluding|apart from|besides from|other than)\b", re.I)
_JOINED = re.compile(r"^[\s,]*(?:and|plus|as well as|along with|together with)\s+(?:\w+\s+)?$", re.I)

_DEED = (
    r"(?:rammed|ploughed|plowed|opened fire(?! (?:on|at) (?:the )?(?:attackers?|gun|assail|milit|rebel|bandit|terror))"
    r"|blew (?:him|her)self up|detonated|stabbed|knifed|hacked|gunned down|shot (?:at )?(?:people|worshippers|passers)"
    r"|set off (?:a|his|her))"
)
_NAME = r"[A-Z][\w'’-]+(?: (?:al-|el-|bin |von |de )?[A-Z][\w'’-]+){1,4}"
_ASSAILANT = re.compile(
    rf"({_NAME}),? (?:had |then |also |later )?{_DEED}"
    rf"|\b(?:attacker|assailant|gunman|bomber|perpetrator|shooter|suspect)s?,?"
    rf" (?:(?:was|has been|had been) )?(?:later )?(?:identified|named)(?: by \w+)?(?: as)? ({_NAME})"
)
_AFTER_HE = re.compile(
    r"[^.;,]{0,80}?\b(?:after|when|as|while) (?:he|she) (?:had )?(?:\w+ly )?"
    rf"(?:{_DEED}|shot|attacked|killed|beheaded|wounded|injured|tried to|threw|fired|drove|lunged|pulled)\b"
)


@dataclass
class Split:
    """Counts of one outcome by whether they are added up; ``inside`` are subsets that are attackers."""

    added: list[Count] = field(default_factory=list)
    apart: list[Count] = field(default_factory=list)
    inside: list[Assertion] = field(default_factory=list)

    @property
    def number_inside(self) -> Number:
        """How many attackers the numbers are said to include."""
        return max((Count.of(a).number for a in self.inside), default=0)


def split(counts: Sequence[Count], subsets: Sequence[Assertion], others: Sequence[Assertion]) -> Split:
    """Attackers told in their victims' clause, or where nobody else is counted, are added up with them.

    "In addition to the bomber, four porters were killed" is five, one of them an attacker; in "15 guests were killed;
    both gunmen were shot dead" the gunmen are told apart. So they are where the text counts only those harmed in
    another way, the ``others``, in sentences of their own: "Four guards were wounded. The attacker was shot dead."
    """
    out = Split(inside=[a for a in subsets if Count.of(a).is_attackers])
    if all(c.is_attackers for c in counts):
        (out.added if _are_alone(counts, others) else out.apart).extend(counts)
        return out
    for _, group in groupby(counts, key=lambda c: c.source.sentence.index):
        here = list(group)
        victims = [c for c in here if not c.is_attackers]
        for c in here:
            told_with = not c.is_attackers or any(_is_told_with(c, v) for v in victims)
            (out.added if told_with else out.apart).append(c)
    return out


def _are_alone(attackers: Sequence[Count], others: Sequence[Assertion]) -> bool:
    """Whether a text tells of nobody beside the attackers, or of their victims in the same breath."""
    victims = [a for a in others if not Count.of(a).is_attackers]
    return not victims or any(_is_beside(c.source, a) for c in attackers for a in victims)


def assailants(text: str) -> tuple[frozenset[str], ...]:
    """The names of those who a text says attacked, as their words in lower case.

    >>> [sorted(n) for n in assailants("Idris Omar Bello rammed a gate. The gunman was identified as Musa Karo.")]
    [['bello', 'idris', 'omar'], ['karo', 'musa']]
    """
    if text.isupper():
        return ()
    names = [m.group(1) or m.group(2) for m in _ASSAILANT.finditer(text)]
    return tuple(frozenset(re.findall(r"[^\W\d_]{2,}", name.lower())) for name in names)


def did_it(count: Count, figures: Sequence[Assertion], named: Sequence[frozenset[str]] = ()) -> bool:
    """Whether the one counted is who harmed others, by name or as "he" whom somebody else then harmed.

    "Omar Nasser killed seven people. Nasser was shot dead"; "a man stabbed two people before he was shot by police";
    "police shot a man after he stabbed a clerk". ``named`` are the names of those who attacked.
    """
    a = count.source
    if a.implicit and _AFTER_HE.match(a.sentence_text, max(0, a.end - a.sentence.start)):
        return True
    if count.name and any(count.name <= name for name in named):
        return True
    if not a.implicit or a.quantity.single not in {"name", "pronoun"}:
        return False
    if any(_is_taken_up(a, b) for b in figures):
        return True
    for b in figures:
        by = b.happening.perpetrator
        if not by or b.start >= a.start or (b.happening.trigger == a.happening.trigger and b.sentence is a.sentence):
            continue
        if count.name and count.name <= set(re.findall(r"[^\W\d_]+", by.lower())):
            return True
        own = a.happening.perpetrator
        if a.quantity.single == "pronoun" and b.sentence.index == a.sentence.index and own and own != by:
            return True
    return False


def _is_taken_up(a: Assertion, b: Assertion) -> bool:
    """Whether a pronoun takes up who harmed the others: "A gunman killed two before he was shot"."""
    if a.quantity.single != "pronoun" or b.sentence is not a.sentence or b is a:
        return False
    words, by = a.counted.entity_text.lower().split(), (b.happening.perpetrator or "").lower().split()
    return bool(words) and words[-1:] == by[-1:]


def _is_told_with(attacker: Count, victim: Count) -> bool:
    """Whether attackers are in the clause of their victims: one verb, or "in addition to"."""
    a, v = attacker.source, victim.source
    text, at = a.sentence_text, a.sentence.start
    before = text[: max(0, a.start - at)]
    if _NOT_COUNTING.search(before[-40:]):
        return False
    if _IN_ADDITION.search(before):
        return True
    first, last = (a, v) if a.start < v.start else (v, a)
    between = text[max(0, first.end - at) : max(0, last.start - at)]
    if _JOINED.match(between):
        return True
    return a.happening.trigger is not None and a.happening.trigger == v.happening.trigger


def _is_beside(attacker: Assertion, other: Assertion) -> bool:
    """Whether one clause tells of both: "12 assailants were killed and nine others were wounded"."""
    if attacker.sentence.index != other.sentence.index:
        return False
    first, last = sorted((attacker, other), key=lambda a: a.start)
    at = attacker.sentence.start
    return not re.search(
        r";|\b(?:but|though|while|before|until)\b", attacker.sentence_text[max(0, first.end - at) : last.start - at]
    )
