"""What quantities of one sentence say of each other: a shared qualifier, a figure that another one replaces."""

from __future__ import annotations

from itertools import pairwise

from extractors.document.tokens import lower_at
from extractors.quantities.draft import Draft
from extractors.quantities.lexer import Tok
from extractors.quantities.lexicon import CONTEXT, CURRENCY_SIGNS

_JOINTS = (("and",), ("as", "well", "as"), ("&",), ("plus",), ("or",))
_BOUND_JOINTS = (("and",), ("but",), (",",), (",", "and"), (",", "but"), ("and", "is"), ("but", "is"))
_AGE_JOINTS = (("and",), (",",), (",", "and"), ("or",))
_LONGEST_PHRASE = 6


def share_qualifiers(tokens: list[Tok], drafts: list[Draft]) -> None:
    """A qualifier covers coordinated quantities: "at least five civilians and six militants" bounds both."""
    for left, right in pairwise(drafts):
        bound = left.effect.startswith(("minimum", "maximum")) or left.effect == "approximate"
        if not bound or left.vague_term or right.vague_term:
            continue
        if right.qualifier or left.measure != right.measure or right.superseded or left.bound_after:
            continue
        listed = tokens[right.first - 1].lower == "," and left.unit != right.unit
        if not listed and _coordinated(tokens, left, right):
            right.effect, right.qualifier = left.effect, left.qualifier
            right.rules.append("shared-qualifier")


def _coordinated(tokens: list[Tok], left: Draft, right: Draft) -> bool:
    between = [t.lower for t in tokens[left.last : right.first]]
    joint = next((j for j in sorted(_JOINTS, key=len, reverse=True) if tuple(between[-len(j) :]) == j), None)
    if joint is None:
        return False
    phrase = between[: -len(joint)]
    if not 1 <= len(phrase) <= _LONGEST_PHRASE or any(_is_verb(w) or w in (",", ";", ":", ".", "(") for w in phrase):
        return False
    if right.low != right.high or _is_part(tokens, right):
        return False  # a range has its own bounds, "seven of them" is a part of what is bounded
    following = tokens[right.last].lower if right.last < len(tokens) else ""
    return bool(following) and not _is_verb(following) and following not in ("others", "other", ",", ".")


def _is_part(tokens: list[Tok], draft: Draft) -> bool:
    """Whether the quantity is a part of something named before: "seven of them"."""
    words = [t.lower for t in tokens[draft.last : draft.last + 2]]
    return len(words) == 2 and words[0] == "of" and words[1] in CONTEXT["known_whole"]


def _is_verb(word: str) -> bool:
    """A word that begins or ends a clause, as far as its form tells."""
    return word in CONTEXT["clause"] or (len(word) > 4 and word.endswith(("ed", "ing")))


def share_ages(tokens: list[Tok], drafts: list[Draft]) -> None:
    """An age covers the bare numbers listed after it: "two boys aged 9, 12 and 14"."""
    for left, right in pairwise(drafts):
        if not left.age or right.unit or right.vague_term or right.effect != "exact":
            continue
        between = tuple(t.lower for t in tokens[left.last : right.first])
        following = tokens[right.last] if right.last < len(tokens) else None
        ended = following is None or following.kind != "word" or following.lower in {"and", "or", *CONTEXT["clause"]}
        if between in _AGE_JOINTS and ended and 0 < (right.high or 0) <= 110:
            right.unit, right.measure = left.unit, True
            right.age = True
            right.rules.append("unit:age")


def count_sums(tokens: list[Tok], drafts: list[Draft]) -> None:
    """Numbers in brackets that add up to the total before them count, whatever stands before the brackets.

    "Nine died: Orvin (5) and Tesh (4)" gives places, "Two died: Ali (5) and Omar (7)" ages.
    """
    for i, total in enumerate(drafts):
        listed = [d for d in drafts[i + 1 :] if _is_bracketed(tokens, d)]
        aged = [d for d in listed if d.age]
        if not aged or total.measure or len(listed) < 2 or total.low is None:
            continue
        if sum(d.low or 0 for d in listed) == total.low:
            for d in aged:
                _count_summand(d)


def _count_summand(draft: Draft) -> None:
    """Turns a number that was read as an age into one that counts."""
    draft.unit, draft.measure, draft.age, draft.sums_up = None, False, False, True
    draft.rules = [*(r for r in draft.rules if r != "unit:age"), "adds-up"]


def _is_bracketed(tokens: list[Tok], draft: Draft) -> bool:
    """Whether a number stands alone in brackets."""
    return (lower_at(tokens, draft.first - 1), lower_at(tokens, draft.last)) == ("(", ")")


def measure_rates(text: str, tokens: list[Tok], drafts: list[Draft]) -> None:
    """Rates and levels count nothing: "12 deaths per 1,000 people", "lost 9 points to 4,210"."""
    for i, draft in enumerate(drafts):
        behind_to = lower_at(tokens, draft.first - 1) == "to"
        if _is_rate(text, tokens, draft):
            for rate in [draft, drafts[i - 1]] if i and behind_to else [draft]:
                rate.measure = True
                rate.rules.append("rate")
        elif behind_to and any(_is_of_points(tokens, d) for d in drafts[max(0, i - 2) : i]):
            following = tokens[draft.last] if draft.last < len(tokens) else None
            if following is None or following.kind != "word" or following.lower in CONTEXT["behind_score"]:
                draft.measure = True
                draft.rules.append("level")


