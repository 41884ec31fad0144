"""A text with characters that nobody sees in, the text as it is seen out, and the way back to where it stands stored.

Zero-width characters, soft hyphens and marks of direction stand inside numbers and words of real texts ("2\\u200b5",
"thir\\u00adteen"), by accident and on purpose (Unicode Technical Report 36, section 2). They are left out before
anything is read, and every offset is carried back afterwards, so that the evidence still is the stored text. Digits
after U+202E are shown the other way round ("52" is seen as 25): such a number is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.model import Assertion, Document

_HIDDEN = "\\u0000\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff"
_UNSEEN = re.compile(f"[{_HIDDEN}]+")
_TURNED = re.compile("\\u202e[^\\u202c\\n]*")
_DIGITS = re.compile(r"\d")
_CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it is seen; ``places[i]`` is where its i-th character stands in the stored one, with its end last."""

    text: str
    places: Sequence[int]

    def start(self, offset: int) -> int:
        """Where what starts at an offset of the seen text starts in the stored one."""
        return self.places[offset]

    def end(self, offset: int) -> int:
        """Where what ends before an offset of the seen text ends in the stored one."""
        return self.places[offset - 1] + 1 if offset else 0


def seen(text: str) -> Seen | None:
    """The text as it is seen, or ``None`` where nothing in it is hidden.

    >>> seen("2\\u200b5 died").text
    '25 died'
    >>> seen("25 died") is None
    True
    >>> seen("\\u202e52\\u202c died").text
    '   died'
    """
    if text.isascii() and "\0" not in text:
        return None
    if not _UNSEEN.search(text):
        return None
    shown = _TURNED.sub(lambda turned: _DIGITS.sub(" ", turned[0]), text)
    places: list[int] = []
    pieces: list[str] = []
    begin = 0
    for hidden in _UNSEEN.finditer(shown):
        pieces.append(shown[begin : hidden.start()])
        places.extend(range(begin, hidden.start()))
        begin = hidden.end()
    pieces.append(shown[begin:])
    places.extend(range(begin, len(shown) + 1))
    return Seen("".join(pieces), places)


def has_turned_digits(text: str) -> bool:
    """Whether a text shows a number the other way round than it is stored, so that it is not read.

    >>> has_turned_digits("\\u202e52 died"), has_turned_digits("\\u202eabc")
    (True, False)
    """
    return any(_DIGITS.search(turned[0]) for turned in _TURNED.finditer(text))


def carried_back(assertion: Assertion, shown: Seen, stored: Document) -> Assertion:
    """An assertion of the seen text with the offsets and the words of the stored one."""
    a, text = assertion, stored.text
    sentence = replace(a.sentence, start=shown.start(a.sentence.start), end=shown.end(a.sentence.end))
    q = a.quantity
    quantity = replace(
        q,
        start=shown.start(q.start),
        end=shown.end(q.end),
        core_start=shown.start(q.core_start),
        core_end=shown.end(q.core_end),
    )
    start, end = shown.start(a.start), shown.end(a.end)
    counted, place = a.counted, a.place
    if counted.start is not None and counted.end is not None:
        counted = replace(counted, start=shown.start(counted.start), end=shown.end(counted.end))
    if place.start is not None and place.end is not None:
        place = replace(place, start=shown.start(place.start), end=shown.end(place.end))
    of = a.scope.subset_of
    scope = a.scope if of is None else replace(a.scope, subset_of=shown.start(of))
    if scope.change_of is not None:
        scope = replace(scope, change_of=shown.start(scope.change_of))
    return replace(
        a,
        sentence=sentence,
        sentence_text=text[sentence.start : sentence.end],
        quantity=quantity,
        quantity_text=text[quantity.start : quantity.end],
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        counted=counted,
        place=place,
        scope=scope,
    )
