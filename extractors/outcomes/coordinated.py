"""Verbs that are coordinated over one figure: the last harm counts; who was taken before is an assertion of its own.

In: a figure and the sentence. Out: the steps of what happened to it, in order. "Four herders were ambushed and killed"
has two steps and one harm; "Three nurses were abducted and later killed" has two harms of the same three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.model import Happening
from extractors.outcomes.candidate import HARM, Candidate, Scene, fit, of_object, of_subject
from extractors.patterns.triggers import BE, HAVE, Trigger
from extractors.vocabulary.lexicon import ancestry, verb_frames, words

_JOINS = frozenset({"and", "or", "then", ",", "/", "&", "but", "before", "and/or"})
_BETWEEN = frozenset({"then", "later", "subsequently", "eventually", "finally", "also", "being", "reportedly", "both"})
_CLAUSE = words("clause_opener")
_THEM = frozenset({"them", "him", "her", "it", "both", "all"})
_RESULT_INJURY = frozenset({"wound", "injure", "hurt", "maim"})
"""Verbs of injury that tell a result, not a way of doing harm: "killed and wounded" counts both."""
_TIMES = frozenset({"seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years", "moments"})
_REACH = 22
"""Tokens over which the verbs of one clause may be spread: "dragged from a bus on the road to ... and executed"."""


@dataclass(frozen=True, slots=True)
class Step:
    """One verb of the chain: where it stands, what it says of the figure ("" = nothing), how it is joined on."""

    index: int
    outcome: str
    word: str
    joined_by: str = ""
    undergone: bool = True  # what was done to the figure, not what its subject did: "killed", not "died"


def with_others(scene: Scene, f: Candidate, happening: Happening) -> Happening:
    """The happening with the other harms of the same figure: who was kidnapped and killed was both."""
    i = happening.trigger
    t = scene.triggers.get(i) if i is not None else None
    if i is None or t is None or t.voice == "noun" or happening.outcome not in HARM:
        return happening
    steps = _around_object(scene, f, i) or _from_first(scene, f, i)
    harms = settled(steps)
    if not any(s.outcome == happening.outcome for s in harms):
        return happening
    last = harms[-1]
    told = [
        Happening(
            fit(s.outcome, f.counted.domain),
            scene.tokens[s.index].text,
            s.index,
            found_by=happening.found_by,
            trust=happening.trust,
        )
        for s in harms
    ]
    return replace(told[-1], also=tuple(told[:-1])) if last.outcome else happening


def _around_object(scene: Scene, f: Candidate, i: int) -> list[Step]:
    """The steps of the chain whose object the figure is, where the verb at ``i`` is one of them."""
    for k in range(f.token - 1, max(-1, f.token - _REACH), -1):
        if k in scene.triggers and scene.triggers[k].voice != "noun":
            steps = of_target(scene, f, k)
            return steps if any(s.index == i for s in steps) else []
    return []


def _from_first(scene: Scene, f: Candidate, i: int) -> list[Step]:
    """The steps of the chain that the verb at ``i`` stands in, from the first verb behind the figure on."""
    for k in range(f.last + 1, i):
        if scene.word(k) not in BE | HAVE and (k in scene.triggers or scene.tokens[k].tag in {"VBN", "VBD"}):
            steps = of_patient(scene, f, k)
            if any(s.index == i for s in steps):
                return steps
    return of_patient(scene, f, i)


def of_patient(scene: Scene, f: Candidate, first: int) -> list[Step]:
    """The steps from the verb at ``first`` on that the figure, its subject, underwent: "were stopped and shot"."""
    steps = [_step(scene, f, first, "")]
    at = first
    while (following := _next(scene, at)) is not None:
        at, join = following
        steps.append(_step(scene, f, at, join))
    return steps


def of_target(scene: Scene, f: Candidate, verb: int) -> list[Step]:
    """The steps around the verb at ``verb`` whose object the figure is: "kidnapped and killed two drivers"."""
    indices = [verb]
    while (before := _joined_before(scene, indices[0])) is not None:
        indices.insert(0, before)
    steps = [_active(scene, f, i, "" if i == indices[0] else scene.word(i - 1)) for i in indices]
    at = f.last
    while (following := _next(scene, at, of_pronoun=True)) is not None:
        at, join = following
        steps.append(_active(scene, f, at, join))
    return steps


def settled(steps: Sequence[Step]) -> list[Step]:
    """The harms that the steps leave, in order: a harm that a later one outdoes, or that only targets, is left out.

    "ambushed and killed" leaves the killing, "shot and wounded" the wound, "arrested, tortured and executed" the
    arrest and the execution; "killed or wounded" is one unsplit figure.
    """
    out: list[Step] = []
    for step in steps:
        if step.outcome not in HARM:
            continue
        if out and _are_unsplit(out[-1], step):
            out[-1] = Step(step.index, "casualties", step.word)
            continue
        if step.outcome in {"killed", "casualties"}:
            out = [s for s in out if s.outcome not in {"injured", "casualties", "killed", "missing"}]
        if not any(s.outcome == step.outcome for s in out) and not (out and out[-1].outcome == "killed"):
            out.append(step)
    return out


def _are_unsplit(before: Step, step: Step) -> bool:
    """Whether two harms are of one unsplit figure: "killed or wounded", "killed and injured", "wounded and killed"."""
    if {before.outcome, step.outcome} != {"killed", "injured"} or not step.undergone:
        return False
    if step.joined_by in {"or", "/", "and/or"}:
        return True
    return step.joined_by in {"and", "&", ","} and (before.word if before.outcome == "injured" else step.word) in (
        _RESULT_INJURY
    )


def _step(scene: Scene, f: Candidate, i: int, join: str) -> Step:
    t = scene.triggers.get(i)
    if t is None or t.voice == "noun":
        return Step(i, "", "", join)
    undergone = of_object(f, t.frame) if join or t.voice != "active" else ""
    at_once = scene.tokens[i - 1].tag != "RB" and scene.word(i - 1) != "later"
    return Step(i, undergone or of_subject(f, t.frame), t.frame.word, join, bool(undergone) and at_once)


def _active(scene: Scene, f: Candidate, i: int, join: str) -> Step:
    t = scene.triggers.get(i)
    frame = t.frame if t else next(iter(verb_frames().get(scene.word(i), ())), None)
    return Step(i, of_object(f, frame) if frame else "", frame.word if frame else "", join)


def _joined_before(scene: Scene, i: int) -> int | None:
    """The verb that shares its object with the one at ``i``: the kidnapped of "kidnapped and then killed two men"."""
    k = _before_joint(scene, i)
    if k is None:
        return None
    t = next((t for t in scene.triggers.values() if t.end == k), None)
    if t is None and scene.tokens[i].tag == "VBZ" and _present_tense(scene, k):
        return k
    if t is None or (t.voice == "noun" and not scene.word(k).endswith("ing")):  # "killing and wounding dozens"
        return None
    return t.index if t.voice != "passive" and not _is_of_other(scene, t) else None


def _before_joint(scene: Scene, i: int) -> int | None:
    """The last word before what joins the verb at ``i`` to one before it; None where nothing does."""
    k = i - 1
    while k > 0 and (scene.tokens[k].tag == "RB" or scene.word(k) in _BETWEEN):
        k -= 1
    if k < 1:
        return None
    if scene.word(k) in {"and", ",", "or", "then"}:
        k -= 1
    elif k not in scene.triggers or scene.tokens[k].tag != "VBZ":  # a headline's "Kills Injures over 70"
        return None
    while k > 0 and scene.word(k) in {",", "and"}:
        k -= 1
    return k


def _present_tense(scene: Scene, k: int) -> bool:
    """Whether a verb that the tagger takes for a noun stands at ``k``: the kills of "kills and injures six"."""
    return any(f.form == "VBZ" and f.people in HARM for f in verb_frames().get(scene.word(k), ()))


def _is_of_other(scene: Scene, t: Trigger) -> bool:
    """Whether a verb before says what happened to another figure: "Eight were killed and wounded 20 more"."""
    k, passive = t.index - 1, False
    while k >= 0 and (scene.tokens[k].tag == "RB" or scene.word(k) in BE | HAVE):
        passive = passive or scene.word(k) in BE
        k -= 1
    figure = next((g for g in scene.figure_at.values() if k in {g.last, g.token}), None)
    return figure is not None and (passive or "combatant" not in ancestry(figure.counted.entity_class))


def _next(scene: Scene, at: int, *, of_pronoun: bool = False) -> tuple[int, str] | None:
    """The next verb that goes on with what happened, and the word that joins it on; ``None`` at a new clause."""
    start = next((t.end for t in scene.triggers.values() if t.index == at), at) + 1
    adjacent = scene.triggers.get(start)
    if adjacent and adjacent.voice == "reduced" and at in scene.triggers and not _has_object(scene, adjacent.end + 1):
        return start, ","  # a headline's "25 Militants Killed Injured"
    for i in range(start, min(len(scene.tokens), start + _REACH)):
        word = scene.word(i)
        if word in _JOINS and (verb := _verb_after(scene, i + 1, of_pronoun)) is not None:
            return verb, _join(scene, i, verb)
        if word in {";", ".", ":"} or word in _CLAUSE or _is_counted(scene, i):
            return None
        if word in {"and", "but"} and _opens_clause(scene, i + 1):
            return None
    return None


def _join(scene: Scene, i: int, verb: int) -> str:
    """What joins a verb on: the word at ``i``, or the "and" between a comma there and the verb."""
    if scene.word(i) != ",":
        return scene.word(i)
    return next((w for w in _words(scene, i, verb) if w in {"and", "or"}), ",")


def _is_counted(scene: Scene, i: int) -> bool:
    """Whether a number stands at ``i``: a new figure, not the roadblock of "stopped at a roadblock and shot"."""
    figure = scene.figure_at.get(i)
    return figure is not None and not figure.quantity.single


def _words(scene: Scene, first: int, last: int) -> Iterator[str]:
    return (scene.word(k) for k in range(first, last))


def _verb_after(scene: Scene, i: int, of_pronoun: bool) -> int | None:
    """The verb that stands at ``i``, behind adverbs and auxiliaries: "(and) were later found dead"."""
    while i < len(scene.tokens) and (
        scene.tokens[i].tag == "RB" or scene.word(i) in _BETWEEN | BE | HAVE | {"and", "or", ","}
    ):
        i += 1
    if i >= len(scene.tokens) or _is_counted(scene, i):
        return None
    t = scene.triggers.get(i)
    is_verb = scene.tokens[i].tag in {"VBN", "VBD", "VBG", "VB", "VBP"} or (t is not None and t.voice != "noun")
    if not is_verb or scene.word(i) in {"including", "said", "added", "according"}:
        return None
    end = t.end if t else i
    if of_pronoun:
        return i if _is_them(scene, end + 1) or _is_them(scene, i + 1) else None
    return None if _has_object(scene, end + 1) else i


def _has_object(scene: Scene, i: int) -> bool:
    """Whether an object follows a verb, so that its subject did something: "were hit and fired three rockets"."""
    if i in scene.figure_at or scene.word(i) in {"the", "a", "an", "their", "his", "her", "its", "them", "him"}:
        return True
    return i < len(scene.tokens) and scene.tokens[i].tag in {"NNS", "PRP"} and scene.word(i) not in _TIMES


def _is_them(scene: Scene, i: int) -> bool:
    """Whether a pronoun at ``i`` takes up those before: "killed her", not "killed her mother"."""
    return scene.word(i) in _THEM and scene.tokens[i].tag != "PRP$"


def _opens_clause(scene: Scene, i: int) -> bool:
    """Whether a subject of its own follows: "and their guard was ...", "and militants ..."."""
    for k in range(i, min(i + 7, len(scene.tokens))):
        if scene.tokens[k].tag in {"VBD", "VBZ", "VBP", "MD"} or scene.word(k) in BE:
            return k > i
    return False
