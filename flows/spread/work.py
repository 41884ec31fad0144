"""What a worker does: the path of a shard of documents in, a shard of what was found in them out.

Only paths and counts travel between machines.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, fields

import seeds
from extractors.model import Document
from flows.errors import RunFailed, UserError
from flows.parallel import read_chunk
from flows.reading import reader
from flows.settings import Settings
from flows.spread import shards

_FIELDS = {each.name for each in fields(Document)}
_ONE_AT_A_TIME = threading.Lock()
"""A reader belongs to one thread at a time; workers with several threads share the one of their process."""


@dataclass(frozen=True, slots=True)
class Version:
    """What decides how a text is read: on every machine the same, or their rows do not belong together."""

    reader: str
    version: str
    lexicon: str

    def __str__(self) -> str:
        return f"{self.reader} {self.version} with the lexicon {self.lexicon}"


@dataclass(frozen=True, slots=True)
class Task:
    """One shard to be read."""

    documents: str
    """Path of the documents."""
    found: str
    """Path of what is found in them: where it is there already, nothing is read."""
    settings: Settings
    version: Version


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task, in numbers."""

    found: str
    assertions: int


class OtherVersion(UserError):
    """A worker would read these texts differently."""


def version(settings: Settings) -> Version:
    """The version of the reader on this machine."""
    engine = reader(settings)
    return Version(engine.name, engine.version, seeds.lexicon_version())


def is_ready(settings: Settings, wanted: Version, probe: str) -> str | None:
    """Why this machine cannot take part, in words; ``None`` if it can."""
    try:
        own = version(settings)
        shards.answer(probe)
    except (UserError, RunFailed) as error:
        return str(error)
    except OSError as error:
        return f"it cannot use the shards: {error}"
    return None if own == wanted else f"it has {own}, here is {wanted}; install the same release on both"


def read_shard(task: Task) -> Done:
    """Reads a shard and writes what is found, unless that is there already. Raises ``OtherVersion``."""
    if shards.exists(task.found):
        return Done(task.found, sum(len(each.assertions) for each in shards.read_found(task.found)))
    with _ONE_AT_A_TIME:
        if (own := version(task.settings)) != task.version:
            raise OtherVersion(f"a worker has {own}, not {task.version}; install the same release everywhere.")
        records = map(json.loads, shards.read_documents(task.documents))
        documents = [Document(**{k: v for k, v in record.items() if k in _FIELDS}) for record in records]
        found = read_chunk(documents, task.settings)
    shards.write_found(task.found, found)
    return Done(task.found, sum(len(each.assertions) for each in found))
