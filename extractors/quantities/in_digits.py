"""A text with its number words written in digits, code point for code point as long.

What looks for a number beside other words ("ten days ago", "among fourteen dead") looks here: it needs no list of
number words, and a number in words and in digits is the same to it. Offsets are those of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from extractors.quantities.lexer import tokenise
from extractors.quantities.lexicon import NUMBER_WORDS
from extractors.quantities.numerals import read_numeral

_KINDS = frozenset({"digit", "teen", "ten", "hundred", "scale", "group"})
_NUMBER_WORDS = sorted(
    (word for word, (kind, _) in NUMBER_WORDS.items() if kind in _KINDS and len(word) > 2),
    key=lambda w: (w[0], -len(w)),
)
_WORD = "|".join(
    f"{first}(?:{'|'.join(re.escape(word[1:]) for word in words)})"
    for first, words in groupby(_NUMBER_WORDS, key=lambda w: w[0])
)
# The search runs over whole documents: by first letter, in small letters, and only where a word can begin.
_FIRST = re.compile(rf"(?:(?<=[\s(\[\"'“‘–—/])|^)(?:{_WORD})(?!\w)")
_RUN = re.compile(rf"(?:{_WORD})(?:(?:\s|,? and |, |-)(?:{_WORD})(?!\w))*(?!-(?!year|day|month|week))")
_ARTICLE = re.compile(r"(?<!\w)an?\s$")
_NO_NUMBER_AFTER = re.compile(r"\b(?:no|any|every|some|each|the|this|that|another|which)\s+$")
_NO_NUMBER_BEFORE = re.compile(r"\s+(?:of|another|who|that|is|was)\b|['’]s?\b")


@lru_cache(maxsize=256)
def in_small_letters(text: str) -> str:
    """The text in lower case, code point for code point as long: a few capitals have two small letters ("İ").

    >>> len(in_small_letters("İzmir"))
    5
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(s if len(s := c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=256)
def in_digits(text: str) -> str:
    """The text with digits for number words, padded with noughts to the length of the words.

    Ordinals, fractions and vague words stay ("the second", "half", "dozens"), and "one" where it is a pronoun.

    >>> in_digits("Five days later six of twenty-one drivers died.")
    '0005 days later 006 of 0000000021 drivers died.'
    >>> in_digits("No one saw four hundred thousand of them, one of a dozen said.")
    'No one saw 000000000000000400000 of them, one of 0000012 said.'
    """
    lower = in_small_letters(text)
    out, at = [], 0
    for first in _FIRST.finditer(lower):
        run = _RUN.match(lower, first.start()) if first.start() >= at else None
        if run is None or _is_pronoun(lower, run):
            continue
        article = _ARTICLE.search(lower, max(at, run.start() - 3), run.start())
        start = article.start() if article else run.start()
        out += [text[at:start], _digits(text[start : run.end()])]
        at = run.end()
    return "".join([*out, text[at:]]) if out else text


def _is_pronoun(lower: str, run: re.Match[str]) -> bool:
    """Whether a bare "one" is no number: "no one", "one of them"."""
    if run.group() != "one":
        return False
    before = _NO_NUMBER_AFTER.search(lower, max(0, run.start() - 10), run.start())
    return before is not None or _NO_NUMBER_BEFORE.match(lower, run.end()) is not None


def _digits(words: str) -> str:
    """Every number of a run of words in digits: "seven thousand and ten thousand" are two."""
    tokens = tokenise(words, 0, len(words), masks=())
    out, at, i = [], 0, 0
    while i < len(tokens):
        numeral = read_numeral(tokens, i) if tokens[i].role or tokens[i].lower in ("a", "an") else None
        if numeral is None or numeral.fraction or not isinstance(numeral.value, int):
            i += 1
            continue
        start, end = tokens[numeral.first].start, tokens[numeral.last - 1].end
        out += [words[at:start], str(numeral.value).rjust(end - start, "0")[: end - start]]
        at, i = end, numeral.last
    return "".join([*out, words[at:]])
