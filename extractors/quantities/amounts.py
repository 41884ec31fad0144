"""A number or range with its qualifiers and unit, from one token on."""

from __future__ import annotations

from extractors.model import Number
from extractors.quantities import bounds, units
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok, whole
from extractors.quantities.numerals import Numeral, read_numeral

_DASHES = frozenset("-–—‒−‐‑~")
_CHANGE = frozenset(
    "rose rise rises risen rising increased increase increases increasing jumped jump climbed climb grew grown grow fell"
    " fall fallen dropped drop decreased decrease reduced reduce revised raised raise lowered lower upgraded downgraded"
    " declined decline up down went soared swelled updated corrected shrank cut brought changed".split()
)
_EARLIER = frozenset("earlier previously initially originally before".split())
_PLURALS = frozenset(
    "people men women children troops personnel dead wounded killed injured others more police".split()
)
_YEAR_WORDS = frozenset(
    "in since until till during after before early late mid the summer spring autumn fall winter year from between"
    " through by of to january february march april may june july august september october november december around"
    " about circa his her its their our this last world back and".split()
)
_SURE_OF_COUNT = frozenset("in of by to from about around the and".split())
_PUT_AT = frozenset(
    "put estimated stood stands stand toll placed set remained figure number numbers calculated standing remains".split()
)
_AFTER_CLOCK = frozenset(
    "on in this today yesterday tonight when and local hours by as near regional that while where after for with".split()
)
_SINGLE_ENDS = frozenset("killed killing wounded wounding injured injuring only least than just and captured".split())


def read_amount(text: str, tokens: list[Tok], i: int, *, general: bool = False) -> Draft | None:
    """The number, range or measure that begins at token ``i``, or ``None``."""
    numeral = read_numeral(tokens, i)
    if numeral is None:
        return _times(tokens, i) or _single_unit(tokens, i)
    if not general and (_is_year(tokens, numeral) or _is_clock(tokens, numeral) or _is_pronoun(tokens, numeral)):
        return None
    draft = _range(tokens, numeral) or _single(tokens, numeral)
    _add_unit(text, tokens, draft)
    if numeral.fraction and not _is_share(tokens, numeral, draft):
        return None
    _add_qualifiers(tokens, draft)
    return draft


def _single(tokens: list[Tok], numeral: Numeral) -> Draft:
    first, last = numeral.first, numeral.last
    draft = Draft(first, last, first, last, numeral.value, numeral.value, after=last, rules=[numeral.rule])
    if numeral.fraction:
        draft.rules.append("share")
    return draft


def _times(tokens: list[Tok], i: int) -> Draft | None:
    """ "more than once", "at least twice": read only under a qualifier, "once" alone is an adverb."""
    value = {"once": 1, "twice": 2, "thrice": 3}.get(tokens[i].lower)
    if value is None:
        return None
    found = bounds.all_before(tokens, i, value=value, unit="times")
    if not found or bounds.strongest([b.effect for b in found]) in ("approximate", "exact"):
        return None
    draft = Draft(i, i + 1, i, i + 1, value, value, after=i + 1, rules=["adverb-of-number"])
    _apply_before(draft, found)
    return draft


def _single_unit(tokens: list[Tok], i: int) -> Draft | None:
    """ "more than a year": one of a unit, read only under a qualifier."""
    unit = units.unit_of_article(tokens, i)
    if unit is None:
        return None
    found = bounds.all_before(tokens, i, value=1, unit=unit.name)
    if not found:
        return None
    draft = Draft(i, i + 1, i, i + 1, 1, 1, unit=unit.name, measure=True, after=unit.last, rules=["one-of-a-unit"])
    _apply_before(draft, found)
    return draft


def _range(tokens: list[Tok], a: Numeral) -> Draft | None:
    """ "between 5 and 7", "from 5 to 7", "5–7", "20 or 30", "two to three dozen"."""
    opening = bounds.before(tokens, a.first)
    opener = opening.effect if opening and opening.effect in ("between", "from") else ""
    j = a.last
    unit = units.unit_after(tokens, j)
    for k in {unit.last, j} if unit else {j}:
        joint = tokens[k].lower if k < len(tokens) else ""
        if joint in ("to", "and", "or", "till") or joint in _DASHES:
            b = _second(tokens, k, joint, opener, a)
            if b is not None:
                return _joined_range(tokens, a, b, joint, opener, opening)
    return None


