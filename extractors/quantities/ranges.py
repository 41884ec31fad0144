"""Two numbers that bound one: "between 5 and 7", "from 5 to 7", "5–7", "20 or 30", "two to three dozen"."""

from __future__ import annotations

from dataclasses import replace

from extractors.document.tokens import lower_at
from extractors.model import Number
from extractors.quantities import bounds, units
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok, whole
from extractors.quantities.lexicon import CONTEXT, CURRENCY_SIGNS, DASHES
from extractors.quantities.numerals import Numeral, is_tied, read_numeral

_RULES = {"and": "between-and", "or": "or-range", "to": "to-range", "through": "to-range", "till": "to-range"}
# "10 million or 10 billion" are two guesses, "20 or 30" is one.
_WIDEST_OR = 10
# A result is that many times the change that led to it, or more; the ends of a range are nearer to each other.
_RESULT = 3
# "10-15,000" shares its thousands, "5 to 90,000" may not.
_NEAR = 3
_MINUS = ("minus", "negative", "-", "−")


def read_range(tokens: list[Tok], a: Numeral) -> Draft | None:
    """The range whose lower end is ``a``, or ``None``."""
    opening, a = _opening(tokens, a)
    opener = opening.effect if opening and opening.effect in ("between", "from") else ""
    a = _lower_end(tokens, a) if opener == "between" else a
    unit = units.unit_after(tokens, a.last)
    hung = a.last + 1 if lower_at(tokens, a.last) in DASHES and lower_at(tokens, a.last + 1) in _RULES else a.last
    for k in (unit.last, hung) if unit else (hung,):  # "a 10- to 12-hour siege"
        joint, k = _joint(tokens, k, opened=bool(opener))
        if joint not in _RULES and joint not in DASHES:
            continue
        b = _second(tokens, k, joint, opener, a)
        if b is None or (opener == "from" and opening is not None and _is_change(tokens, opening.first)):
            continue
        if joint == "to" and not opener and _is_level(tokens, a, b, unit):
            continue
        rules = [a.rule, _RULES.get(joint, "dash-range")]
        low, high = sorted((_lower(tokens, a, b), b.value))
        draft = Draft(a.first, b.last, a.first, b.last, low, high, after=b.last, rules=rules)
        if opening and opener:
            draft.first, draft.qualifier = opening.first, opening.phrase
        return draft
    return None


def _opening(tokens: list[Tok], a: Numeral) -> tuple[bounds.Bound | None, Numeral]:
    """What stands before the lower end of a range ("between", "from"), and that end with its sign."""
    signed = a.first - 1 if lower_at(tokens, a.first - 1) in CURRENCY_SIGNS else a.first  # "between $4 and $6"
    opening = bounds.before(tokens, signed)
    below_zero = _below_zero(tokens, a)
    if below_zero:  # "between minus 10 and 5 degrees"
        opening = bounds.before(tokens, below_zero.first)
        a = below_zero if opening and opening.effect in ("between", "from") else a
    while opening and opening.effect == "approximate":  # "between some 20 and 30"
        opening = bounds.before(tokens, opening.first)
    return opening, a


def _joint(tokens: list[Tok], k: int, *, opened: bool) -> tuple[str, int]:
    """The word or dash that may join two ends of a range at ``k``: "0-to-60", "from 800 up to 1,000"."""
    joint = lower_at(tokens, k)
    if joint in DASHES and is_joined_to(tokens, k):
        return "to", k + 1
    if opened and joint == "up" and lower_at(tokens, k + 1) == "to":
        return "to", k + 1
    return joint, k


def is_joined_to(tokens: list[Tok], k: int) -> bool:
    """Whether "-to-" ties the numbers on both sides of token ``k``: "a 10-to-12-hour siege"."""
    words = [t.lower for t in tokens[k : k + 3]]
    return len(words) == 3 and words[1] == "to" and words[2] in DASHES and tokens[k].end == tokens[k + 1].start


def _lower_end(tokens: list[Tok], a: Numeral) -> Numeral:
    """What stands between "between" and its "and": of "between two hundred and three thousand" the two hundred."""
    ands = [k for k in range(a.first, a.last) if tokens[k].lower == "and"]
    apart = [k for k in ands if _parts_numbers(tokens, k)]
    if not apart and (not ands or lower_at(tokens, a.last) in ("and", "-")):
        return a
    for k in apart or ands:
        lower, upper = read_numeral(tokens[:k], a.first), read_numeral(tokens, k + 1)
        if lower and upper and lower.last == k and lower.value < upper.value:
            return lower
    return a


def _parts_numbers(tokens: list[Tok], k: int) -> bool:
    """Whether an "and" joins no number: "seven thousand and one hundred" is two, hundreds follow without it."""
    return tokens[k - 1].role == "scale" and [t.role for t in tokens[k + 2 : k + 3]] == ["hundred"]


def _second(tokens: list[Tok], k: int, joint: str, opener: str, a: Numeral) -> Numeral | None:
    """The upper end of a range after the joint at token ``k``."""
    if joint == "and" and opener != "between":
        return None
    m = _start_of_second(tokens, k, joint, below_zero=a.value < 0)
    b = read_numeral(tokens, m) if m < len(tokens) else None
    if b is not None and a.value < 0:
        b = _below_zero(tokens, b) or b
    if b is None or b.fraction != a.fraction or not (_scaled(a, b) < b.value or b.value < 0):
        return None
    if joint in DASHES and _is_no_range(tokens, k, m, a, b):
        return None
    if joint == "or" and b.value > _WIDEST_OR * _lower(tokens, a, b):
        return None
    return b


