"""A finding with its chain, place and date put together as an assertion, with how far the reading is trusted."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Assertion, Chain, Document, Place, When
from extractors.page import Finding
from extractors.quantities import conventions

_CONTEXT = 32
"""Characters of text kept before and after the figure (W3C TextQuoteSelector prefix and suffix)."""
_CONFIDENCE = {
    "outcome:left": 0.95,
    "outcome:right": 0.95,
    "outcome:own_noun": 0.95,
    "outcome:premodifier": 0.9,
    "outcome:attack": 0.9,
    "outcome:claimed_lives": 0.9,
    "outcome:tree": 0.85,
    "outcome:toll": 0.9,
    "outcome:part": 0.9,
    "outcome:among": 0.85,
    "outcome:munition": 0.85,
    "outcome:attacked": 0.85,
    "outcome:located": 0.85,
    "outcome:acting": 0.85,
    "outcome:whole": 0.8,
    "outcome:list": 0.8,
    "outcome:list_header": 0.8,
    "outcome:nearest": 0.55,
    "outcome:default": 0.4,
}
"""How far each way of finding the outcome is trusted; "nearest" and "default" rows ask for review."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who read it: the name of the reader, its version, and that of its tables."""

    extractor: str
    version: str
    lexicon_version: str


def assertion(
    document: Document,
    finding: Finding,
    chain: Chain,
    place: Place,
    when: When,
    convention: str,
    stamp: Stamp,
) -> Assertion:
    """The assertion of one finding in the stored text of ``document``.

    ``convention`` names the rows of ``vague_words`` that give vague words their ``low``, ``best``, ``high``.
    """
    content, q, c = document.text, finding.quantity, finding.counted
    start = min(q.start, c.start) if c.start is not None else q.start
    end = max(q.end, c.end) if c.end is not None else q.end
    low, best, high = conventions.apply(q, convention)
    return Assertion(
        document_id=document.document_id,
        sentence=finding.sentence,
        sentence_text=content[finding.sentence.start : finding.sentence.end],
        quantity=q,
        quantity_text=content[q.start : q.end],
        start=start,
        end=end,
        exact=content[start:end],
        prefix=content[max(0, start - _CONTEXT) : start],
        suffix=content[end : end + _CONTEXT],
        counted=c,
        happening=finding.happening,
        scope=finding.scope,
        chain=chain,
        place=place,
        when=when,
        implicit=finding.implicit,
        confidence=_confidence(finding),
        low=low,
        best=best,
        high=high,
        convention=convention,
        extractor=stamp.extractor,
        extractor_version=stamp.version,
        lexicon_version=stamp.lexicon_version,
        rules=(
            *q.rules,
            *c.rules,
            *finding.happening.rules,
            *finding.scope.rules,
            *chain.rules,
            *place.rules,
            *when.rules,
        ),
    )


def _confidence(finding: Finding) -> float:
    outcome_rule = next((r for r in finding.happening.rules if r.startswith("outcome:")), "")
    confidence = _CONFIDENCE.get(outcome_rule, 0.9)
    if "class:unknown_noun" in finding.counted.rules or "elided:antecedent" in finding.counted.rules:
        confidence = min(confidence, 0.7)
    return round(confidence, 2)
