"""What a page shows, as values: incidents with their figures, the voices that give them and the words they used.

An incident is an event of the warehouse with everything that is said of it. All of it comes from views; nothing here
is worked out anew but the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from warehouse.report import words


@dataclass(frozen=True, kw_only=True)
class Said:
    """One assertion as it is quoted: what it says in words and bounds, and where it stands."""

    assertion_id: str
    document_id: str
    figure_id: str | None
    event_id: str | None
    origin_id: str | None
    outlet: str | None
    stated_on: date | None
    origin: str
    chain: str
    quote: str
    sentence: str
    text: str  # what it says, in words
    kind: str
    low: float | None
    high: float | None
    asserted_low: float | None
    asserted_high: float | None
    convention: str | None
    entity_class: str | None
    entity_text: str | None
    outcome: str | None
    outcome_verb: str | None
    count_status: str | None
    count_scope: str | None
    domain: str
    polarity: str
    modality: str | None
    text_role: str
    counted_as: str
    link_reason: str | None
    link_score: float | None
    confidence: float | None
    review: str | None
    title: str | None
    url: str | None
    place: str | None
    start: int
    end: int
    quantity_start: int
    subset_of: int | None
    extractor_version: str | None
    rules: str | None

    @property
    def is_denial(self) -> bool:
        return self.polarity == "denied"

    @property
    def counted(self) -> str:
        """What it counts, in words: the class, or the text's own words where there is none."""
        count = 1 if self.low == self.high == 1 else None
        return words.class_label(self.entity_class, count) or words.squeezed(self.entity_text)

    @property
    def role(self) -> str:
        """How it takes part in comparison, where that is not as a statement of its own."""
        return words.COUNTED_AS.get(self.counted_as, words.coded(self.counted_as))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One value that an origin gave for a figure, in order of publication."""

    origin: str
    origin_id: str
    stated_on: date | None
    low: float | None
    high: float | None
    figure: str
    revision: str
    is_latest: bool


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One origin of a figure: what it says last, in words and bounds, and who carried it."""

    origin: str
    origin_id: str
    source_class: str
    named: bool
    party_to_conflict: bool
    low: float | None
    high: float | None
    text: str
    is_derived: bool
    is_denial: bool
    own_strike: bool
    is_vague: bool
    drift: bool
    possible_same_origin: bool
    stated_on: date | None
    outlets: tuple[str, ...]
    carried: tuple[Said, ...]
    earlier: tuple[Step, ...]

    @property
    def first_on(self) -> date | None:
        """Day of the first statement of this voice that is known."""
        known = [s.stated_on for s in self.earlier] + [s.stated_on for s in self.carried] + [self.stated_on]
        return min((d for d in known if d), default=None)

    @property
    def before(self) -> tuple[Step, ...]:
        """Other values that it gave before, each once."""
        now = (self.low, self.high)
        other: dict[tuple[float | None, float | None], Step] = {}
        for step in self.earlier:
            if (step.low, step.high) != now:
                other.setdefault((step.low, step.high), step)
        return tuple(other.values())

    @property
    def notes(self) -> list[str]:
        """What has to be known to read the bar."""
        notes = []
        if self.is_derived:
            notes.append("added up from the parts it gives; open above")
        if self.own_strike:
            notes.append("speaks of its own strike; kept apart")
        if self.is_vague and not self.is_denial:
            notes.append(f"read as {words.bounds(self.low, self.high)} by convention")
        if self.drift:
            notes.append("some copies dropped or added a bound; the loosest stands")
        if self.possible_same_origin:
            notes.append("possibly the same person as another unnamed voice; counted once")
        return notes


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What is compared: an outcome of a class of people or things in one event, with its voices."""

    figure_id: str
    event_id: str
    outcome: str
    domain: str
    entity_class: str
    affiliation: str
    designation: str
    count_status: str
    period: str
    verdict: str
    reason: str
    origins: int
    documents: int
    low: float | None
    high: float | None
    common_low: float | None
    common_high: float | None
    is_disjoint: bool
    ratio: float | None
    last_stated_on: date | None
    voices: tuple[Voice, ...]
    steps: tuple[Step, ...]
    parts: tuple[Said, ...]

    @property
    def label(self) -> str:
        """What is counted and what happened to it: "civilians killed"."""
        whose = f" ({self.affiliation})" if self.affiliation else ""
        status = "" if self.count_status == "incident" else f", {words.coded(self.count_status)}"
        period = f" {self.period}" if self.period else ""
        return f"{words.figure_label(self.entity_class, self.outcome, self.designation)}{whose}{status}{period}"

    @property
    def claims(self) -> tuple[Voice, ...]:
        """Voices that give it, as opposed to those that deny it."""
        return tuple(v for v in self.voices if not v.is_denial)

    @cached_property
    def hull_text(self) -> str:
        """Least to greatest that any voice gives, in words: "8 to 12", "more than 300"."""
        if not self.claims:
            return "denied; nobody on record gives it" if self.voices else "number not stated"
        if self.low is None and self.high is None:
            known = [b for v in self.claims for b in (v.low, v.high) if b is not None]
            return f"{words.bounds(min(known), max(known))}, open at both ends" if known else "number not stated"
        if self.low is not None and self.high is None:
            own = [v.text for v in self.claims if v.low == self.low and v.high is None and not v.is_vague]
            return next((t for t in own if not t.startswith("at least")), words.bounds(self.low, None))
        if len(self.claims) == 1 and not self.claims[0].is_derived:
            return self.claims[0].text
        return words.bounds(self.low, self.high)

    @property
    def is_contested(self) -> bool:
        return self.verdict in ("contradiction", "denied", "compatible_minimums_diverge", "rising", "revised")

    @property
    def has_chart(self) -> bool:
        """Worth a chart: several voices, a denial, or a voice that changed what it says."""
        return len(self.voices) > 1 or any(v.is_denial or len(v.earlier) > 1 for v in self.voices)

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which something was said of it."""
        return tuple(sorted({s.stated_on for s in self.steps if s.stated_on}))


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """Another event that may be the same one."""

    event_id: str
    place: str
    event_date: date | None
    event_kind: str
    reason: str
    score: float | None
    assertion_id: str | None  # one of its assertions, for a review row
    headline: str


