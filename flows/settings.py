"""One place for configuration: environment variables named ``FIGURES_*``, read once.

Command-line options win over the environment, the environment over the defaults here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from pathlib import Path

from extractors.readers import registry
from flows.documents.model import Options
from flows.errors import UserError

DEFAULT_CONFIG = "figures.toml"
DATE_ORDERS = ("dmy", "mdy", "ymd")
BATCH_CHARACTERS = 4_000_000  # what a batch holds in memory: long reports make short batches
BATCH_DOCUMENTS = 500  # a task should carry seconds of work: 500 to 2,000 articles
WORKERS = 2
MAX_DOCUMENT_MB = 10
WAIT_MINUTES = 10
MAX_DOCUMENT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and how work is cut.

    - ``home`` (``FIGURES_HOME``, ``.figures``): the warehouse, the exports, work in progress, Prefect's own files.
    - ``warehouse`` (``FIGURES_WAREHOUSE``, ``<home>/warehouse.duckdb``)
    - ``exports`` (``FIGURES_EXPORTS``, ``<home>/exports``)
    - ``batch_documents`` (``FIGURES_BATCH_DOCUMENTS``, 500): documents per batch.
    - ``batch_characters`` (``FIGURES_BATCH_CHARACTERS``, 4,000,000): characters after which a batch ends earlier.
    - ``workers`` (``FIGURES_WORKERS``, 2): processes that read a large batch.
    - ``reader`` (``FIGURES_READER``, grammar): what reads the texts, by its name.
    - ``model`` (``FIGURES_MODEL``): the model that the reader is built on; for the grammar the parser, by the name of
      an installed spaCy package: ``en_core_web_sm`` is the same model as its default, from its maker.
    - ``date_order`` (``FIGURES_DATE_ORDER``): ``dmy``, ``mdy`` or ``ymd``, how the delivered documents write the day of
      publication where it is numbers alone ("4/5/2017"); by default the outlet's habit decides, as far as it is known.
    - ``max_document_seconds`` (``FIGURES_MAX_DOCUMENT_SECONDS``, 120): of a text that takes longer, only
      the beginning is read.
    - ``wait_minutes`` (``FIGURES_WAIT_MINUTES``, 10): how long a run waits for a warehouse in use elsewhere.
    - ``config`` (``FIGURES_CONFIG``, ``figures.toml`` if it is there): the sources.
    - ``input``: what the user says of the input on the command line (outlet, encoding, columns of a list).
    - ``cluster`` (``FIGURES_CLUSTER``), ``shards`` (``FIGURES_SHARDS``): a Dask cluster that reads, and where what it
      found lies; ``[cluster]`` of the configuration says the same (``flows.spread.config``).
    - ``max_document_mb`` (``FIGURES_MAX_DOCUMENT_MB``, 10): a longer text is left out, and the run says so.
    """

    home: Path
    warehouse: Path
    exports: Path
    batch_documents: int = BATCH_DOCUMENTS
    batch_characters: int = BATCH_CHARACTERS
    workers: int = WORKERS
    reader: str = registry.DEFAULT
    model: str | None = None
    max_document_mb: int = MAX_DOCUMENT_MB
    wait_minutes: int = WAIT_MINUTES
    max_document_seconds: int = MAX_DOCUMENT_SECONDS
    date_order: str | None = None
    config: Path | None = None
    cluster: str | None = None
    shards: str | None = None
    input: Options = field(default_factory=Options)

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from the environment. Raises ``UserError`` naming a variable that makes no sense.

        >>> Settings.load({"FIGURES_HOME": "data"}).warehouse.as_posix()
        'data/warehouse.duckdb'
        """
        env = os.environ if environment is None else environment
        home = Path(env.get("FIGURES_HOME") or ".figures")
        return cls(
            home=home,
            warehouse=Path(env.get("FIGURES_WAREHOUSE") or home / "warehouse.duckdb"),
            exports=Path(env.get("FIGURES_EXPORTS") or home / "exports"),
            batch_documents=_whole(env, "FIGURES_BATCH_DOCUMENTS", BATCH_DOCUMENTS),
            batch_characters=_whole(env, "FIGURES_BATCH_CHARACTERS", BATCH_CHARACTERS),
            workers=_whole(env, "FIGURES_WORKERS", WORKERS),
            reader=env.get("FIGURES_READER") or registry.DEFAULT,
            model=env.get("FIGURES_MODEL") or None,
            max_document_mb=_whole(env, "FIGURES_MAX_DOCUMENT_MB", MAX_DOCUMENT_MB),
            wait_minutes=_whole(env, "FIGURES_WAIT_MINUTES", WAIT_MINUTES, least=0),
            max_document_seconds=_whole(env, "FIGURES_MAX_DOCUMENT_SECONDS", MAX_DOCUMENT_SECONDS),
            date_order=_date_order(env.get("FIGURES_DATE_ORDER", "")),
            config=_config(env.get("FIGURES_CONFIG")),
            cluster=env.get("FIGURES_CLUSTER") or None,
            shards=env.get("FIGURES_SHARDS") or None,
        )

    def with_places(self, warehouse: Path | str | None = None, exports: Path | str | None = None) -> Settings:
        """The same with other places for the warehouse and the exports, where given."""
        return replace(self, warehouse=Path(warehouse or self.warehouse), exports=Path(exports or self.exports))

    def with_reader(self, name: str | None) -> Settings:
        """The same with another reader, where one is named."""
        return replace(self, reader=name or self.reader)

    def with_cluster(self, address: str | None, shards: str | None = None) -> Settings:
        """The same with another cluster and place of its shards, where given."""
        return replace(self, cluster=address or self.cluster, shards=shards or self.shards)

    @property
    def reader_options(self) -> registry.Options:
        """What the user chose for the reader."""
        return registry.Options(self.model, self.date_order)

    def with_input(self, options: Options) -> Settings:
        """The same with what the user says of the input: the command line first, then ``[input]`` of the configuration.

        Raises ``UserError`` for a configuration that makes no sense.
        """
        if self.config is None:
            return replace(self, input=options)
        from flows.sources import config

        told = config.load(self.config).input
        given = {each.name: getattr(options, each.name) or getattr(told, each.name) for each in fields(Options)}
        return replace(self, input=Options(**given))

    @property
    def options(self) -> Options:
        """How documents are read: what the user says of the input, and the limits and habits set here."""
        return replace(
            self.input,
            max_bytes=self.max_document_bytes,
            date_order=self.date_order,
            config=self.input.config or (str(self.config) if self.config else None),
            home=str(self.home),
        )

    @property
    def max_document_bytes(self) -> int:
        return self.max_document_mb * 1024 * 1024


def _config(named: str | None) -> Path | None:
    """The configuration file as an absolute path: a run on a schedule may begin elsewhere."""
    path = Path(named or DEFAULT_CONFIG)
    return path.absolute() if named or path.exists() else None


_DURATION = re.compile(r"(\d{1,6}) ?(s|m|h|d|)")
_UNITS = {"s": "seconds", "m": "minutes", "": "minutes", "h": "hours", "d": "days"}


def duration(text: str) -> timedelta:
    """A stretch of time as people write it; a number alone is minutes. Raises ``UserError`` for anything else.

    >>> duration("30"), duration("6h")
    (datetime.timedelta(seconds=1800), datetime.timedelta(seconds=21600))
    """
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None or int(match[1]) == 0:
        raise UserError(f"{text!r} is no stretch of time; write minutes (30), or 45s, 90m, 6h, 1d.")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _date_order(text: str) -> str | None:
    order = text.strip().lower()
    if order and order not in DATE_ORDERS:
        raise UserError(f"FIGURES_DATE_ORDER must be one of {', '.join(DATE_ORDERS)}, not {text!r}.")
    return order or None


def _whole(env: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    text = env.get(name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise UserError(f"{name} must be a whole number above {least - 1}, not {text!r}.")
    return int(text)
