"""Named components that each add one layer to a page, in an order that is checked before any text is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.model import Document
from extractors.page import LAYERS, Page


class PipelineError(ValueError):
    """A pipeline that cannot work: a layer is unknown, given twice, or needed before it is given."""


@dataclass(frozen=True, slots=True)
class Component:
    """One step of reading: a page in, the same page with one layer more out.

    ``read`` returns the layer named by ``gives``; it sees the layers named by ``needs`` and may count on no other.

    >>> from extractors.document.sentences import split
    >>> cut = Component("sentences", ("text",), "sentences", lambda page: split(page.text))
    >>> len(cut(Page(Document("a", ""), text="Two died. One fled.")).sentences)
    2
    """

    name: str
    needs: tuple[str, ...]
    gives: str
    read: Callable[[Page], Any]

    def __call__(self, page: Page) -> Page:
        return replace(page, **{self.gives: self.read(page)})


class Pipeline:
    """Components in the order in which they are called; raises ``PipelineError`` when they do not fit together."""

    def __init__(self, components: Sequence[Component]) -> None:
        self.components = tuple(components)
        given = {"document"}
        for component in self.components:
            _check(component, given)
            given.add(component.gives)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the components, in order."""
        return tuple(component.name for component in self.components)

    def read(self, document: Document) -> Page:
        """The page of one document with every layer that the components give."""
        page = Page(document)
        for component in self.components:
            page = component(page)
        return page


def _check(component: Component, given: set[str]) -> None:
    unknown = {*component.needs, component.gives} - set(LAYERS)
    if unknown:
        raise PipelineError(f"component {component.name!r} names no layer of a page: {', '.join(sorted(unknown))}")
    if component.gives in given:
        raise PipelineError(f"component {component.name!r} gives the layer {component.gives!r}, which is there already")
    missing = [layer for layer in component.needs if layer not in given]
    if missing:
        raise PipelineError(f"component {component.name!r} needs {', '.join(missing)}, which nothing before it gives")
