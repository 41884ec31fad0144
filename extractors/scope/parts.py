"""Findings in; the same with parts linked to their wholes and wholes told apart from what befell a part of them.

"Two of the 33 volunteers were killed": the two are killed and a part of the 33, who were there. "19 civilians (11 men
and 8 women)": parts. "21 families (104 people)": one group told twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Number, Quantity, Scope
from extractors.outcomes import HARM
from extractors.page import Finding
from extractors.vocabulary.lexicon import ancestry

_BASE = re.compile(
    r"(?:\s?%|\s*per\s?cent)?\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|those|these|last|first|original|some|about|nearly|all)\s+)*"
    r"(?:[A-Z]?\w+['’]s\s+)?$"
)
"""Between a part and its whole: "two of the", "half of its", "nine out of"."""
_OPENS = re.compile(
    r"(?:^|[.;:–—]\s|\n\s*|^\W+|,\s(?:and|but)\s)[Oo](?:ut\s+o)?f\s+(?:(?:the|its|their|those|these|some|about|all)\s+)*"
    r"(?:[\w-]+['’]s?\s+)?$"
)
"""Before a whole that is named first: "Of the 45 on board, 12 died"."""
_FATE = re.compile(
    r"\s+(?:\w+\s+)?(?:dead|deaths|killed|slain|wounded|injured|victims|casualties|fatalities|martyrs|missing|arrested"
    r"|detained|abducted|kidnapped)\b",
    re.IGNORECASE,
)
"""Words right behind a number that say what happened to those it counts: "of the 45 dead"."""
_DIVIDED = re.compile(r",|\b(?:only|just)\b")
"""Between a whole that is named first and its part: "Of the 26 officers only eight came back"."""
_NO_SURVIVOR = re.compile(
    r"\b(?:no|not a single|without)\s+survivors?\s+(?:\w+\s+){0,2}?(?:among|of|from|out of)\s+(?:all\s+)?(?:the\s+)?$"
    r"|\bkilled\s+all(?:\s+of)?(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_SURVIVED = re.compile(r"[^.;]{0,60}?\b(?:survived|lived|made it out|came (?:out|back) alive)\b")
_NONE = re.compile(r"\b(?:none|neither|not one|not a single one)\s+of\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE)
_DEGREE = re.compile(
    r"\s+(?:(?:of (?:them|whom)\s+)?(?:critically|seriously|severely|gravely|badly|lightly|slightly|moderately)\b"
    r"|in (?:a\s+)?(?:critical|serious|grave|stable)\b)",
    re.IGNORECASE,
)
"""How badly a part of the injured was hurt: "nine people, two critically"."""
_TOLD_AGAIN = re.compile(
    r"\s*(?:\(|,?\s*or\s+|,?\s*comprising\s+|,?\s*(?:made\s+up|consisting)\s+of\s+"
    r"|,?\s*(?:with|totall?ing|i\.e\.,?|that is,?)\s+|,\s*)"
    r"(?:a\s+total\s+of\s+|altogether\s+|in\s+all\s+)?$",
    re.IGNORECASE,
)
"""Between a number of households and that of their members: "21 families (104 people)"."""
_HOUSEHOLDS = frozenset(("families", "family", "households", "household"))
_PERSONS = frozenset(("people", "persons", "individuals", "members", "residents", "inhabitants", "souls", "civilians"))
_ANYBODY = _PERSONS | {"others", "more", "dead", "victims", "casualties", "fatalities", "deaths", "martyrs", "killed"}
_BY_WHICH = re.compile(r"\s+(?:\w+\s+)?(by|in|from|at|near|on|during|under)\s", re.IGNORECASE)
_ANOTHER = re.compile(r"^\W*(?:another|a further)\s+$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:earlier|others?|another|also|separate(?:ly)?|meanwhile|elsewhere|similar(?:ly)?|later|previous(?:ly)?)\b",
    re.IGNORECASE,
)
_TOLD_BACK = 8
"""How many figures back a whole may be told: "Nineteen died. Of the 19, seven were children."."""
_SENTENCES = 3
"""Over how many sentences the parts of a total may follow it."""
_PARTS_CLAUSES = re.compile(r"[;.]|\b(?:while|but|were|was|killed|injured|wounded|died)\b")
"""Between two numbers this makes the second a clause of its own."""
_JOINS_PARTS = re.compile(r"(?:,|\band|\bas well as)\s*(?:the\s+)?$")
_OWN_VERB = re.compile(r"[^.;]{0,40}?\b(?:were|was|have|had)\b")


def linked(content: str, rows: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The rows of one sentence with their parts linked; ``before`` are those of the sentences before."""
    out = list(rows)
    for i, row in enumerate(rows):
        out[i] = _again(content, out, i)
        if out[i] is not row:
            out[i + 1 :] = [_shared(part, row, out[i]) for part in out[i + 1 :]]
    for i in range(len(out)):
        _base(content, out, i, before)
    for i, row in enumerate(out):
        if row.implicit or row.quantity.is_measure or row.scope.count_status == "change":
            continue
        whole = _whole_of(content, out, i, before)
        if whole is not None:
            out[i] = _part(row, whole)
    out = _divided(content, out)
    wholes = {r.quantity.start: r for r in out}
    out = [_of_kind(r, _by_start(wholes, r)) for r in out]
    totals = {r.quantity.start: r for r in out if r.scope.count_status == "cumulative"}
    return [_over_time(r, _by_start(totals, r)) for r in out]


