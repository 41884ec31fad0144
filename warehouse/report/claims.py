"""A claim held against the warehouse: what was read from it in, who states that, who less, who more, out.

Nothing is rated. The answer says who is on record with what, who was first, who carried whom, what changed and when.
Where the claim cannot be held against one event, ``ClaimUnclear`` says why in a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from seeds import folding
from warehouse import WarehouseError
from warehouse.load import Connection
from warehouse.report import finding, queries, words
from warehouse.report.model import Figure, Incident, Said, Step, Voice

EXACTLY, ALLOWS, LESS, MORE, DENIES, OPEN = "exactly", "allows", "less", "more", "denies", "open"
RELATIONS = {
    EXACTLY: "says exactly that",
    ALLOWS: "allows it",
    LESS: "says less",
    MORE: "says more",
    DENIES: "denies it",
    OPEN: "gives no number that could be compared",
}
_NEAR = timedelta(days=1)


class ClaimUnclear(WarehouseError):
    """The claim cannot be held against one event: no number, no place, no event, or several."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a claim says, as the reader read it."""

    text: str
    low: float | None
    high: float | None
    figure: str  # in words
    entity_class: str
    outcome: str
    place: str
    place_id: str | None
    country: str | None
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A document that cites another outlet, and whether that outlet's own texts hold the number."""

    citing: Said
    cited: str
    holds: Said | None
    texts: int  # texts of the cited outlet on the event

    @property
    def sentence(self) -> str:
        who = f"{words.squeezed(self.citing.outlet) or 'A text without outlet'} cites {words.squeezed(self.cited)}"
        if self.holds:
            quote = words.squeezed(self.holds.quote)
            return f"{who}, whose text of {words.day(self.holds.stated_on)} holds the number: “{quote}”"
        texts = words.several(self.texts, "text")
        return f"{who}: {texts} of {words.squeezed(self.cited)} on the event in the warehouse, none with this number"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the warehouse holds on a claim."""

    claim: Claim
    incident: Incident
    figure: Figure
    same_class: bool
    as_of: date | None
    relations: tuple[tuple[Voice, str], ...]
    earlier: tuple[tuple[Step, str], ...]  # what voices said before and no longer say
    first: Said | None
    citations: tuple[Citation, ...]
    copies: tuple[str, ...] = field(default=())

    def of(self, relation: str) -> tuple[Voice, ...]:
        """Voices that stand in a relation to the claim."""
        return tuple(voice for voice, how in self.relations if how == relation)

    @property
    def sentences(self) -> list[str]:
        """The answer in a few sentences."""
        said = []
        for relation in (EXACTLY, ALLOWS, LESS, MORE, DENIES):
            voices = self.of(relation)
            if voices:
                names = "; ".join(
                    words.squeezed(v.origin) if relation == DENIES else f"{words.squeezed(v.origin)} ({v.text})"
                    for v in voices
                )
                verb = RELATIONS[relation] if len(voices) == 1 else _plural(RELATIONS[relation])
                said.append(f"{words.several(len(voices), 'voice')} {verb}: {names}.")
        if not self.of(EXACTLY):
            before = [s for s, how in self.earlier if how == EXACTLY]
            told = "; ".join(f"{words.squeezed(s.origin)} on {words.day(s.stated_on)}" for s in before)
            said.insert(0, f"Nobody on record says exactly that{f' now; said before by {told}' if told else ''}.")
        return said


def _plural(phrase: str) -> str:
    verb, _, rest = phrase.partition(" ")
    return f"{ {'says': 'say', 'allows': 'allow', 'denies': 'deny'}[verb] } {rest}".strip()


def relation(claim: Claim, low: float | None, high: float | None) -> str:
    """How bounds stand to those of the claim.

    >>> claim = Claim(text="", low=31, high=31, figure="31", entity_class="person", outcome="killed", place="",
    ...               place_id=None, country=None, first_day=None, last_day=None)
    >>> [relation(claim, *b) for b in ((31, 31), (25, None), (None, 30), (40, None), (None, None))]
    ['exactly', 'allows', 'less', 'more', 'open']
    """
    if low is None and high is None:
        return OPEN
    if (low, high) == (claim.low, claim.high):
        return EXACTLY
    if claim.low is not None and high is not None and high < claim.low:
        return LESS
    if claim.high is not None and low is not None and low > claim.high:
        return MORE
    return ALLOWS


def check(con: Connection, claim: Claim, *, event: str = "", as_of: date | None = None, staged: bool = False) -> Answer:
    """Hold a claim against the warehouse. Raises ``ClaimUnclear`` with the reason if that cannot be done.

    ``staged`` says that another claim was held against it as of the same day on this connection.
    """
    if not con.execute("select count(*) from documents where is_current").fetchall()[0][0]:
        raise ClaimUnclear("the warehouse holds no document; `figures run` reads some into it.")
    if not staged:
        queries.stage(con, as_of=as_of)
    chosen = _event(con, claim, event)
    incident = next(queries.incidents(con, [chosen]))
    figure, same_class = _figure(incident, claim)
    relations = tuple(
        (v, DENIES if v.is_denial else relation(claim, v.low, v.high))
        for v in sorted(figure.voices, key=lambda v: (str(v.first_on), v.origin))
    )
    earlier = tuple((s, relation(claim, s.low, s.high)) for v in figure.voices for s in v.before if not v.is_denial)
    statements = [s for s in incident.said if s.figure_id == figure.figure_id and s.counted_as != "heading"]
    return Answer(
        claim=claim,
        incident=incident,
        figure=figure,
        same_class=same_class,
        as_of=as_of,
        relations=relations,
        earlier=earlier,
        first=_earliest([s for s in statements if not s.is_denial]),
        citations=tuple(_citations(con, figure, incident)),
        copies=_copies(con, incident),
    )


def _earliest(said: Sequence[Said]) -> Said | None:
    dated = [s for s in said if s.stated_on]
    return min(dated, key=lambda s: (s.stated_on, s.outlet or "", s.start), default=None)


def _event(con: Connection, claim: Claim, event: str) -> str:
    if event:
        found = finding.at_place(con, event)
        if len(found) != 1:
            raise ClaimUnclear(f"the warehouse holds no event {event!r}.")
        return found[0]
    if not claim.place:
        raise ClaimUnclear("the claim names no place; add where it was, or choose an event with --event.")
    at_place = finding.at_place(con, claim.place)
    if claim.place_id:
        same = con.execute("select event_id from rep_events where place_key = ?", [claim.place_id]).fetchall()
        at_place = sorted({*at_place, *(i for (i,) in same)})
    rows = queries.rows(
        con,
        """
        select e.event_id, e.place, e.event_date, e.event_date_end, e.event_kind, e.event_type, e.country, e.documents,
            count(c.figure_id) as figures, max(c.origins) as origins,
            bool_or(c.entity_class = ?) as same_class
        from rep_events as e left join rep_comparison as c on e.event_id = c.event_id and c.outcome = ?
        where e.event_id in (select unnest(?)) group by all order by e.event_date, e.event_id
        """,
        [claim.entity_class, claim.outcome, at_place],
    )
    if claim.country:
        rows = [r for r in rows if r["country"] in (claim.country, None)]
    if not rows:
        raise ClaimUnclear(f"the warehouse holds no event at {words.squeezed(claim.place)}.")
    fitting = [r for r in rows if r["figures"]]
    if not fitting:
        happened = words.outcome_label(claim.outcome)
        raise ClaimUnclear(f"nobody on record says how many were {happened} at {words.squeezed(claim.place)}.")
    return _one_of(fitting, claim)


def _one_of(rows: list[queries.Row], claim: Claim) -> str:
    """The one event that is meant; of several on the day, the one of the class, if there is only one."""
    if claim.first_day:
        last = claim.last_day or claim.first_day
        exact = [r for r in rows if _meets(r, claim.first_day, last)]
        near = exact or [r for r in rows if _meets(r, claim.first_day - _NEAR, last + _NEAR)]
        if not near:
            day = words.days(claim.first_day, claim.last_day)
            raise ClaimUnclear(
                f"the warehouse holds no event at {words.squeezed(claim.place)} on {day}; there are: {_listed(rows)}."
            )
        rows = near
    rows = [r for r in rows if r["event_type"] == "incident"] or rows
    if len(rows) > 1:
        rows = [r for r in rows if r["same_class"]] or rows
    if len(rows) > 1:
        raise ClaimUnclear(
            f"{len(rows)} events may be meant; give the day, or choose one with --event: {_listed(rows)}."
        )
    return str(rows[0]["event_id"])


def _meets(row: queries.Row, first: date, last: date) -> bool:
    start, end = row["event_date"], row["event_date_end"] or row["event_date"]
    return start is not None and start <= last and end >= first


def _listed(rows: Sequence[queries.Row]) -> str:
    shown = "; ".join(
        f"{words.squeezed(r['place'])}, {words.days(r['event_date'], r['event_date_end'])}"
        f"{', ' + words.event_kind(r['event_kind']) if words.event_kind(r['event_kind']) else ''} ({r['event_id']})"
        for r in rows[-6:]
    )
    return shown + (f"; and {len(rows) - 6:,} earlier" if len(rows) > 6 else "")


def _figure(incident: Incident, claim: Claim) -> tuple[Figure, bool]:
    """The figure of the claim's outcome: of its class, else of all people, else the one that most voices give."""
    same = [f for f in incident.figures if f.outcome == claim.outcome]
    if not same:
        raise ClaimUnclear(
            f"of {incident.title} nobody on record says how many were {words.outcome_label(claim.outcome)}."
        )
    of_class = [f for f in same if f.entity_class == claim.entity_class]
    return (of_class or [f for f in same if f.entity_class == "person"] or same)[0], bool(of_class)


