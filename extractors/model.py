"""The typed values that walk through the extractor, from document to assertion.

Every offset is a Unicode code point offset into ``Document.text``, end excluded
(W3C Web Annotation, TextPositionSelector). Values are frozen: a later stage adds a
new value, it never edits one of an earlier stage. Missing is ``None``, never 0.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

Number = int | float
"""A quantity's bound: ``int`` where whole, ``float`` where the words carry a fraction."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its outlet and publication date; a changed text is a new version.

    ``date`` is the publication date as written by whoever delivered the document;
    ``extractors.dates`` reads it. ``location`` is the delivered place hint, if any.
    """

    document_id: str
    text: str
    title: str | None = None
    source: str | None = None
    date: str | None = None
    location: str | None = None
    url: str | None = None

    @staticmethod
    def id_of(text: str) -> str:
        """Content hash that serves as ``document_id`` where the input names none."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of ``Document.text`` read as one unit: a sentence, a heading, a list item."""

    index: int
    start: int
    end: int
    role: str = "body"  # title, subheading, body, caption
    paragraph: int = 0
    list_header: int | None = None  # index of the sentence that introduces the list this item is in


@dataclass(frozen=True, slots=True)
class Quantity:
    """Number words with their modifier, as they stand in the text ("at least five").

    ``start``/``end`` include the modifier; ``core_start``/``core_end`` are the number words
    alone, with a partitive "of" left out. ``kind``, ``low``, ``high`` are what the words
    logically say (``asserted_low``/``asserted_high`` of the assertion contract);
    ``value_from``/``value_to`` are the numbers as written, before any bound logic.
    """

    start: int
    end: int
    kind: str  # exact, minimum, maximum, range, approximate, vague, none
    low: Number | None
    high: Number | None
    value_from: Number | None
    value_to: Number | None
    core_start: int
    core_end: int
    qualifier: str | None = None
    unit: str | None = None  # set for measures: km, year, percent, USD ...
    per_unit: bool = False
    is_measure: bool = False
    partitive: bool = False  # the number words end in a noun that takes "of": dozens, hundreds, a number
    superseded: bool = False  # "rose to 112 from 98": the 98
    vague_term: str | None = None  # key into seeds/reference/vague_words.csv
    rules: tuple[str, ...] = ()  # names of the rules that read it, for `figures explain`; no stage reads them
    single: str = ""  # how one person or thing without a number word is named: name, article, definite, bare ...
    increment: bool = False  # "(+7)": what was added to the total before it
    rejected: bool = False  # "not seven": put aside for another number
    sums_up: bool = False  # one of the numbers in brackets that add up to the total before them


@dataclass(slots=True)  # not frozen: a text has many, and a frozen one takes four times as long to make
class Token:
    """One parser token. ``start``/``end`` are document offsets; a whole quantity is one token."""

    index: int
    text: str
    lower: str
    start: int
    end: int
    tag: str  # Penn Treebank tag
    dep: str  # ClearNLP dependency label, as spaCy's English models give it
    head: int  # index of the head token; the root points to itself
    quantity: int | None = None  # index into ParsedSentence.quantities


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its parse; quantities are single tokens in it."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    children: tuple[tuple[int, ...], ...]  # token index -> indices of its dependents, in order


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: its words and class; ``head`` is its token in the parse (None if elided)."""

    entity_text: str
    start: int | None
    end: int | None
    entity_class: str
    domain: str  # people, equipment, facility, attack, measure, other
    head: int | None = None
    elided: bool = False
    designation: str | None = None
    equipment_id: str | None = None
    speaker_label: str | None = None
    affiliation: str | None = None
    rules: tuple[str, ...] = ()
    elided_as: str = (
        ""  # what stands for the noun: others, us, group_of, population, reckoned, recalled, antecedent, ...
    )
    of_known: bool = False  # a part of those told before: "two of the ..."
    guessed: bool = False  # no list holds the noun, or the class is that of a figure before


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to the counted thing, and whether it is said to have happened."""

    outcome: str
    outcome_verb: str | None = None
    trigger: int | None = None  # token index of the outcome word
    perpetrator: str | None = None
    polarity: str = "asserted"  # asserted, denied
    modality: str = "factual"  # factual, estimated, alleged, planned, hypothetical
    rules: tuple[str, ...] = ()
    found_by: str = ""  # name of the rule that found the outcome
    trust: float = 0.9  # how far that rule is trusted, 0 to 1
    also: tuple[Happening, ...] = ()  # earlier harms of the same figure: who was kidnapped and killed was both