def _whole_of(content: str, rows: Sequence[Finding], i: int, before: Sequence[Finding]) -> Finding | None:
    """The whole of which the number at ``i`` is a part by its brackets, its degree, its list or what it goes on."""
    return (
        _bracketed_whole(content, rows, i)
        or _degree_whole(content, rows, i)
        or _listed_whole(content, rows, i)
        or _continued_whole(content, rows[i], before)
    )


def _by_start(wholes: dict[int, Finding], part: Finding) -> Finding | None:
    """The whole that a row says it is a part of, if it is among these."""
    return wholes.get(part.scope.subset_of) if part.scope.subset_of is not None else None


def _of_kind(row: Finding, whole: Finding | None) -> Finding:
    """A part without a noun counts what its whole counts, and one without an own fate shares that of its whole."""
    if whole is None or row.quantity.is_measure:
        return row
    if _has_no_fate(row, whole):
        happening = replace(whole.happening, polarity=row.happening.polarity, trigger=None)
        scope = replace(row.scope, count_status=whole.scope.count_status, status_period=whole.scope.status_period)
        row = replace(row, happening=happening, scope=scope)
    if not row.counted.elided or row.counted.domain != "other":
        return row
    thing = replace(row.counted, entity_class=whole.counted.entity_class, domain=whole.counted.domain, guessed=True)
    return replace(row, counted=thing)


def _has_no_fate(row: Finding, whole: Finding) -> bool:
    """Whether only the sentence at large tells what befell a part, and its whole was harmed."""
    weak = row.happening.found_by in {"default", "nearest", "tree"} and row.happening.outcome in {"other", "present"}
    told = row.scope.count_scope == "subset" and row.counted.domain == whole.counted.domain
    return weak and told and whole.happening.outcome in HARM


def _over_time(row: Finding, whole: Finding | None) -> Finding:
    """A part of a running total runs with it."""
    if whole is None or row.scope.count_status != "incident" or row.quantity.is_measure:
        return row
    scope = replace(row.scope, count_status="cumulative", status_period=whole.scope.status_period)
    return replace(row, scope=scope)


def _divided(content: str, rows: Sequence[Finding]) -> list[Finding]:
    """A list behind a total that adds up to it are its parts: "40 people, 6 guards and 34 guests, were killed".

    Its members have to be of the kind of the total: "killing 5 guards, 2 guests and 3 drivers" tells ten.
    """
    out = list(rows)
    for i, whole in enumerate(out):
        if whole.implicit or whole.quantity.is_measure or whole.quantity.kind not in ("exact", "minimum"):
            continue
        at, left = i + 1, whole.quantity.low or 0
        while at < len(out) and left > 0 and _may_be_member(content, whole, out[at - 1], out[at]):
            left -= out[at].quantity.low or 0
            at += 1
        if left == 0 and at - i > 2:
            out[i + 1 : at] = [_part(row, whole) for row in out[i + 1 : at]]
    return out


