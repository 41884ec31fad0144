"""The report as a static site: the warehouse in, a folder of pages out that opens from a file, offline, without script.

Incidents are read and written some hundred at a time. Names of files come from ids, so that a link to a page goes on
working from one report to the next as long as the event keeps its id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from markupsafe import Markup

from warehouse.load import Connection
from warehouse.report import charts, events, ledger, queries, redact, snapshot, sources, week, words
from warehouse.report.admin import Boundaries
from warehouse.report.folder import KEPT, Files, Folder, ReportError
from warehouse.report.model import Incident, Said
from warehouse.report.pages import Pages, body, sentences

ASSETS = ("report.css", "report.js")
ROWS = 250  # incidents on one page of the index
_CHANGES = 200  # of a kind on the page of changes
_LISTED = 6  # rows in a panel of the index
_SILENT_AFTER = timedelta(days=30)
Announce = Callable[[str], None]


@dataclass
class Report:
    """What was written."""

    folder: Path
    incidents: int = 0
    documents: int = 0
    sources: int = 0
    files: int = 0


@dataclass
class _Index:
    """Rows and panels of the index, gathered while the incidents go by."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    panels: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def write(
    con: Connection,
    out: Path | str,
    announce: Announce = lambda _: None,
    *,
    boundaries: Boundaries | None = None,
    redacted: bool = False,
) -> Report:
    """Write the whole report. Raises ``ReportError`` if the folder cannot be used.

    ``redacted`` withholds private persons' names in quotes, and shows of texts only the sentences with figures.
    """
    folder = Folder(out)
    report = Report(folder.path)
    queries.stage(con)
    pages = pages_for(con)
    pages.redactor = redact.apply(con) if redacted else None
    report.incidents = overview(
        con, folder, pages, boundaries=boundaries, each=lambda i: _write_incident(folder, pages, i)
    )
    announce(f"{report.incidents:,} incidents")
    report.documents = _write_documents(con, folder, pages)
    announce(f"{report.documents:,} documents")
    report.sources = _write_sources(con, folder, pages)
    announce(f"{report.sources:,} sources")
    events.write(folder, events.table(con))
    _write_changes(con, folder, pages)
    folder.finish()
    report.files = len(folder.written)
    return report


def overview(
    con: Connection,
    folder: Files,
    pages: Pages,
    *,
    boundaries: Boundaries | None = None,
    each: Callable[[Incident], None] = lambda _: None,
) -> int:
    """The pages that show many things at once: index, week, ledger, list of sources; the number of incidents.

    ``each`` is called with every incident as it goes by. Needs ``stage`` first.
    """
    for name in ASSETS:
        folder.write(f"assets/{name}", asset(name))
    index = _Index()
    new = new_events(con)
    for incident in queries.incidents(con):
        each(incident)
        index.rows.append(index_row(pages, incident, is_new=incident.event_id in new))
        _note(index, pages, incident, is_new=incident.event_id in new)
    _write_index(con, folder, pages, index)
    ledger.write(con, folder, pages)
    weekly = week.table(con, boundaries)
    week.write(folder, weekly, made_on(con))
    folder.write("week.html", week.page(pages, weekly))
    folder.write("sources.html", sources.list_page(pages, sources.all_sources(con)))
    return len(index.rows)


def write_beside(out: Path, name: str, html: str) -> None:
    """Write one page into a folder of pages, with the style that it needs; the next report leaves it there."""
    for path, content in ((name, html.encode("utf-8", "replace")), *((f"assets/{n}", asset(n)) for n in ASSETS)):
        try:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(content)
        except OSError as error:
            raise ReportError(f"The page cannot be written to {out / path} ({error.strerror}).") from error


def made_on(con: Connection) -> datetime:
    """When the warehouse was loaded last (UTC): the time that files carry, so that they are the same each time."""
    latest = con.execute("select max(loaded_at) from documents").fetchall()[0][0]
    return latest or datetime(1970, 1, 1)


def asset(name: str) -> bytes:
    """A style sheet or script of the pages."""
    return (resources.files("warehouse.report") / "assets" / name).read_bytes()


