"""The words around a figure in, hashed features out: what the second reader sees of it, and nothing of the rules.

Words are cut to a crude stem and hashed (Weinberger et al. 2009), those beside the figure with their place as well.
"""

from __future__ import annotations

import re
import zlib

from extractors.page import Finding

SIZE = 2048
"""Number of hashed features."""
_WINDOW = 160
"""Characters on either side that are looked at: a sentence may be a megabyte long."""
_WORDS, _NEAR = 10, 3
"""Words on either side, and those of them whose place counts."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+|[^\w\s]")
_ENDINGS = ("ing", "ed", "es", "s")


def features(content: str, finding: Finding) -> list[int]:
    """Sorted indices below ``SIZE`` of the features of one finding in its text."""
    q, c, sentence = finding.quantity, finding.counted, finding.sentence
    start = min(q.start, c.start if c.start is not None else q.start)
    end = max(q.end, c.end or 0)
    left = _words(content[max(sentence.start, start - _WINDOW) : start])[::-1][:_WORDS]
    right = _words(content[end : min(sentence.end, end + _WINDOW)])[:_WORDS]
    noun = _words(content[q.end : end])
    said = ["", f"domain {c.domain}", f"class {c.entity_class}", f"single {finding.implicit}", f"elided {c.elided}"]
    said += [f"role {sentence.role}", *(f"noun {w}" for w in noun)]
    for side, words in (("left", left), ("right", right)):
        said += _around(side, words, c.domain)
    return sorted({zlib.crc32(feature.encode()) % SIZE for feature in said})


def _around(side: str, words: list[str], domain: str) -> list[str]:
    near = words[:_NEAR]
    return [
        *(f"{side} {w}" for w in words),
        *(f"{side} near {w}" for w in near),
        *(f"{side} {i} {w}" for i, w in enumerate(near)),
        *(f"{side} {domain} {w}" for w in near),
        f"{side} {' '.join(words[:2])}" if words else f"{side} end",
    ]


def _words(text: str) -> list[str]:
    return [_stem(w.lower()) for w in _WORD.findall(text)]


def _stem(word: str) -> str:
    """A word without its ending, crudely: "wounding" and "wounded" are one.

    >>> _stem("wounding"), _stem("wounded"), _stem("died")
    ('wound', 'wound', 'died')
    """
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 3), "")
    return word[: len(word) - len(ending)]
