"""Every column, defined once: name, type, unit, meaning, constraints, example. ``tables`` says which table has which.

One name means one thing: a column that stands in several tables has the same type and meaning in all of them.

Types are DuckDB's. Bounds are DOUBLE, not DECIMAL: a double is exact for whole numbers up to
2**53 and is what a pandas frame holds (float64), so a bound is the same number in Python, in SQL
and in an export, and the interval comparisons need no casts.
"""

from __future__ import annotations

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
        original_sha256? | SHA-256 of the bytes that the text was taken from: a file, a message, a row of a list. | 9f86d081884c7d65
        headers? | Headers that came with the original, as JSON. | {"etag": "w1"}
        archive_address? | Where a web archive keeps the original. | https://archive.example/1
        history? | Number and edits of a channel's post, as JSON. | {"message_id": 7}
        original_format? | Format of those bytes, as a suffix. | pdf
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
        count_status | Toll of one event, running toll, amount on hand, rate, or what was added to a total. | incident
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
        rules? | Rules that read it, in the order in which they fired, separated by "; ": for looking into a reading; nothing rests on them. | verb:kill; role:in
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
        change_of? | Offset of the total that a change was added to or taken from. | 1711
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
        fetched_at? | When the original was fetched. | 2026-12-01 06:00:00+00
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
    "count_status": "incident cumulative stock rate change",
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

_OFFSETS = ("start", "end", "quantity_start", "quantity_end", "subset_of", "change_of")
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


def column(name: str) -> Column:
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
