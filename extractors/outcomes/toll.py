"""Figures that are what a toll amounts to: "the death toll rose to 8", "put the number of dead at 5"."""

from __future__ import annotations

from extractors.outcomes.candidate import HARM, STRONG_NOUNS, Candidate, Found, Scene, is_loss_of_life, of_object
from extractors.patterns.triggers import BE, Trigger
from extractors.vocabulary.lexicon import words

_RECKON_VERBS = words("reckon_verb")
_SURPASS = words("surpass_verb")
_TOLL_NOUNS = words("toll_noun")
_PERSONS = frozenset({"those", "people", "persons"})
_PLAIN_TOTALS = frozenset({"figure", "number", "total", "count"})
_OTHERS = frozenset({"others", "other", "more", "of"})
_AMOUNT_TO = words("amount_to")
_TOLL_MARKS = words("toll_mark")
_STANDS = frozenset({"stand", "stands", "stood", "standing"})


def stated_toll(scene: Scene, f: Candidate) -> Found | None:
    """The figure is what a toll amounts to: object or "to/at/by" phrase of a verb with a toll beside it."""
    if f.counted.domain == "facility":
        return None  # "110 wounded were taken to three hospitals"
    node = f.counted.head if f.counted.head is not None else f.token
    for _ in range(4):
        token = scene.tokens[node]
        if token.dep in {"dobj", "attr", "oprd", "acomp", "npadvmod"}:
            return _toll(scene, f, token.head)
        if token.dep == "pobj" and scene.tokens[token.head].lower in {"to", "at", "by", "from", "of"}:
            return _toll(scene, f, scene.tokens[token.head].head)
        if token.dep not in {"nummod", "quantmod", "amod", "conj", "compound", "nmod"} or token.head == node:
            return None
        node = token.head
    return None


def reckoned(scene: Scene, f: Candidate) -> Found | None:
    """The figure is the sum of the harmed: "The dead numbered 15", "Casualties totalled 40"."""
    if sum_of_losses := losses(scene, f):
        return sum_of_losses
    i = f.token - 1
    while i > 0 and scene.tokens[i].tag in {"RB", "DT", "IN"}:
        i -= 1
    surpassed = scene.word(f.token).split(" ")[0] in _SURPASS
    if i < 1 or not f.counted.elided or not (surpassed or scene.word(i) in _RECKON_VERBS):
        return None
    for k in range(i - (not surpassed), max(-1, i - 6), -1):
        t = scene.triggers.get(k)
        if t and t.voice == "noun" and t.frame.word in STRONG_NOUNS:
            return _both_harms(scene, k) or t.frame.subject_people, k
    return None


def _both_harms(scene: Scene, k: int) -> str:
    """Whether two harms are summed up: "The dead and wounded numbered 90"."""
    words = {scene.word(i) for i in range(k - 4, min(k + 4, len(scene.tokens)))}
    joined = bool({"and", "or"} & {scene.word(i) for i in range(k - 2, k + 2)})
    both = words & {"dead", "killed"} and words & {"wounded", "injured"}
    return "casualties" if joined and both else ""


def losses(scene: Scene, f: Candidate) -> Found | None:
    """The first item of what losses amount to: "the losses of the enemy came to 90 men, 12 tanks and six guns"."""
    i = f.token - 1
    while i > 0 and (scene.tokens[i].tag in {"RB", "DT", "IN", "TO"} or scene.word(i) == ":"):
        i -= 1
    if scene.word(i) not in _AMOUNT_TO or not f.known:
        return None
    if any(k in scene.triggers for k in (f.token + 1, f.last + 1, f.last + 2)):
        return None  # "losses totalled 304 militants killed"
    for k in range(i - 1, max(-1, i - 12), -1):
        t = scene.triggers.get(k)
        if t and t.voice == "noun" and t.frame.word == "loss":
            return _of_loss(scene, f, t), k
        if k in scene.figure_at or scene.word(k) == ";":
            return None
    return None


def _of_loss(scene: Scene, f: Candidate, loss: Trigger) -> str:
    """What a loss says of those counted: things are lost, people killed only where lives are."""
    if f.counted.domain != "people":
        return of_object(f, loss.frame)
    return "killed" if is_loss_of_life(scene, loss.index) else loss.frame.subject_people


def plain_toll(scene: Scene, f: Candidate) -> Found | None:
    """A bare number that a toll is put at, whatever follows: "put the toll at 14, with more than 20 wounded"."""
    if not f.counted.elided or f.token + 1 in scene.triggers or scene.word(f.token + 1) in _OTHERS:
        return None
    i = f.token - 1
    while i > 0 and scene.tokens[i].tag in {"RB", "DT"}:
        i -= 1
    word, before = scene.word(i), scene.word(i - 1)
    if word == "of" and before in _TOLL_NOUNS:
        return _told_by_toll(scene, f, i - 1, i)
    if word == "toll" and i < 3:
        return toll_noun_alone(scene, i)  # "Death toll now 22"
    if word == "at":
        return _put_at(scene, f, i)
    told = word == "to" or (word in BE and before in _TOLL_NOUNS)
    return toll_words(scene, f) if told else None


