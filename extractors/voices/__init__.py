"""Who says it: the chain of attribution of each figure, from the publisher inwards.

The walk: statements in each sentence (``statements``), quotations (``quotations``), headlines (``headings``),
then the discourse (``discourse``): pronouns and "the source" resolved, voices carried over sentences that plainly
go on. See ``docs/attribution.md`` for the rules with examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.model import Chain, Document, ParsedSentence, Sentence, Target
from extractors.voices.chain import chain_of
from extractors.voices.doubt import with_known_monitor
from extractors.voices.reading import DocumentVoices

__all__ = ["attribute"]


def attribute(
    document: Document,
    sentences: Sequence[Sentence],
    parsed: Mapping[int, ParsedSentence],
    targets: Sequence[Target],
) -> list[Chain]:
    """One chain of attribution per target, in the order of ``targets``.

    ``parsed`` need not hold every sentence: speech is read from the words; the quantities of parsed sentences
    serve to see that a source repeats what the outlet has just stated.
    """
    voices = DocumentVoices(document, sentences, parsed)
    return with_known_monitor([chain_of(document, *voices.at(target)) for target in targets])
