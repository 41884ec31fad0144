"""The warehouse: frames in, tables and views out, in one DuckDB file. It knows no extractor and no flow.

Only the errors live here, so that naming them costs no import of DuckDB, pandas or pandera.
"""

from __future__ import annotations


class WarehouseError(Exception):
    """What went wrong with the warehouse, as one sentence that says what to do about it."""


class WarehouseMissing(WarehouseError):
    """There is no warehouse file at the path."""


class WarehouseLocked(WarehouseError):
    """Another process has the warehouse open."""


class WarehouseUnwritable(WarehouseError):
    """The file or its folder cannot be written."""


class WarehouseFull(WarehouseError):
    """Nothing more can be written: the disk is full, or a quota or a limit of file size is reached."""


class WarehouseUnreadable(WarehouseError):
    """The file cannot be opened as a DuckDB database: another format, or written by a newer DuckDB."""


class WarehouseNewer(WarehouseUnreadable):
    """The file was written by a newer DuckDB than the one that is installed."""


class WarehouseDamaged(WarehouseUnreadable):
    """The bytes of the file are not those that were written: a bad disk, a broken copy, a file cut short."""


class MigrationError(WarehouseError):
    """The tables in the file and the migrations of this version of the program do not fit together."""


class QueryError(WarehouseError):
    """A query that cannot be run, or that is not a question."""


class BackupError(WarehouseError):
    """A backup that cannot be written, or would overwrite one."""


class ForgetError(WarehouseError):
    """A request to forget what is not there, or that names nothing."""


class ExportError(WarehouseError):
    """An export that cannot be written, or that names what is not there."""