def _may_be_member(content: str, whole: Finding, last: Finding, row: Finding) -> bool:
    if row.implicit or row.quantity.kind != "exact" or row.scope.count_status == "change" or row.quantity.superseded:
        return False
    between = content[_end(last) : row.quantity.start]
    words = re.findall(r"\w+", content[whole.quantity.end : _end(whole)].lower())
    general = not _ANYBODY.isdisjoint(words) and whole.counted.entity_class in ancestry(row.counted.entity_class)
    fits = row.counted.elided or general
    listed = re.search(r"(?:,|\band|:|–|—|\barea|\bdistrict)\s*(?:another\s+)?$", between) is not None
    harm = row.happening.outcome in (whole.happening.outcome, "other")
    apart = r"[;.]|\b(?:while|but)\b" if last is whole else r"[;.]|\b(?:while|but|killed|injured|wounded|died)\b"
    return fits and listed and harm and not re.search(apart, between)


def _counts(rows: Sequence[Finding]) -> list[Finding]:
    return [r for r in rows if not r.quantity.is_measure and r.quantity.kind != "none"]


def _end(row: Finding) -> int:
    """Where the words of a figure end, noun and number."""
    return max(row.quantity.end, row.counted.end or 0)


def _subset(row: Finding, whole: Finding, rule: str) -> Scope:
    return replace(
        row.scope, count_scope="subset", subset_of=whole.quantity.start, rules=(*row.scope.rules, f"scope:{rule}")
    )


def _part(row: Finding, whole: Finding) -> Finding:
    """A part of a whole, which shares its fate where it has none of its own."""
    scope = _subset(row, whole, "part")
    if scope.count_status == "incident" and whole.scope.count_status == "cumulative":
        scope = replace(scope, count_status="cumulative", status_period=whole.scope.status_period)
    row = replace(row, scope=scope)
    if row.counted.domain == "other" or (row.counted.elided and row.counted.domain != whole.counted.domain):
        thing = replace(row.counted, entity_class=whole.counted.entity_class, domain=whole.counted.domain)
        row = replace(row, counted=thing)
    own = row.happening.outcome in HARM and row.happening.outcome != whole.happening.outcome
    if row.counted.domain == whole.counted.domain and not own:
        row = replace(row, happening=replace(whole.happening, polarity=row.happening.polarity, trigger=None))
    return row


def _base(content: str, rows: list[Finding], i: int, before: Sequence[Finding]) -> None:
    """Tell the whole of which a part was meant from the part: "half of the 60 prisoners were shot" shot no 60."""
    row = rows[i]
    q = row.quantity
    if row.implicit or q.is_measure or row.counted.domain not in ("people", "equipment", "facility", "other"):
        return
    left = content[row.sentence.start : q.start]
    if _NO_SURVIVOR.search(left[-60:]) or (_NONE.search(left) and _SURVIVED.match(content, q.end, row.sentence.end)):
        if row.counted.domain in ("people", "other"):
            rows[i] = _all_killed(row)
        return
    at = _part_before(content, rows, q)
    if at is not None:
        part, applies = rows[at], rows[at].scope.count_status != "change"
    elif (at := _part_behind(content, rows, i, left)) is not None:
        part, applies = rows[at], rows[at].scope.count_scope == "total"
    else:
        return
    if applies:
        rows[at] = replace(part, scope=_subset(part, row, "part_of_whole"))
    if row.counted.elided and row.counted.domain == "other" and part.counted.domain == "people":
        row = replace(row, counted=replace(row.counted, domain="people", entity_class="person"))
    if row.counted.domain != "other" and _lends_outcome(content, part, row) and not _is_told(row, before):
        rows[i] = _present(row)


