"""Every column of every table, defined once: name, type, unit, meaning, constraints, example.

From this one definition come the pandera schemas (``schemas``), the DDL and the ``COMMENT ON``
of the warehouse (``migrate``), the Frictionless Table Schema of exports (``exports``) and the
page ``docs/columns.md`` (``markdown`` below). One name means one thing: a column that stands in
several tables has the same type and meaning in all of them.

Types are DuckDB's. Bounds are DOUBLE, not DECIMAL: a double is exact for whole numbers up to
2**53 and is what a pandas frame holds (float64), so a bound is the same number in Python, in SQL
and in an export, and the interval comparisons need no casts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

TYPES = ("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``codes`` names the reference table and column that hold its allowed values."""

    name: str
    type: str
    description: str
    nullable: bool = False
    unit: str | None = None
    values: tuple[str, ...] = ()
    codes: tuple[str, str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    example: str

    @property
    def comment(self) -> str:
        """The sentence that ``COMMENT ON COLUMN`` carries: meaning, unit and allowed values."""
        parts = [self.description]
        if self.unit:
            parts.append(f"Unit: {self.unit}.")
        if self.values:
            parts.append(f"One of: {', '.join(self.values)}.")
        if self.codes:
            parts.append(f"A code of ref_{self.codes[0]}.")
        return " ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what a row is, its key (kept by loading, not by an index), its columns in order.

    ``added`` are the columns that loading fills in: an incoming frame must not bring them.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    added: tuple[str, ...] = ()

    @property
    def incoming(self) -> tuple[Column, ...]:
        """Columns that a frame brings, in table order."""
        return tuple(c for c in self.columns if c.name not in self.added)

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")


def _define(type_: str, lines: str) -> dict[str, Column]:
    """Columns of one type from lines ``name[?] | description | example`` (``?``: may be null)."""
    found: dict[str, Column] = {}
    for line in lines.strip().splitlines():
        name, description, example = (part.strip() for part in line.split("|"))
        nullable = name.endswith("?")
        name = name.rstrip("?")
        found[name] = Column(name=name, type=type_, description=description, nullable=nullable, example=example)
    return found


_COLUMNS = {
    **_define(
        "VARCHAR",
        """
        document_id | Identifier of the document: the id that the input gave, or a hash of the text. | is-retreating
        version_hash | Hash of the text and of everything delivered with it; a change in any of them is a new version. | 9f3a61c2e0b4d875
        source? | Outlet or body that published the document, as delivered. | Coastal Wire
        title? | Title as delivered. | Strikes reported north of the city
        date? | Publication date as delivered, in any format. | 15 October 2015
        location? | Place hint delivered with the document. | Homs
        url? | Address of the document. | https://example.org/a/1
        address? | What stays the same when the text is changed: the path of a text file, or the url of a line without an id. | /srv/reports/1.md
        text | The stored text; offsets of assertions count its Unicode code points. | At least five people were hurt.
        assertion_id | Stable hash of document, quantity span, counted thing and outcome: the same on every re-run. | 0c1d2e3f4a5b6c7d8e9f
        text_role | Part of the document in which the figure stands. | body
        exact | The figure's words: quantity and counted noun phrase; equals the text at its offsets. | at least five civilians
        prefix | Text right before the figure (W3C TextQuoteSelector). | The strike killed
        suffix | Text right after the figure (W3C TextQuoteSelector). | on Thursday.
        quantity_text | The words of the quantity alone, with their modifier. | at least five
        sentence | The sentence in which the figure stands, for reading. | The strike killed at least five civilians.
        quantity_kind | How the words bound the quantity; none is an asserted zero. | minimum
        qualifier? | The words that bound or soften the quantity. | at least
        vague_term? | Row of the vague-word conventions that was applied. | dozens
        convention? | Convention by which approximate and vague words were given bounds. | hull
        unit? | Unit of a measure. | km
        domain | What kind of thing is counted; a measure counts nothing. | people
        entity_text | The words for what is counted. | civilians
        entity_class? | Most specific class that the text itself supports; null for a measure. | civilian
        speaker_label? | Label that the speaker put on the counted, kept as it is. | terrorists
        designation? | Designation of equipment, as written. | T-72
        equipment_id? | Row of the equipment reference. | t_72
        outcome? | What is said to have happened to the counted; null for a measure. | killed
        outcome_verb? | The word for the outcome as written. | destroyed
        count_status | Toll of one event, running toll, amount on hand, or rate. | incident
        count_scope | Whether the count is a total, a part of another count, or of named persons. | total
        status_period? | Words that say of which period or as of when; "unstated" where the text does not say. | since 2011
        affiliation? | Whose people or equipment, when said. | ISIL
        perpetrator? | Who did it, when said. | government forces
        speaker_text | Last named or described hop before the publisher; empty if the publisher itself speaks. | SOHR
        relay_text | Who passed the figure on; empty if nobody did. | TASS
        chain | The chain of attribution for reading, publisher first. | article ← TASS ← minister
        polarity | Whether the figure is asserted or denied. | asserted
        modality | How the figure is put forward. | factual
        place_text? | The words for the place of the event. | Teir Malla
        place_id? | GeoNames identifier of the place, or alias:name for what GeoNames lacks. | 170654
        place_relation? | How the event lies to the place (in, near, north_of). | near
        country? | Country of the place, ISO 3166-1 alpha-2. | SY
        place_method? | How the place was resolved; unresolved is a normal state. | exact
        date_precision | Precision of the event date; unresolved where nothing anchors it. | day
        date_text? | The words for the date of the event. | on Thursday
        extractor | Name of the reader that made the assertion. | rules
        extractor_version | Version of the reader; another version supersedes what this one read. | 1.0
        lexicon_version | Hash over the reference tables that the reader used. | 3b7f90aa12cd
        role | What the hop does in the chain. | speaker
        actor_text | The words for the actor; may be empty for the publisher. | a resident
        actor_id? | Row of the actor registry. | sohr
        source_class | Kind of source that the actor is. | monitor_ngo
        cue? | The words that attribute. | according to
        table_name | Table that the row was meant for. | assertions
        row_key? | Key of the row; null where it had none. | 0c1d2e3f4a5b6c7d8e9f
        check_name | Failing check; several are separated by a comma. | exact_matches_text
        failure | Why the row failed, in words. | asserted_high is set for a minimum
        row_json | The row as it was, as JSON. | {"outcome": "killed"}
        run_id | Run that loaded or recorded the row. | 20261122T114500-1f2e
        superseded_by_run? | Run that replaced the row; null while it is current. | 20261123T090000-77aa
        status | State of the run. | finished
        parameters | Settings of the run, as JSON. | {"convention": "hull"}
        batch_id | Batch of documents within a run. | 0001
        work_folder? | Folder in which the run works; a lock in it tells others whether the run goes on. | /srv/.figures/work/20261122T114500-1f2e
        migration | File name of the migration. | 0001_base.sql
        sha256 | SHA-256 of what was applied: of a migration its file, of the views all that they are made from. | e3b0c44298fc1c14
        """,  # noqa: E501
    ),
    **_define(
        "BIGINT",
        """
        start | Offset of the figure's first character, in code points of the stored text. | 1711
        end | Offset after the figure's last character, in code points of the stored text. | 1734
        quantity_start | Offset of the quantity's first character. | 1711
        quantity_end | Offset after the quantity's last character. | 1724
        subset_of? | Offset of the quantity that this one is a part of. | 1711
        hop | Position in the chain: 0 is the publisher, rising towards the origin. | 1
        documents | Documents that were new, changed or read again. | 24
        assertions | Assertions that were loaded. | 310
        attributions | Hops of attribution that were loaded. | 540
        quarantined | Rows that were put into quarantine. | 2
        """,
    ),
    **_define(
        "DOUBLE",
        """
        asserted_low? | Least value that the words logically allow; null is unbounded or not said. | 5
        asserted_high? | Greatest value that the words logically allow; null is unbounded or not said. | 5
        value_from? | First number as written, scale words applied, before any bound logic. | 5
        value_to? | Second number of a range as written. | 7000
        low? | Lower bound after the named convention; null is unbounded. | 5
        best? | Single value under the named convention; null where it names none. | 6
        high? | Upper bound after the named convention; null is unbounded. | 7
        latitude? | Latitude of the place, WGS 84. | 34.79
        longitude? | Longitude of the place, WGS 84. | 36.71
        place_score? | Agreement of the words with the gazetteer name. | 1.0
        confidence | How sure the reader is of its reading. | 0.9
        """,
    ),
    **_define(
        "BOOLEAN",
        """
        implicit | True where a singular without a number word was read as 1. | false
        per_unit | True where the quantity holds for each of several things. | false
        superseded | True where the text itself replaces the figure by a later one. | false
        attribution_inferred | True where the voice was carried over or resolved from a pronoun. | false
        place_inferred | True where the place was taken from another sentence. | true
        named | True where the actor is named. | true
        party_to_conflict | True where the actor takes part in the conflict. | false
        direct_quote | True where the figure stands inside quotation marks. | false
        is_current | True until a newer version of the text or of the reader replaces the row. | true
        """,
    ),
    **_define(
        "DATE",
        """
        publication_date? | Publication date, read from the date as delivered; null where it cannot be read. | 2015-10-15
        event_date_start? | First day on which the event may have happened. | 2015-10-15
        event_date_end? | Last day on which the event may have happened. | 2015-10-15
        """,  # noqa: E501
    ),
    **_define(
        "TIMESTAMP WITH TIME ZONE",
        """
        loaded_at | When the row was loaded. | 2026-11-22T11:45:00Z
        superseded_at? | When the row was replaced; null while it is current. | 2026-11-23T09:00:00Z
        quarantined_at | When the row was put into quarantine. | 2026-11-22T11:45:00Z
        started_at | When the run began. | 2026-11-22T11:45:00Z
        finished_at? | When the run ended, as it recorded itself; null while it goes on or if it was killed. | 2026-11-22T11:46:00Z
        interruption_found_at? | When a later command found that the run had been killed; when that was is not known. | 2026-11-22T12:00:00Z
        applied_at | When the migration was applied, or the views were made. | 2026-11-22T11:45:00Z
        """,  # noqa: E501
    ),
}

_VALUES = {
    "text_role": "title subheading body caption",
    "quantity_kind": "exact minimum maximum range approximate vague none",
    "convention": "strict acled pitf gtd hull",
    "domain": "people equipment facility attack measure other",
    "count_status": "incident cumulative stock rate",
    "count_scope": "total subset named",
    "polarity": "asserted denied",
    "modality": "factual estimated alleged planned hypothetical",
    "date_precision": "day week month period unresolved",
    "role": "publisher relay speaker origin",
    "source_class": "belligerent_official state_media news_agency independent_media monitor_ngo un_agency medical "
    "resident_witness activist unnamed_official unnamed_estimates document unattributed",
    "status": "running finished failed interrupted",
}

# Codes that a reference table holds, not a list here: a new code is a new row there.
_CODES = {
    "outcome": ("outcomes", "outcome"),
    "entity_class": ("entity_classes", "entity_class"),
    "vague_term": ("vague_words", "term"),
    "equipment_id": ("equipment", "equipment_id"),
    "actor_id": ("actors", "actor_id"),
}

_OFFSETS = ("start", "end", "quantity_start", "quantity_end", "subset_of")
_COUNTS = ("documents", "assertions", "attributions", "quarantined")
_BOUNDS = ("asserted_low", "asserted_high", "value_from", "value_to", "low", "best", "high")

_RANGES: dict[str, tuple[float | None, float | None]] = {
    **dict.fromkeys((*_OFFSETS, *_COUNTS, "hop"), (0, None)),
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "confidence": (0, 1),
}

_UNITS = {
    **dict.fromkeys(_OFFSETS, "code points"),
    **dict.fromkeys(_BOUNDS, "number of what is counted, or the unit of a measure"),
    **dict.fromkeys(("latitude", "longitude"), "degrees"),
}


def _column(name: str) -> Column:
    """A column by name; a ``?`` at the end allows null in this table even if others do not."""
    column = _COLUMNS[name.rstrip("?")]
    minimum, maximum = _RANGES.get(column.name, (None, None))
    return replace(
        column,
        nullable=column.nullable or name.endswith("?"),
        values=tuple(_VALUES.get(column.name, "").split()),
        codes=_CODES.get(column.name),
        unit=_UNITS.get(column.name),
        minimum=minimum,
        maximum=maximum,
    )


def _table(name: str, description: str, key: str, columns: str, added: str = "") -> Table:
    return Table(
        name=name,
        description=description,
        key=tuple(key.split()),
        columns=tuple(_column(c) for c in f"{columns} {added}".split()),
        added=tuple(a.rstrip("?") for a in added.split()),
    )


_LOADED = "run_id loaded_at is_current superseded_by_run superseded_at"

DOCUMENTS = _table(
    "documents",
    "One row per version of a document: a text with its outlet and publication date.",
    "document_id version_hash run_id",
    "document_id version_hash source title date publication_date location url text",
    f"{_LOADED} address",
)
ASSERTIONS = _table(
    "assertions",
    "One row per assertion: a quantity of a counted thing with an outcome, as one chain of attribution states it "
    "in one span of text. Never merged, averaged or edited.",
    "assertion_id run_id",
    "assertion_id document_id text_role start end exact prefix suffix quantity_start quantity_end quantity_text "
    "sentence quantity_kind asserted_low asserted_high value_from value_to qualifier vague_term low best high "
    "convention implicit unit per_unit domain entity_text entity_class speaker_label designation equipment_id "
    "outcome outcome_verb count_status count_scope status_period subset_of superseded affiliation perpetrator "
    "speaker_text relay_text chain polarity modality attribution_inferred place_inferred place_text place_id "
    "place_relation latitude longitude country place_method place_score event_date_start event_date_end "
    "date_precision date_text confidence extractor extractor_version lexicon_version",
    f"version_hash {_LOADED}",
)
ATTRIBUTIONS = _table(
    "attributions",
    "One row per hop of an assertion's chain of attribution, from the publisher (0) towards the origin.",
    "assertion_id hop run_id",
    "assertion_id document_id hop role actor_text actor_id source_class named party_to_conflict direct_quote cue",
    f"version_hash {_LOADED}",
)
QUARANTINE = _table(
    "quarantine",
    "One row per row that failed a check and was not loaded, with the check and the row as it was. "
    "Current until its document is read again. What could not be read at all is here too, by file and line.",
    "table_name row_key check_name run_id",
    "table_name row_key document_id? check_name failure row_json",
    "run_id quarantined_at is_current superseded_by_run superseded_at address",
)
READINGS = _table(
    "readings",
    "One row per version of a document and version of the reader that has gone over it, also where it found nothing.",
    "document_id version_hash run_id",
    "document_id version_hash extractor extractor_version lexicon_version assertions",
    _LOADED,
)
RUNS = _table(
    "runs",
    "One row per run of the pipeline.",
    "run_id",
    "run_id started_at finished_at status documents assertions quarantined extractor extractor_version "
    "lexicon_version parameters work_folder interruption_found_at",
)
BATCHES = _table(
    "batches",
    "One row per batch of documents that a run loaded in one transaction.",
    "run_id batch_id",
    "batch_id run_id documents assertions attributions quarantined loaded_at",
)
MIGRATIONS = _table(
    "schema_migrations", "One row per migration applied to this warehouse.", "migration", "migration sha256 applied_at"
)
VIEWS = _table(
    "view_versions",
    "One row: what the views and macros were last made from. Without it the next run makes them anew.",
    "sha256",
    "sha256 applied_at",
)

TABLES: dict[str, Table] = {
    t.name: t for t in (DOCUMENTS, ASSERTIONS, ATTRIBUTIONS, QUARANTINE, READINGS, RUNS, BATCHES, MIGRATIONS, VIEWS)
}


def table(name: str) -> Table:
    """The table of that name; ``KeyError`` naming the known tables if there is none."""
    if name not in TABLES:
        raise KeyError(f"no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]


def quoted(name: str) -> str:
    """Name as an SQL identifier (``end`` is a reserved word).

    >>> quoted("end")
    '"end"'
    """
    return '"' + name.replace('"', '""') + '"'


def _identifier(name: str) -> str:
    # In files that people read, quotes stand only where SQL asks for them.
    return quoted(name) if name == "end" else name


def literal(text: str) -> str:
    """Text as an SQL string literal, for the statements that take no parameters.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table, *, if_missing: bool = False) -> str:
    """The table's DDL. No primary or foreign keys: loading keeps the key, views check references.

    A primary key doubles the time to insert and more than triples the file; a foreign key
    forbids replacing rows within one transaction.
    """
    lines = [f"    {_identifier(c.name)} {c.type.lower()}{'' if c.nullable else ' not null'}" for c in table.columns]
    create = "create table if not exists" if if_missing else "create table"
    return f"{create} {table.name} (\n" + ",\n".join(lines) + "\n);\n"


def comments(table: Table) -> Iterator[str]:
    """``COMMENT ON`` statements for the table and each of its columns."""
    yield f"comment on table {table.name} is {literal(table.description)}"
    for column in table.columns:
        yield f"comment on column {table.name}.{quoted(column.name)} is {literal(column.comment)}"


def markdown() -> str:
    """The page ``docs/columns.md``."""
    parts = ["# Columns\n", "Written by `python -m warehouse.columns > docs/columns.md`; do not edit by hand.\n"]
    for t in TABLES.values():
        parts.append(f"\n## {t.name}\n\n{t.description}\n\nKey: {', '.join(f'`{k}`' for k in t.key)}.\n")
        parts.append("| column | type | null | meaning | example |\n|---|---|---|---|---|")
        for c in t.columns:
            null = "yes" if c.nullable else "no"
            comment = c.comment.replace("|", "\\|")
            parts.append(f"| `{c.name}` | {c.type.lower()} | {null} | {comment} | `{c.example}` |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
