"""Status and scope of a figure, and whether it is said to have happened at all.

A running toll is not the toll of one attack; a part is linked to its whole, never added; a denied or planned
figure keeps its value and says that it is denied or planned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from extractors.model import Happening, ParsedSentence, Scope, Sentence
from extractors.outcomes import Candidate
from extractors.patterns.matcher import expanded, fit
from extractors.patterns.triggers import BE
from extractors.quantities import conventions
from extractors.quantities.in_digits import in_digits
from extractors.vocabulary import lexicon
from seeds import reference

_OTHER_CLAUSE = re.compile(r";|\b(?:when|while|after|but|and still)\b")
_RAISED = re.compile(r"\b(?:raising|bringing|taking|raises|brings|takes|raised|brought|took) (?:the|its|their|to)\b")
_FROM_BEFORE = re.compile(r"\bfrom\s+[\w,.]+\s+to\s+$")
_SUM_AFTER = re.compile(r"^\s*the\s+(?:\w+\s+)?(?:number|tally|total)\b")
_NO_RUNNING_TOLL = re.compile(
    r"\b(?:battle|massacre|bombing|earthquake|tsunami|flood|attack|strike|explosion|blast|raid|cyclone)s?\b"
    r"|\b(?:may|might|could|will|would)\b",
    re.IGNORECASE,
)
_STOCK = frozenset({"present", "fighting", "equipped_with", "besieged"})
_LASTING = frozenset({"captured", "displaced"})
_VAST = {"killed": 10_000, "casualties": 10_000, "injured": 10_000, "missing": 10_000, "displaced": 500_000}
"""So many persons are not counted in one event: a toll of this size is the running one of a war."""
_HYPOTHETICAL = lexicon.words("hypothetical")
_POSSIBLE = frozenset({"could", "may", "might", "can", "would"})
_PLANNED = lexicon.words("planned")
_CONFIRMED = frozenset({"confirm", "report", "reveal", "say", "announce", "verify"})
_BEFALLS = frozenset({"killed", "injured", "casualties", "missing", "displaced"})
"""What nobody announces to do: "said the dam would kill 300" is feared."""
_ANNOUNCED = frozenset(
    {"said", "says", "announced", "vowed", "promised", "pledged", "declared", "confirmed", "agreed", "ordered"}
)
_ABOUT = frozenset({"set", "poised", "about", "scheduled", "slated"})
_ESTIMATED = lexicon.words("estimated")


@dataclass(frozen=True, slots=True)
class _Period:
    """A row of ``period_patterns``: what says that a figure is a running toll or a rate, and the words it needs."""

    name: str
    count_status: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]

    def may_fit(self, lower: str) -> bool:
        """Whether a text in lower case has one of the words without which the pattern can't fit."""
        return any(word in lower for word in self.needs)


@cache
def _periods() -> tuple[_Period, ...]:
    return tuple(
        _Period(
            r["name"],
            r["count_status"],
            re.compile(expanded(r["pattern"]), re.IGNORECASE),
            tuple(r["needs"].split("|")),
        )
        for r in reference("period_patterns")
    )


def scope(
    text: str,
    parsed: ParsedSentence,
    figure: Candidate,
    happening: Happening,
    before: Sequence[tuple[Candidate, Scope]],
    header: Sentence | None = None,
) -> Scope:
    """Status (incident, cumulative, stock, rate) and scope (total, subset, named) of a figure.

    "More than 300 civilians have been killed since April" is cumulative, its period "since April";
    in "12 people, including two children" the two are a subset of the 12. A list item takes the period of the
    ``header`` that introduces its list.
    """
    sentence = parsed.sentence
    status, period, found_by = _status(text, parsed, figure, happening, before, header)
    part_of = _subset(text, parsed, figure, happening, before)
    if part_of is None:
        return Scope(status, "total", period, found_by=found_by)
    whole = part_of if part_of >= sentence.start else None
    return Scope(status, "subset", period, whole, rules=("scope:subset",), found_by=found_by)