def _start_of_second(tokens: list[Tok], k: int, joint: str, *, below_zero: bool) -> int:
    """Where the upper end begins behind the joint: "between 20 and | perhaps | 30", "from $4 to | $ | 6"."""
    m = k + 2 if lower_at(tokens, k) == "to" and lower_at(tokens, k + 1) in DASHES else k + 1
    while lower_at(tokens, m) in CONTEXT["range_hedge"] or lower_at(tokens, m) in CURRENCY_SIGNS:
        m += 1
    if joint not in DASHES:
        m = _past_limit(tokens, m, joint)
    return m + 1 if below_zero and lower_at(tokens, m) in _MINUS else m


def _is_no_range(tokens: list[Tok], k: int, m: int, a: Numeral, b: Numeral) -> bool:
    """Whether a dash joins no ends: "tanks 40 –7" opens something, "4-4-2" and "three-nought-four" go on."""
    if tokens[k].start > tokens[k - 1].end and tokens[k].end == tokens[m].start:
        return True
    return is_tied(tokens, b.last) or is_tied(tokens, a.first - 1)


def _below_zero(tokens: list[Tok], numeral: Numeral) -> Numeral | None:
    """A number with its sign, a word or a dash that touches the digits: "minus 10", "-10"; ``None`` without one."""
    k = numeral.first - 1
    sign = lower_at(tokens, k)
    touching = (
        sign in ("-", "−") and tokens[k].end == tokens[k + 1].start and (k == 0 or tokens[k - 1].end < tokens[k].start)
    )
    if not touching and sign not in ("minus", "negative"):
        return None
    return replace(numeral, first=k, value=-numeral.value)


def _past_limit(tokens: list[Tok], m: int, joint: str) -> int:
    """Past the qualifier of the upper end alone: "20 to as many as 30", "between 135 and over 300"."""
    for size in (3, 2, 1):
        effect = bounds.BEFORE.get(tuple(t.lower for t in tokens[m : m + size]), "")
        if effect.startswith(("maximum", "minimum")) and (joint != "or" or effect == "maximum"):
            return m + size
    return m


def _scaled(a: Numeral, b: Numeral) -> Number:
    """The lower end with the scale that both ends share: "5–7 thousand" is 5,000 to 7,000."""
    shared = a.scale == 1 and b.scale > 1 and not (isinstance(b.value, int) and b.value % b.scale)
    if shared and a.value < b.value / b.scale:
        return whole(a.value * b.scale)
    return a.value


def _lower(tokens: list[Tok], a: Numeral, b: Numeral) -> Number:
    """The lower end with the thousands that are written at the upper end only: "12 to 14 000", "10-15,000".

    A space never parts the thousands of one end alone; with a comma the ends have to be near to each other.
    """
    value = _scaled(a, b)
    if value != a.value or a.scale != 1 or b.scale != 1 or not (isinstance(a.value, int) and 0 < a.value < 1000):
        return value
    upper = tokens[b.first].lower if b.last - b.first == 1 else ""
    if a.last - a.first > 1 or not upper.endswith(("000", "500")) or not upper[:-3].rstrip().rstrip(",").isdecimal():
        return value
    near = not upper[-4:-3].strip() or (upper[-4] == "," and b.value <= _NEAR * a.value * 1000)
    return a.value * 1000 if near and a.value * 1000 < b.value < 1_000_000 else value


def _is_level(tokens: list[Tok], a: Numeral, b: Numeral, unit: units.Unit | None) -> bool:
    """Whether ``b`` is what ``a`` led to: "rose 12% to $3.4bn", "fell by 600 to 22,000"; "rose 5 to 7 km" is a range.

    Numbers of two units are never one range. Of one unit they are a change and its result if a verb of change
    stands before and the second is far greater.
    """
    money, money_to = units.currency_before(tokens, a.first), units.currency_before(tokens, b.first)
    other = units.unit_after(tokens, b.last)
    if (unit and unit.last > a.last and (money_to or (other and other.name != unit.name))) or (
        money and other and not money_to
    ):
        return True
    k = a.first - 2 if money else a.first - 1
    while lower_at(tokens, k) in CONTEXT["before_change"]:
        k -= 1
    changed = lower_at(tokens, k) in CONTEXT["change"]
    return changed and (bool(money and money_to) or b.value >= _RESULT * _scaled(a, b))


def _is_change(tokens: list[Tok], before: int) -> bool:
    """Whether a verb of change stands shortly before: "rose from 98 to 112" is no range.

    What is carried has to be a toll: "raising the toll from 61 to 97", not "took people from 5 to 7 villages".
    """
    near = tokens[max(0, before - 8) : before]
    for k in range(len(near) - 1, -1, -1):
        word = near[k].lower
        if word in (",", ".", ";", "and"):
            return False
        if word in CONTEXT["change"]:
            behind = near[k + 1 :]
            toll = any(t.kind == "skip" or t.lower in CONTEXT["brought_up"] for t in behind)
            return toll or not behind or word not in CONTEXT["carried"]
    return False