def _citations(con: Connection, figure: Figure, incident: Incident) -> Iterator[Citation]:
    """Chains that pass through an outlet whose own texts are in the warehouse."""
    outlets: dict[str, set[str]] = defaultdict(set)
    for (source,) in con.execute(
        "select distinct source from documents where is_current and source is not null"
    ).fetchall():
        outlets[_name(source)].add(source)
    seen = set()
    for voice in figure.voices:
        for said in voice.carried:
            for hop in said.chain.split(" ← ")[1:]:
                own = outlets.get(_name(hop), set()) - {said.outlet}
                if not own or (said.assertion_id, hop) in seen:
                    continue
                seen.add((said.assertion_id, hop))
                theirs = [s for s in incident.said if s.outlet in own]
                same = [s for s in theirs if s.outcome == said.outcome and (s.low, s.high) == (said.low, said.high)]
                yield Citation(
                    citing=said,
                    cited=hop,
                    holds=_earliest(same) or (same[0] if same else None),
                    texts=len({s.document_id for s in theirs}),
                )


def _name(text: str) -> str:
    return re.sub(r"^the ", "", folding.key(text))


def _copies(con: Connection, incident: Incident) -> tuple[str, ...]:
    """Texts on the event that are nearly the same as an earlier one."""
    ids = sorted({s.document_id for s in incident.said})
    found = queries.rows(
        con, "from near_copies where document_id in (select unnest(?)) order by stated_on, outlet, document_id", [ids]
    )
    return tuple(
        f"{words.squeezed(r['outlet']) or 'no outlet'} ({words.short_day(r['stated_on'])}) prints nearly the text of "
        f"{words.squeezed(r['first_outlet']) or 'no outlet'} ({words.short_day(r['first_stated_on'])}), "
        f"{r['similarity']:.0%} alike"
        for r in found
    )
