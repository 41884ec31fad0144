"""Claims that a text says nobody could check, and monitors that it names elsewhere.

In: the words around a figure, and the chains of a document. Out: whether the claim stands unverified; the chains with
"a monitoring group" known as the one monitor that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Chain, Hop, Sentence
from extractors.voices.words import HEAD_NOUNS, MODIFIERS, is_generic

_UNVERIFIED = re.compile(
    r"\b(?:could|can) ?not (?:immediately )?(?:be )?(?:independently )?(?:verif|confirm|corroborat)\w*"
    r"|\b(?:was|were|has|have|had) (?:not|yet to) (?:been |be )?(?:independently )?"
    r"(?:verified|confirmed|corroborated)\b"
    r"|\bunable to (?:independently )?(?:verify|confirm)\b|\bno independent (?:confirmation|verification)\b"
    r"|\bindependent (?:confirmation|verification) (?:was|is) not\b",
    re.IGNORECASE,
)
_OF_THE_CLAIM = re.compile(
    r"\W*(?:(?:The|These|Those|This|That|Their|Its|His|Her|Neither|Both|None of (?:the|these)) (?:\w+ )?"
    r"(?:claims?|figures?|tolls?|reports?|numbers?|accounts?|statements?|allegations?|details?|assertions?)\b"
    r"|(?:It|This|That|Neither) (?:could|was|has)\b|There (?:was|is) no independent|No independent"
    r"|[A-Z]\w+(?: [A-Z]\w+){0,2} (?:could|was|were|has|is) )"
)


def is_unverified(text: str, sentences: Sequence[Sentence], index: int) -> bool:
    """Whether the sentence of a claim, or the one behind it, says that nobody could check it."""
    here = sentences[index]
    if _UNVERIFIED.search(text, here.start, here.end):
        return True
    if index + 1 >= len(sentences) or sentences[index + 1].paragraph - here.paragraph > 1:
        return False
    following = sentences[index + 1]
    doubted = _UNVERIFIED.search(text, following.start, following.end)
    return doubted is not None and _OF_THE_CLAIM.match(text, following.start, following.end) is not None


def with_known_monitor(chains: Sequence[Chain]) -> list[Chain]:
    """Chains in which "a monitoring group" is the monitor that the document names, where it names one alone."""
    named = {h.actor_id for c in chains for h in c.hops if h.source_class == "monitor_ngo" and h.actor_id}
    if len(named) != 1:
        return list(chains)
    known = next(iter(named))
    return [
        replace(c, hops=tuple(replace(h, actor_id=known) if _is_unnamed_monitor(h) else h for h in c.hops))
        if any(_is_unnamed_monitor(h) for h in c.hops)
        else c
        for c in chains
    ]


def _is_unnamed_monitor(hop: Hop) -> bool:
    """Whether a hop says no more than that a monitor speaks: "a war monitor", "the monitoring group"."""
    if hop.actor_id is not None or hop.source_class != "monitor_ngo" or hop.role == "publisher":
        return False
    words = [w.lower() for w in hop.actor_text.split()]
    return all(w in HEAD_NOUNS or w in MODIFIERS or is_generic(w) or w in ("a", "the", "war", "one") for w in words)