def _status(
    text: str,
    parsed: ParsedSentence,
    f: Candidate,
    happening: Happening,
    before: Sequence[tuple[Candidate, Scope]],
    header: Sentence | None,
) -> tuple[str, str | None, str]:
    start, end = parsed.sentence.start, parsed.sentence.end
    if header is not None:
        for period in _periods():
            if match := period.pattern.search(text, header.start, header.end):
                return period.count_status, " ".join(match.group().split()), period.name
    if _goes_on(text, parsed, f, happening):
        return "stock", "unstated", "stock"
    for name, status, low, high in _told_periods(in_digits(text)[start:end]):
        low, high = low + start, high + start
        if _applies(text, low, high, f, status) and (status == "rate" or not _is_single(f)):
            return status, " ".join(text[low:high].split()), name
    if _is_running_sum(text, parsed, f):
        return "cumulative", "unstated", "sum"
    if _is_vast(text, parsed, f, happening, before):
        return "cumulative", "unstated", "vast"
    return "incident", None, ""


def _is_single(f: Candidate) -> bool:
    """Whether one person or thing is meant that has no number: what befell it happened once."""
    return bool(f.quantity.single)


def _goes_on(text: str, parsed: ParsedSentence, f: Candidate, happening: Happening) -> bool:
    """Whether a figure tells how many there are at a time: "5,000 fighters", "120 hostages remain in captivity"."""
    if happening.outcome in _STOCK:
        return happening.found_by != "acting"  # attackers in action, not the strength of a force
    if happening.outcome not in _LASTING:
        return False
    span = parsed.sentence.start, parsed.sentence.end
    return fit("lasting", text, span, (f.quantity.start, f.quantity.end)) is not None


def _is_running_sum(text: str, parsed: ParsedSentence, f: Candidate) -> bool:
    """Whether single tolls were added up: "bringing its losses to 13", "brought to 49 the number of dead"."""
    left = text[max(parsed.sentence.start, f.quantity.start - 140) : f.quantity.start]
    if not left.endswith(("to ", "to\n")) or _FROM_BEFORE.search(left):
        return False
    span = parsed.sentence.start, parsed.sentence.end
    if fit("running_sum", text, span, (f.quantity.start, f.quantity.end)):
        return True
    raised = _RAISED.search(left[-20:])
    return raised is not None and bool(_SUM_AFTER.search(text[f.quantity.end : f.quantity.end + 40]))


def _is_vast(
    text: str,
    parsed: ParsedSentence,
    f: Candidate,
    happening: Happening,
    before: Sequence[tuple[Candidate, Scope]],
) -> bool:
    """Whether a toll is too high for one event, or goes on with one that is: "killed 19,000 and wrecked 70 tanks"."""
    if before and before[-1][1].found_by == "vast":
        last = before[-1][0].quantity
        if last.start < f.quantity.start and not _OTHER_CLAUSE.search(text, last.end, f.quantity.start):
            return not _is_single(f)
    least = _VAST.get(happening.outcome)
    if least is None or f.counted.domain != "people":
        return False
    low = f.quantity.low if f.quantity.kind != "vague" else conventions.apply(f.quantity, "hull")[0]
    return (
        low is not None
        and low >= least
        and not _NO_RUNNING_TOLL.search(text, parsed.sentence.start, parsed.sentence.end)
    )


@lru_cache(maxsize=4)
def _told_periods(sentence: str) -> tuple[tuple[str, str, int, int], ...]:
    """Every period of a sentence, searched once for all its figures (a sentence may hold thousands)."""
    lower = sentence.lower()
    return tuple(
        (period.name, period.count_status, m.start(), m.end())
        for period in _periods()
        if period.may_fit(lower)
        for m in period.pattern.finditer(sentence)
    )


def _applies(text: str, start: int, end: int, f: Candidate, status: str) -> bool:
    """A period belongs to the figures of its own clause; a rate to the number just before it."""
    q = f.quantity
    if max(q.start, start) - min(q.end, end) >= 160:
        return False
    between = text[min(q.end, end) : max(q.start, start)]
    if status == "rate":
        return len(between) < 45
    if q.start < start and _RAISED.search(between):
        return False  # "61 were killed, raising the total since October to 900": the 61 are those of the day
    return not _OTHER_CLAUSE.search(between)