@dataclass(frozen=True, kw_only=True)
class Coded:
    """What a coded list has on a figure of the event: a claim of the list, without words to show."""

    figure_id: str
    origin: str
    outcome: str
    entity_class: str
    figure: str
    best: float | None
    event_date_start: date | None
    event_date_end: date | None
    place: str | None
    source_note: str | None
    url: str | None

    @property
    def label(self) -> str:
        """What is counted and what happened to it: "civilians killed"."""
        return words.figure_label(self.entity_class, self.outcome, "")


@dataclass(frozen=True, kw_only=True)
class Incident:
    """An event with everything that is said of it."""

    event_id: str
    event_type: str
    event_kind: str
    place: str
    place_key: str
    place_level: str
    spellings: tuple[str, ...]
    country: str
    latitude: float | None
    longitude: float | None
    first_day: date | None
    last_day: date | None
    documents: int
    figures: tuple[Figure, ...]
    said: tuple[Said, ...]
    neighbours: tuple[Neighbour, ...] = ()
    coded: tuple[Coded, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.place}, {words.days(self.first_day, self.last_day)}"

    @property
    def kind(self) -> str:
        """Kind of event in words; empty where no text says it."""
        return words.event_kind(self.event_kind if self.event_type == "incident" else self.event_type)

    @property
    def main(self) -> Figure | None:
        """The figure that stands for the incident in a list."""
        return self.figures[0] if self.figures else None

    @property
    def voices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.origin for f in self.figures for v in f.voices))

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(sorted({s.outlet for s in self.said if s.outlet}))

    @property
    def verdicts(self) -> tuple[str, ...]:
        """Verdicts of its figures, the most contested first, each once."""
        order = list(words.VERDICTS)
        found = {f.verdict for f in self.figures}
        return tuple(sorted(found, key=lambda v: -order.index(v) if v in order else 1))

    @property
    def last_stated_on(self) -> date | None:
        return max((s.stated_on for s in self.said if s.stated_on), default=None)
