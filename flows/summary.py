"""What a run did and what the warehouse now says, for a person to read: on the terminal, and as Prefect's artifact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.console import as_called
from flows.settings import Settings
from flows.steps import Outcome
from warehouse.report import queries, terminal
from warehouse.store import Connection, open_warehouse

CONTESTED = 5  # figures shown
REPORTED = 5
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
    select figure_id, event_id
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


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure with its verdict and a line per claim that it rests on."""

    heading: str
    verdict: str
    reason: str
    claims: tuple[str, ...]


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
                lines += [f"      {line}" for line in figure.claims]
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
                lines += [f"- {line}" for line in figure.claims]
        if self.outcome.ingested.problems:
            lines += ["", "## Left out", "", *(f"- {problem}" for problem in self.outcome.ingested.problems)]
        if self.outcome.ingested.passed_over:
            lines += ["", "## Passed over", "", *(f"- {problem}" for problem in self.outcome.ingested.passed_over)]
        return "\n".join(lines) + "\n"

    def record(self) -> dict[str, Any]:
        """For other programs: the counts, what was left out, and where the results are."""
        ingested = self.outcome.ingested
        return {
            "run_id": self.outcome.run_id,
            "seconds": round(self.outcome.seconds, 1),
            "documents_new": ingested.new,
            "documents_read_before": ingested.unchanged,
            "documents_in_warehouse": self.documents,
            "documents_without_date": ingested.undated,
            "documents_without_outlet": ingested.without_outlet,
            "left_out": list(ingested.problems),
            "passed_over": list(ingested.passed_over),
            "worked_out": dict(ingested.notes),
            "assertions": dict(self.counts["domains"]),
            "quarantine": dict(self.counts["checks"]),
            "verdicts": dict(self.counts["verdicts"]),
            "warehouse": str(self.warehouse),
            "exports": list(self.outcome.exports),
        }

    def _facts(self) -> Iterator[tuple[str, str]]:
        ingested = self.outcome.ingested
        read = f"{ingested.new:,} new or changed, {ingested.unchanged:,} read before"
        over = f", {len(ingested.passed_over):,} passed over" if ingested.passed_over else ""
        yield "Documents", f"{read}, {len(ingested.problems):,} left out{over}; {self.documents:,} in the warehouse"
        for remark in ingested.remarks():
            yield "", remark
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
        yield "Look", as_called("figures report site/")
        yield "Ask", as_called("figures sql \"from comparison where verdict = 'contradiction'\"")


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
    """Figures by their ids and those of their events, as the terminal shows them."""
    queries.stage(con, [event_id for _, event_id, *_ in rows], "compared")
    found = {figure.figure_id: (incident, figure) for incident in queries.incidents(con) for figure in incident.figures}
    return tuple(
        Compared(
            f"{terminal.heading(incident)}, {figure.label}",
            figure.verdict,
            figure.reason,
            tuple(terminal.claim_lines(figure.voices, most=CLAIMS)),
        )
        for incident, figure in (found[figure_id] for figure_id, *_ in rows)
    )


def _counted(counts: Mapping[str, int], what: str = "") -> str:
    parts = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    total = f"{sum(counts.values()):,} {what}".strip()
    return f"{total} ({parts})" if parts else total
