"""The steps of a run as plain functions: ingest, extract, validate, load, compare, export.

Between steps lie files in the run's work folder, one folder per batch: ``documents.jsonl`` from ingest,
``assertions.jsonl`` and ``failed.jsonl`` from extract, the four ``.parquet`` frames from validate.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, TextIO

import pandas as pd
import pyarrow as pa
from pyarrow.json import ParseOptions, read_json

import seeds
from extractors.dates import publication_date
from extractors.document.hidden import has_turned_digits
from extractors.model import Document
from flows import work
from flows.console import say
from flows.documents.find import SOURCE, find
from flows.documents.model import FORGOTTEN, TURNED_DIGITS, Found, Problem
from flows.documents.remote import is_url
from flows.documents.walk import root_of
from flows.input_options import as_parameters
from flows.output import json_line
from flows.parallel import Found as FoundInDocument
from flows.parallel import read_all
from flows.reading import check_paths, reader
from flows.settings import Settings
from warehouse.captures import load_captures
from warehouse.compare import LinkReport, link
from warehouse.exports import export as write_exports
from warehouse.forget import is_forgotten, tombstones
from warehouse.publication import publish as publish_copy
from warehouse.quarantine import Validated, validate_batch
from warehouse.references import code_sets
from warehouse.runs import Ending
from warehouse.schemas import assertions_frames, documents_frame, version_hash
from warehouse.store import (
    Run,
    already_done,
    finish_run,
    load_batch,
    load_left_out,
    open_warehouse,
    retire_replaced,
    start_run,
)
from warehouse.upgrade import open_up_to_date

Record = dict[str, Any]

_FIELDS = {each.name for each in fields(Document)}
_FRAMES = tuple(each.name for each in fields(Validated))


@dataclass(frozen=True, slots=True)
class Job:
    """One run to be done: what to read, where things go. ``force`` reads again what was read before."""

    run_id: str
    paths: tuple[str, ...]
    settings: Settings
    force: bool = False

    @property
    def work(self) -> Path:
        """Folder of what lies between the steps of this run."""
        return self.settings.home / "work" / self.run_id

    @property
    def run(self) -> Run:
        """The run as the warehouse records it."""
        parameters = {"paths": self.paths, "force": self.force, "model": self.settings.model}
        parameters["date_order"] = self.settings.date_order
        if options := as_parameters(self.settings.input):
            parameters["options"] = options
        engine = reader(self.settings)
        folder = self.work.absolute()
        return Run(self.run_id, engine.name, engine.version, seeds.lexicon_version(), json.dumps(parameters), folder)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What there is to read: batches by id, documents new or changed, documents read before, what was left out.

    ``passed_over`` is what is no document by its kind (a picture, a hidden file); ``notes`` count what was worked out
    rather than delivered, ``without_outlet`` and ``undated`` the documents for which it could not be.
    """

    batches: tuple[str, ...]
    new: int
    unchanged: int
    problems: tuple[str, ...]
    passed_over: tuple[str, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    without_outlet: int = 0
    undated: int = 0

    def remarks(self) -> Iterator[str]:
        """Sentences about what the documents bring of outlet and day, and what was worked out."""
        documents = self.new + self.unchanged
        if self.undated:
            yield f"{self.undated:,} of {documents:,} documents have no date: they are hardly compared (see --date)"
        if self.without_outlet:
            yield f"{self.without_outlet:,} of {documents:,} documents name no outlet (see --outlet)"
        for note, times in sorted(self.notes.items()):
            yield f"{note}: {times:,} documents"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did; the rest is in the warehouse."""

    run_id: str
    ingested: Ingested
    exports: tuple[str, ...]
    seconds: float


def new_job(paths: Sequence[str], settings: Settings, *, force: bool = False) -> Job:
    """A job with a run id of its own; without paths, over the sample documents.

    Raises ``UserError`` for a path or a reader that is not there.
    """
    check_paths(paths)
    reader(settings)
    now = datetime.now(UTC)
    run_id = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"
    return Job(run_id, tuple(paths) or (sample_documents(),), settings, force)


def sample_documents() -> str:
    """Folder of the invented dispatches that come with the program."""
    folder = Path(str(resources.files("seeds"))) / "documents"
    # Named as the user would where that is possible: messages and the run's record stay readable.
    return str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)


def begin(job: Job) -> list[str]:
    """Brings the warehouse up to date and records that the run began; the runs that were found to be cut off.

    Raises ``WarehouseError`` if the warehouse cannot be used.
    """
    with open_up_to_date(job.settings.warehouse, say) as con:
        cut_off = work.clear_up(con, job.work.parent)
        start_run(con, job.run)
    return cut_off


def finish(job: Job) -> None:
    """Records the run's end and clears its work folder."""
    end(job, "finished")
    shutil.rmtree(job.work, ignore_errors=True)


def publish(job: Job) -> None:
    """Puts a copy of the warehouse where readers find it. Raises ``WarehouseLocked`` if another process writes."""
    publish_copy(job.settings.warehouse)


def end(job: Job, status: Ending) -> None:
    """Records how the run ended; its work folder stays until the next run, to be looked at."""
    with open_warehouse(job.settings.warehouse) as con:
        finish_run(con, job.run_id, status)


def ingest(job: Job) -> Ingested:
    """Documents that are new or changed, cut into batches on disk; what could not be read, in quarantine."""
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    captures: list[Record] = []
    new = 0
    batches: list[str] = []
    job.work.mkdir(parents=True, exist_ok=True)
    with (job.work / "seen.jsonl").open("w", encoding="utf-8", newline="\n") as seen:
        found = _records(job, problems, seen, counts, captures)
        for records in cut(_to_read(job, found), job.settings):
            batches.append(f"{len(batches) + 1:04}")
            _write(folder_of(job, batches[-1]) / "documents.jsonl", records)
            new += len(records)
    documents = counts.pop(_DOCUMENTS, 0)
    roots = [_address(root_of(path)) for path in job.paths]
    with open_warehouse(job.settings.warehouse) as con:
        load_left_out(con, job.run, pd.DataFrame(map(_left_out, problems), columns=_LEFT_OUT, dtype="str"), roots)
        load_captures(con, job.run_id, captures)
    return Ingested(
        tuple(batches),
        new,
        documents - new,
        tuple(str(problem) for problem in problems if problem.is_failure),
        tuple(str(problem) for problem in problems if not problem.is_failure),
        without_outlet=counts.pop(_NO_OUTLET, 0),
        undated=counts.pop(_NO_DATE, 0),
        notes=dict(counts),
    )


_DOCUMENTS, _NO_OUTLET, _NO_DATE = "documents", "no outlet", "no date"


def _records(
    job: Job, problems: list[Problem], seen: TextIO, counts: Counter[str], captures: list[Record]
) -> Iterator[Record]:
    with open_warehouse(job.settings.warehouse, read_only=True) as con:
        forgotten = tombstones(con)
    for item in find(job.paths, options=job.settings.options):
        if isinstance(item, Problem):
            problems.append(item)
        elif is_forgotten(forgotten, asdict(item.document)):
            said = "it was taken out of the warehouse on request and stays out (`figures forget`)"
            problems.append(Problem(item.path, said, item.line, check=FORGOTTEN))
        else:
            seen.write(json_line({"document_id": item.document.document_id, "address": item.address}))
            counts[_DOCUMENTS] += 1
            date, _ = publication_date(item.document, job.settings.date_order)
            counts.update(item.notes)
            if item.capture is not None and item.original is not None:
                captures.append({"original_sha256": item.original.sha256, **asdict(item.capture)})
            counts[_NO_OUTLET] += item.document.source is None
            counts[_NO_DATE] += date is None
            if has_turned_digits(item.document.text):
                said = "a number in it is written so that it is shown the other way round; that number is not read"
                problems.append(Problem(item.path, said, item.line, check=TURNED_DIGITS))
            yield {**asdict(item.document), "publication_date": date, **_original(item)}


def _original(found: Found) -> Record:
    """The bytes that a text was taken from, by their hash and format."""
    kept = found.original
    return {"original_sha256": kept and kept.sha256, "original_format": kept and kept.format}


_LEFT_OUT = ["table_name", "row_key", "document_id", "check_name", "failure", "row_json", "address"]


def _left_out(problem: Problem) -> Record:
    return {
        "table_name": "documents",
        "row_key": problem.where,
        "check_name": problem.check,
        "failure": problem.message,
        "row_json": json.dumps({"path": problem.path, "line": problem.line, "raw": problem.raw}, ensure_ascii=False),
        "address": problem.address or _address(problem.path),
    }


def _address(path: str) -> str:
    return path if is_url(path) or path.startswith(SOURCE) else str(Path(path).absolute())


def _to_read(job: Job, records: Iterable[Record]) -> Iterator[Record]:
    """Those that are new or changed, asked for some at a time."""
    for some in cut(records, job.settings):
        yield from some if job.force else _unread(job, some)


def cut(records: Iterable[Record], settings: Settings) -> Iterator[list[Record]]:
    """Batches of so many documents or so many characters, whichever comes first: memory is that of one batch.

    >>> settings = Settings(Path("h"), Path("w"), Path("e"), batch_documents=2, batch_characters=5)
    >>> [len(batch) for batch in cut(({"text": text} for text in ("a", "b", "c", "a long text", "d")), settings)]
    [2, 1, 1, 1]
    """
    waiting: list[Record] = []
    characters = 0
    for record in records:
        length = len(record["text"])
        if waiting and (len(waiting) >= settings.batch_documents or characters + length > settings.batch_characters):
            yield waiting
            waiting, characters = [], 0
        waiting.append(record)
        characters += length
    if waiting:
        yield waiting


def _unread(job: Job, records: list[Record]) -> list[Record]:
    """Those that this version of the reader has not gone over yet."""
    by_version = {version_hash(record): record for record in records}
    run = job.run
    with open_warehouse(job.settings.warehouse, read_only=True) as con:
        done = already_done(con, by_version, run.extractor_version, run.lexicon_version)
    return [record for version, record in by_version.items() if version not in done]


def extract(job: Job, batch: str) -> int:
    """Reads a batch; how many assertions it holds. A document that the reader fails on is set aside with the reason."""
    records = _read(folder_of(job, batch) / "documents.jsonl")
    documents = [Document(**{k: v for k, v in r.items() if k in _FIELDS}) for r in records]
    return keep_found(job, batch, read_all(documents, job.settings))


def keep_found(job: Job, batch: str, all_found: Iterable[FoundInDocument]) -> int:
    """Puts what was found in a batch where the next step looks for it; how many assertions."""
    folder = folder_of(job, batch)
    assertions = 0
    failures: list[Record] = []
    with (folder / "assertions.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for found in all_found:
            out.writelines(found.assertions)
            assertions += len(found.assertions)
            if found.failure:
                told = {"document_id": found.document_id, "failure": found.failure, "in_part": found.in_part}
                failures.append(told)
    _write(folder / "failed.jsonl", failures)
    return assertions


def validate(job: Job, batch: str) -> int:
    """Checks a batch row by row; how many rows go to quarantine."""
    folder = folder_of(job, batch)
    failed = {r["document_id"]: r for r in _read(folder / "failed.jsonl")}
    records = _read(folder / "documents.jsonl")
    readable = documents_frame(r for r in records if failed.get(r["document_id"], _READ)["in_part"])
    assertions, attributions = assertions_frames(_read(folder / "assertions.jsonl"))
    checked = validate_batch(readable, assertions, attributions, code_sets())
    unread = [_quarantined(r, failed[r["document_id"]]) for r in records if r["document_id"] in failed]
    if unread:
        checked = replace(checked, quarantine=pd.concat([checked.quarantine, pd.DataFrame(unread)]))
    for name in _FRAMES:
        getattr(checked, name).to_parquet(folder / f"{name}.parquet")
    return len(checked.quarantine)


_READ: Record = {"in_part": True}
"""As if of a document that was read: it goes into the warehouse, in part or as a whole."""


def _quarantined(document: Record, failed: Record) -> Record:
    return {
        "table_name": "documents",
        "row_key": document["document_id"],
        "document_id": document["document_id"],
        "check_name": "document_read_whole" if failed["in_part"] else "document_readable",
        "failure": failed["failure"],
        "row_json": json.dumps(document, ensure_ascii=False),
    }


def load(job: Job, batch: str) -> None:
    """Puts a checked batch into the warehouse, in one transaction. Raises ``WarehouseLocked`` if it is in use."""
    folder = folder_of(job, batch)
    checked = Validated(**{name: pd.read_parquet(folder / f"{name}.parquet") for name in _FRAMES})
    with open_warehouse(job.settings.warehouse) as con:
        load_batch(con, checked, job.run, batch, force=job.force)


def compare(job: Job) -> LinkReport:
    """Links assertions to events and collapses them to origins, over the whole warehouse; how much was linked.

    First, versions of a document that a changed file replaces are retired: a correction is no second voice.
    """
    seen = _seen(job)
    # What two documents of one run share (the url of a site, not of an article) is the address of neither.
    seen.loc[seen["address"].duplicated(keep=False), "address"] = None
    with open_warehouse(job.settings.warehouse) as con:
        retire_replaced(con, job.run, seen)
        return link(con, job.run_id)


def _seen(job: Job) -> pd.DataFrame:
    """Every document that the run met, with its address: read into columns, since there may be a million."""
    columns = pa.schema([("document_id", pa.string()), ("address", pa.string())])
    path = job.work / "seen.jsonl"
    if not path.stat().st_size:
        return pd.DataFrame(columns=columns.names, dtype="str")
    table = read_json(path, parse_options=ParseOptions(explicit_schema=columns))
    frame: pd.DataFrame = table.to_pandas()
    return frame.astype("str")


def export(job: Job) -> list[str]:
    """Writes the exports that most people want, as CSV with their data package; the files written."""
    with open_warehouse(job.settings.warehouse, read_only=True) as con:
        return [str(path) for path in write_exports(con, job.settings.exports)]


def folder_of(job: Job, batch: str) -> Path:
    """Folder of what lies between the steps for one batch."""
    folder = job.work / batch
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: Path, records: Iterable[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json_line(record) for record in records)


def _read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