def _second(tokens: list[Tok], k: int, joint: str, opener: str, a: Numeral) -> Numeral | None:
    """The upper end of a range after the joint at token ``k``."""
    if joint == "and" and opener != "between" or joint == "to" and opener == "between":
        return None
    m = k + 1
    while m < len(tokens) and tokens[m].lower in (
        "perhaps",
        "maybe",
        "even",
        "possibly",
        "about",
        "some",
        "$",
        "£",
        "€",
        "around",
    ):
        m += 1
    if joint in ("to", "and", "or") and m < len(tokens) - 2 and tokens[m].lower in ("as", "up"):
        ahead = bounds.BEFORE.get(tuple(t.lower for t in tokens[m : m + 3])) and m + 3
        m = ahead or (m + 2 if tokens[m + 1].lower == "to" else m)
    b = read_numeral(tokens, m) if m < len(tokens) else None
    if b is None or b.fraction != a.fraction:
        return None
    if joint in _DASHES and tokens[k].start > tokens[k - 1].end and tokens[k].end == tokens[m].start:
        return None  # "tanks – 40 –7": a dash that opens something
    low = _scaled(a, b)
    if joint in _DASHES and a.last == k and not low < b.value:
        return None
    return b if low < b.value else None


def _scaled(a: Numeral, b: Numeral) -> Number:
    """The lower end with the scale that both ends share: "5–7 thousand" is 5,000 to 7,000."""
    if a.scale == 1 and b.scale > 1 and a.value < b.value / b.scale:
        return whole(a.value * b.scale)
    return a.value


def _joined_range(
    tokens: list[Tok], a: Numeral, b: Numeral, joint: str, opener: str, opening: bounds.Bound | None
) -> Draft | None:
    changed = opener == "from" and opening is not None and _is_change(tokens, opening.first)
    if changed:
        return None
    first = opening.first if opening and opener else a.first
    rule = {"and": "between-and", "or": "or-range", "to": "to-range"}.get(joint, "dash-range")
    draft = Draft(first, b.last, a.first, b.last, _scaled(a, b), b.value, after=b.last, rules=[a.rule, rule])
    if opening and opener:
        draft.qualifier = opening.phrase
    return draft


def _is_change(tokens: list[Tok], before: int) -> bool:
    """Whether a verb of change stands shortly before: "rose from 98 to 112" is no range."""
    for token in reversed(tokens[max(0, before - 8) : before]):
        if token.lower in (",", ".", ";", "and"):
            return False
        if token.lower in _CHANGE:
            return True
    return False


def _add_unit(text: str, tokens: list[Tok], draft: Draft) -> None:
    unit = units.unit_after(tokens, draft.last)
    money = units.currency_before(tokens, draft.core_first)
    if unit is not None and not (unit.dimension == "times" and draft.last < len(tokens) and money):
        draft.unit, draft.measure, draft.after = unit.name, True, unit.last
        draft.rules.append(f"unit:{unit.dimension}")
    elif money:
        draft.unit, draft.measure = money, True
        draft.rules.append("unit:money")
    elif units.is_age(text, tokens, draft.core_first, draft.last):
        draft.unit, draft.measure = "year", True
        draft.rules.append("unit:age")


def _is_share(tokens: list[Tok], numeral: Numeral, draft: Draft) -> bool:
    """ "a third of", "half the", "two-thirds": a share; "the second half", "a third man" are none."""
    if draft.unit is None:
        draft.unit, draft.measure = units.SHARE, True
    following = tokens[numeral.last].lower if numeral.last < len(tokens) else ""
    head = tokens[numeral.last - 1]
    previous = tokens[numeral.first - 1].lower if numeral.first else ""
    if head.role in ("num", "sign", "denominator") or head.lower in ("quarters", "halves"):
        return True
    if draft.unit != units.SHARE:
        return True
    if tokens[numeral.first].role in ("digit", "teen"):
        return head.role != "ordinal" or following in ("of", "the", "") or head.start == tokens[numeral.last - 2].end
    if head.role == "ordinal" or head.lower == "quarter":
        return following == "of"
    if previous in ("first", "second", "other", "latter", "one", "in", "by", "better", "eastern", "western"):
        return False
    if following in ("a", "an"):
        unit = units.unit_of_article(tokens, numeral.last)
        if unit:
            draft.unit, draft.after = unit.name, unit.last
        return unit is not None
    return (
        following in ("of", "the", "its", "their", "all", "his", "her", "our", "were", "are")
        or numeral.last - numeral.first > 1
    )


def _add_qualifiers(tokens: list[Tok], draft: Draft) -> None:
    start = draft.first
    money = units.currency_before(tokens, draft.core_first) is not None
    if money and draft.first == draft.core_first:
        start -= 1
    unit = draft.unit if draft.measure else None
    found = bounds.all_before(tokens, start, value=draft.high or 0, unit=unit)
    if found:
        _apply_before(draft, found)
    effects = [draft.effect]
    post = bounds.after(tokens, draft.last)
    spanned = True
    if post is None:
        post, spanned = _after_noun(tokens, draft), False
    if post is not None and not _opens_next(tokens, post):
        draft.effect = bounds.strongest([draft.effect, post.effect])
        draft.qualifier = f"{draft.qualifier} {post.phrase}" if draft.qualifier else post.phrase
        draft.rules.append(f"after:{post.phrase}")
        if spanned:
            draft.last = post.last
            draft.after = max(draft.after, post.last)
            if not draft.measure:
                unit_found = units.unit_after(tokens, draft.last)
                if unit_found:
                    draft.unit, draft.measure, draft.after = unit_found.name, True, unit_found.last
    del effects