def _subset(
    text: str, parsed: ParsedSentence, f: Candidate, happening: Happening, before: Sequence[tuple[Candidate, Scope]]
) -> int | None:
    """Start of the whole's quantity (-1 where the whole is named but not counted), ``None`` if no subset."""
    start = parsed.sentence.start
    q = f.quantity
    sentence, figure = (start, parsed.sentence.end), (q.start, q.end)
    if not before and fit("part_of_uncounted", text, sentence, figure) and _told_before(parsed, f, happening):
        return None
    left = text[max(start, q.start - 10) : q.start].rstrip()
    if left.endswith(("–", "—", " -", ",", "(", " with")) and fit("part_before_told", text, sentence, figure):
        return before[-1][0].quantity.start if before else -1
    ahead = [x.start for x in parsed.quantities if x.start >= q.end]
    if ahead and fit("part_of_next", text, sentence, figure):
        return min(ahead)
    if fit("part", text, sentence, figure) or _after_colon(text, f, happening, before):
        return _last_total(before)
    return _continued_part(text, parsed, f, before)


def _last_total(before: Sequence[tuple[Candidate, Scope]]) -> int:
    """Start of the last whole before a part; -1 where none is counted."""
    return next((b.quantity.start for b, s in reversed(before) if s.count_scope == "total"), -1)


def _continued_part(
    text: str, parsed: ParsedSentence, f: Candidate, before: Sequence[tuple[Candidate, Scope]]
) -> int | None:
    """The whole of the part before, where the figure goes on with it: "including two women and | three children"."""
    if not before or before[-1][1].count_scope != "subset" or not _continues_parts(text, parsed, before[-1][0], f):
        return None
    return before[-1][1].subset_of if before[-1][1].subset_of is not None else before[-1][0].quantity.start


def _told_before(parsed: ParsedSentence, f: Candidate, happening: Happening) -> bool:
    """Whether its own sentence names those that a part is of, without a count: "hit the rebels, killing 16 of them".

    What no one has counted has no total that the part could be added to a second time.
    """
    words = [t.lower for t in parsed.tokens]
    own_verb = happening.found_by in {"left", "right"}
    return bool(own_verb) and any(
        lexicon.is_plural(words[i]) and lexicon.longest_noun(words[: i + 1], i) is not None for i in range(f.token)
    )


def _after_colon(text: str, f: Candidate, happening: Happening, before: Sequence[tuple[Candidate, Scope]]) -> bool:
    """Whether a figure is a part that a colon introduces: "killed 58 people: 33 in the town and 25 in the hamlets"."""
    if not before or happening.trigger is None or f.counted.domain != "people":
        return False
    whole = before[0][0]
    between = text[whole.quantity.end : f.quantity.start]
    larger = whole.quantity.low is not None and f.quantity.low is not None and whole.quantity.low > f.quantity.low
    return ":" in between and larger and happening.trigger <= whole.last + 2 and whole.counted.domain == "people"


def _continues_parts(text: str, parsed: ParsedSentence, part: Candidate, f: Candidate) -> bool:
    """Whether a figure goes on with the parts before it: "including three women, a nurse and two children"."""
    follow = parsed.tokens[f.token + 1].lower if f.token + 1 < len(parsed.tokens) else ""
    if f.counted.elided or follow in {"other", "others", "more", "another"} or part.last >= f.token:
        return False
    if (part.counted.domain == "people") != (f.counted.domain == "people"):
        return False
    between = parsed.tokens[part.last + 1 : f.token]
    if len(between) > 12 or any(
        (t.tag.startswith(("VB", "MD")) and t.lower not in BE) or t.lower in {"another", ";", "that", "while", "but"}
        for t in between
    ):
        return False
    return any(t.lower in {",", "and", "as"} for t in between) or not between


def stance(text: str, parsed: ParsedSentence, f: Candidate, happening: Happening) -> Happening:
    """Polarity and modality: denied that, could rise to, planned to send, an estimated, allegedly.

    "Russia denied that 30 civilians had been killed": the figure stands, denied.
    """
    start = parsed.sentence.start
    polarity = happening.polarity
    if fit("denied", text, (start, parsed.sentence.end), (f.quantity.start, f.quantity.end)):
        polarity = "denied"
    modality = _modality(text, parsed, f, happening)
    rules = tuple(
        r
        for r, said in (("stance:denied", polarity == "denied"), (f"stance:{modality}", modality != "factual"))
        if said
    )
    return replace(happening, polarity=polarity, modality=modality, rules=(*happening.rules, *rules))


