"""Readers by name: those of this package, and those that other packages offer as entry points.

A package offers a reader with an entry point of the group ``conflict_figures.readers``: its name is the reader's, its
object is called with ``Options`` and returns a ``Reader``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

    from extractors.model import Assertion, Document

GROUP = "conflict_figures.readers"
DEFAULT = "grammar"
_OWN = {"grammar": "extractors.readers.grammar:make"}


class Reader(Protocol):
    """What every reader offers, whatever it is built on."""

    @property
    def name(self) -> str:
        """The name it is chosen by; ``extractor`` of its assertions."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may be read differently; ``extractor_version`` of its assertions."""

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Assertion]]]:
        """Each document with its assertions in text order, documents in the order given."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose for any reader; a reader takes what it has a use for."""

    model: str | None = None
    """The model it is built on (for the grammar: the parser), None for its own choice."""
    date_order: str | None = None
    """How delivered days of publication are written in numbers alone: "dmy", "mdy", "ymd"."""


class UnknownReader(LookupError):
    """There is no reader of that name, or what is registered under it is none."""


def names() -> tuple[str, ...]:
    """Names of all readers that are installed, sorted."""
    return tuple(sorted({*_OWN, *(point.name for point in _offered())}))


def make(name: str = DEFAULT, options: Options | None = None) -> Reader:
    """The reader of that name. Raises ``UnknownReader`` naming those that there are.

    >>> make("grammar").name
    'grammar'
    """
    reader = _factory(name)(options or Options())
    missing = [part for part in ("name", "version", "read") if not hasattr(reader, part)]
    if missing:
        raise UnknownReader(f"what is registered as the reader {name!r} has no {', '.join(missing)}")
    return reader


def _factory(name: str) -> Callable[[Options], Reader]:
    if name in _OWN:
        module, _, attribute = _OWN[name].partition(":")
        own: Callable[[Options], Reader] = getattr(import_module(module), attribute)
        return own
    found = list(_offered().select(name=name))
    if not found:
        raise UnknownReader(f"there is no reader named {name!r}; there are: {', '.join(names())}")
    if len({point.value for point in found}) > 1:
        raise UnknownReader(f"two packages offer a reader named {name!r}: {', '.join(p.value for p in found)}")
    offered: Callable[[Options], Reader] = found[0].load()
    return offered


def _offered() -> EntryPoints:
    from importlib.metadata import entry_points  # a tenth of a second, which `--help` does without

    return entry_points(group=GROUP)
