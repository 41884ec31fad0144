"""What was heard in one sentence: its statements, and for each the voice that was found to make it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.voices.discourse import Voice
from extractors.voices.statement import Statement


@dataclass(frozen=True, slots=True)
class Spoken:
    """The statements of one sentence with their voices, in the order of their cues."""

    statements: tuple[Statement, ...]
    voices: tuple[Voice, ...]


SILENT = Spoken((), ())
