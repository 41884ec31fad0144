"""Every table: what a row is, its key, and its columns in order, by the names that ``columns`` defines.

From these definitions come the pandera schemas (``schemas``), the DDL and the ``COMMENT ON`` of the warehouse
(``ddl``, ``migrate``), the Frictionless Table Schema of exports (``exports``) and the page ``docs/columns.md``
(``document_columns``).
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.columns import Column, column


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
        for each in self.columns:
            if each.name == name:
                return each
        raise KeyError(f"{self.name} has no column {name!r}")


def _table(name: str, description: str, key: str, columns: str, added: str = "", *, later: str = "") -> Table:
    """``later`` are incoming columns that a migration appended: a table grows at its end."""
    return Table(
        name=name,
        description=description,
        key=tuple(key.split()),
        columns=tuple(column(c) for c in f"{columns} {added} {later}".split()),
        added=tuple(a.rstrip("?") for a in added.split()),
    )


_LOADED = "run_id loaded_at is_current superseded_by_run superseded_at"

DOCUMENTS = _table(
    "documents",
    "One row per version of a document: a text with its outlet and publication date.",
    "document_id version_hash run_id",
    "document_id version_hash source title date publication_date location url text",
    f"{_LOADED} address",
    later="original_sha256 original_format",
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
    later="change_of rules",
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
CAPTURES = _table(
    "captures",
    "One row per original that was fetched, or that came with word of when and where it stood. The bytes are kept in "
    "the captures folder of the home folder, under their hash.",
    "original_sha256 address",
    "original_sha256 address fetched_at headers archive_address history",
    "run_id",
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

_ALL = (DOCUMENTS, ASSERTIONS, ATTRIBUTIONS, QUARANTINE, READINGS, CAPTURES, RUNS, BATCHES, MIGRATIONS, VIEWS)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}


def table(name: str) -> Table:
    """The table of that name; ``KeyError`` naming the known tables if there is none."""
    if name not in TABLES:
        raise KeyError(f"no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]
