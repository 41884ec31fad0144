"""One document and what has been read of it so far, layer upon layer.

A ``Page`` goes in and out of every component of a pipeline. It is frozen: a component adds the layer that it gives
and edits none that is there. An empty layer is one that nothing was found for, or that no component has read yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType

from extractors.model import (
    Assertion,
    Chain,
    Counted,
    Document,
    Happening,
    ParsedSentence,
    Place,
    Quantity,
    Scope,
    Sentence,
    Target,
    When,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A quantity with what it counts, what happened to that, and its status and scope."""

    parsed: ParsedSentence | None
    sentence: Sentence
    quantity: Quantity
    counted: Counted
    happening: Happening
    scope: Scope
    implicit: bool = False  # a single without a number word

    @property
    def target(self) -> Target:
        """What voices, places and dates need to know of it."""
        trigger = None
        if self.happening.trigger is not None and self.parsed is not None:
            trigger = self.parsed.tokens[self.happening.trigger].start
        return Target(
            self.sentence.index,
            self.quantity,
            self.counted,
            trigger,
            self.happening.outcome,
            self.scope.count_status,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its layers. ``findings``, ``targets``, ``chains``, ``places`` and ``dates`` run in parallel."""

    document: Document
    """As it is stored: every offset counts its code points."""
    text: str = ""
    """Its text without marks that are no words, code point for code point as long."""
    sentences: tuple[Sentence, ...] = ()
    quantities: Mapping[int, tuple[Quantity, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By sentence, for those that may hold a figure."""
    parsed: Mapping[int, ParsedSentence] = field(default_factory=lambda: MappingProxyType({}))
    """By sentence, for those that hold more than measures."""
    findings: tuple[Finding, ...] = ()
    targets: tuple[Target, ...] = ()
    chains: tuple[Chain, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[When, ...] = ()
    assertions: tuple[Assertion, ...] = ()

    @property
    def legible(self) -> Document:
        """The document with the text that the later components read."""
        return replace(self.document, text=self.text)


LAYERS = tuple(f.name for f in fields(Page))
"""Names of the layers; ``document`` is there from the beginning."""
