"""Numbers that their surroundings show to be no figure: years, clock times, the pronoun "one"."""

from __future__ import annotations

from extractors.document.tokens import lower_at
from extractors.quantities import bounds, units
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok
from extractors.quantities.lexicon import CONTEXT, DASHES
from extractors.quantities.numerals import Numeral, is_tied
from extractors.vocabulary.lexicon import has_plural_ending


def is_year(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether four bare digits are a year: "in 2011", "the 2013 attack"; "2000 people" and "up to 2000" are not."""
    token = tokens[numeral.first]
    if token.kind != "num" or numeral.last - numeral.first > 1 or len(token.lower) != 4 or not token.lower.isdigit():
        return False
    previous = lower_at(tokens, numeral.first - 1)
    if 2100 <= token.value <= 2999 and previous in ("by", "in", "until", "year", "since"):
        return numeral.last >= len(tokens) or not is_plural(lower_at(tokens, numeral.last))
    if not 1900 <= token.value <= 2099:
        return 1500 <= token.value < 1900 and previous in ("in", "since")
    if units.unit_after(tokens, numeral.last) or units.currency_before(tokens, numeral.first):
        return False
    following = tokens[numeral.last] if numeral.last < len(tokens) else None
    word = following.lower if following and following.kind == "word" else ""
    if previous in CONTEXT["before_year"]:
        roughly = previous in ("about", "around") and token.value % 50 == 0
        return not (roughly or (is_plural(word) and previous in CONTEXT["count_or_year"]))
    if is_plural(word) or word in CONTEXT["after_count"]:
        return False  # "2000 rebels"
    if word and is_plural(lower_at(tokens, numeral.last + 1)):
        return False  # "2000 Sunni rebels"
    return bounds.before(tokens, numeral.first) is None and not _is_in_list(tokens, numeral.first)


def _is_in_list(tokens: list[Tok], i: int) -> bool:
    """Whether a mark before four digits makes them a total of a list: "vehicles ‒ 1984,"; "mid-2012" is none."""
    previous = lower_at(tokens, i - 1)
    spaced = i > 1 and tokens[i - 1].start > tokens[i - 2].end
    return previous == ":" or (previous in DASHES and spaced)


def is_plural(word: str) -> bool:
    """Whether a word looks like what is counted: "rebels", "people"."""
    return word in CONTEXT["plural"] or (len(word) > 3 and has_plural_ending(word))


def is_clock(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether four bare digits are a clock time: "at approximately 1730 on Friday"; "a toll put at 1500" is none."""
    token = tokens[numeral.first]
    if token.kind != "num" or len(token.lower) != 4 or not token.lower.isdigit() or numeral.last - numeral.first > 1:
        return False
    if int(token.lower[:2]) > 23 or int(token.lower[2:]) > 59:
        return False
    if _beside_a_clock_time(tokens, numeral):
        return True
    before = numeral.first - 1
    while lower_at(tokens, before) in ("approximately", "about", "around", "exactly", "nearly"):
        before -= 1
    if lower_at(tokens, before) not in ("at", "until", "till") and lower_at(tokens, before - 1) not in ("up", "until"):
        return False
    if lower_at(tokens, before - 1) in CONTEXT["put_at"]:
        return False
    following = tokens[numeral.last] if numeral.last < len(tokens) else None
    return following is None or following.kind in ("mark", "skip") or following.lower in CONTEXT["after_clock"]


def _beside_a_clock_time(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether a time that was already told stands beside: "1500 (2000 GMT)", "between 0800 and 1300"."""
    kinds = [t.kind for t in tokens[numeral.last : numeral.last + 4]]
    if lower_at(tokens, numeral.last) in ("(", "[") and kinds[1:2] == ["skip"]:
        return True
    if kinds[:1] == ["word"] and lower_at(tokens, numeral.last) not in CONTEXT["after_clock"]:
        return False
    if lower_at(tokens, numeral.first - 1) in ("between", "from") and "skip" in kinds and "num" not in kinds:
        return True
    joint = lower_at(tokens, numeral.first - 1)
    return joint in ("and", "to", "until") and numeral.first > 1 and tokens[numeral.first - 2].kind == "skip"


def is_clock_span(tokens: list[Tok], draft: Draft) -> bool:
    """Whether a range is of clock times: "no electricity between 1300 and 1800"; with a noun behind it it counts."""
    ends = [t.lower for t in tokens[draft.core_first : draft.core_last] if t.kind == "num"]
    if len(ends) != 2 or lower_at(tokens, draft.first) not in ("between", "from") or draft.measure:
        return False
    if not all(_is_quarter_hour(end) for end in ends):
        return False
    if any(t.lower in CONTEXT["put_at"] for t in tokens[max(0, draft.first - 4) : draft.first]):
        return False
    following = tokens[draft.last] if draft.last < len(tokens) else None
    return following is None or following.kind in ("mark", "skip") or following.lower in CONTEXT["after_clock"]


def _is_quarter_hour(digits: str) -> bool:
    """Whether four digits are a time as people say it: "1330"."""
    if len(digits) != 4 or not digits.isdigit():
        return False
    return int(digits[:2]) < 25 and digits[2:] in ("00", "15", "30", "45")


def is_score(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether digits are part of a result or of a code: "won 3-2", "a 4-4-2"; "2-3 people" is a range."""
    first, last = numeral.first, numeral.last
    if tokens[first].kind != "num" or last - first > 1:
        return False
    ties = [k for k in (first - 1, last) if _ties_digits(tokens, k)]
    if len(ties) == 2:
        return True
    for k in ties:
        if tokens[k - 1].value >= tokens[k + 1].value:
            return True
        if any(_ties_digits(tokens, at) for at in (k - 2, k + 2)):
            return True  # "4-4-2"
        if lower_at(tokens, k - 2) in CONTEXT["beaten"] and _counts_nothing(tokens, k + 2):
            return True  # "trailed 40-60"
        if lower_at(tokens, k - 2) in CONTEXT["lost"] and lower_at(tokens, k + 2) in ("to", "against", "away"):
            return True  # "lost 95-101 to the visitors"; "the rebels lost 10-15 in the raid" counts men
    return False


def _counts_nothing(tokens: list[Tok], k: int) -> bool:
    """Whether no noun stands at token ``k``, behind a number: a mark, the end or a word of another phrase."""
    return k >= len(tokens) or tokens[k].kind != "word" or tokens[k].lower in CONTEXT["behind_score"]


def _ties_digits(tokens: list[Tok], k: int) -> bool:
    return (
        lower_at(tokens, k) in ("-", "–") and is_tied(tokens, k) and tokens[k - 1].kind == tokens[k + 1].kind == "num"
    )


def is_list_mark(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether digits number an item within a line, "killed 2) seven rebels": a bracket that nothing opened."""
    k = numeral.last
    if tokens[numeral.first].kind != "num" or k - numeral.first > 1 or lower_at(tokens, k) != ")":
        return False
    if not 0 < numeral.value <= 20 or tokens[k].start > tokens[k - 1].end or k + 1 >= len(tokens):
        return False
    depth = sum((t.lower == "(") - (t.lower == ")") for t in tokens[: numeral.first])
    return depth <= 0 and tokens[k + 1].kind != "mark"


def is_pronoun(tokens: list[Tok], numeral: Numeral) -> bool:
    """Whether "one" stands for a noun: "the one", "a big one"; "killing one." counts."""
    if numeral.value != 1 or numeral.rule != "number-words" or numeral.last - numeral.first > 1:
        return False
    following = tokens[numeral.last] if numeral.last < len(tokens) else None
    previous = tokens[numeral.first - 1].lower if numeral.first else ""
    if following is not None and following.kind != "mark":
        return False
    if numeral.first and tokens[numeral.first - 1].role in ("num", "digit", "teen", "ten", "hundred", "scale"):
        return False  # "fifteen one": numbers in a row
    if following is not None and following.lower in DASHES:
        return False
    return previous != "" and previous not in CONTEXT["before_single"] and not previous.endswith(("ing", "ed"))
