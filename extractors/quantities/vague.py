"""Vague words and asserted zeros: "dozens of", "several hundred", "no casualties" (``vague_phrases.csv``)."""

from __future__ import annotations

import re

from extractors.document.tokens import lower_at
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok, words_of
from extractors.quantities.lexicon import CONTEXT
from seeds import reference

_PHRASES = {words_of(r["phrase"]): (r["term"], r["partitive"] == "yes") for r in reference("vague_phrases")}
_LONGEST = max(map(len, _PHRASES))
_FIRST = frozenset(phrase[0] for phrase in _PHRASES)
_TIMES_SCALE = frozenset(("several", "few", "many", "multiple", "some"))
_SCALE_TERMS = {
    "dozen": "dozens",
    "hundred": "hundreds",
    "thousand": "thousands",
    "million": "millions",
    "billion": "billions",
}
_SCALE_TERMS.update({plural: plural for plural in _SCALE_TERMS.values()})
_SIZES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
# What a product of scales is called: "several hundred thousand" are hundreds of thousands.
_PRODUCTS = ((10**9, "billions"), (10**6, "millions"), (10**5, "hundreds of thousands"), (10**4, "tens of thousands"))
# Words that only strengthen a noun of number: "untold thousands", "a few dozens", "many tens of thousands".
_BEFORE_NUMBERS = frozenset(("several", "few", "many", "untold", "countless", "uncounted", "innumerable", "numerous"))
# Words that are vague only where something is counted after them.
_NEEDS_NOUN = frozenset(("few", "many", "several", "multiple", "numerous"))

_HARMED = "(?:" + "|".join(sorted(CONTEXT["harmed"])) + ")"
_ZERO_NOUNS = "|".join(re.escape(r["noun"]) for r in sorted(reference("zero_nouns"), key=lambda r: -len(r["noun"])))
_NOT_ZERO = (
    r"(?!(?:more than|fewer|less|longer|other|matter|later|sooner|later)\b)(?!(?:\w+\s+){0,2}(?:"
    + "|".join(sorted(CONTEXT["not_zero"]))
    + r")\b)"
)
_NO = (
    r"(?P<no>no|zero|not one|without(?!\s+\w+ing\b))\b(?:\s+any)?\s+"
    rf"{_NOT_ZERO}(?:(?!and\b|or\b|to\b|of\b)[\w'’-]+\s+){{0,3}}?"
    rf"(?:{_ZERO_NOUNS})\b(?!\s+(?:toll|figure|count|number)s?\b)"
)
# "Not a single" denies whatever it counts, "not one" if something is said of it: "not one roof was spared".
_SINGLE = (
    rf"(?P<single>not a single)\b\s+{_NOT_ZERO}(?!(?:{'|'.join(sorted(CONTEXT['not_counted']))})\b)(?=[a-z])"
    r"(?!(?:[\w'’-]+\s+){1,4}?(?:would|could|should|can|may|might|must)\b)"
    rf"|(?P<one>not one)\b\s+{_NOT_ZERO}(?!(?:{'|'.join(sorted(CONTEXT['not_counted']))}|of|but|to|or|and)\b)"
    r"(?=(?:[a-z'’-]+\s+){1,8}?(?:was|were|is|are|has|have|had|did|got|came|escaped|survived|remained|returned|\w{3,}ed)\b)"
    r"|(?<![a-z] )(?P<ones>not one)\b(?=\s+of\s+(?:them|us|you|these|those|the|its|their|his|her)\s+(?!most)"
    r"(?:[\w'’-]+\s+){0,4}?(?:was|were|is|are|has|have|had|did|got|came)\b)"
)
_NONE = (
    r"(?P<none>none|no one|no-one|nobody)(?:\s+(?:of\s+)?(?!of\b)[\w'’-]+){0,5}?"
    rf"\s+(?:was|were|has been|have been|had been|is|are|has|have|had)\s+(?:\w+\s+)?{_HARMED}\b"
    rf"|(?P<nobody>no one|no-one|nobody)(?:\s+else)?\s+{_HARMED}\b"
)
# "denied that any civilians had been killed", "did not kill anyone": a zero that is asserted by denying.
_ANY = (
    r"(?:den(?:y|ies|ied|ying)|refut(?:es|ed|ing)|reject(?:s|ed|ing)|ruled\s+out)\b[^.;,]{0,60}?\b(?P<any>any)\s+"
    rf"(?:[\w'’-]+\s+){{0,2}}?(?:{_ZERO_NOUNS})\b"
)
_ANYONE = (
    r"(?:did|does|do|had|has|have)\s*(?:not|n['’]t)\s+(?:been\s+)?(?:kill|killed|injure|injured|wound|wounded|hurt|harm|harmed)"
    r"\s+(?P<anyone>anyone|anybody|any)\b"
)
_NEITHER = rf"(?P<neither>neither\s+side)\s+(?:has\s+|had\s+)?(?:reported|suffered)\s+(?:any\s+)?(?:{_ZERO_NOUNS})\b"
_MORE = re.compile(r"\s+more\b", re.IGNORECASE)
_ZERO = re.compile(rf"\b(?:{_NO}|{_NONE}|{_ANY}|{_ANYONE}|{_NEITHER})", re.IGNORECASE)
_SINGLES = re.compile(rf"\b(?:{_SINGLE})", re.IGNORECASE)