@dataclass(frozen=True, slots=True)
class Target:
    """A figure for which later stages look up who says it, where and when.

    It carries what was read, so that no later stage reads the number or the noun again.
    """

    sentence: int  # index of its sentence
    quantity: Quantity
    counted: Counted
    trigger_start: int | None  # the outcome word, document offset
    outcome: str
    status: str = "incident"  # count_status: incident, cumulative, stock, rate, change

    @property
    def start(self) -> int:
        """Where the quantity begins, document offset."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where the quantity ends, document offset."""
        return self.quantity.end

    @property
    def entity_start(self) -> int | None:
        """Where the counted thing begins, document offset."""
        return self.counted.start

    @property
    def entity_end(self) -> int | None:
        """Where the counted thing ends, document offset."""
        return self.counted.end

    @property
    def domain(self) -> str:
        """What kind of thing is counted: people, equipment, facility, attack, measure, other."""
        return self.counted.domain


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of the chain of attribution; hop 0 is the publisher, rising towards the origin."""

    hop: int
    role: str  # publisher, relay, speaker, origin
    actor_text: str
    actor_id: str | None = None  # seeds/reference/actors.csv
    source_class: str = "unattributed"
    named: bool = False
    party_to_conflict: bool = False
    direct_quote: bool = False
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Who states a figure: all hops from the publisher inwards."""

    hops: tuple[Hop, ...]
    inferred: bool = False  # carried over from another sentence or resolved from a pronoun
    modality: str | None = None  # "alleged" where the cue itself says so ("claimed")
    rules: tuple[str, ...] = ()

    @property
    def speaker_text(self) -> str:
        """Last named or described hop before an unnamed origin; "" where the publisher speaks."""
        spoken = [h for h in self.hops if h.role == "speaker"]
        return spoken[-1].actor_text if spoken else ""

    @property
    def relay_text(self) -> str:
        return " ← ".join(h.actor_text for h in self.hops if h.role == "relay")

    @property
    def text(self) -> str:
        """The chain for reading, publisher first: ``article ← TASS ← Putin``."""
        return " ← ".join(h.actor_text or "article" for h in self.hops)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, and the gazetteer entry they resolve to, if any."""

    place_text: str
    start: int | None = None
    end: int | None = None
    place_id: str | None = None  # GeoNames id, or "alias:..." for what GeoNames lacks
    place_relation: str | None = None  # in, near, north_of, ...
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    # place_method: exact, folded, alias, fuzzy, within, offset, country, admin, ambiguous, unresolved
    place_method: str = "unresolved"
    place_score: float | None = None
    inferred: bool = False  # taken from another sentence
    rules: tuple[str, ...] = ()
    delivered: bool = False  # the location that came with the document
    told_next: bool = False  # named only in a sentence that follows
    of_whole_event: bool = False  # left open: the figure is that of an event over several places
    too_wide: bool = False  # left open: a total reaches beyond the place told of before it


@dataclass(frozen=True, slots=True)
class When:
    """Event date as an interval of ISO days, EDTF-style precision; unresolved rather than guessed."""

    event_date_start: str | None = None
    event_date_end: str | None = None
    date_precision: str = "unresolved"  # day, week, month, period, unresolved
    date_text: str | None = None
    rules: tuple[str, ...] = ()
    carried_over: bool = False  # taken from a sentence before


@dataclass(frozen=True, slots=True)
class Scope:
    """Status and scope of a figure."""

    count_status: str = "incident"  # incident, cumulative, stock, rate, change
    count_scope: str = "total"  # total, subset, named
    status_period: str | None = None  # the words that say of which period or as of when
    subset_of: int | None = None  # start offset of the quantity it is a part of
    change_of: int | None = None  # start offset of the total that a change was added to
    rules: tuple[str, ...] = ()
    found_by: str = ""  # name of the rule or row that tells the status


@dataclass(frozen=True, slots=True)
class Assertion:
    """One quantity × one counted thing × one outcome × one chain of attribution × one span of text."""

    document_id: str
    sentence: Sentence
    sentence_text: str
    quantity: Quantity
    quantity_text: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    counted: Counted
    happening: Happening
    scope: Scope
    chain: Chain
    place: Place
    when: When
    implicit: bool = False
    confidence: float = 1.0
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    convention: str | None = None
    extractor: str = ""
    extractor_version: str = ""
    lexicon_version: str = ""
    rules: tuple[str, ...] = field(default=())

    @property
    def assertion_id(self) -> str:
        """Stable hash of document, quantity span, counted thing and outcome: the same on every re-run."""
        key = "\x1f".join(
            [
                self.document_id,
                str(self.quantity.start),
                str(self.quantity.end),
                self.counted.entity_text,
                self.counted.entity_class,
                self.happening.outcome,
            ]
        )
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    @property
    def modality(self) -> str:
        """How far the figure is told as fact: by its own words, else by the cue that reports it ("claimed")."""
        own = self.happening.modality
        return own if own != "factual" else self.chain.modality or "factual"

    def to_record(self) -> dict[str, Any]:
        """The flat row of the assertion contract, plus ``attributions``, one mapping per hop."""
        return {
            **self._standing(),
            **self._amount(),
            **self._event(),
            **self._voice(),
            **self._place_and_date(),
            "confidence": self.confidence,
            "extractor": self.extractor,
            "extractor_version": self.extractor_version,
            "lexicon_version": self.lexicon_version,
        }

    def _standing(self) -> dict[str, Any]:
        """Where it stands in the text."""
        return {
            "assertion_id": self.assertion_id,
            "document_id": self.document_id,
            "text_role": self.sentence.role,
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "quantity_start": self.quantity.start,
            "quantity_end": self.quantity.end,
            "quantity_text": self.quantity_text,
            "sentence": self.sentence_text,
        }

    def _amount(self) -> dict[str, Any]:
        """What the words of the quantity say, and what the convention makes of them."""
        q = self.quantity
        return {
            "quantity_kind": q.kind,
            "asserted_low": q.low,
            "asserted_high": q.high,
            "value_from": q.value_from,
            "value_to": q.value_to,
            "qualifier": q.qualifier,
            "vague_term": q.vague_term,
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "convention": self.convention,
            "implicit": self.implicit,
            "unit": q.unit,
            "per_unit": q.per_unit,
            "superseded": q.superseded,
        }

    def _event(self) -> dict[str, Any]:
        """What is counted, and what happened to it."""
        c, h, s = self.counted, self.happening, self.scope
        return {
            "domain": c.domain,
            "entity_text": c.entity_text,
            "entity_class": c.entity_class,
            "speaker_label": c.speaker_label,
            "designation": c.designation,
            "equipment_id": c.equipment_id,
            "outcome": h.outcome,
            "outcome_verb": h.outcome_verb,
            "count_status": s.count_status,
            "count_scope": s.count_scope,
            "status_period": s.status_period,
            "subset_of": s.subset_of,
            "change_of": s.change_of,
            "rules": "; ".join(self.rules),
            "affiliation": c.affiliation,
            "perpetrator": h.perpetrator,
            "polarity": h.polarity,
            "modality": self.modality,
        }

    def _voice(self) -> dict[str, Any]:
        """Who says it."""
        return {
            "speaker_text": self.chain.speaker_text,
            "relay_text": self.chain.relay_text,
            "chain": self.chain.text,
            "attribution_inferred": self.chain.inferred,
            "attributions": [{name: getattr(hop, name) for name in Hop.__slots__} for hop in self.chain.hops],
        }

    def _place_and_date(self) -> dict[str, Any]:
        """Where and when."""
        p, w = self.place, self.when
        return {
            "place_text": p.place_text or None,
            "place_id": p.place_id,
            "place_relation": p.place_relation,
            "place_inferred": p.inferred,
            "latitude": p.latitude,
            "longitude": p.longitude,
            "country": p.country,
            "place_method": p.place_method,
            "place_score": p.place_score,
            "event_date_start": w.event_date_start,
            "event_date_end": w.event_date_end,
            "date_precision": w.date_precision,
            "date_text": w.date_text,
        }
