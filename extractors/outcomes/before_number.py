"""Outcome words that stand before the number: "killing 12", "the deaths of dozens of soldiers", "30 wounded people"."""

from __future__ import annotations

from extractors.outcomes import coordinated
from extractors.outcomes.after_noun import right
from extractors.outcomes.candidate import (
    HARM,
    HYPHENS,
    MUNITIONS,
    STRONG_NOUNS,
    Candidate,
    Found,
    Scene,
    ends_lives,
    found,
    is_loss_of_life,
    of_object,
    of_subject,
)
from extractors.patterns.triggers import Trigger
from extractors.vocabulary.lexicon import noun_frame, words

_BEFORE_OBJECT = words("before_object")
_STATES = frozenset({"injured", "captured", "displaced", "missing"})
_DELIVERY = words("delivery")
_DAMAGE = frozenset({"damage", "damages", "injuries", "injury"})
_PLACE_OR_TIME = frozenset({"in", "at", "near", "on", "over", "during", "within"})
_QUOTES = frozenset('"“”‘’«»') | {"``"}
_ASIDE = 6
"""Words that a place or a time between a noun and its "of" may have."""


def own_noun(scene: Scene, f: Candidate) -> Found | None:
    """The counted noun is itself an outcome: "12 deaths", "no casualties"."""
    if f.counted.head is None:
        return None
    frame = noun_frame(scene.tokens[f.counted.head].lower)
    if frame and _both_nouns(scene, f.counted.head, frame.subject_people):
        return "casualties", f.counted.head
    if frame and frame.subject_people and frame.word in STRONG_NOUNS:
        return ("killed" if is_loss_of_life(scene, f.counted.head) else frame.subject_people), f.counted.head
    return None


def _both_nouns(scene: Scene, head: int, outcome: str) -> bool:
    """Whether two nouns of harm are counted together: "dozens of deaths and injuries"."""
    t = scene.triggers.get(head + 2) if scene.word(head + 1) in {"and", "or"} else None
    return t is not None and t.voice == "noun" and {outcome, t.frame.subject_people} == {"killed", "injured"}


def premodifier(scene: Scene, f: Candidate) -> Found | None:
    """An adjective or participle before the noun: "30 wounded people", "the two targeted districts"."""
    harms = {of_object(f, t.frame) for i, t in scene.triggers.items() if f.token < i < f.last and t.voice != "noun"}
    if {"killed", "injured"} <= harms:
        return "casualties", f.last  # "dozens of dead and wounded comrades"
    for i in range(f.token + 1, f.last):
        t = scene.triggers.get(i)
        outcome = _of_modifier(scene, f, t) if t is not None and t.voice != "noun" else ""
        if outcome in _STATES and (told := left(scene, f) or right(scene, f)) and told[0] in {"killed", "rescued"}:
            return told  # "a wounded man died", "executed 12 captured soldiers"
        if outcome in HARM or outcome in {"struck", "displaced"}:
            return outcome, i
    return None


def _of_modifier(scene: Scene, f: Candidate, t: Trigger) -> str:
    """What a word before the noun says of those counted."""
    if t.frame.form == "VBG":
        return of_subject(f, t.frame) if f.counted.domain == "people" else ""  # "38 fleeing civilians"
    if t.frame.things == "seized" and scene.word(t.index - 1) in HYPHENS:
        return ""  # "three rebel-occupied buildings": whose they are, not what happened to them
    return of_object(f, t.frame)


def left(scene: Scene, f: Candidate) -> Found | None:
    """The outcome word stands directly before: "killing 12", "the deaths of dozens of soldiers"."""
    i = _past_quotation_mark(scene, _word_before(scene, f))
    if i >= 1 and scene.word(i) == "of":
        if phrasal := _phrasal_end(scene, i - 1):
            return found(of_object(f, phrasal.frame), phrasal.index)  # "took control of 12 villages"
        return _left_noun(scene, f, _before_place_or_time(scene, i - 1))
    if i >= 1 and scene.word(i) == "to" and scene.word(i - 1) in _DAMAGE:
        return _left_noun(scene, f, i - 1)
    if ":" in {scene.word(k) for k in range(i + 1, f.token)} and right(scene, f):
        return None  # "Convoy ambushed: nine soldiers killed"
    t = scene.triggers.get(i) or (_phrasal_end(scene, i) if i >= 0 else None)
    if t is None or not _takes_figure(scene, f, t):
        return None
    outcome = of_object(f, t.frame)
    return _as_object(scene, f, t, outcome) if outcome else None


def _word_before(scene: Scene, f: Candidate) -> int:
    """The first word before the number that is no article, adverb or adjective of it."""
    i = f.token - 1
    while i >= 0 and (scene.word(i) in _BEFORE_OBJECT or scene.tokens[i].tag in {"RB", "JJ", "PDT"}):
        if (i in scene.triggers and scene.triggers[i].voice != "adjective") or _phrasal_end(scene, i):
            break
        if scene.word(i) == "to" and scene.word(i - 1) in _DAMAGE:
            break
        i -= 1
    return i