def _part_before(content: str, rows: Sequence[Finding], whole: Quantity) -> int | None:
    """The part that stands before its whole: "half of the | 60 prisoners"."""
    for k, p in enumerate(rows):
        if p.quantity.end <= whole.start and _BASE.fullmatch(content, p.quantity.end, whole.start):
            return k
    return None


def _part_behind(content: str, rows: Sequence[Finding], i: int, left: str) -> int | None:
    """The part behind a whole that opens its sentence: "Of the 45 on board, | 12 died"."""
    row = rows[i]
    if not _OPENS.search(left) or not _DIVIDED.search(content, row.quantity.end, row.sentence.end):
        return None
    return next((k for k in range(i + 1, len(rows)) if _may_divide(content, row, rows[k])), None)


def _lends_outcome(content: str, part: Finding, whole: Finding) -> bool:
    """Whether the outcome of a whole is only that of its part; else the whole has an outcome of its own."""
    fate = whole.happening.outcome
    shared = part.quantity.is_measure or part.happening.outcome == fate
    lent = shared or fate in ("other", "") or part.quantity.kind == "none"
    return lent and not _has_own_fate(content, whole)


def _is_told(row: Finding, before: Sequence[Finding]) -> bool:
    """Whether the same number came to the same in a sentence shortly before."""
    fate = row.happening.outcome
    return any(r.quantity.low == row.quantity.low and r.happening.outcome == fate for r in before[-_TOLD_BACK:])


def _may_divide(content: str, whole: Finding, row: Finding) -> bool:
    """Whether a number behind the comma of "Of the 45 on board, 12 died" is a part of what was named first."""
    q = row.quantity
    if row.implicit or (q.is_measure and q.unit not in ("share", "percent")):
        return False
    fits = q.is_measure or (_least(row) or 0) <= (_least(whole) or 0)
    between = content[whole.quantity.end : q.end]
    return fits and _DIVIDED.search(between) is not None and "." not in between


def _has_own_fate(content: str, row: Finding) -> bool:
    """Whether the words of a whole say themselves what happened to it: "of the 45 dead", "the 33 killed in May"."""
    if row.happening.found_by in {"own_noun", "premodifier"}:
        return True
    if _FATE.match(content, row.quantity.end, row.sentence.end):
        return True
    if row.parsed is None or row.happening.trigger is None:
        return False
    trigger = row.parsed.tokens[row.happening.trigger]
    behind = content[_end(row) : trigger.start] if trigger.start >= _end(row) else None
    if behind is None:
        return row.quantity.start <= trigger.start
    return trigger.tag == "VBN" and behind.strip().lower() in ("", "who were", "that were", "who had been", "thus far")


def _present(row: Finding) -> Finding:
    scope = replace(row.scope, count_status="stock", status_period="unstated", rules=(*row.scope.rules, "status:whole"))
    happening = replace(row.happening, outcome="present", outcome_verb=None, trigger=None, found_by="whole", trust=0.8)
    return replace(row, scope=scope, happening=happening)


def _all_killed(row: Finding) -> Finding:
    thing = row.counted
    if thing.domain == "other":
        thing = replace(thing, domain="people", entity_class="person")
    scope = replace(row.scope, count_status="incident", status_period=None, count_scope="total", subset_of=None)
    happening = replace(row.happening, outcome="killed", found_by="no_survivors", trust=0.9)
    return replace(row, counted=thing, scope=scope, happening=happening)


def _bracketed_whole(content: str, rows: Sequence[Finding], i: int) -> Finding | None:
    """The whole of a part in brackets, or of numbers that add up: "19 civilians (11 men, 8 women)"."""
    row = rows[i]
    if row.quantity.sums_up:
        return next((r for r in _counts(rows[:i]) if not r.quantity.sums_up), None)
    opening = content.rfind("(", row.sentence.start, row.quantity.start)
    if opening < 0 or ")" in content[opening : row.quantity.start]:
        return None
    whole = _directly_before(content, rows[:i], opening)
    if whole is None or _is_household(content, whole) or not _fits(row, whole):
        return None
    bare = row.counted.elided and row.counted.domain == "other"
    if row.counted.domain != whole.counted.domain and not bare:
        return None
    if row.counted.elided and _counts(rows[:i])[-1] is not whole and row.quantity.start - opening < 2:
        return None
    return whole


