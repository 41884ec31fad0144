"""One number, in digits or words or both: "1.2 million", "a hundred and twenty", "two and a half million"."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document.tokens import lower_at
from extractors.model import Number
from extractors.quantities.lexer import Tok, whole
from extractors.quantities.lexicon import CONTEXT, CURRENCY_SIGNS, DASHES

_HYPHENS = frozenset("-‐‑")
_SMALL = frozenset({"digit", "teen", "ten"})
_OH = ("o", "oh")
_SCALES = frozenset({"hundred", "scale", "group"})


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
    bare = token.role in ("hundred", "scale") and token.lower not in ("cr", "mn", "tn", "lac", "koti")
    if bare or (token.lower == "dozen" and i + 1 < len(tokens) and tokens[i + 1].kind == "word"):
        return _words(tokens, i, bare=True)  # "left dozen people dead": an article was lost
    return None


def _at(tokens: list[Tok], i: int) -> Tok | None:
    return tokens[i] if 0 <= i < len(tokens) else None


def _role(tokens: list[Tok], i: int) -> str:
    return tokens[i].role if 0 <= i < len(tokens) else ""


def _joined(tokens: list[Tok], i: int) -> bool:
    """Whether token ``i`` is a hyphen that ties its neighbours together without spaces."""
    if not 0 < i < len(tokens) - 1 or tokens[i].lower not in _HYPHENS:
        return False
    return tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def is_tied(tokens: list[Tok], k: int) -> bool:
    """Whether token ``k`` is a dash that ties two numbers without spaces: the dashes of "4-4-2"."""
    if not 0 < k < len(tokens) - 1 or tokens[k].lower not in DASHES or not (tokens[k - 1].role and tokens[k + 1].role):
        return False
    return tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start


def _digits(tokens: list[Tok], i: int) -> Numeral:
    """Digits, with a fraction, a scale word or both: "2 1/2", "5-thousand", "3000K", "2 million 500 thousand"."""
    value, j, rule = tokens[i].value, i + 1, "digits"
    half = _with_part(tokens, value, 1, j)
    if half:
        return Numeral(i, half[1], whole(half[0]), _scale_at(tokens, half[1] - 1), "and-a-half")
    if _role(tokens, j) == "sign" and tokens[i].role == "num":
        value, j = value + tokens[j].value, j + 1
    elif (slash := _slash(tokens, j + 1 if _joined(tokens, j) else j)) is not None:
        return slash if slash.first == i else Numeral(i, slash.last, whole(value + slash.value), 1, "mixed", True)
    elif _is_slash(tokens, j):
        return Numeral(i, j + 2, whole(value / tokens[j + 1].value), 1, "fraction", True)
    k = j + 1 if _joined(tokens, j) else j
    scale = _scale_at(tokens, k)
    if scale == 1:
        return Numeral(i, j, whole(value), 1, rule, tokens[i].role == "sign")
    total, j = value * scale, k + 1
    while _role(tokens, j) == "scale" and tokens[j].value > scale:  # "4 hundred million"
        total, scale, j = total * tokens[j].value, scale * tokens[j].value, j + 1
    while _role(tokens, j) == "num" and 1 < _scale_at(tokens, j + 1) < scale:
        scale = _scale_at(tokens, j + 1)
        total, j = total + tokens[j].value * scale, j + 2
    half = _with_part(tokens, total, scale, j)
    if half:
        return Numeral(i, half[1], whole(half[0]), scale, "and-a-half")
    if scale == 100 and lower_at(tokens, j) == "and":
        rest = read_numeral(tokens, j + 1) if _role(tokens, j + 1) in {"num", *_SMALL} else None
        if rest and 0 < rest.value < 100 and rest.scale == 1 and not rest.fraction:
            total, j = total + rest.value, rest.last
    return Numeral(i, j, whole(total), scale, "digits-and-scale")


def _is_slash(tokens: list[Tok], j: int) -> bool:
    """Whether token ``j`` divides the digits on both sides of it: "3/4"."""
    if lower_at(tokens, j) != "/" or _role(tokens, j + 1) != "num" or not tokens[j + 1].value:
        return False
    return tokens[j].start == tokens[j - 1].end and tokens[j + 1].start == tokens[j].end


def _slash(tokens: list[Tok], j: int) -> Numeral | None:
    """The "1/2" of "2 1/2" at token ``j``."""
    if [_role(tokens, j), lower_at(tokens, j + 1), _role(tokens, j + 2)] != ["num", "/", "num"]:
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
    if token.role in ("group", "plural") and token.lower not in ("score", "scores", "tens"):
        return token.value
    if token.role not in ("suffix", "capital") or tokens[j - 1].end != token.start:
        return 1
    if token.role == "suffix" and token.lower in ("g", "t", "m", "mm") and not _is_money(tokens, j - 1):
        return token.value if token.lower == "m" and _counts_millions(tokens, j) else 1  # grams, tonnes, metres
    return token.value


def _counts_millions(tokens: list[Tok], j: int) -> bool:
    """Whether an "m" behind digits is a million: a noun follows that is none of lengths, and no verb: "3m people"."""
    nxt = _at(tokens, j + 1)
    if nxt is None or nxt.kind != "word" or nxt.lower in CONTEXT["after_metres"]:
        return False
    return nxt.lower.removesuffix("n't") not in CONTEXT["clause"]


def _is_money(tokens: list[Tok], j: int) -> bool:
    return j > 0 and tokens[j - 1].lower in CURRENCY_SIGNS


def _and_part(tokens: list[Tok], j: int) -> tuple[float, int] | None:
    """A part behind "and" at token ``j``, as in "and three quarters": the part and the token after it.

    "a thousand and a third of them" holds two quantities, the hyphens of "three-and-a-half" bind one.
    """
    j = j + 1 if _joined(tokens, j) else j
    if lower_at(tokens, j) != "and" or (j + 2 > len(tokens) - 1 and lower_at(tokens, j + 1) != "half"):
        return None
    top: Number = 1
    k = j + 2 if _joined(tokens, j + 1) else j + 1
    if lower_at(tokens, k) in ("a", "an", "one"):
        k += 1
    elif _role(tokens, k) == "digit":
        top, k = tokens[k].value, k + 1
    elif lower_at(tokens, k) != "half":
        return None
    k = k + 1 if _joined(tokens, k) else k
    role, value = _role(tokens, k), tokens[k].value if k < len(tokens) else 0
    if lower_at(tokens, k + 1) == "of" or (role == "ordinal" and top > 1) or not value or value == 2:
        return None
    if role == "fraction":
        return top * value, k + 1
    return (top / value, k + 1) if role in ("ordinal", "denominator") else None


def _with_part(tokens: list[Tok], value: Number, scale: Number, j: int) -> tuple[Number, int] | None:
    """The value with "and a half" behind it: of one, of the scale said before, or of the scale that follows.

    "two and a half million" and "two million and a half" are the same; "two and a half" is 2.5.
    """
    part = _and_part(tokens, j)
    if part is None:
        return None
    behind = part[1] + 1 if _joined(tokens, part[1]) else part[1]
    times = _scale_at(tokens, behind)
    if times > 1:
        return (value + part[0] if scale == 1 else value / times + part[0]) * times, behind + 1
    return value + part[0] * (scale if scale >= 1000 else 1), part[1]


def _article(tokens: list[Tok], i: int) -> Numeral | None:
    """A number with an article, or a fraction: "a hundred and twenty", "a dozen", "half a million", "a third"."""
    if tokens[i].lower in ("a", "an"):
        role = _role(tokens, i + 1)
        if role in ("hundred", "scale") or lower_at(tokens, i + 1) == "dozen":
            return _words(tokens, i + 1, first=i)
        if lower_at(tokens, i + 1) == "couple":
            return _couple(tokens, i)
        if lower_at(tokens, i + 1) == "pair" and lower_at(tokens, i + 2) == "of":
            return Numeral(i, i + 2, 2, 1, "pair")
        if lower_at(tokens, i + 1) == "score" and lower_at(tokens, i + 2) == "of":
            return Numeral(i, i + 2, 20, 20, "score")
        half = lower_at(tokens, i + 1) in ("half", "quarter", "third", "fifth", "tenth")
        part = role == "ordinal" and lower_at(tokens, i + 2) == "of" and lower_at(tokens, i + 3) != "july"
        return _fraction(tokens, i, i + 1, 1) if half or part else None
    return _fraction(tokens, i, i, 1)


def _couple(tokens: list[Tok], i: int) -> Numeral | None:
    """Two: "a couple of men", "a couple hundred", "a couple and their son were buried"; "they are a couple" is none."""
    j = i + 3 if lower_at(tokens, i + 2) == "of" else i + 2
    scale = _scale_at(tokens, j)
    if scale > 1:
        rest = _scale_at(tokens, j + 1) if _role(tokens, j + 1) == "scale" else 1  # "a couple of hundred thousand"
        return Numeral(i, j + 1 + (rest > 1), 2 * scale * rest, scale * rest, "couple")
    follows = lower_at(tokens, j)
    persons = follows in CONTEXT["behind_couple"] or (follows == "and" and lower_at(tokens, j + 1) == "their")
    plural = follows.endswith("s") or follows in ("more", "people", "men", "women")
    return Numeral(i, i + 2, 2, 1, "couple") if j == i + 3 or plural or persons else None


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
    while lower_at(tokens, j) in ("a", "an", "of", "-") and j < k + 5:
        if lower_at(tokens, j) == "-" and not _joined(tokens, j):
            break
        j += 1
    scale = _scale_at(tokens, j) if _role(tokens, j) in ("scale", "hundred") or lower_at(tokens, j) == "dozen" else 1
    if scale > 1 and (j > k + 1 or token.lower in ("half", "quarter")):
        return Numeral(first, j + 1, whole(part * scale), scale, "part-of-a-scale")
    return Numeral(first, k + 1, whole(part), 1, "fraction", True)


@dataclass(slots=True)
class _Sum:
    """Number words added up so far: finished thousands in ``total``, the hundreds under way in ``group``."""

    total: Number = 0
    group: Number | None = None
    last: str = ""
    smallest: Number | float = float("inf")  # the scale word said last; the next one is smaller
    scale: Number = 1

    def take(self, token: Tok) -> bool:
        """Add a word if English lets it follow what was said; else the number ends before it."""
        role = token.role
        if role == "plural" and self.last not in ("", "article"):
            role = "hundred" if token.value == 100 else "scale" if token.value >= 1000 else "group"
        if role in _SMALL:
            taken = self._small(token)
        elif self.group is None:
            taken = role == "scale" and self.last == "scale" and self._times(token)
        elif role == "hundred":
            taken = self._hundred(token)
        elif role == "scale":
            taken = token.value < self.smallest and self._scale(token)
        else:
            taken = role == "group" and self.last != "group" and self._group(token)
        self.last = role if taken else self.last
        return taken

    def _small(self, token: Tok) -> bool:
        after = ("", "hundred", "scale", "group")
        allowed = (*after, "ten") if token.role == "digit" else after
        if self.last not in allowed or (self.last and not token.value):
            return False
        self.group = (self.group or 0) + token.value
        return True

    def _hundred(self, token: Tok) -> bool:
        if self.group is None or self.group >= 100:
            return False
        self.group, self.scale = self.group * token.value, max(self.scale, 100)
        return True

    def _scale(self, token: Tok) -> bool:
        self.total += (self.group or 0) * token.value
        self.group, self.smallest, self.scale = None, token.value, max(self.scale, token.value)
        return True

    def _times(self, token: Tok) -> bool:
        """The second scale word of "three thousand million"."""
        if token.value <= self.smallest:
            return False
        self.total, self.smallest, self.scale = self.total * token.value, token.value, token.value
        return True

    def _group(self, token: Tok) -> bool:
        """The dozens of "two dozen" and of "three hundred and two dozen" (324)."""
        group = self.group or 0
        part = group % 100 if self.last in _SMALL or self.last == "article" else group
        self.total, self.group, self.scale = self.total + group - part + part * token.value, None, token.value
        return True


def _words(tokens: list[Tok], i: int, first: int | None = None, bare: bool = False) -> Numeral | None:
    """Number words from token ``i``; ``first`` is where their article stands, ``bare`` says that they have none."""
    begin = i if first is None else first
    read = _Sum(group=1, last="article") if first is not None or bare else _Sum()
    end = i
    while end < len(tokens):
        j = _step(tokens, end, read)
        if j >= len(tokens) or not read.take(tokens[j]):
            break
        end = j + 1
    if end == i:
        return None
    return _finish(tokens, begin, end, read.total + (read.group or 0), read.scale, read.last)


def _step(tokens: list[Tok], j: int, read: _Sum) -> int:
    """Past a hyphen, an "and" or a comma that may stand inside a number."""
    last = read.last
    if not last or last == "article":
        return j
    if last == "group" and tokens[j - 1].lower == "score" and lower_at(tokens, j) == "and":
        return j + 1 if _role(tokens, j + 1) in ("digit", "teen") else j  # "four score and seven"
    nxt = _role(tokens, j + 1)
    if _joined(tokens, j) and ((nxt in _SMALL and last in ("ten", "hundred", "scale")) or nxt in _SCALES):
        return j + 1
    return _step_behind_scale(tokens, j, read) if last in ("hundred", "scale") else j


def _step_behind_scale(tokens: list[Tok], j: int, read: _Sum) -> int:
    """Past "and" or a comma behind a hundred or a thousand: "two hundred and fifty", "one thousand, two hundred"."""
    last, nxt = read.last, _role(tokens, j + 1)
    if _joined(tokens, j) and lower_at(tokens, j + 1) == "and" and _joined(tokens, j + 2):
        return j + 3 if _role(tokens, j + 3) in _SMALL else j  # "two-hundred-and-fifty"
    if nxt not in _SMALL:
        return j
    if lower_at(tokens, j) == "and" and not _and_part(tokens, j):
        scale = _next_scale(tokens, j + 1)
        return j + 1 if scale < read.smallest and not (last == "hundred" and scale == 100) else j
    if last == "scale" and lower_at(tokens, j) == ",":
        ahead = j + 3 if _joined(tokens, j + 2) else j + 2
        if "hundred" in (_role(tokens, ahead), _role(tokens, ahead + 1)):
            return j + 1
    return j


def _next_scale(tokens: list[Tok], k: int) -> Number:
    """What multiplies the small number at token ``k``: in "seven thousand and ten thousand" the second thousand."""
    while _role(tokens, k) in _SMALL or _joined(tokens, k):
        k += 1
    return tokens[k].value if _role(tokens, k) in {*_SCALES, "plural"} else 1


def _is_decimal_word(tokens: list[Tok], k: int) -> bool:
    """Whether token ``k`` is a digit as it is read out behind "point": "twelve point o five"."""
    oh = lower_at(tokens, k) in _OH and _role(tokens, k + 1) == "digit"
    return oh or _role(tokens, k) in _SMALL


def _finish(tokens: list[Tok], begin: int, end: int, value: Number, scale: Number, last: str) -> Numeral | None:
    """What may follow number words: "point five", "and a half million", "-thirds", an ordinal."""
    half = _with_part(tokens, value, scale if last in ("scale", "group") else 1, end)
    if half:
        return Numeral(begin, half[1], whole(half[0]), max(scale, _scale_at(tokens, half[1] - 1)), "and-a-half")
    if lower_at(tokens, end) == "point" and _is_decimal_word(tokens, end + 1):
        return _with_decimals(tokens, begin, end + 1, value)
    k = end + 1 if _joined(tokens, end) else end
    follow = _at(tokens, k)
    if follow is not None and follow.role in ("denominator", "fraction", "ordinal") and last in ("digit", "teen"):
        fraction = _fraction(tokens, begin, k, value)
        if fraction and (follow.role != "ordinal" or value == 1):
            return fraction
    if follow is not None and follow.role == "ordinal" and last in ("ten", "hundred", "scale"):
        return None  # "twenty-first"
    return Numeral(begin, end, whole(value), scale, "number-words")


def _with_decimals(tokens: list[Tok], begin: int, k: int, value: Number) -> Numeral:
    """A number whose decimals are said from token ``k`` on: "three point | one four |"."""
    digits = ""
    while _is_decimal_word(tokens, k):
        after = k + 2 if _joined(tokens, k + 1) else k + 1
        if tokens[k].lower in _OH:
            digits, k = digits + "0", k + 1
        elif _role(tokens, k) == "ten" and _role(tokens, after) == "digit":
            digits, k = digits + str(tokens[k].value + tokens[after].value), after + 1
        else:
            digits, k = digits + str(tokens[k].value), k + 1
    times = _scale_at(tokens, k)
    return Numeral(begin, k + (times > 1), whole(float(f"{value}.{digits}") * times), times, "point")
