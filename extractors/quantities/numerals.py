"""One number, in digits or words or both: "1.2 million", "a hundred and twenty", "two and a half million"."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Number
from extractors.quantities.lexer import Tok, whole

_HYPHENS = frozenset("-‐‑")
_SMALL = frozenset({"digit", "teen", "ten"})
_SCALES = frozenset({"hundred", "scale", "group"})
# "20m high" is a distance, "20m people" a count.
_AFTER_METRES = frozenset("high tall long wide deep away from of above below to and or in off thick".split())


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: tokens ``first`` to ``last`` (excluded); ``scale`` is what its scale word multiplies by."""

    first: int
    last: int
    value: Number
    scale: Number = 1
    rule: str = "digits"
    fraction: bool = False


def read_numeral(tokens: list[Tok], i: int) -> Numeral | None:
    """The longest number that begins at token ``i``, or ``None``."""
    token = tokens[i]
    if token.role == "num" or token.role == "sign":
        return _digits(tokens, i)
    if token.lower in ("a", "an", "half") or token.role == "fraction":
        return _article(tokens, i)
    if token.role in _SMALL:
        return _words(tokens, i)
    if token.role in ("hundred", "scale", "group") and token.lower not in ("score", "dozen", "cr", "mn", "tn"):
        return _words(tokens, i, bare=True)
    return None


def _at(tokens: list[Tok], i: int) -> Tok | None:
    return tokens[i] if 0 <= i < len(tokens) else None