def _apply_before(draft: Draft, found: list[bounds.Bound]) -> None:
    draft.first = min(draft.first, found[-1].first)
    draft.effect = bounds.strongest([b.effect for b in found])
    words = " ".join(b.phrase for b in reversed(found))
    draft.qualifier = f"{words} {draft.qualifier}" if draft.qualifier else words
    draft.rules.append(f"before:{words}")


def _after_noun(tokens: list[Tok], draft: Draft) -> bounds.Bound | None:
    """ "25 people or more": a bound behind what is counted; the span stays as it is."""
    for at in (draft.after, draft.after + 1, draft.after + 2):
        if at >= len(tokens) or (at > draft.after and tokens[at - 1].kind != "word"):
            return None
        bound = bounds.after(tokens, at)
        if (
            bound
            and at > draft.last
            and bound.phrase in ("or more", "or less", "or fewer", "or so", "and counting", "at least", "at most")
        ):
            return bound
    return None


def _opens_next(tokens: list[Tok], post: bounds.Bound) -> bool:
    """Whether words after a number belong to the next one: "killed 30, at least 20 of them"."""
    if post.last < len(tokens) and post.phrase in (
        "at least",
        "at most",
        "approximately",
        "or more than",
        "plus",
        "maximum",
        "minimum",
    ):
        return tokens[post.last].role != "" or tokens[post.last].lower in ("a", "another", "some")
    return False


def _is_year(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether four bare digits are a year: "in 2011", "the 2013 attack"; "2000 people" and "up to 2000" are not."""
    token = tokens[numeral.first]
    if token.kind != "num" or numeral.last - numeral.first > 1 or len(token.lower) != 4 or not token.lower.isdigit():
        return False
    if not 1900 <= token.value <= 2099:
        return 1500 <= token.value < 1900 and _lower(tokens, numeral.first - 1) in ("in", "since")
    following = tokens[numeral.last] if numeral.last < len(tokens) else None
    previous = tokens[numeral.first - 1].lower if numeral.first else ""
    word = following.lower if following and following.kind == "word" else ""
    plural = word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3)
    if units.unit_after(tokens, numeral.last) or units.currency_before(tokens, numeral.first):
        return False
    if previous in _YEAR_WORDS:
        return not (plural and previous in _SURE_OF_COUNT and previous not in ("in", "the"))
    if plural or word in ("of", "civilian", "military", "foreign"):
        return False
    if bounds.before(tokens, numeral.first) is not None:
        return False
    # "vehicles ‒ 1984,": a total in a list of losses; "mid-2012" is none.
    spaced = numeral.first > 1 and tokens[numeral.first - 1].start > tokens[numeral.first - 2].end
    return not (previous == ":" or (previous in _DASHES and spaced))


def _lower(tokens: list[Tok], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _is_clock(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether four bare digits are a clock time: "at approximately 1730 on Friday"; "a toll put at 1500" is none."""
    token = tokens[numeral.first]
    if token.kind != "num" or len(token.lower) != 4 or not token.lower.isdigit() or numeral.last - numeral.first > 1:
        return False
    if int(token.lower[:2]) > 23 or int(token.lower[2:]) > 59:
        return False
    before = numeral.first - 1
    while _lower(tokens, before) in ("approximately", "about", "around", "exactly", "nearly"):
        before -= 1
    if _lower(tokens, before) not in ("at", "until", "till") and _lower(tokens, before - 1) not in ("up", "until"):
        return False
    if _lower(tokens, before - 1) in _PUT_AT:
        return False
    following = tokens[numeral.last] if numeral.last < len(tokens) else None
    return following is None or following.kind in ("mark", "skip") or following.lower in _AFTER_CLOCK


def _is_pronoun(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether "one" stands for a noun: "the one", "a big one"; "killing one." counts."""
    if numeral.value != 1 or numeral.rule != "number-words" or numeral.last - numeral.first > 1:
        return False
    following = tokens[numeral.last] if numeral.last < len(tokens) else None
    previous = tokens[numeral.first - 1].lower if numeral.first else ""
    if following is not None and following.kind != "mark":
        return False
    if following is not None and following.lower in _DASHES:
        return False
    return previous != "" and previous not in _SINGLE_ENDS and not previous.endswith(("ing", "ed"))
