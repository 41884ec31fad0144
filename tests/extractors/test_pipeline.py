"""The pipeline: which components there are and in what order, and that one that cannot work is not built."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from extractors.model import Document
from extractors.page import LAYERS, Page
from extractors.pipeline import Component, Pipeline, PipelineError
from extractors.readers.grammar import Reader

EXTRACTORS = Path(__file__).resolve().parents[2] / "extractors"
TEXT = "Officials in Homs said that at least 12 people were killed on 3 May 2016."


def component(name: str, needs: tuple[str, ...], gives: str) -> Component:
    return Component(name, needs, gives, lambda page: ())


def test_the_components_of_the_grammar_and_their_order():
    assert Reader().pipeline.names == (
        "markup",
        "sentences",
        "quantities",
        "parse",
        "candidates",
        "figures",
        "totals",
        "targets",
        "voices",
        "places",
        "dates",
        "assertions",
    )


def test_what_is_turned_off_is_another_component_for_the_same_layer():
    names = Reader(attribution=False, places=False, when=False).pipeline.names
    assert names[8:11] == ("publisher", "no_places", "no_dates")


def test_every_layer_of_a_page_is_given_by_the_grammar():
    assert {"document", *(c.gives for c in Reader().pipeline.components)} == set(LAYERS)


@pytest.mark.parametrize(
    ("components", "message"),
    [
        ([component("b", ("sentences",), "quantities")], "'b' needs sentences"),
        ([component("a", (), "text"), component("b", (), "text")], "'b' gives the layer 'text', which is there"),
        ([component("a", (), "document")], "'a' gives the layer 'document', which is there"),
        ([component("a", ("words",), "text")], "'a' names no layer of a page: words"),
        ([component("a", (), "words")], "'a' names no layer of a page: words"),
    ],
)
def test_components_that_do_not_fit_together_are_refused_when_the_pipeline_is_built(components, message):
    with pytest.raises(PipelineError, match=message):
        Pipeline(components)


def test_a_component_can_be_called_alone_on_layers_made_by_hand():
    sentences = next(c for c in Reader().pipeline.components if c.name == "sentences")
    page = sentences(Page(Document("a", "not read"), text="Two died. One fled."))
    assert [(s.start, s.end) for s in page.sentences] == [(0, 9), (10, 19)]


def test_a_component_needs_no_layer_that_it_does_not_name():
    """Each is called again on a page that holds nothing but the layers it says it needs."""
    reader = Reader()
    whole = reader.page(Document("a", TEXT, title="Homs", source="Asterion Wire"))
    for each in reader.pipeline.components:
        bare = Page(whole.document if "document" in each.needs else Document("", ""))
        bare = dataclasses.replace(bare, **{n: getattr(whole, n) for n in each.needs})
        assert getattr(each(bare), each.gives) == getattr(whole, each.gives), each.name


def test_a_page_is_not_edited():
    page = Page(Document("a", TEXT))
    with pytest.raises(dataclasses.FrozenInstanceError):
        page.text = "another"  # type: ignore[misc]


def test_the_trace_is_written_and_read_by_no_stage():
    """What fired is for the person who asks why; what a later stage needs is a field."""
    reads = re.compile(r"(?:\bin|==|!=|&|\bset\()\s*[\w.\[\]]*\.rules\b|\.rules\s*(?:==|!=|\[|&)")
    found = [
        f"{path.relative_to(EXTRACTORS)}: {line.strip()}"
        for path in EXTRACTORS.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if reads.search(line) and "for r in" not in line
    ]
    assert found == []
