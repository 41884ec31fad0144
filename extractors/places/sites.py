"""Names of buildings and grounds, of which only the last word tells what they are: "the Corniche Palace Hotel".

In: the tokens of a sentence and where one stands. Out: the last token of the name, and which token is its head noun.
A name of this kind is made of words that are no place by themselves ("Temple", "Ambassador", "Training Institute").
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document.tokens import lower_at
from extractors.places.words import Tok, words

_LINKS = frozenset(["of", "for", "de", "del", "la", "al", "the"])
"""Small words inside a name: "Church of the Holy Cross"."""
_SEATS = frozenset(["ministry", "directorate", "bureau"])
"""Bodies that also stand for their building."""
_LONGEST = 8
_OPENERS = frozenset(["the", "a", "an"])


def site_name(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """Last token and head noun of the site whose name opens at token ``i``; None where none does.

    Two words with a capital at least, the head noun among them, after a preposition or a verb of attack:
    "outside the | Palm Hotel", "stormed the | Sana Training Institute". An institution counts after a preposition of
    place alone, since it also speaks and acts.
    """
    if not toks[i].capital or (toks[i].text.isupper() and len(toks[i].text) > 1):
        return None
    if lower_at(toks, i - 1) in ("a", "an") and toks[i].lower in words("modifier"):
        return None  # "in a Coptic Church"
    last = _last_of_name(toks, i)
    if not _opens(toks, i) and not _suffers(toks, last):
        return None
    if toks[i].lower in _SEATS and last == i:
        return _seat(toks, i)
    if (small := _small_head(toks, i, last)) is not None:
        return small, small
    head = next((n for n in range(last, i - 1, -1) if _is_head(toks, n)), None)
    return _site_with_head(toks, i, head, last) if head is not None else None


def _last_of_name(toks: Sequence[Tok], i: int) -> int:
    """The last token of the words with capitals that begin at ``i``, "of the" between them included."""
    last = i
    while last + 1 < len(toks) and last - i < _LONGEST:
        step = _step(toks, last)
        if not step:
            break
        last += step
    return last


def _site_with_head(toks: Sequence[Tok], i: int, head: int, last: int) -> tuple[int, int] | None:
    """The site whose head noun stands at ``head``: "Palm | Hotel", "| University | of X"; none for a noun alone."""
    following = toks[head + 1] if head + 1 < len(toks) else None
    if head == i:
        linked = following is not None and following.lower == "of" and last > head + 1
        return (last, head) if linked else None  # "University of X", "Church of the Holy Cross"
    if following is not None and following.capital and following.lower in words("organisation"):
        return None
    return head, head


def _opens(toks: Sequence[Tok], i: int) -> bool:
    """True if the name stands after a preposition of place or a verb of attack, articles and adjectives passed over."""
    k = i - 1
    if k >= 0 and toks[k].lower in _OPENERS:
        k -= 1
    while k >= 0 and not toks[k].capital and i - k < 5:
        low = toks[k].lower
        if low in words("strike"):
            return True
        if low in words("preposition"):
            return words("preposition")[low] in ("in", "near", "from")
        if not low[0].isalpha() and not low[0].isdigit():
            return False
        k -= 1
    return False


def _seat(toks: Sequence[Tok], i: int) -> tuple[int, int] | None:
    """ "near the | Ministry of Justice |": the building of a body, where something lies near it."""
    named = i + 2 < len(toks) and toks[i + 1].lower == "of" and toks[i + 2].capital
    before = toks[i - 2].lower if i > 1 and toks[i - 1].lower in _OPENERS else ""
    if not named or before not in ("near", "outside", "inside", "beside"):
        return None
    last = i + 2
    while last + 1 < len(toks) and toks[last + 1].capital:
        last += 1
    return last, i


def _suffers(toks: Sequence[Tok], last: int) -> bool:
    """True for "the Tanin Barrage | was captured"."""
    if last + 2 >= len(toks) or not _is_head(toks, last) or toks[last].lower in words("organisation"):
        return False
    verb = toks[last + 2].lower
    return toks[last + 1].lower in ("was", "were") and verb in words("strike") and not verb.endswith("ing")


def _small_head(toks: Sequence[Tok], i: int, last: int) -> int | None:
    """The head noun in small letters behind the name: "Bright Star cultural | centre", "Garden of Hope | school"."""
    at = last + 1
    if at + 2 < len(toks) and toks[at].lower in _LINKS and toks[at + 1].capital and not _is_head(toks, at + 1):
        at += 2  # "Garden of Hope"
    if at + 1 < len(toks) and toks[at].lower in words("before_head"):
        at += 1
        if toks[at].lower in ("center", "centre"):
            return at
    found = last + 1 < at < len(toks) and words("head").get(toks[at].lower) == "site"
    return at if found else None


def _step(toks: Sequence[Tok], last: int) -> int:
    """How many tokens further the name goes on: 1 for a capital, 2 and 3 over "of", "of the"."""
    for step in (1, 2, 3):
        if last + step >= len(toks):
            return 0
        token = toks[last + step]
        if token.capital:
            return step if step == 1 or _is_head(toks, last) else 0
        if token.lower not in _LINKS:
            return 0
    return 0


def _is_head(toks: Sequence[Tok], n: int) -> bool:
    if not toks[n].capital:
        return False
    low = toks[n].lower
    return words("head").get(low) == "site" or low in words("site_name")