def _takes_figure(scene: Scene, f: Candidate, t: Trigger) -> bool:
    """Whether a verb before the number has it as its object."""
    if t.voice in {"noun", "adjective"}:
        return False
    if t.voice in {"passive", "reduced"} and not _active_after_all(scene, t):
        return False
    return not (_belongs_left(scene, t) and right(scene, f))  # "40 killed 100 injured": that of the figure before


def _as_object(scene: Scene, f: Candidate, t: Trigger, outcome: str) -> Found | None:
    """What the object of a verb has come to, all words of the sentence on it taken together."""
    if outcome == "present" and (later := right(scene, f)) and later[0] in HARM:
        return None  # "losses totalled 304 militants killed"
    if outcome == "present" and f.counted.entity_class in MUNITIONS and scene.word(t.index) in _DELIVERY:
        return "used", t.index  # "sent 30 drones against the city"
    if outcome == "killed" and _both_follow(scene, f):
        return "casualties", t.index
    if t.frame.form == "VBG" and scene.word(t.index - 1) in {"and", "or"} and t.index - 2 not in scene.triggers:
        return outcome, t.index
    harms = coordinated.settled(coordinated.of_target(scene, f, t.index))
    return (harms[-1].outcome, harms[-1].index) if harms else (outcome, t.index)


def _past_quotation_mark(scene: Scene, i: int) -> int:
    """Index before the mark or the word that opens a quotation: 'they killed, quote, "at least forty soldiers"'."""
    k = i
    while k >= 0 and (scene.word(k) in _QUOTES or scene.word(k) in {",", "quote", "quoting"}):
        k -= 1
    return k if k in scene.triggers and any(scene.word(n) in _QUOTES for n in range(k + 1, i + 1)) else i


def _both_follow(scene: Scene, f: Candidate) -> bool:
    """Whether what follows says that both harms are counted together: "lost 820 men, killed and wounded"."""
    i = f.last + 1
    while scene.word(i) in {",", "(", "both", "either", "counting", "including"}:
        i += 1
    pair = {scene.word(i), scene.word(i + 2)}
    joined = i > f.last + 1 and scene.word(i + 1) in {"and", "or", "/"}
    return joined and bool(pair & {"killed", "dead"}) and bool(pair & {"wounded", "injured"})


def _before_place_or_time(scene: Scene, i: int) -> int:
    """Index of the outcome noun before a place or time that ends at ``i``, else ``i``: "the murder in Gao of"."""
    for k in range(i, max(0, i - _ASIDE), -1):
        if k in scene.triggers or k in scene.figure_at:
            return i
        if scene.tokens[k].tag == "IN":
            told = scene.triggers.get(k - 1)
            return k - 1 if told and told.voice == "noun" and scene.word(k) in _PLACE_OR_TIME else i
    return i


def _left_noun(scene: Scene, f: Candidate, i: int) -> Found | None:
    t = scene.triggers.get(i)
    if t is None:
        return None
    if t.voice == "noun":
        if t.frame.word == "toll" and (told := right(scene, f)):
            return told  # "a toll of three people wounded"
        outcome = of_object(f, t.frame)
        if t.frame.word == "life" and not ends_lives(scene, i):
            return None
        if outcome and outcome != "struck":
            return _joined(scene, t, outcome, f), i
        return None
    if t.frame.form == "VBG" and (outcome := of_object(f, t.frame)):
        return _joined(scene, t, outcome, f), i
    return None


def _phrasal_end(scene: Scene, i: int) -> Trigger | None:
    return next((t for t in scene.triggers.values() if t.end == i and t.index != i), None)


def _active_after_all(scene: Scene, t: Trigger) -> bool:
    """A participle without "be" that a number follows directly is a past tense: "captured 16 villages"."""
    return t.voice == "reduced" and t.end + 1 < len(scene.tokens)


def _belongs_left(scene: Scene, t: Trigger) -> bool:
    """Whether the word before a verb ends another figure, so that the verb can be that figure's."""
    i = t.index - 1
    while i >= 0 and scene.tokens[i].tag == "RB":
        i -= 1
    return i >= 0 and any(g.last == i or g.token == i for g in scene.figure_at.values())


def _joined(scene: Scene, t: Trigger, outcome: str, f: Candidate) -> str:
    """ "killed or wounded 40" is one unsplit figure."""
    both = {outcome, _outcome_joined(scene, t, f)}
    return "casualties" if both == {"killed", "injured"} else outcome


def _outcome_joined(scene: Scene, t: Trigger, f: Candidate) -> str:
    """The outcome of a word that is joined on before ``t``, nothing where none is: "killed or | wounded | 40"."""
    i = t.index - 1
    if i in scene.triggers and scene.triggers[i].voice == "active":
        i += 1  # a headline's "Kills Injures over 70"
    joined = scene.word(i) in {"or", "and", "and/or", "/", ","} or i == t.index
    other = scene.triggers.get(i - 1) if joined else None
    if other is None or (scene.word(i) == "," and other.voice != "active"):
        return ""
    if other.voice == "noun":
        shares = t.voice != "active" or scene.word(i - 1).endswith("ing")
    else:
        shares = other.end == i - 1 and (scene.word(i) == "or" or not _belongs_left(scene, other))
    return of_object(f, other.frame) if shares else ""
