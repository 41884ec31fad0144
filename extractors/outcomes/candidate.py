"""A figure on its way to an outcome, and what each rule looks at: its sentence, the outcome words, the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.model import Counted, Happening, ParsedSentence, Quantity, Token
from extractors.patterns.triggers import Trigger
from extractors.vocabulary.lexicon import OutcomeFrame, words

HARM = frozenset(
    {"killed", "injured", "casualties", "missing", "captured", "destroyed", "damaged", "seized", "abandoned"}
)
"""Outcomes that harm, destroy or take: those that an implicit single may have."""

STRONG_NOUNS = words("strong_noun")
"""Nouns that say by themselves what happened to those they count: deaths, casualties, bodies."""

_ENDING = words("claim_verb") | {"lose", "loses", "lost", "losing", "loss", "end", "ends", "ended", "ending", "of"}

LIST_MARKS = words("list_mark")
"""Words and signs that join the figures of a list."""

HYPHENS = frozenset("-‐‑")
"""Signs that join the words of a compound."""

MUNITIONS = words("munition_class")
"""Classes of things that are fired or dropped."""

Found = tuple[str, int | None]
"""What a rule finds: the outcome, and the token of the word that tells it (None where no single word does)."""

_MAPPED = {
    ("people", "destroyed"): "killed",
    ("people", "damaged"): "injured",
    ("people", "seized"): "captured",
    ("people", "abandoned"): "other",
    ("people", "used"): "other",
    ("people", "occurred"): "other",
    ("equipment", "killed"): "destroyed",
    ("equipment", "injured"): "damaged",
    ("equipment", "casualties"): "damaged",
    ("equipment", "captured"): "seized",
    ("equipment", "displaced"): "other",
    ("equipment", "rescued"): "seized",
    ("facility", "killed"): "destroyed",
    ("facility", "injured"): "damaged",
    ("facility", "casualties"): "damaged",
    ("facility", "captured"): "seized",
    ("facility", "displaced"): "other",
    ("facility", "rescued"): "seized",
    ("facility", "used"): "other",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity with what it counts and its stretch of tokens, as the outcome rules see it."""

    token: int  # the quantity
    last: int  # head of the noun phrase, or the quantity where it is elided
    quantity: Quantity
    counted: Counted

    @property
    def known(self) -> bool:
        """Whether the words say what is counted."""
        return self.counted.domain != "other"

    def people_for(self, frame: OutcomeFrame) -> bool:
        """Whether the frame is to be read of people: by the counted noun, else by what the word is about."""
        return self.counted.domain == "people" if self.known else frame.about != "things"


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as the rules see it."""

    parsed: ParsedSentence
    triggers: Mapping[int, Trigger]
    figure_at: Mapping[int, Candidate]  # by the token of the quantity
    done: list[tuple[Candidate, Happening]] = field(default_factory=list)  # the figures read so far, left to right
    before: Happening | None = None  # what the sentence before says of its last figure

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parsed.tokens

    @property
    def children(self) -> tuple[tuple[int, ...], ...]:
        return self.parsed.children

    def word(self, i: int) -> str:
        """The lower-case word at ``i``, "" outside the sentence."""
        return self.parsed.tokens[i].lower if 0 <= i < len(self.parsed.tokens) else ""


def ends_lives(scene: Scene, i: int) -> bool:
    """Whether the "lives" at ``i`` are lost: not those of "threatening the lives of many"."""
    return scene.word(i - 1 - (scene.word(i - 1) in {"the", "more"})) in _ENDING


def is_loss_of_life(scene: Scene, i: int) -> bool:
    """Whether the "loss" at ``i`` is that of lives: deaths, never wounds."""
    return scene.word(i) in {"loss", "losses"} and scene.word(i + 1) == "of" and scene.word(i + 2) in {"life", "lives"}


def of_object(f: Candidate, frame: OutcomeFrame) -> str:
    """Outcome of the figure as object of a word, "" where the word says nothing of it."""
    if f.counted.domain == "facility" and frame.about == "people":
        return ""  # "three guards manning a checkpoint were killed"
    if not f.known and not f.counted.elided and frame.about == "known":
        return ""
    return frame.people if f.people_for(frame) else frame.things


def of_subject(f: Candidate, frame: OutcomeFrame) -> str:
    """Outcome of the figure as subject of a word, "" where the word says nothing of it."""
    if f.counted.domain == "facility" and frame.about == "people":
        return ""  # "three guards manning a checkpoint were killed"
    if not f.known and not f.counted.elided and frame.about == "known":
        return ""
    return frame.subject_people if f.people_for(frame) else frame.subject_things


def fit(outcome: str, domain: str) -> str:
    """The outcome as its domain names it: "destroyed hundreds of terrorists" = killed.

    >>> fit("destroyed", "people"), fit("captured", "facility"), fit("struck", "attack")
    ('killed', 'seized', 'occurred')
    """
    if domain == "attack":
        return "occurred"
    return _MAPPED.get((domain, outcome), outcome)


def found(outcome: str, index: int) -> Found | None:
    """The finding of a rule, ``None`` where the word told nothing."""
    return (outcome, index) if outcome else None
