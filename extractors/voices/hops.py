"""From a voice to the hops of a chain: publisher ← relay ← speaker ← origin."""

from __future__ import annotations

from dataclasses import replace

from extractors.actors import ActorMatch, fold, resolve
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
            title = voice.title if role == "speaker" else ""
            hops.append(_hop(len(hops), role, text, voice.cue, direct_quote and role == "speaker", title))
    rule = "carried" if voice.inferred else "stated"
    return Chain(tuple(hops), inferred=voice.inferred, modality=voice.modality, rules=(rule,))


def _hop(number: int, role: str, text: str, cue: str | None, direct_quote: bool, title: str = "") -> Hop:
    """``title`` says who a person is whom the registry does not know: "Ana Ruiz, a spokeswoman for OCHA"."""
    known = resolve(text)
    if title and known.actor_id is None and known.source_class == "unattributed":
        known = replace(_office(title), named=known.named)
    return Hop(number, role, text, known.actor_id, known.source_class, known.named, known.party, direct_quote, cue)


def _office(title: str) -> ActorMatch:
    """What a title stands for: its body if that is known, "head of the district police", "president of the union"."""
    office = resolve(title)
    body = resolve(title.split(" of ", 1)[1]) if " of " in title else office
    leads = office.source_class in ("unattributed", "belligerent_official", "unnamed_official")
    return body if leads and office.actor_id is None and body.source_class != "unattributed" else office