def read_vague(tokens: list[Tok], i: int) -> Draft | None:
    """The vague quantity that begins at token ``i``, or ``None``."""
    if tokens[i].kind == "num":
        return _plural_digits(tokens, i)
    if tokens[i].lower not in _FIRST and tokens[i].lower not in _TIMES_SCALE:
        return None
    for size in range(min(_LONGEST, len(tokens) - i), 0, -1):
        words = tuple(t.lower for t in tokens[i : i + size])
        if words not in _PHRASES:
            continue
        term, partitive = _PHRASES[words]
        last = i + size
        product = _times_scales(tokens, i, last) if words[-1] in _TIMES_SCALE else None
        if product is not None:
            return product
        numbers = _plural_phrase(tokens, last) if words[-1] in _BEFORE_NUMBERS else None
        if numbers is not None:
            return _draft(tokens, i, last + numbers[0], numbers[1], False, "vague-times-scale")
        if term in ("a number", "large numbers", "a handful") and not _takes_of(tokens, last, term):
            return None
        if _is_reference(tokens, i, last, words):
            return None
        return _draft(tokens, i, last, term, partitive, "vague-word")
    if tokens[i].lower == "some" and i + 1 < len(tokens):
        plural = tokens[i + 1].lower
        if plural in _SCALE_TERMS and plural.endswith("s"):
            return _draft(tokens, i, i + 2, _SCALE_TERMS[plural], False, "vague-times-scale")
    return None


_ROUND = {10: "tens", 100: "hundreds", 1000: "thousands", 10**6: "millions"}


def _plural_digits(tokens: list[Tok], i: int) -> Draft | None:
    """A round number in the plural: "100s of people", "10s of thousands"."""
    number, letter = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    if letter is None or letter.lower != "s" or letter.start > number.end or number.value not in _ROUND:
        return None
    term, last = _ROUND[int(number.value)], i + 2
    if number.value == 10:
        if [t.lower for t in tokens[last : last + 2]] != ["of", "thousands"]:
            return None
        term, last = "tens of thousands", last + 2
    return _draft(tokens, i, last, term, False, "plural-digits")


def _times_scales(tokens: list[Tok], first: int, k: int) -> Draft | None:
    """A vague word before token ``k`` times one scale or more: "several hundred", "a few hundred thousand"."""
    word = lower_at(tokens, k)
    if word not in _SCALE_TERMS:
        return None
    term, size, last = _SCALE_TERMS[word], _SIZES.get(word, 0), k + 1
    while size and lower_at(tokens, last) in _SIZES and lower_at(tokens, last) != "dozen":
        size, last = size * _SIZES[lower_at(tokens, last)], last + 1
    if last > k + 1:
        term = next(name for least, name in _PRODUCTS if size >= least)
    elif word.endswith("s") and (longer := _plural_phrase(tokens, k)):
        last, term = k + longer[0], longer[1]  # "many hundreds of thousands"
    return _draft(tokens, first, last, term, False, "vague-times-scale")


def _plural_phrase(tokens: list[Tok], k: int) -> tuple[int, str] | None:
    """The noun of number at token ``k``, "thousands", "tens of thousands": how many tokens it has, and its term."""
    if k >= len(tokens) or tokens[k].role != "plural":
        return None
    for size in range(min(_LONGEST, len(tokens) - k), 0, -1):
        phrase = _PHRASES.get(tuple(t.lower for t in tokens[k : k + size]))
        if phrase is not None:
            return size, phrase[0]
    return None


def _takes_of(tokens: list[Tok], last: int, term: str) -> bool:
    """Whether a noun of number is said of something: "a number of rebels"; "in large numbers" counts too."""
    following = tokens[last].lower if last < len(tokens) else ""
    if term == "a handful" and (following in CONTEXT["clause"] or following.endswith("ed")):
        return True  # "only a handful survived"
    return following in ("of", "more") or term == "large numbers"


def _is_reference(tokens: list[Tok], i: int, last: int, words: tuple[str, ...]) -> bool:
    """Whether "few" or "many" has nothing counted after it."""
    following = tokens[last] if last < len(tokens) else None
    if words[-1] in ("few", "many") and (lower_at(tokens, i - 1), lower_at(tokens, last)) == ("as", "as"):
        return True  # the qualifier of "as many as 40"
    if words == ("scores",) and following is not None and _is_scoring(lower_at(tokens, i - 1), following):
        return True
    if words[-1] in _NEEDS_NOUN and (following is None or following.kind == "mark"):
        return words[-1] in ("few", "various", "multiple", "numerous")
    return False


def _is_scoring(previous: str, following: Tok) -> bool:
    """Whether "scores" is the verb of "she scores 20 points" and "he scores a goal"."""
    if following.role not in ("", "ordinal", "suffix", "capital"):
        return True
    harmed = previous.endswith(("ed", "ing")) or previous in CONTEXT["before_single"]
    return following.lower in CONTEXT["scored"] and not harmed


def _draft(tokens: list[Tok], first: int, last: int, term: str, partitive: bool, rule: str) -> Draft:
    of = last < len(tokens) and tokens[last].lower == "of"
    return Draft(first, last, first, last, vague_term=term, partitive=partitive or of, after=last, rules=[rule])


def read_zeros(text: str) -> list[tuple[int, int]]:
    """Spans of the words that assert a zero: "no" of "no casualties", "any" of "denied that any were"."""
    found = []
    patterns = (_ZERO, _SINGLES) if "not " in text.lower() else (_ZERO,)
    for match in (m for pattern in patterns for m in pattern.finditer(text)):
        group = next(name for name, said in match.groupdict().items() if said)
        begin, stop = match.span(group)
        more = _MORE.match(text, stop) if group == "no" else None
        found.append((begin, more.end() if more else stop))
    return sorted(set(found))
