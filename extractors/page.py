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
from extractors.outcomes.candidate import Candidate
from extractors.patterns.triggers import Trigger


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
class Candidates:
    """What may be a figure in one sentence, left to right, with the outcome words of the sentence."""

    figures: tuple[Candidate, ...]
    singles: frozenset[int]
    """Tokens of those without a number word: "a driver", "Omar Haddad"."""
    measures: tuple[Finding, ...]
    triggers: Mapping[int, Trigger]

    @property
    def names(self) -> frozenset[int]:
        """Offsets at which persons' names end."""
        return frozenset(f.quantity.end for f in self.figures if f.quantity.single == "name")


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
    candidates: Mapping[int, Candidates] = field(default_factory=lambda: MappingProxyType({}))
    """By sentence, for those that are parsed."""
    readings: tuple[Finding, ...] = ()
    """The figures as each sentence gives them."""
    findings: tuple[Finding, ...] = ()
    """The same figures, where sums and later counts of the same are known."""
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
