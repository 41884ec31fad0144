"""Voices of one figure in, its chain of attribution out: publisher ← relay ← speaker ← origin.

Two voices may stand around one figure: who passes on what whom says, and what a speaker relies on.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.model import Chain, Document, Hop
from extractors.vocabulary.actors import MEDIA_CLASSES, ActorMatch, fold, is_medium, resolve
from extractors.voices.cue_context import OWN
from extractors.voices.discourse import Voice

_BEHIND = frozenset(["unnamed_estimates", "document"])  # what a speaker relies on
_PRONOUN = re.compile(
    r"(?:I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]ho|[Ss]omeone|[Hh]im|[Tt]hem|HE|SHE|THEY)(?:['’]\w{1,2})?"
)
"""Words that name nobody, where what they stand for was not found; WHO is a body."""
_NEAR = 80  # characters between two voices behind a figure of whom the second may pass on the first


def nested(text: str, outer: Voice, inner: Voice) -> Voice:
    """ "The army said that initial reports show ...": what the outer voice says is what the inner one says."""
    if outer.statement is None or inner.statement is None:
        return inner
    if inner.statement.aside and inner.statement.kind == "according":
        return inner  # "the council said it is seeking clarity on reports suggesting that 12 died"
    if resolve(inner.speaker).source_class in _BEHIND:
        own = inner.statement.start < outer.statement.scope_start  # "said in a statement verified by ..."
        return outer if own else replace(outer, origin=inner.speaker)
    between = text[outer.statement.scope_start : max(outer.statement.scope_start, inner.statement.start)]
    if between.strip(" ,").lower() not in ("", "that"):
        return inner
    if inner.speaker.split()[0].lower() in OWN | {"its"}:
        return outer  # "the envoy said his office had verified ..."
    if inner.relay:
        return replace(inner, outer_relay=outer.speaker if is_medium(outer.speaker) else "")
    return replace(inner, relay=outer.speaker, outer_relay=outer.relay)


def passed_on(text: str, inner: Voice, outer: Voice) -> Voice:
    """ "12 died, according to estimates, | the minister said", "12 died, doctors said, | Reuters reported"."""
    if inner.statement is None or outer.statement is None:
        return inner
    between = text[inner.statement.cue_end : outer.statement.start]
    if len(between) > _NEAR or ";" in between or " and " in between:
        return inner
    if inner.statement.kind == "according" and resolve(inner.speaker).source_class in _BEHIND:
        return replace(outer, origin=outer.origin or inner.speaker)
    if not inner.relay and not is_medium(inner.speaker) and (is_medium(outer.speaker) or _is_wire(outer)):
        return replace(inner, relay=outer.speaker)
    return inner


def combined(leading: Voice, trailing: Voice, offset: int) -> Voice:
    """ "Other sources said 12 joined, Press TV reported": the medium behind passes the first one on."""
    outer = trailing.statement
    if outer is None or cue_start(trailing) < offset:
        return leading
    if outer.kind != "according" and resolve(leading.speaker).source_class in _BEHIND and not leading.inferred:
        return replace(trailing, origin=leading.speaker)  # "Evidence suggests that 12 died, the Observatory said"
    if outer.kind == "according":
        if resolve(trailing.speaker).source_class in _BEHIND:
            return replace(leading, origin=trailing.speaker)
        if not leading.relay and is_medium(trailing.speaker) and not is_medium(leading.speaker):
            return replace(leading, relay=trailing.speaker)
        return replace(trailing, relay=trailing.relay or leading.speaker)
    if not leading.relay and (is_medium(trailing.speaker) or resolve(trailing.speaker).source_class in MEDIA_CLASSES):
        return replace(leading, relay=trailing.speaker)
    return leading


def cue_start(voice: Voice) -> int:
    return voice.statement.cue_start if voice.statement is not None else 0


def _is_wire(voice: Voice) -> bool:
    """ "..., said the mayor, | UNN reports.": an unknown acronym that reports what another one said is an agency."""
    return voice.cue in ("reports", "reported") and voice.speaker.isupper() and " " not in voice.speaker


def chain_of(document: Document, voice: Voice | None, direct_quote: bool) -> Chain:
    """The chain for a figure; without a voice the publisher alone speaks.

    >>> chain_of(Document("d", ""), Voice("Putin", "TASS", None, "quoted", 0), True).text
    'article ← TASS ← Putin'
    """
    hops = [_hop(0, "publisher", document.source or "", None, False)]
    if voice is None or _is_own(document, voice):
        return Chain(tuple(hops), rules=("publisher",))
    if not voice.relay and _PRONOUN.fullmatch(voice.speaker):
        return Chain(tuple(hops), inferred=True, modality=voice.modality, rules=("speaker_unknown",))
    relay = "" if fold(voice.relay) == fold(voice.speaker) else voice.relay
    quoted_by = [("relay", voice.outer_relay), ("relay", relay), ("speaker", voice.speaker), ("origin", voice.origin)]
    for role, text in quoted_by:
        if text:
            title = voice.title if role == "speaker" else ""
            hops.append(_hop(len(hops), role, text, voice.cue, direct_quote and role == "speaker", title))
    rule = "carried" if voice.inferred else "stated"
    return Chain(tuple(hops), inferred=voice.inferred, modality=voice.modality, rules=(rule,))


def _is_own(document: Document, voice: Voice) -> bool:
    """Whether the publisher speaks of itself by its name: "OCHA documented 40 attacks" in a report of OCHA."""
    if voice.relay or not document.source:
        return False
    name = voice.speaker.split()
    short = len(name) == 2 and name[0].lower() == "the" and name[1][:1].isupper()  # "the Office"
    return fold(voice.speaker) == fold(document.source) or (short and document.source.split()[-1] == name[1])


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