def _put_at(scene: Scene, f: Candidate, at: int) -> Found | None:
    """What stands at a number: "His deputy put it | at 26", "Official injured stand | at 16,740"."""
    before = scene.word(at - 1)
    if before == "it" and scene.word(at - 2) in {"put", "puts", "putting"}:
        return _repeated(scene)
    harm = scene.triggers.get(at - 2) if before in _STANDS else None
    if harm and harm.voice in {"noun", "adjective", "reduced"}:
        return (harm.frame.subject_people or harm.frame.people, at - 2)
    return toll_words(scene, f)


def toll_noun_alone(scene: Scene, i: int) -> Found | None:
    """What a toll is of that stands alone: deaths, unless the word before it says something else."""
    before = scene.triggers.get(i - 1)
    own = scene.triggers.get(i)
    told = before.frame.subject_people if before and before.voice == "noun" else ""
    return (told or (own.frame.people if own else "") or "killed"), i


def toll_words(scene: Scene, f: Candidate) -> Found | None:
    """The same by word order, where the tree went astray: "lowered the number of people killed in ... to 11"."""
    if f.counted.domain == "facility":
        return None
    i = f.token - 1
    while i >= 0 and scene.tokens[i].tag in {"RB", "DT"}:
        i -= 1
    if i < 1 or scene.tokens[i].lower not in _TOLL_MARKS:
        return None
    for k in range(i - 1, max(-1, i - 24), -1):
        word = scene.tokens[k].lower
        if word == "toll" and scene.tokens[k + 1].tag.startswith("NN"):
            return None  # "the toll road opened to 31 lorries"
        if word in _TOLL_NOUNS or (word in _PERSONS and k + 1 in scene.triggers):
            return _told_by_toll(scene, f, k, i)
        if (k in scene.figure_at and not scene.figure_at[k].quantity.superseded) or word in {";", ":", "."}:
            return None
    return None


def _told_by_toll(scene: Scene, f: Candidate, noun: int, end: int) -> Found | None:
    """What a toll noun counts: its own word, one behind it ("the number of | dead |") or one before it."""
    for k in range(noun + 1, min(end, noun + 7)):
        told = _counted_by_toll(scene, f, k, end)
        if told is not None:
            return told
    own = scene.triggers.get(noun)
    before = scene.triggers.get(noun - 1)
    if before and before.voice == "noun" and before.frame.subject_people:
        return before.frame.subject_people, noun - 1
    if own and own.frame.people:
        return own.frame.people, noun
    if scene.word(noun) in _PLAIN_TOTALS:
        return _repeated(scene)
    return None


def _counted_by_toll(scene: Scene, f: Candidate, k: int, end: int) -> Found | None:
    """The outcome that the word at ``k`` tells of those in a toll that ends before ``end``."""
    t = scene.triggers.get(k)
    if t is None:
        return None
    told = scene.triggers.get(k + 1)
    if t.voice == "noun" and told and told.voice == "reduced" and told.end < end - 1:
        return None  # "the number of hostages freed rose to 17"
    outcome = (t.frame.subject_people or t.frame.people) if t.voice == "noun" else of_object(f, t.frame)
    freed = outcome == "rescued" and t.voice == "reduced"
    return (outcome, k) if freed or outcome in HARM or outcome == "displaced" else None


def _repeated(scene: Scene) -> Found | None:
    """What a plain "figure" or "total" is of: the deaths of its sentence, else the last harm told before it."""
    harms = [h for _, h in scene.done if h.outcome in HARM]
    if deaths := [h for h in harms if h.outcome == "killed"]:
        return "killed", deaths[-1].trigger  # "61 killed, 280 wounded, raising the total to 900"
    if harms:
        return harms[-1].outcome, harms[-1].trigger  # "but the figure may be as high as 400"
    if not scene.done and scene.before is not None and scene.before.outcome in HARM:
        return scene.before.outcome, None
    return None


def _toll(scene: Scene, f: Candidate, governor: int) -> Found | None:
    """ "the death toll rose to 8", "put the number of dead at 5": the governor's other argument tells."""
    for c in scene.children[governor]:
        if c == f.token or c == f.counted.head or scene.tokens[c].dep not in {"nsubj", "nsubjpass", "dobj", "attr"}:
            continue
        if found := _toll_noun(scene, f, c):
            return found
    return None


def _toll_noun(scene: Scene, f: Candidate, node: int) -> Found | None:
    for i in (node, *_below(scene, node, 3)):
        t = scene.triggers.get(i)
        if t is None or (scene.word(i) == "toll" and scene.tokens[i].dep == "compound"):
            continue  # "the toll road opened to 31 lorries"
        if t.voice == "noun" and t.frame.people in {"killed", "injured", "casualties", "missing", "captured"}:
            people = t.frame.subject_people or t.frame.people
            if t.frame.word == "loss" and any(h.outcome == "killed" for _, h in scene.done):
                people = "killed"  # "the deaths of four more soldiers brought its losses to 13"
            return (people if f.people_for(t.frame) else t.frame.things or people), i
        if t.voice in {"adjective", "reduced", "passive"} and (outcome := of_object(f, t.frame)) in HARM:
            return outcome, i
    return None


def _below(scene: Scene, node: int, depth: int) -> list[int]:
    out: list[int] = []
    level = [node]
    for _ in range(depth):
        level = [c for n in level for c in scene.children[n] if c not in scene.figure_at]
        out.extend(level)
    return out
