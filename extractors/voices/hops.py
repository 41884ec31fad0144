"""From a voice to the hops of a chain: publisher ← relay ← speaker ← origin."""

from __future__ import annotations

from extractors.actors import fold, resolve
from extractors.model import Chain, Document, Hop
from extractors.voices.discourse import Voice


def chain_of(document: Document, voice: Voice | None, direct_quote: bool) -> Chain:
    """The chain for a figure; without a voice the publisher alone speaks.

    >>> chain_of(Document("d", ""), Voice("Putin", "TASS", None, "quoted", 0), True).text
    'article ← TASS ← Putin'
    """
    hops = [_hop(0, "publisher", document.source or "", None, False)]
    if voice is None:
        return Chain(tuple(hops), rules=("publisher",))
    relay = "" if fold(voice.relay) == fold(voice.speaker) else voice.relay
    quoted_by = [("relay", voice.outer_relay), ("relay", relay), ("speaker", voice.speaker), ("origin", voice.origin)]
    for role, text in quoted_by:
        if text:
            hops.append(_hop(len(hops), role, text, voice.cue, direct_quote and role == "speaker"))
    rule = "carried" if voice.inferred else "stated"
    return Chain(tuple(hops), inferred=voice.inferred, modality=voice.modality, rules=(rule,))


def _hop(number: int, role: str, text: str, cue: str | None, direct_quote: bool) -> Hop:
    known = resolve(text)
    return Hop(number, role, text, known.actor_id, known.source_class, known.named, known.party, direct_quote, cue)
