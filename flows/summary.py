"""What a run did and what the warehouse now says, for a person to read: on the terminal, and as Prefect's artifact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.console import as_called
from flows.settings import Settings
from flows.steps import Outcome
from warehouse.store import Connection, open_warehouse

CONTESTED = 5  # figures shown
REPORTED = 4
CLAIMS = 8  # of one figure; a summary is read at a glance, the rest stands in figure_by_origin

_COUNTS = {
    "domains": "select domain, count(*) from assertions where is_current group by all order by 2 desc, 1",
    "checks": "select check_name, count(*) from quarantine where is_current group by all order by 2 desc, 1",
    "verdicts": "select verdict, count(*) from compared group by all order by 2 desc, 1",
}

_FIGURES = """
    with ranked as (
        select
            *,
            case verdict
                when 'contradiction' then 1
                when 'denied' then 2
                when 'compatible_minimums_diverge' then 3
            end as dispute
        from compared
    )
    select figure_id, event_id, place, event_date, event_date_end, entity_class, outcome, verdict, reason
    from ranked
    where {which}
    order by {order}, documents desc, place, event_date, outcome, entity_class
    limit ?
"""
# One figure of each kind of dispute before a second of any: the most common kind must not hide the others.
_CONTESTED = _FIGURES.format(
    which="dispute is not null",
    order="row_number() over (partition by verdict order by origins desc, documents desc, figure_id), dispute",
)
# Likewise one of each outcome and status: tolls of attacks must not hide strengths, displaced, losses.
_REPORTED = _FIGURES.format(
    which="dispute is null",
    order="row_number() over (partition by outcome, count_status order by origins desc, documents desc, figure_id), "
    "origins desc",
)

_APART = "select count(*) from figures anti join compared using (figure_id)"

_SPELLINGS = """
    select distinct event_id, place from who_said_what
    where event_id in ({}) and len(place) <= 30
    order by place
"""

_CLAIMS = """
    select figure_id, origin, figure, is_derived, is_denial, outlets
    from figure_by_origin
    where figure_id in ({})
    order by is_denial, low nulls first, high nulls last, origin
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one origin says of a figure, and which outlets carry it."""

    origin: str
    figure: str
    outlets: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure with its verdict and the claims that it rests on."""

    heading: str
    verdict: str
    reason: str
    claims: tuple[Claim, ...]
    more: int  # claims that are not shown

    @property
    def rest(self) -> list[str]:
        """A line for the claims that are not shown."""
        return [f"... and {self.more:,} more"] if self.more else []


@dataclass(frozen=True, slots=True)
class Summary:
    """Facts about a run and about the warehouse after it; ``text`` for a terminal, ``markdown`` for an artifact."""

    outcome: Outcome
    documents: int
    apart: int  # figures that are linked to an event, and that no origin gives as its own
    counts: Mapping[str, Mapping[str, int]]
    contested: tuple[Compared, ...]
    reported: tuple[Compared, ...]
    warehouse: Path
    exports: Path

    def text(self) -> str:
        """For a terminal."""
        lines = ["", f"Run {self.outcome.run_id}, {self.outcome.seconds:.0f} s", ""]
        lines += [f"{name:12}{value}" for name, value in self._facts()]
        for title, figures in self._sections():
            lines += ["", title]
            for figure in figures:
                lines += [f"  {figure.heading}: {figure.verdict}", f"      {figure.reason}"]
                width = max(len(c.figure) for c in figure.claims) if figure.claims else 0
                lines += [f"      {c.figure:{width}}  {c.origin}  [{c.outlets}]" for c in figure.claims]
                lines += [f"      {line}" for line in figure.rest]
        lines += ["", *(f"{name:12}{value}" for name, value in self._places())]
        return "\n".join(lines)

    def markdown(self) -> str:
        """For Prefect's artifact of the run."""
        lines = [f"# Run {self.outcome.run_id}", "", "| | |", "|---|---|"]
        lines += [f"| {name} | {value} |" for name, value in (*self._facts(), *self._places())]
        for title, figures in self._sections():
            lines += ["", f"## {title}"]
            for figure in figures:
                lines += ["", f"**{figure.heading}**: {figure.verdict}. {figure.reason}.", ""]
                lines += [f"- {c.figure}: {c.origin} ({c.outlets})" for c in figure.claims]
                lines += [f"- {line}" for line in figure.rest]
        if self.outcome.ingested.problems:
            lines += ["", "## Left out", "", *(f"- {problem}" for problem in self.outcome.ingested.problems)]
        return "\n".join(lines) + "\n"

    def _facts(self) -> Iterator[tuple[str, str]]:
        ingested = self.outcome.ingested
        read = f"{ingested.new:,} new or changed, {ingested.unchanged:,} read before"
        yield "Documents", f"{read}, {len(ingested.problems):,} left out; {self.documents:,} in the warehouse"
        yield "Assertions", _counted(self.counts["domains"])
        yield "Quarantine", _counted(self.counts["checks"]) if self.counts["checks"] else "nothing"
        yield "Figures", f"{_counted(self.counts['verdicts'], 'compared')}{self._apart()}"

    def _apart(self) -> str:
        if not self.apart:
            return ""
        return f"; {self.apart:,} more stand apart (parts of another figure, headings, totals that nobody gives)"

    def _sections(self) -> Iterator[tuple[str, tuple[Compared, ...]]]:
        if self.contested:
            yield "Who claims what: most contested", self.contested
        if self.reported:
            yield "Who claims what: most reported of the others", self.reported

    def _places(self) -> Iterator[tuple[str, str]]:
        yield "Warehouse", str(self.warehouse)
        yield "Exports", f"{self.exports} ({', '.join(Path(path).name for path in self.outcome.exports)})"
        yield "Next", as_called("figures sql \"from comparison where verdict = 'contradiction'\"")


