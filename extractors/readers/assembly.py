"""A finding with its chain, place and date put together as an assertion, with how far the reading is trusted."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.doubt import is_doubted
from extractors.model import Assertion, Chain, Document, Place, When
from extractors.page import Finding
from extractors.quantities import conventions

_CONTEXT = 32
"""Characters of text kept before and after the figure (W3C TextQuoteSelector prefix and suffix)."""
_GUESSED = 0.7
"""The most that is trusted where no list holds the counted noun, or its class is that of a figure before."""


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
    trusted = trust(finding)
    doubted = is_doubted(content, finding, trusted)
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
        confidence=_halved(trusted) if doubted else trusted,
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
            *_trace("outcome", finding.happening.found_by),
            *finding.happening.rules,
            *_trace("status", finding.scope.found_by),
            *finding.scope.rules,
            *chain.rules,
            *place.rules,
            *when.rules,
            *(("doubt:second_reader",) if doubted else ()),
        ),
    )


def _trace(what: str, rule: str) -> tuple[str, ...]:
    return (f"{what}:{rule}",) if rule else ()


def trust(finding: Finding) -> float:
    """How far the rule that found the outcome is trusted, less where the class is a guess; 0 to 1."""
    told = finding.happening.trust
    return round(min(told, _GUESSED) if finding.counted.guessed else told, 2)


def _halved(trusted: float) -> float:
    """The confidence of a reading that the second reader doubts: too low to go without review."""
    return round(trusted / 2, 2)
