"""Numbers that prose does not hold: spoken fractions, divisions and decimals, letters apart from their digits.

Only a text that is read for its numbers' sake (``read(text, general=True)``) is read so: in news "a fifth" is a rank,
"one over three" says where something lies, and "point three" is the third of some points.
"""

from __future__ import annotations

from itertools import pairwise

from extractors.document.tokens import lower_at
from extractors.model import Number
from extractors.quantities.lexer import Tok, whole
from extractors.quantities.numerals import Numeral, read_numeral
from extractors.quantities.units import unit_after

_TENS_AND_DIGITS = {("ten", "digit")}
_PARTS = {("digit", "denominator"), ("digit", "ordinal"), *_TENS_AND_DIGITS}
_JOINTS = (("out", "of"), ("over",), ("in",))
_LETTERS = frozenset("kmgtb")


def join_hyphens(tokens: list[Tok], *, general: bool) -> None:
    """A hyphen beside a space or a line's end ties a number word: "fifty - two"; "five - eighths" only if ``general``.

    No range falls from tens to digits, so this is safe in prose.
    """
    pairs = _PARTS if general else _TENS_AND_DIGITS
    for before, hyphen, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if hyphen.lower == "-" and (before.role, after.role) in pairs:
            hyphen.start, hyphen.end = before.end, after.start


def join_letters(tokens: list[Tok]) -> None:
    """A letter of thousands or millions apart from its digits: "2.33 k", "1,674.5 G"."""
    for digits, letter in pairwise(tokens):
        apart = letter.start > digits.end and letter.end - letter.start == 1
        if digits.role == "num" and letter.lower in _LETTERS and apart:
            letter.start, letter.role = digits.end, "capital"


def read_general(tokens: list[Tok], i: int) -> Numeral | None:
    """The number at token ``i``, spoken ones too; of two readings the longer one."""
    spoken, plain = _spoken(tokens, i), read_numeral(tokens, i)
    if spoken is None or plain is None:
        return spoken or plain
    return spoken if spoken.last > plain.last or (spoken.last == plain.last and plain.fraction) else plain


def _spoken(tokens: list[Tok], i: int) -> Numeral | None:
    """The fraction, division or decimal that is spoken from token ``i`` on, or ``None``."""
    return _fraction(tokens, i) or _division(tokens, i) or _decimal(tokens, i) or _pair(tokens, i)


def _fraction(tokens: list[Tok], i: int) -> Numeral | None:
    """An ordinal as the lower part of a fraction: "a hundredth", "three twenty-fifths", "two and nine hundredths"."""
    end = i + 1 if lower_at(tokens, i) in ("a", "an") else i
    begin = end
    while end < len(tokens) and (_in_number(tokens, end) or (lower_at(tokens, end) == "and" and end > begin)):
        end += 1
    if end == i or end >= len(tokens) or tokens[end].role not in ("ordinal", "denominator"):
        return None
    found = _parted(tokens, i, end)
    if found is None or tokens[end].role == "denominator":
        return found
    one = lower_at(tokens, i) in ("a", "an", "one") and found.value * 3 <= 1
    return found if one else None  # "a twenty-first" is a part, "two millionth" and "a second" are ranks


def _in_number(tokens: list[Tok], k: int) -> bool:
    hyphen = 0 < k < len(tokens) - 1 and tokens[k].lower == "-" and tokens[k - 1].end == tokens[k].start
    return hyphen or tokens[k].role in ("digit", "teen", "ten", "hundred", "scale")


def _parted(tokens: list[Tok], i: int, end: int) -> Numeral | None:
    """The numerator and the denominator, whose last word is token ``end``.

    Tens right before it belong to the denominator ("twenty firsts" are parts of 21) if a numerator remains and no
    "and" ties them to it: "one hundred and thirty fifths" are 130 parts of 5.
    """
    low, start = tokens[end].value, end
    tens = start = end - 1 if lower_at(tokens, end - 1) != "-" else end - 2
    if low < 10 and tens > i and tokens[tens].role == "ten" and lower_at(tokens, tens - 1) != "and":
        low, start = low + tokens[tens].value, tens - 1
    start += 1
    top = _number(tokens, i, start)
    if top is None:
        return None
    if top.last == start:
        value = _mixed(tokens, top, low, start)
        return Numeral(i, end + 1, value, 1, "fraction", True)
    if lower_at(tokens, top.last) == "and":  # "twenty and three and three fifths"
        rest = _parted(tokens, top.last + 1, end)
        return Numeral(i, end + 1, whole(top.value + rest.value), 1, "fraction", True) if rest else None
    below = _number(tokens, top.last, start)
    scaled = tokens[start - 1].role in ("hundred", "scale") or lower_at(tokens, start - 1) == "and"
    if below is None or not scaled:
        return None
    return Numeral(i, end + 1, whole(top.value / (below.value + low)), 1, "fraction", True)


def _mixed(tokens: list[Tok], top: Numeral, low: Number, start: int) -> Number:
    """Of "two hundred and fifty-four hundredths" the 200 is whole: what stands behind "and" is less than one."""
    ands = [k for k in range(top.first, top.last) if tokens[k].lower == "and"]
    part = _number(tokens, ands[-1] + 1, start) if ands else None
    if part is not None and part.value < low:
        return whole(top.value - part.value + part.value / low)
    return whole(top.value / low)


def _number(tokens: list[Tok], first: int, stop: int) -> Numeral | None:
    """The number from token ``first`` on that ends before ``stop``; a lone article is one."""
    if lower_at(tokens, first) in ("a", "an") and first + 1 == stop:
        return Numeral(first, stop, 1)
    return read_numeral(tokens[:stop], first) if first < stop else None


def _division(tokens: list[Tok], i: int) -> Numeral | None:
    """One number over another: "one over three", "two out of five hundred", "2 in 5"."""
    top = read_numeral(tokens, i)
    if top is None or top.fraction:
        return None
    k = top.last + next((len(j) for j in _JOINTS if tuple(t.lower for t in tokens[top.last :][: len(j)]) == j), 0)
    below = read_numeral(tokens, k) if top.last < k < len(tokens) else None
    if below is None or below.fraction or not below.value or unit_after(tokens, below.last):
        return None
    if lower_at(tokens, top.last) != "over" and top.value >= below.value:
        return None  # "12 out of 10"
    return Numeral(i, below.last, whole(top.value / below.value), 1, "division", True)


def _pair(tokens: list[Tok], i: int) -> Numeral | None:
    """A pair or a couple of nothing said."""
    two = lower_at(tokens, i) == "a" and lower_at(tokens, i + 1) in ("pair", "couple") and i + 2 == len(tokens)
    return Numeral(i, i + 2, 2, 1, "couple") if two else None


def _decimal(tokens: list[Tok], i: int) -> Numeral | None:
    """A decimal with "point" before its digits: "1 point 1", "point 77", "point one"."""
    k = i + 1 if tokens[i].role == "num" else i
    if lower_at(tokens, k) != "point" or k + 1 >= len(tokens):
        return None
    if tokens[k + 1].role == "num" and tokens[k + 1].lower.isdecimal():
        digits, end = tokens[k + 1].lower, k + 2
    elif tokens[k + 1].role == "digit" and k == i:
        digits, end = str(tokens[k + 1].value), k + 2
    else:
        return None
    return Numeral(i, end, whole((tokens[i].value if k > i else 0) + float(f"0.{digits}")), 1, "point")
