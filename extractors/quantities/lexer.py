"""A sentence into tokens: numerals, number words, other words, marks; what is no figure is masked.

Numerals come with any separator: 5,000; 5 000; 5.000.000. A plain space groups digits only if what follows is no
second figure: "killed 40 100 injured" (a copy that lost its comma) holds two.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.model import Number
from extractors.quantities.lexicon import CONTEXT, NUMBER_WORDS

Span = tuple[int, int]

_NUMERALS = (
    r"[0-9]+(?:\.[0-9]+)?(?:\s?[x×]\s?10)?\^[+-]{0,2}[0-9]{1,2}(?![0-9])"  # 1.3x10^6, 2^10
    r"|[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]{1,2}(?!\w)"  # 1.3e6
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9])"  # 1.111,11
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?(?![0-9])"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:\.[0-9]+)?(?![0-9]|,[0-9]{3})"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])"
    r"|[0-9]+,[0-9]{1,2}(?=\s*(?:%|percent|per cent|million|billion|thousand|km))"
    r"|[0-9]+(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+|[½⅓⅔¼¾⅕⅙⅛]"
)
# A word first: most tokens are one.
_WORD = r"(?P<word>[^\W\d_½⅓⅔¼¾⅕⅙⅛]+(?:['’][^\W\d_]+)*)"
_MARK = r"(?P<mark>>=|<=|=>|=<|<>|[^\s\w]|_)"
_TOKEN = re.compile(rf"{_WORD}|(?P<num>{_NUMERALS})|{_MARK}")
# "The rate is 1,3": a decimal comma, which damaged prose does not tell from a list.
_GENERAL_TOKEN = re.compile(rf"{_WORD}|(?P<num>(?<![\d,])[0-9]+,[0-9]{{1,2}}(?![\d,])|{_NUMERALS})|{_MARK}")
_POWER = re.compile(r"([\d.]+)(?:\s?([x×])\s?10)?(?:\^|e)([+-]*)(\d+)")
_FRACTION_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅙": 1 / 6, "⅛": 1 / 8}
_LETTERS = re.compile(r"[A-Za-z]+")
_HEDGE = re.compile(r"(?:at least|about|some|around|nearly|almost|over|more than|up to|only|as many as|\s)+$", re.I)
_REACH = 40
# More digits than that are a code, not a count.
_LONGEST_NUMBER = 24
# "10M" is ten million wherever it stands; "10m" may be ten metres.
_TEMPERATURES = frozenset("CF")
_CAPITAL_SUFFIXES = frozenset("MBGT")


@dataclass(slots=True)  # not frozen: a text has many, and a frozen one takes four times as long to make
class Tok:
    """A token of one sentence. ``kind`` is num, word, mark or skip (a stretch that is no figure)."""

    kind: str
    lower: str
    start: int
    end: int
    value: Number = 0
    role: str = ""  # kind of number word: digit, teen, ten, hundred, scale ...


def tokenise(text: str, start: int, end: int, masks: Sequence[Span], *, general: bool = False) -> list[Tok]:
    """Tokens of ``text[start:end]``; each span of ``masks`` is one token of kind ``skip``.

    ``general`` takes a comma before one or two digits for a decimal comma.
    """
    tokens: list[Tok] = []
    position = start
    pattern = _GENERAL_TOKEN if general else _TOKEN
    for mask_start, mask_end in (*masks, (end, end)):
        if mask_start > position:
            tokens.extend(_scan(pattern, text, position, mask_start))
        if mask_end > mask_start:
            tokens.append(Tok("skip", "", max(mask_start, position), mask_end))
        position = max(position, mask_end)
    return tokens


def _scan(pattern: re.Pattern[str], text: str, position: int, end: int) -> Iterator[Tok]:
    while match := pattern.search(text, position, end):
        kind, position = str(match.lastgroup), match.end()
        raw, begin = match.group(), match.start()
        if kind == "word":
            lower = raw.lower()
            role, value = NUMBER_WORDS.get(lower, ("", 0))
            if role == "suffix" and raw in _CAPITAL_SUFFIXES:
                role = "capital"
            elif raw in _TEMPERATURES and begin and text[max(0, begin - 2) : begin].rstrip(" ")[-1:].isdigit():
                yield Tok("mark", "°", begin, begin)  # "40C" leaves the sign out
            yield Tok("word", lower, begin, position, value, role)
        elif raw in _FRACTION_SIGNS:
            yield Tok("num", raw, begin, position, _FRACTION_SIGNS[raw], "sign")
        elif kind == "num":
            if _holds_two(text, raw, begin, position, end):
                position = begin + re.match(r"[0-9]+", raw).end()  # type: ignore[union-attr]
                raw = text[begin:position]
            number = _value(raw) if len(raw) <= _LONGEST_NUMBER else None
            if number is None:
                yield Tok("skip", "", begin, position)
            else:
                yield Tok("num", raw, begin, position, number, "num")
        else:
            yield Tok("mark", raw, begin, position)


def _holds_two(text: str, raw: str, begin: int, position: int, end: int) -> bool:
    """Whether digits grouped by plain spaces are two figures, as in "killed 40 100 injured".

    They are where one harm stands before and another behind them; no figure begins with a nought ("1 047 dead").
    """
    if " " not in raw or any(group.startswith("0") for group in raw.split(" ")[1:]):
        return False
    after = re.match(r"[\s,]*([a-z]+)", text[position:end], re.IGNORECASE)
    if not after or after.group(1).lower() not in CONTEXT["two_figures"]:
        return False
    told = _LETTERS.findall(_HEDGE.sub("", text[max(0, begin - _REACH) : begin]))
    return bool(told) and told[-1].lower() in CONTEXT["before_two_figures"]


def _value(raw: str) -> Number | None:
    if "^" in raw or "e" in raw:
        return _power(raw)
    digits = re.sub(r"[ \u00a0\u202f\u2009]", "", raw)
    if re.fullmatch(r"[0-9.]+,[0-9]{1,2}", digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    digits = digits.replace(",", "")
    if "." not in digits:
        return int(digits)
    return whole(float(digits))


def _power(raw: str) -> Number | None:
    """A power as written, "6.2x10^4", "1.3e6" or "2^10"; ``None`` if no machine number holds it."""
    number, times, sign, digits = _POWER.fullmatch(raw).groups()  # type: ignore[union-attr]
    exponent = int(digits) * (-1 if sign == "-" else 1)
    if times or "e" in raw:
        return whole(float(f"{number}e{exponent}"))
    try:
        return whole(math.pow(float(number), exponent))
    except (OverflowError, ValueError):  # 99999^99, 0^-1
        return None


def whole(value: Number) -> Number:
    """``value`` as an ``int`` where it is one, else rounded past the noise of binary fractions.

    >>> whole(3.0), whole(0.1 + 0.2)
    (3, 0.3)
    """
    if isinstance(value, int):
        return value
    if value.is_integer():
        return int(value)
    return round(value, 9) if abs(value) > 0.001 else float(f"{value:.9g}")


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of a lexicon as the tokens that the lexer makes of it.

    >>> words_of("no fewer than"), words_of("- odd")
    (('no', 'fewer', 'than'), ('-', 'odd'))
    """
    return tuple(t.lower for t in tokenise(phrase, 0, len(phrase), masks=()))