def pages_for(con: Connection, *, live: bool = False) -> Pages:
    """The templates, with what they say of the warehouse."""
    countries = dict(con.execute("select country, name from ref_countries").fetchall())
    row = con.execute("select max(loaded_at), arg_max(run_id, loaded_at) from documents").fetchall()[0]
    as_of = f"warehouse as of {words.day(row[0].date())}, run {row[1]}" if row[0] else "an empty warehouse"
    return Pages(countries, about(con), as_of, live=live)


def about(con: Connection) -> str:
    """What the report was made from, in a line: the same warehouse gives the same line."""
    row = con.execute(
        "select count(*) filter (where is_current), max(loaded_at), arg_max(run_id, loaded_at) from documents"
    ).fetchall()[0]
    if not row[0]:
        return "the warehouse holds no document"
    version = con.execute("select arg_max(extractor_version, loaded_at) from assertions").fetchall()[0][0]
    reader = f", read by version {version}" if version else ""
    loaded = f"the last of them loaded on {words.day(row[1].date())} in run {row[2]}"
    return f"{words.several(row[0], 'document')}, {loaded}{reader}"


def new_events(con: Connection) -> set[str]:
    """Events that the last run brought something new of; none if there was only one run."""
    runs = con.execute(
        "select run_id from documents where is_current group by 1 order by max(loaded_at) desc"
    ).fetchall()
    if len(runs) < 2:
        return set()
    found = con.execute(
        "select distinct l.event_id from event_links as l inner join documents as d using (document_id)"
        " where d.is_current and d.run_id = ?",
        [runs[0][0]],
    ).fetchall()
    return {event_id for (event_id,) in found}


def _write_incident(folder: Folder, pages: Pages, incident: Incident) -> None:
    links = pages.links
    folder.write(links.incident(incident.event_id), pages.incident(incident))
    folder.write_csv(links.incident_csv(incident), CLAIM_COLUMNS, claim_rows(incident))
    for figure in incident.figures:
        if figure.has_chart or figure is incident.figures[0]:
            folder.write(links.figure_svg(incident, figure), charts.figure_svg(incident.title, figure))


CLAIM_COLUMNS = (
    "event_id", "place", "country", "event_date", "figure_id", "outcome", "entity_class", "affiliation", "count_status",
    "verdict", "origin", "source_class", "says", "low", "high", "is_derived", "is_denial", "own_strike", "stated_on",
    "outlets",
)  # fmt: skip


def claim_rows(incident: Incident) -> Iterator[tuple[Any, ...]]:
    """Every voice of every figure of an incident, as rows under ``CLAIM_COLUMNS``."""
    for figure in incident.figures:
        for voice in figure.voices:
            yield (
                incident.event_id, words.squeezed(incident.place), incident.country, incident.first_day,
                figure.figure_id, figure.outcome, figure.entity_class, figure.affiliation, figure.count_status,
                figure.verdict, words.squeezed(voice.origin), voice.source_class, voice.text, voice.low, voice.high,
                voice.is_derived, voice.is_denial, voice.own_strike, voice.stated_on, voice.outlets,
            )  # fmt: skip


def index_row(pages: Pages, incident: Incident, *, is_new: bool) -> dict[str, Any]:
    """What a row of the index shows and can be filtered by."""
    main = incident.main
    headline = main.hull_text if main and main.voices else ""
    headline = "no" if headline == "none" else headline
    return {
        "event_id": incident.event_id,
        "event_type": incident.event_type,
        "href": pages.links.incident(incident.event_id),
        "place": incident.place,
        "country": incident.country,
        "first_day": incident.first_day,
        "day": incident.first_day or "",
        "kind": incident.kind,
        "headline": headline,
        "label": main.label if main else "",
        "low": (main.low if main.low is not None else main.high or 0) if main and main.voices else "",
        "spark": Markup(charts.spark(main)),
        "voices": len(incident.voices),
        "verdicts": incident.verdicts,
        "outcomes": " ".join(sorted({f.outcome for f in incident.figures})),
        "sources": "; ".join(words.squeezed(s) for s in dict.fromkeys((*incident.voices, *incident.outlets))),
        "is_new": is_new,
    }


