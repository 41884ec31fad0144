"""Text in, the words that say what it is about out: words that few reports of armed conflict use, as numbers.

Two reports of one attack share names of victims, of streets and of bodies; two reports of two attacks share
"killed", "forces" and "Monday". The words that say little are listed once (``data/common_words.csv``: every
word of four letters or more that stands in at least one of fifty reports), so what two texts share does not
depend on what else is in the warehouse. Their frequencies were counted in FA-KES (Abu Salem et al., ICWSM 2019,
CC BY 4.0), MUC-3/4 (NIST), incident summaries of Wikipedia (CC BY-SA) and daily releases of CENTCOM.
"""

from __future__ import annotations

import functools
import re
import zlib
from importlib import resources

MOST = 160
"""Words kept of one text: a sample of a long one (the same words of any text that has them)."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@functools.cache
def common_words() -> frozenset[str]:
    """Words that say little about which event a text is on, in lower case."""
    path = resources.files(__package__) / "data" / "common_words.csv"
    return frozenset(path.read_text(encoding="utf-8").split()[1:])


def telling_words(text: str) -> list[int]:
    """The CRC-32 of each rarer word of a text, sorted; of more than ``MOST`` the lowest.

    >>> telling_words("The attack killed people") == []
    True
    >>> telling_words("Zarmina hospital") == telling_words("the hospital ZARMINA.")
    True
    """
    common = common_words()
    found = {word.lower() for word in _WORD.findall(text)} - common
    return sorted(zlib.crc32(word.encode()) for word in found)[:MOST]