def summarise(settings: Settings, outcome: Outcome) -> Summary:
    """The summary of a run that ended. Raises ``WarehouseError`` if the warehouse cannot be read."""
    with open_warehouse(settings.warehouse, read_only=True) as con:
        # The views are worked out at each question: asked once here, not once a figure.
        con.execute("create temp table compared as from comparison")
        contested = con.execute(_CONTESTED, [CONTESTED]).fetchall()
        reported = con.execute(_REPORTED, [REPORTED]).fetchall()
        figures = _compared(con, [*contested, *reported])
        return Summary(
            outcome=outcome,
            documents=con.execute("select count(*) from documents where is_current").fetchall()[0][0],
            apart=con.execute(_APART).fetchall()[0][0],
            counts={name: dict(con.execute(query).fetchall()) for name, query in _COUNTS.items()},
            contested=figures[: len(contested)],
            reported=figures[len(contested) :],
            warehouse=settings.warehouse,
            exports=settings.exports,
        )


def _compared(con: Connection, rows: Sequence[tuple[Any, ...]]) -> tuple[Compared, ...]:
    claims = _by_key(con, _CLAIMS, [figure_id for figure_id, *_ in rows])
    spellings = _by_key(con, _SPELLINGS, [event_id for _, event_id, *_ in rows])
    figures = []
    for figure_id, event_id, place, start, end, *what, verdict, reason in rows:
        others = [name for (name,) in spellings[event_id] if name != place]
        where = f"{place} (also {', '.join(others)})" if others else place
        heading = f"{where}, {_when(start, end)}, {' '.join(what)}"
        told = tuple(_claim(*row) for row in claims[figure_id])
        figures.append(Compared(heading, verdict, reason, told[:CLAIMS], len(told[CLAIMS:])))
    return tuple(figures)


def _by_key(con: Connection, query: str, keys: Sequence[str]) -> Mapping[str, list[tuple[Any, ...]]]:
    """The rows of a query over these keys, by their first column."""
    found: dict[str, list[tuple[Any, ...]]] = {key: [] for key in keys}
    if found:
        for key, *row in con.execute(query.format(", ".join("?" * len(found))), list(found)).fetchall():
            found[key].append(tuple(row))
    return found


def _claim(origin: str, figure: str, is_derived: bool, is_denial: bool, outlets: list[str] | None) -> Claim:
    words = f"denies {figure}" if is_denial else figure
    return Claim(
        origin, f"{words} (from its parts)" if is_derived else words, ", ".join(outlets or ["no outlet named"])
    )


def _when(start: Any, end: Any) -> str:
    if start is None:
        return "no date"
    return str(start) if end is None or end == start else f"{start} to {end}"


def _counted(counts: Mapping[str, int], what: str = "") -> str:
    parts = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    total = f"{sum(counts.values()):,} {what}".strip()
    return f"{total} ({parts})" if parts else total
