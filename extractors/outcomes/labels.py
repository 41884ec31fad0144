"""Labels that stand before their number: "Dead: 14. Injured: 81.", "killed - 10, wounded - 25", "KIA 12, WIA 40"."""

from __future__ import annotations

from extractors.outcomes.candidate import HARM, Candidate, Found, Scene
from extractors.vocabulary.lexicon import adjective_frame, noun_frame, verb_frames, words

_MARKS = frozenset(":-–—=")
_ABBREVIATIONS = words("loss_abbreviation")
_IN_ACTION = frozenset({"in", "action", "persons", "people", "toll", "count", "so", "far", "confirmed", "total"})
"""Words that a label may have between its outcome word and its mark: "killed in action:"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STARTS = frozenset(".,;:•*|()[]!-–—\n")
_OUTCOMES = HARM | {"displaced", "rescued"}
_ABOUT_PERSONS = frozenset({"killed", "injured", "casualties", "missing", "captured"})


def labelled(scene: Scene, f: Candidate) -> Found | None:
    """The outcome of a bare number whose label stands before it; a label of death or injury counts persons."""
    i = f.token - 1
    if not _is_bare(scene, f) or i < 0:
        return None
    if f.token + 1 in scene.triggers and scene.word(f.token + 2) not in _MARKS:
        return None  # "Casualties: 7 killed"
    marked = scene.word(i) in _MARKS
    if marked:
        i -= 1
    elif scene.word(i) not in _ABBREVIATIONS:
        return None
    while i > 0 and scene.word(i) in _IN_ACTION:
        i -= 1
    if marked and label_outcome(scene, i) not in _OUTCOMES:
        i = _head_of_line(scene, i)
    outcome = label_outcome(scene, i)
    return (outcome, i) if outcome in _OUTCOMES and _opens(scene, i) else None


def _head_of_line(scene: Scene, end: int) -> int:
    """Index of the outcome word that opens a label with a time or a place: "Killed since the start of the war: 41"."""
    words_ = range(min(4, end))
    told = next((k for k in words_ if label_outcome(scene, k) in _OUTCOMES), end)
    phrase = scene.tokens[told + 1 : end + 1]
    plain = phrase[:1] and phrase[0].tag == "IN" and not any(t.tag in _FINITE or t.quantity is not None for t in phrase)
    return told if plain else end


def _is_bare(scene: Scene, f: Candidate) -> bool:
    """Whether a number counts no noun of its own."""
    if f.counted.elided or f.counted.head is None:
        return True
    return f.counted.head < f.token and bool(label_outcome(scene, f.counted.head))  # "killed - 10": the label itself


def label_outcome(scene: Scene, i: int) -> str:
    """What a label at ``i`` says of those it counts: of persons, unless persons were never meant."""
    word = scene.word(i)
    for frame in (noun_frame(word), adjective_frame(word)):
        told = (frame.subject_people or frame.people) if frame else ""
        if told in _ABOUT_PERSONS:
            return told
    for verb in verb_frames().get(word, ()):
        if verb.form in {"VBN", "VBD"} and " " not in verb.word:
            told = verb.people or verb.subject_people
            return told if verb.about == "people" or told in _ABOUT_PERSONS - {"killed"} else verb.things
    return ""


def _opens(scene: Scene, i: int) -> bool:
    """Whether a label stands at ``i``: at the head of its sentence or behind the item before it."""
    if scene.word(i - 1) == "of" and scene.word(i - 2) in {"number", "total", "count", "toll"}:
        i -= 2  # "Number of injuries: 76"
    k = i - 1
    while k >= 0 and k > i - 3 and (scene.tokens[k].tag in {"DT", "RB", "JJ", "NN"} or scene.word(k) == "total"):
        k -= 1
    return any(
        j < 0
        or scene.word(j) in _STARTS
        or j in scene.figure_at
        or "\n" in scene.tokens[j].text
        or scene.word(j) in {"and", "which", "whom"}
        for j in range(k, i)
    )
