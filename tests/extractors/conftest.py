"""What several tests of the extractors need."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import sentences as texts
from extractors.model import Chain, Document
from extractors.voices import attribute
from tests.extractors.targets import made


@pytest.fixture(scope="session")
def chain_of_figure() -> Callable[[str, str], Chain]:
    """Gives the chain of attribution of the first occurrence of a figure in a text."""

    def chain(text: str, figure: str) -> Chain:
        sentences = texts.split(text)
        at = text.index(figure)
        sentence = next(s for s in sentences if s.start <= at < s.end)
        target = made(text, sentence, at, at + len(figure))
        return attribute(Document("d", text), sentences, {}, [target])[0]

    return chain


@pytest.fixture(scope="session")
def speaker_of(chain_of_figure: Callable[[str, str], Chain]) -> Callable[[str, str], str]:
    """Gives who states the first occurrence of a figure in a text; "" where the outlet does."""
    return lambda text, figure: chain_of_figure(text, figure).speaker_text