def _is_rate(text: str, tokens: list[Tok], draft: Draft) -> bool:
    """Whether "per" and a base follow the number: "12 deaths | per 1,000 people |"."""
    behind = [t for t in tokens[draft.last : draft.last + 2] if not t.role]
    base = next((t for t in behind if t.kind == "skip"), None)
    return base is not None and text[base.start : base.end].lower().startswith("per ") and not draft.vague_term


def _is_of_points(tokens: list[Tok], draft: Draft) -> bool:
    """Whether a number tells the points that an index gained or lost."""
    return lower_at(tokens, draft.last) in ("points", "point")


def mark_rejected(tokens: list[Tok], drafts: list[Draft]) -> None:
    """A number that the sentence puts aside for another: "nine, not seven", "31 rather than 35", "not 12 but 15".

    It is superseded where it says who told it before ("as first reported"), else somebody else's and denied.
    """
    for draft in drafts:
        words = [t.lower for t in tokens[max(0, draft.first - 3) : draft.first]]
        while words and words[-1] in ("the", "some", "a", "about"):
            words.pop()
        if draft.measure or not _is_put_aside(tokens, draft, words):
            continue
        behind = {t.lower for t in tokens[draft.last : draft.last + 8]}
        draft.superseded = not behind.isdisjoint({"first", *CONTEXT["earlier"]}) and "as" in behind
        draft.rejected = not draft.superseded
        draft.rules.append("superseded" if draft.superseded else "rejected")


def _is_put_aside(tokens: list[Tok], draft: Draft, words: list[str]) -> bool:
    if words[-2:] in (["rather", "than"], ["instead", "of"]) or words[-3:] == ["as", "opposed", "to"]:
        return True
    if words[-1:] != ["not"]:
        return False
    k = next(j for j in range(draft.first - 1, -1, -1) if tokens[j].lower == "not")
    before, behind = lower_at(tokens, k - 1), [t.lower for t in tokens[draft.last : draft.last + 5]]
    return before in ("", ",", "and", "–", "—", "-", ";", "(", "“", '"') or "but" in behind


def join_bounds(tokens: list[Tok], drafts: list[Draft]) -> None:
    """Two bounds of one number are a range: "more than 20 but fewer than 30"."""
    i = 0
    while i + 1 < len(drafts):
        left, right = drafts[i], drafts[i + 1]
        between = tuple(t.lower for t in tokens[left.after : right.first])
        lower, upper = (left, right) if left.effect.startswith("minimum") else (right, left)
        bounded = lower.effect.startswith("minimum") and upper.effect.startswith("maximum")
        if between in _BOUND_JOINTS and bounded and left.unit == right.unit and (lower.low or 0) < (upper.high or 0):
            left.effect, left.low, left.high = f"{lower.effect}|{upper.effect}", lower.low, upper.high
            left.qualifier = f"{left.qualifier}, {right.qualifier}"
            left.last = left.core_last = right.last
            left.after = right.after
            left.rules = [*left.rules, *right.rules, "two-bounds"]
            del drafts[i + 1]
        i += 1


def mark_superseded(tokens: list[Tok], drafts: list[Draft]) -> None:
    """In "rose to 112 from 98" and "earlier put at 98 but raised to 112" the 98 no longer stands."""
    for i, draft in enumerate(drafts):
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        words = [t.lower for t in tokens[max(0, draft.first - 12) : draft.first]]
        while words and (
            words[-1] in CONTEXT["old_toll"] or words[-1] in CURRENCY_SIGNS
        ):  # "from an earlier toll of 98"
            words.pop()
        if words[-1:] == ["from"]:
            draft.superseded = _is_old(tokens, words[-9:-1], drafts[i - 1] if i else None, draft, following)
        elif draft.superseded:
            continue
        elif following is not None and any(w in CONTEXT["earlier"] for w in words[-6:]):
            draft.superseded = _is_raised_to(tokens, draft, following)
        if draft.superseded:
            draft.rules.append("superseded")


def _is_raised_to(tokens: list[Tok], draft: Draft, following: Draft) -> bool:
    """ "put at 98 | but raised to | 112"."""
    gap = [t.lower for t in tokens[draft.last : following.first]]
    return gap[-1:] == ["to"] and any(w in CONTEXT["change"] for w in gap)


def _is_old(tokens: list[Tok], words: list[str], left: Draft | None, draft: Draft, following: Draft | None) -> bool:
    """Whether the number behind "from" was replaced; ``words`` stand before "from", ``left`` is the number told there.

    "Rose from 98 to 112", "112, up from 98" and "rose to 112 from 98" say so, "picked up 12 people from two boats" not.
    """
    if not any(w in CONTEXT["change"] for w in words):
        return False
    if following is not None and _starts_with_to(tokens, draft, following):
        return words[-1] in ("up", "down") or any(_is_of_change(w) for w in words)
    if left is None or left.measure != draft.measure:
        return False
    if words[-1] in CONTEXT["changed_from"] or left.measure:
        return True
    before = lower_at(tokens, left.first - 1)
    return before in ("to", "at") or (before in CONTEXT["change"] and before not in CONTEXT["moved"])


def _is_of_change(word: str) -> bool:
    """Whether a word says that a number changed, or stands for "the number of", which a mask covers."""
    if not word or word in CONTEXT["brought_up"]:
        return True
    return word in CONTEXT["change"] and word not in CONTEXT["carried"]


def _starts_with_to(tokens: list[Tok], old: Draft, new: Draft) -> bool:
    gap = [t.lower for t in tokens[old.last : new.first]]
    return gap[-1:] == ["to"] and len(gap) <= 4
