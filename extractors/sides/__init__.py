"""Whose people or equipment a figure counts, and who did it, where the sentence says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractors.model import Counted, Happening, ParsedSentence
from extractors.outcomes import Candidate
from extractors.patterns.triggers import Trigger
from extractors.sides.doers import perpetrator
from extractors.sides.names import code
from extractors.sides.owners import affiliation

__all__ = ["affiliation", "code", "perpetrator", "read"]


def read(
    text: str,
    parsed: ParsedSentence,
    figure: Candidate,
    happening: Happening,
    triggers: Mapping[int, Trigger],
    header: str = "",
) -> tuple[Counted, Happening]:
    """The counted thing with its affiliation (a code where the tables know the side, else the words), and the
    happening with its perpetrator (the words); ``header`` is the text that introduces the list the figure is in.
    """
    doer = perpetrator(text, parsed, figure, happening, triggers)
    side = affiliation(text, parsed, figure, happening, triggers, header, doer)
    return replace(figure.counted, affiliation=code(side) if side else None), replace(happening, perpetrator=doer)