def _directly_before(content: str, rows: Sequence[Finding], opening: int) -> Finding | None:
    """The last number before a bracket that opens, if it is near and no comma stands between."""
    outside = [r for r in _counts(rows) if r.quantity.end <= opening]
    if not outside or content[_end(outside[-1]) : opening].count(",") or _end(outside[-1]) < opening - 60:
        return None
    return outside[-1]


def _fits(row: Finding, whole: Finding) -> bool:
    """Whether a number may be a part of another: no larger, and no other harm."""
    if _least(row) is None or _least(whole) is None or (_least(row) or 0) > (_least(whole) or 0):
        return False
    same = row.happening.outcome == whole.happening.outcome or row.happening.outcome not in HARM
    return same or whole.happening.outcome not in HARM or whole.happening.outcome == "casualties"


def _least(row: Finding) -> Number | None:
    q = row.quantity
    return q.low if q.low is not None else q.high


def _degree_whole(content: str, rows: Sequence[Finding], i: int) -> Finding | None:
    """The injured of whom a part is told to be worse off: "injuring nine people, two critically"."""
    row, told = rows[i], _counts(rows[:i])
    if not told or not _DEGREE.match(content, row.quantity.end, row.sentence.end):
        return None
    between = content[_end(told[-1]) : row.quantity.start]
    joined = between.rstrip().endswith((",", "(", "–", "—", " with"))
    return told[-1] if joined and told[-1].counted.domain == "people" and _fits_number(row, told[-1]) else None


def _fits_number(row: Finding, whole: Finding) -> bool:
    return (_least(row) or 0) <= (_least(whole) or 0) and row.quantity.kind != "vague"


def _listed_whole(content: str, rows: Sequence[Finding], i: int) -> Finding | None:
    """The whole of parts that go on: "including 12 by settlers and three by troops", "12 soldiers and 7 other people".

    The parts together are no more than their whole; else what follows stands beside it.
    """
    row = rows[i]
    if row.scope.count_scope == "subset" or i == 0 or rows[i - 1].scope.count_scope != "subset":
        return None
    last = rows[i - 1]
    whole = next((r for r in rows if r.quantity.start == last.scope.subset_of), None)
    if whole is None or last.quantity.is_measure or whole.quantity.is_measure:
        return None
    parts = [r for r in rows[:i] if r.scope.subset_of == whole.quantity.start]
    total = _least(whole)
    if total is None or sum(_least(r) or 0 for r in [*parts, row]) > total or _least(row) is None:
        return None
    if not _goes_on_with_list(content, last, row):
        return None
    by, again = (_BY_WHICH.match(content, r.quantity.end, row.sentence.end) for r in (last, row))
    same_way = bool(by and again and by.group(1).lower() == again.group(1).lower())
    return whole if same_way or row.happening.outcome == whole.happening.outcome else None


def _goes_on_with_list(content: str, last: Finding, row: Finding) -> bool:
    """Whether a number is joined to the part before it and no verb makes it a clause of its own."""
    between = content[_end(last) : row.quantity.start]
    if _PARTS_CLAUSES.search(between) or not _JOINS_PARTS.search(between):
        return False
    return not _OWN_VERB.match(content[_end(row) : row.sentence.end])


def _continued_whole(content: str, row: Finding, before: Sequence[Finding]) -> Finding | None:
    """The whole that the sentence before divides: "Of the 900, 300 are children. Another 60 are elderly."."""
    if not before or before[-1].sentence.index != row.sentence.index - 1 or before[-1].scope.count_scope != "subset":
        return None
    left = content[row.sentence.start : row.quantity.start]
    opens = _ANOTHER.match(left) or content[row.quantity.start : row.quantity.end].lower().startswith("another")
    if not opens or row.happening.outcome in HARM:
        return None
    return next((r for r in before if r.quantity.start == before[-1].scope.subset_of), None)