def _modality(text: str, parsed: ParsedSentence, f: Candidate, happening: Happening) -> str:
    """Whether what is said of a figure is hypothetical, planned, estimated, alleged or factual."""
    tokens = parsed.tokens
    trigger = happening.trigger if happening.trigger is not None else f.token
    low, high = min(trigger, f.token), max(trigger, f.last)
    window = [t.lower for t in tokens[max(0, low - 5) : high + 1]]
    if happening.outcome not in _BEFALLS and _is_announced(parsed, high):
        return "planned"
    unreal = _unreal(parsed, f, happening, trigger, window)
    if unreal:
        return unreal
    if any(w in _ESTIMATED for w in window) or f.quantity.qualifier in {"an estimated", "estimated"}:
        return "estimated"
    stretch = tokens[low].start, tokens[high].end
    sentence = parsed.sentence.start, parsed.sentence.end
    if fit("alleged", text, sentence, stretch) and not _claims_lives(parsed, f, happening):
        return "alleged"
    return "factual"


def _unreal(parsed: ParsedSentence, f: Candidate, happening: Happening, trigger: int, window: Sequence[str]) -> str:
    """ "hypothetical" or "planned", by the auxiliaries before a figure's verb or between the two; "" if neither."""
    low, high = min(trigger, f.token), max(trigger, f.last)
    near = _words_but_may(parsed, max(0, low - 3), low)
    between = _words_but_may(parsed, low, high) if trigger != f.token and high - low < 12 else []
    if not {"can", "cannot"}.isdisjoint([*near, *between]) and _is_able(window, happening):
        near, between = [w for w in near if w != "can"], [w for w in between if w != "can"]
    if not _HYPOTHETICAL.isdisjoint(near) or not _POSSIBLE.isdisjoint(between):
        return "hypothetical"
    sent = f.token < trigger and "will" in between  # "4,000 recruits will be sent"
    return "planned" if sent or not _PLANNED.isdisjoint(near) or _is_about_to(near) else ""


def _words_but_may(parsed: ParsedSentence, first: int, last: int) -> list[str]:
    """The words between two tokens in lower case, the month of May left out."""
    return [t.lower for t in parsed.tokens[first:last] if t.text != "May"]


def _is_announced(parsed: ParsedSentence, end: int) -> bool:
    """Whether "would" before token ``end`` is the "will" of somebody who spoke: "said it would send 1,500 men".

    "Would have" and a condition tell what did not happen.
    """
    words = [t.lower for t in parsed.tokens[max(0, end - 10) : end]]
    if "would" not in words or "if" in words or "unless" in words:
        return False
    at = words.index("would")
    told = not _ANNOUNCED.isdisjoint(words[max(0, at - 5) : at])
    return told and words[at + 1 : at + 2] != ["have"] and words[at + 1 : at + 2] not in (["be"], ["die"], ["fall"])


def _is_able(window: Sequence[str], happening: Happening) -> bool:
    """Whether "can" tells an ability that is there: "can field 15,000 men", "we can confirm 14 dead"."""
    confirmed = any(a == "can" and b in _CONFIRMED for a, b in pairwise(window))
    return confirmed or happening.outcome in {"present", "other"}


def _is_about_to(near: Sequence[str]) -> bool:
    """Whether what is told is still to come: "is set to deliver 14 tanks"."""
    return any(a in _ABOUT and b == "to" for a, b in pairwise(near))


def _claims_lives(parsed: ParsedSentence, f: Candidate, happening: Happening) -> bool:
    """Whether "claimed" has lives as its object and alleges nothing: "claimed the lives of three men"."""
    if happening.found_by == "claimed_lives":
        return True
    tokens = parsed.tokens
    for i in range(max(0, f.token - 5), f.token):
        if tokens[i].lower in {"claimed", "claim", "claims", "claiming"}:
            between = [t.lower for t in tokens[i + 1 : f.token]]
            own = happening.found_by == "own_noun"
            return (
                "lives" in between or "life" in between or (own and all(w in {"at", "least", "the"} for w in between))
            )
    return False
