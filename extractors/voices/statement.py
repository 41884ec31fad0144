"""One statement within a sentence: who says something, through whom, and which part of the sentence that is."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.voices.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says something in a sentence, through whom, and which part of the sentence that is.

    Offsets are document offsets; ``scope_start`` to ``scope_end`` is what is said. ``start`` is where the speaker or
    the cue begins, whichever comes first. ``kind`` is the kind of its cue, "according" for "according to", "act" for
    one that states nothing but brings a speaker to mind.
    ``open_ended``: the sentence ends in a colon, what is said follows in the next ones. ``aside``: it stands in a
    clause of its own ("when Russia announced ..."), so that the next sentence does not carry it on.
    ``title`` is who a named speaker is in the text's words.
    ``bounded``: nothing behind ``scope_end`` is its, as in a digest of items by several sources.
    """

    speaker: Phrase
    speaker_text: str
    relay: Phrase | None
    relay_text: str
    cue: str
    cue_start: int
    cue_end: int
    start: int
    scope_start: int
    scope_end: int
    leads: bool
    kind: str
    modality: str | None = None
    open_ended: bool = False
    aside: bool = False
    bounded: bool = False
    title: str = ""  # what the text says a named speaker is: "Ana Ruiz, | mayor of Zerin,"