def _note(index: _Index, pages: Pages, incident: Incident, *, is_new: bool) -> None:
    """Put an incident into the panels that it belongs to."""
    item = {"href": pages.links.incident(incident.event_id), "name": incident.title}
    if is_new:
        main = incident.main
        text = words.counted(main.hull_text, main.label) if main else ""
        index.panels.setdefault("new", []).append(item | {"text": text})
    for verdict in ("contradiction", "rising", "denied"):
        figure = next((f for f in incident.figures if f.verdict == verdict), None)
        if figure:
            place = item | {"href": f"{item['href']}#f-{figure.figure_id}"}
            index.panels.setdefault(verdict, []).append(place | {"text": f"{figure.label}: {figure.reason}"})


_PANELS = (
    ("new", "New since the last run", "Events with something new."),
    ("contradiction", "Contradictions", "One voice's least is above another's most."),
    ("rising", "Rising tolls", "Each later figure stands above the earlier."),
    ("denied", "Denials", "A voice denies the figure."),
)


def _write_index(con: Connection, folder: Files, pages: Pages, index: _Index) -> None:
    count = max(1, -(-len(index.rows) // ROWS))
    rows_file = "assets/rows.js" if count > 1 else ""
    facets = {
        "countries": sorted(
            {(r["country"], pages.countries.get(r["country"], r["country"])) for r in index.rows if r["country"]},
            key=lambda pair: pair[1],
        ),
        "kinds": sorted({r["kind"] for r in index.rows if r["kind"]}),
        "outcomes": sorted({o for r in index.rows for o in r["outcomes"].split()}),
        "verdicts": [v for v in words.VERDICTS if any(v in r["verdicts"] for r in index.rows)],
        "sources": _frequent_sources(index),
    }
    for page in range(1, count + 1):
        html = pages.render(
            "index.html",
            root="",
            section="Incidents",
            title="Incidents",
            rows=index.rows[(page - 1) * ROWS : page * ROWS],
            total=len(index.rows),
            page=page,
            pages=count,
            rows_file=rows_file,
            facts=pages.about[:1].upper() + pages.about[1:] + ".",
            panels=_panels(con, index),
            facets=facets,
        )
        folder.write("index.html" if page == 1 else f"index-{page}.html", html)
    if rows_file:
        module = pages.environment.get_template("macros.html").make_module({})
        texts = [str(module.index_row(row, "")) for row in index.rows]  # type: ignore[attr-defined]
        # "<" as an escape: inside a script file nothing can be taken for markup.
        folder.write(rows_file, f"window.figuresRows = {json.dumps(texts)};\n".replace("<", "\\u003c"))


def _frequent_sources(index: _Index) -> list[str]:
    """Voices and outlets of at least two events, for the filter."""
    times: dict[str, int] = {}
    for row in index.rows:
        for source in row["sources"].split("; "):
            times[source] = times.get(source, 0) + 1
    return sorted((s for s, number in times.items() if s and number > 1), key=str.casefold)[:400]


def _panels(con: Connection, index: _Index) -> list[dict[str, Any]]:
    panels = []
    for key, title, note in _PANELS:
        found = index.panels.get(key, [])
        if found:
            more = f"and {len(found) - _LISTED:,} more: filter the list" if len(found) > _LISTED else ""
            panels.append({"title": f"{title}: {len(found):,}", "note": note, "rows": found[:_LISTED], "more": more})
    if silent := silent_sources(con):
        listed = [{"href": "sources.html", "name": name, "text": f"last on {words.day(last)}"} for name, last in silent]
        more = f"and {len(listed) - _LISTED:,} more" if len(listed) > _LISTED else ""
        panels.append(
            {
                "title": f"Silent sources: {len(listed):,}",
                "note": "Outlets of three documents and more, of which nothing came in the last 30 days.",
                "rows": listed[:_LISTED],
                "more": more,
            }
        )
    return panels


def silent_sources(con: Connection) -> list[tuple[str, date]]:
    """Outlets that used to report and did not in the 30 days before the latest document."""
    found = con.execute(
        "select source, max(publication_date), count(*) from documents"
        " where is_current and source is not null and publication_date is not null group by 1 order by 2 desc, 1"
    ).fetchall()
    if not found:
        return []
    newest = found[0][1]
    return [(source, last) for source, last, number in found if number >= 3 and newest - last > _SILENT_AFTER]


def _write_documents(con: Connection, folder: Folder, pages: Pages) -> int:
    ids = [i for (i,) in con.execute("select document_id from documents where is_current order by 1").fetchall()]
    for first in range(0, len(ids), queries.CHUNK):
        for document, said, copies in documents(con, ids[first : first + queries.CHUNK]):
            folder.write(pages.links.document(document["document_id"]), document_page(pages, document, said, copies))
    return len(ids)


_CAPTURES = """
    select d.document_id, c.address, c.fetched_at, c.archive_address, c.history
    from documents as d inner join captures as c using (original_sha256)
    where d.is_current and d.document_id in (select unnest(?))
    order by d.document_id, c.fetched_at nulls last, c.address
"""


def documents(con: Connection, ids: list[str]) -> Iterator[tuple[dict[str, Any], list[Said], str]]:
    """Documents of these ids with their assertions and, where they are copies, of what."""
    said: dict[str, list[Said]] = {}
    for row in queries.rows(con, 'from rep_said where document_id in (select unnest(?)) order by start, "end"', [ids]):
        said.setdefault(row["document_id"], []).append(queries.said_of(row))
    near = queries.rows(con, "from near_copies where document_id in (select unnest(?))", [ids])
    copies = {
        row["document_id"]: f"Nearly the same text as one of {row['first_outlet'] or 'no outlet'} of "
        f"{words.day(row['first_stated_on'])} ({row['similarity']:.0%} alike): the two are one story."
        for row in near
    }
    captures: dict[str, dict[str, Any]] = {}
    for row in queries.rows(con, _CAPTURES, [ids]):
        captures.setdefault(row["document_id"], row)
    query = "from documents where is_current and document_id in (select unnest(?)) order by document_id"
    for document in queries.rows(con, query, [ids]):
        name = document["document_id"]
        document["capture"] = captures.get(name)
        yield document, said.get(name, []), copies.get(name, "")


def document_page(pages: Pages, document: dict[str, Any], said: list[Said], copies: str, root: str = "../") -> str:
    """The page of a document: its text with the figures marked, and how each was read."""
    if pages.redactor:
        document = document | {"title": pages.redactor.text(document["title"])}
        text, is_cut = sentences(said), True
    else:
        text, is_cut = body(document["text"] or "", said)
    return pages.render(
        "document.html",
        root=root,
        section="Incidents",
        title=document["title"] or "Untitled text",
        document=document,
        said=said,
        copies=copies,
        body=text,
        is_cut=is_cut,
        version=next((s.extractor_version for s in said if s.extractor_version), "not stated"),
    )


def _write_changes(con: Connection, folder: Folder, pages: Pages) -> None:
    """A snapshot of what stands now, and what changed since the one before in this folder."""
    name, files = snapshot.files(con)
    before = snapshot.latest(folder.path, but=name)
    for file, content in files.items():
        folder.write(f"{KEPT}{name}/{file}", content)
    found = snapshot.changes(snapshot.load(before), snapshot.statements(con)) if before else []
    folder.write("corrections.xml", snapshot.feed(found, made_on(con), name))
    by_kind = {kind: [c for c in found if c.kind == kind] for kind in snapshot.KINDS}
    html = pages.render(
        "changes.html",
        root="",
        section="Changes",
        title="What changed",
        against=before.name if before else "",
        counts=", ".join(f"{len(of_kind):,} {kind}" for kind, of_kind in by_kind.items()),
        snapshot=f"{KEPT}{name}",
        kinds=[(k, some[:_CHANGES], max(0, len(some) - _CHANGES)) for k, some in by_kind.items() if some],
    )
    folder.write("changes.html", html)


def _write_sources(con: Connection, folder: Folder, pages: Pages) -> int:
    listed = sources.all_sources(con)
    for source, behaviour, statements in sources.in_full(con, listed):
        folder.write(pages.links.source(source["origin_id"]), sources.page(pages, source, behaviour, statements))
    return len(listed)