def _is_household(content: str, row: Finding) -> bool:
    words = re.findall(r"\w+", content[row.quantity.end : _end(row) + 1].lower())
    return any(word in _HOUSEHOLDS for word in words)


def _again(content: str, rows: Sequence[Finding], i: int) -> Finding:
    """The members of households that were just counted share their fate: "21 families (104 people) were displaced"."""
    row = rows[i]
    if i == 0 or row.counted.domain != "people" or row.implicit or not _is_household(content, rows[i - 1]):
        return row
    group = rows[i - 1]
    words = set(re.findall(r"\w+", content[row.quantity.end : _end(row)].lower()))
    larger = (_least(row) or 0) > (_least(group) or 0)
    if not larger or not words & _PERSONS or not _TOLD_AGAIN.fullmatch(content, _end(group), row.quantity.start):
        return row
    rules = (*group.happening.rules, "told_again")
    return replace(row, happening=replace(group.happening, trigger=None, rules=rules), scope=group.scope)


def _shared(part: Finding, old: Finding, new: Finding) -> Finding:
    """A part of members whose fate turned out to be that of their households."""
    if part.scope.subset_of != old.quantity.start or part.happening.outcome != old.happening.outcome:
        return part
    scope = replace(part.scope, count_status=new.scope.count_status, status_period=new.scope.status_period)
    return replace(part, happening=replace(new.happening, trigger=None), scope=scope)


def summed(content: str, rows: Sequence[Finding]) -> list[Finding]:
    """The findings of a document; numbers that follow a total and add up to it are its parts.

    "Raids killed 18 people. Twelve died in Zamal. Four more were killed in Arbin and two in Misra.": 12, 4 and 2.
    """
    out = list(rows)
    for i, total in enumerate(out):
        if not _may_be_total(total):
            continue
        for at in _adding_up(content, out, i):
            out[at] = replace(out[at], scope=_subset(out[at], total, "adds_up"))
    return out


def _may_be_total(row: Finding) -> bool:
    q = row.quantity
    counted = row.counted.domain == "people" and row.happening.outcome in HARM and not row.implicit
    stands = row.scope.count_scope == "total" and row.scope.count_status == "incident" and not q.superseded
    return counted and stands and q.kind in ("exact", "minimum") and (q.low or 0) >= 3


def _adding_up(content: str, rows: Sequence[Finding], i: int) -> list[int]:
    """Where the numbers stand that add up to the one at ``i``: three in the few sentences after it, two in the next.

    A sentence that goes on to something else ("meanwhile") ends the search: two sums may agree by chance.
    """
    total = rows[i]
    left, found = total.quantity.low or 0, list[int]()
    for at in range(i + 1, len(rows)):
        row = rows[at]
        if row.sentence.index > total.sentence.index + _SENTENCES or row.sentence.role != total.sentence.role:
            break
        if row.sentence.index == total.sentence.index:
            continue
        if _ELSEWHERE.search(content, row.sentence.start, row.sentence.end):
            return []
        if row.happening.outcome != total.happening.outcome or not _may_be_summand(row):
            continue
        if row.quantity.kind not in ("exact", "minimum") or (row.quantity.low or 0) > left:
            return []
        left, found = left - (row.quantity.low or 0), [*found, at]
        if left == 0:
            together = {rows[at].sentence.index for at in found} == {total.sentence.index + 1}
            return found if len(found) > 2 or (len(found) == 2 and together) else []
    return []


def _may_be_summand(row: Finding) -> bool:
    """Whether a row counts people of one event, as a whole that stands."""
    if row.implicit or row.scope.count_scope != "total" or row.scope.count_status != "incident":
        return False
    return not row.quantity.superseded and row.happening.polarity != "denied" and row.counted.domain == "people"