def _lower(tokens: list[Tok], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _role(tokens: list[Tok], i: int) -> str:
    return tokens[i].role if 0 <= i < len(tokens) else ""


def _joined(tokens: list[Tok], i: int) -> bool:
    """Whether token ``i`` is a hyphen that ties its neighbours together without spaces."""
    if not 0 < i < len(tokens) - 1 or tokens[i].lower not in _HYPHENS:
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _digits(tokens: list[Tok], i: int) -> Numeral:
    """Digits, with a fraction, a scale word or both: "2 1/2", "5-thousand", "3000K", "2 million 500 thousand"."""
    value, j, rule = tokens[i].value, i + 1, "digits"
    half = _and_a_half(tokens, j)
    if half:
        value, j, rule = value + half[0], half[1], "and-a-half"
    if _role(tokens, j) == "sign" and tokens[i].role == "num":
        value, j = value + tokens[j].value, j + 1
    elif (slash := _slash(tokens, j)) is not None:
        return slash if slash.first == i else Numeral(i, slash.last, whole(value + slash.value), 1, "mixed", True)
    elif _lower(tokens, j) == "/" and _role(tokens, j + 1) == "num" and tokens[j + 1].value:
        if tokens[j].start == tokens[j - 1].end and tokens[j + 1].start == tokens[j].end:
            return Numeral(i, j + 2, whole(value / tokens[j + 1].value), 1, "fraction", True)
    k = j + 1 if _joined(tokens, j) else j
    scale = _scale_at(tokens, k)
    if scale == 1:
        return Numeral(i, j, whole(value), 1, rule, tokens[i].role == "sign")
    total, j = value * scale, k + 1
    while _role(tokens, j) == "num" and 1 < _scale_at(tokens, j + 1) < scale:
        scale = _scale_at(tokens, j + 1)
        total, j = total + tokens[j].value * scale, j + 2
    return Numeral(i, j, whole(total), scale, "digits-and-scale")


def _slash(tokens: list[Tok], j: int) -> Numeral | None:
    """The "1/2" of "2 1/2" at token ``j``."""
    if [_role(tokens, j), _lower(tokens, j + 1), _role(tokens, j + 2)] != ["num", "/", "num"]:
        return None
    top, bottom = tokens[j], tokens[j + 2]
    if top.end != tokens[j + 1].start or not bottom.value or top.value >= bottom.value:
        return None
    return Numeral(j, j + 3, top.value / bottom.value, 1, "fraction", True)


def _scale_at(tokens: list[Tok], j: int) -> Number:
    """What the scale word at token ``j`` multiplies by, 1 if there is none."""
    token = _at(tokens, j)
    if token is None:
        return 1
    if token.role in ("scale", "hundred"):
        return token.value
    if token.lower == "dozen" or (token.role == "plural" and token.lower in ("thousands", "millions", "billions")):
        return token.value
    if token.role == "suffix" and tokens[j - 1].end == token.start:
        nxt = _at(tokens, j + 1)
        if token.lower == "m" and not _is_money(tokens, j - 1):
            counted = nxt is not None and nxt.kind == "word" and nxt.lower not in _AFTER_METRES
            return token.value if counted else 1
        return token.value
    return 1


def _is_money(tokens: list[Tok], j: int) -> bool:
    return j > 0 and tokens[j - 1].lower in ("$", "€", "£", "¥", "₽", "₴")


def _and_a_half(tokens: list[Tok], j: int) -> tuple[float, int] | None:
    """ "and a half", "and three quarters" at token ``j``: the fraction and the token after it."""
    if _lower(tokens, j) != "and":
        return None
    if _lower(tokens, j + 1) in ("a", "one"):
        k = j + 3 if _joined(tokens, j + 2) else j + 2
        if _lower(tokens, k) in ("half", "quarter", "third"):
            return {"half": 0.5, "quarter": 0.25, "third": 1 / 3}[tokens[k].lower], k + 1
    if _lower(tokens, j + 1) == "half":
        return 0.5, j + 2
    if _lower(tokens, j + 1) == "three" and _lower(tokens, j + 2) == "quarters":
        return 0.75, j + 3
    return None


def _article(tokens: list[Tok], i: int) -> Numeral | None:
    """ "a hundred and twenty", "a dozen", "half a million", "a third", "half"."""
    if tokens[i].lower in ("a", "an"):
        role = _role(tokens, i + 1)
        if role in ("hundred", "scale") or _lower(tokens, i + 1) == "dozen":
            return _words(tokens, i + 1, first=i)
        if _lower(tokens, i + 1) == "couple":
            return _couple(tokens, i)
        if _lower(tokens, i + 1) == "pair" and _lower(tokens, i + 2) == "of":
            return Numeral(i, i + 2, 2, 1, "pair")
        if _lower(tokens, i + 1) == "score" and _lower(tokens, i + 2) == "of":
            return Numeral(i, i + 2, 20, 20, "score")
        half = _lower(tokens, i + 1) in ("half", "quarter", "third", "fifth", "tenth")
        return _fraction(tokens, i, i + 1, 1) if half else None
    return _fraction(tokens, i, i, 1)


def _couple(tokens: list[Tok], i: int) -> Numeral | None:
    """ "a couple of men", "a couple hundred"; "a couple and their son" is no number."""
    j = i + 3 if _lower(tokens, i + 2) == "of" else i + 2
    scale = _scale_at(tokens, j)
    if scale > 1:
        return Numeral(i, j + 1, 2 * scale, scale, "couple")
    follows = _at(tokens, j)
    plural = follows is not None and (
        follows.lower.endswith("s") or follows.lower in ("more", "people", "men", "women")
    )
    return Numeral(i, i + 2, 2, 1, "couple") if j == i + 3 or plural else None


def _fraction(tokens: list[Tok], first: int, k: int, top: Number) -> Numeral | None:
    """A fraction word at token ``k`` with numerator ``top``, and the scale that it takes a part of."""
    token = _at(tokens, k)
    if token is None:
        return None
    if token.role == "fraction":
        part = top * token.value
    elif token.role in ("ordinal", "denominator") and token.value > 2:
        part = top / token.value
    else:
        return None
    j = k + 1
    while _lower(tokens, j) in ("a", "an", "of", "-") and j < k + 5:
        if _lower(tokens, j) == "-" and not _joined(tokens, j):
            break
        j += 1
    scale = _scale_at(tokens, j) if _role(tokens, j) in ("scale", "hundred") or _lower(tokens, j) == "dozen" else 1
    if scale > 1 and (j > k + 1 or token.lower in ("half", "quarter")):
        return Numeral(first, j + 1, whole(part * scale), scale, "part-of-a-scale")
    return Numeral(first, k + 1, whole(part), 1, "fraction", True)


def _words(tokens: list[Tok], i: int, first: int | None = None, bare: bool = False) -> Numeral | None:
    """Number words from token ``i``; ``first`` is where their article stands."""
    begin = i if first is None else first
    total: Number = 0
    group: Number | None = 1 if first is not None or bare else None
    last, smallest, scale, j = ("article" if group else ""), float("inf"), 1, i
    end = i
    while j < len(tokens):
        j = _step(tokens, j, last)
        token = _at(tokens, j)
        if token is None:
            break
        role = token.role
        if (
            role == "digit"
            and last in ("", "ten", "hundred", "scale")
            or role in ("teen", "ten")
            and last
            in (
                "",
                "hundred",
                "scale",
            )
        ):
            if last == "scale" and group is None and token.value >= smallest:
                break
            if role == "digit" and not token.value and last:
                break
            group = (group or 0) + token.value
        elif role == "hundred" and group is not None and group < 100 and last != "hundred":
            group, scale = group * 100, max(scale, 100)
        elif role == "scale" and group is not None and token.value < smallest and token.lower not in ("cr",):
            total, group, smallest = total + group * token.value, None, token.value
            scale = max(scale, int(token.value))
        elif role == "group" and group is not None and total == 0 and last != "group" and not _verb_score(tokens, j):
            total, group, scale = group * token.value, None, int(token.value)
            j += 1
            end = j
            break
        else:
            break
        last = role if role != "article" else last
        j += 1
        end = j
    if end == i:
        return None
    return _finish(tokens, begin, end, total + (group or 0), scale, last)


def _verb_score(tokens: list[Tok], j: int) -> bool:
    """ "one score" is twenty; "scores" and a side's score are not read here."""
    return tokens[j].lower == "score" and _lower(tokens, j + 1) not in ("of", "and") and _role(tokens, j - 1) == ""


def _step(tokens: list[Tok], j: int, last: str) -> int:
    """Past a hyphen, an "and" or a comma that may stand inside a number."""
    if not last or last == "article":
        return j
    nxt = _role(tokens, j + 1)
    if _joined(tokens, j) and (nxt in _SMALL and last in ("ten", "hundred", "scale") or nxt in _SCALES):
        return j + 1
    if last in ("hundred", "scale"):
        if _lower(tokens, j) == "and" and nxt in _SMALL and not _and_a_half(tokens, j):
            return j + 1
        if last == "scale" and _lower(tokens, j) == "," and nxt in _SMALL:
            ahead = j + 3 if _joined(tokens, j + 2) else j + 2
            if _role(tokens, ahead) == "hundred" or _role(tokens, ahead + 1) == "hundred":
                return j + 1
    return j


def _finish(tokens: list[Tok], begin: int, end: int, value: Number, scale: Number, last: str) -> Numeral | None:
    """What may follow number words: "point five", "and a half million", "-thirds", an ordinal."""
    half = _and_a_half(tokens, end) if last != "scale" else None
    if half:
        k = half[1]
        times = _scale_at(tokens, k)
        if times > 1:
            return Numeral(begin, k + 1, whole((value + half[0]) * times), times, "and-a-half")
        return Numeral(begin, k, whole(value + half[0]), scale, "and-a-half")
    if _lower(tokens, end) == "point" and _role(tokens, end + 1) in ("digit", "teen", "ten"):
        k, digits = end + 1, ""
        while _role(tokens, k) in ("digit", "teen", "ten"):
            digits, k = digits + str(tokens[k].value), k + 1
        value = float(f"{value}.{digits}")
        times = _scale_at(tokens, k)
        return Numeral(begin, k + (times > 1), whole(value * times), times, "point")
    k = end + 1 if _joined(tokens, end) else end
    follow = _at(tokens, k)
    if follow is not None and follow.role in ("denominator", "fraction", "ordinal") and last in ("digit", "teen"):
        fraction = _fraction(tokens, begin, k, value)
        if fraction and (follow.role != "ordinal" or value == 1):
            return fraction
    if follow is not None and follow.role == "ordinal" and last in ("ten", "hundred", "scale"):
        return None  # "twenty-first"
    return Numeral(begin, end, whole(value), scale, "number-words")
