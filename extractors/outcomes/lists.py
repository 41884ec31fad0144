"""Figures that share the outcome of the figure beside them: parts, items of a list, the nearest outcome word."""

from __future__ import annotations

from extractors.model import Happening
from extractors.outcomes.after_noun import past_list, right
from extractors.outcomes.candidate import (
    HARM,
    LIST_MARKS,
    Candidate,
    Found,
    Scene,
    ends_lives,
    fit,
    found,
    of_object,
    of_subject,
)
from extractors.patterns.triggers import BE, Trigger
from extractors.vocabulary import speech
from extractors.vocabulary.lexicon import words

_LIGHT_VERBS = words("light_verb")
_SPEECH = speech.plain()
_ESTIMATED = words("estimated")
_PART_WORDS = words("relation_part") | {"at", "least"}
_INCLUDING = frozenset({"including", "included", "among", "incl", "incl.", "inc", "inc.", "incl.:"})
_WITH_OTHERS = words("with_others")
_ENDS_PART = frozenset({",", ";", ".", "and", "but", ")"})
_COMPRISE = frozenset({"comprised", "comprise", "comprises", "numbered", "totalled", "totaled"})
_THEY_INCLUDE = [[they, verb] for they in ("they", "this", "these") for verb in ("include", "included", "includes")]
_OF_OTHER_NOUN = frozenset({"over", "from", "than", "behind", "of", "for", "with", "about", "the"})
_SUMS = words("group_head") | words("toll_noun") | {"average", "mixture", "combination", "maximum", "minimum"}
_SAME = frozenset({"comprising", "numbering", "totalling", "totaling", "representing", "i.e."})
_EARLIER = frozenset({"earlier", "previous", "previously", "initial", "initially", "preliminary", "prior"})


def among(scene: Scene, f: Candidate) -> Found | None:
    """A list of who is among the harmed: "Among the dead were a judge and two children"."""
    for i in range(f.token - 1, max(-1, f.token - 60), -1):
        if scene.word(i) in BE or scene.word(i) in {"included", "include", "including"} | _COMPRISE:
            return _harmed_before(scene, f, i)
        if scene.tokens[i].tag.startswith("VB") or i in scene.triggers:
            return None
    return None


def targeted(scene: Scene, f: Candidate) -> Found | None:
    """What a list of targets names: "raids on rebel targets, which include three depots and a bridge"."""
    for i in range(f.token - 1, max(-1, f.token - 40), -1):
        if scene.word(i) in {"included", "include", "includes", "including"}:
            before = {scene.word(k) for k in range(i - 4, i)}
            return ("struck", i) if before & {"target", "targets"} else None
        if scene.tokens[i].tag.startswith("VB") or i in scene.triggers:
            return None
    return None


def _harmed_before(scene: Scene, f: Candidate, verb: int) -> Found | None:
    """The harmed of whom a list behind "were" or "included" tells: "among the | dead | were"."""
    for k in range(verb - 1, max(-1, verb - 6), -1):
        t = scene.triggers.get(k)
        if t and t.voice in {"reduced", "adjective"} and scene.tokens[k + 1].tag.startswith("NN"):
            outcome = of_object(f, t.frame)  # "The demolished structures comprised seven homes"
            return (outcome, k) if outcome in HARM else None
        if t and any(x.lower in {"among", "the"} for x in scene.tokens[max(0, k - 3) : k]):
            return found(t.frame.subject_people or t.frame.people, k) if t.frame.people in HARM else None
    return None


def answered(scene: Scene, f: Candidate) -> Found | None:
    """Another voice's number for the same: "The army says 60 fighters died; the rebels say 12"."""
    if not scene.done or not f.counted.elided or scene.word(f.token - 1) not in _SPEECH:
        return None
    if f.token + 1 < len(scene.tokens) and scene.word(f.token + 1) not in {".", ",", ";", "!"}:
        return None
    same, happening = scene.done[-1]
    return (happening.outcome, None) if happening.outcome in HARM and same.counted.domain == "people" else None


def told_again(scene: Scene, f: Candidate) -> Found | None:
    """The same people in another measure: "displacing seven households comprising 37 people"."""
    if not scene.done or scene.word(f.token - 1) not in _SAME or scene.done[-1][0].last < f.token - 4:
        return None
    group, happening = scene.done[-1]
    if group.counted.domain != "people" or happening.found_by == "default":
        return None
    return happening.outcome, happening.trigger


def among_harmed(scene: Scene, f: Candidate) -> Found | None:
    """Who is said to be among the harmed: "Ten women and three infants were among the victims"."""
    i = past_list(scene, f)
    i += scene.word(i) in BE
    if scene.word(i) != "among":
        return None
    i -= 1
    for k in range(i + 2, min(len(scene.tokens), i + 7)):
        t = scene.triggers.get(k)
        outcome = (t.frame.subject_people or t.frame.people) if t else ""
        if outcome in HARM and f.counted.domain in {"people", "other"}:
            return ("killed" if t and t.frame.word == "victim" else outcome), k
    return None


def part_of(scene: Scene, f: Candidate) -> Found | None:
    """A part shares the outcome of its whole ("12 killed, including 3 children"), an older toll that of the new."""
    if _of_them(scene, f) and (whole := _whole(scene, f)):
        return whole
    if next_part := _next_part(scene, f):
        return next_part
    if _is_of_whom(scene, f):
        return _whole(scene, f)
    i = f.token - 1
    while i >= 0 and (scene.tokens[i].tag in {"RB", "DT", "IN"} or scene.tokens[i].lower in _PART_WORDS):
        if scene.tokens[i].lower in _INCLUDING or (scene.tokens[i].lower == "from" and f.quantity.superseded):
            break
        i -= 1
    word = scene.tokens[i].lower if i >= 0 else ""
    if not (word in _INCLUDING or (word == "from" and f.quantity.superseded)):
        return None
    return _whole(scene, f)


def _is_of_whom(scene: Scene, f: Candidate) -> bool:
    """Whether a part has no verb of its own but what it is: "112 were killed, of whom 41 were children"."""
    whom = scene.word(f.token - 1) == "whom" and scene.word(f.token - 2) in {"of", "among"}
    return whom and right(scene, f) is None


def _next_part(scene: Scene, f: Candidate) -> Found | None:
    """The part behind another part: the women of "nine died, among them a child and two women, and six were hurt"."""
    if not scene.done or f.counted.domain != "people" or scene.word(f.token + 1) in {"others", "other", "more"}:
        return None
    part, happening = scene.done[-1]
    joined = {t.lower for t in scene.tokens[part.last + 1 : f.token]}
    if happening.found_by != "part" or not joined or not joined <= {",", "and", "as", "well"}:
        return None
    return happening.outcome, happening.trigger


def _of_them(scene: Scene, f: Candidate) -> bool:
    """Whether a part is only named: "seven of them children", and figures that a newer count replaced."""
    if f.quantity.superseded or any(scene.word(i) in _EARLIER for i in range(f.token - 4, f.token)):
        return scene.word(f.token - 1) in {"of", "from", "at", "than"} and f.counted.elided
    if scene.word(f.token + 1) != "of":
        return False
    if f.counted.elided and scene.word(f.token + 2) in {"them", "whom"}:
        return _is_without_verb(scene, f.token + 3)
    if f.counted.head is None or f.counted.head <= f.token:
        return False
    verb = any(scene.tokens[i].tag.startswith(("VB", "MD")) for i in range(f.token + 1, f.counted.head + 1))
    return not verb and scene.word(f.token + 2) in {"them", "whom", "these", "those"}


def _is_without_verb(scene: Scene, start: int) -> bool:
    """Whether the words up to the next mark say no more than who or how: "three of them | seriously |"."""
    end = next((i for i in range(start, len(scene.tokens)) if scene.word(i) in _ENDS_PART), len(scene.tokens))
    return start < end and not any(
        scene.tokens[i].tag[:2] in {"VB", "MD"} or i in scene.triggers for i in range(start, end)
    )


def _whole(scene: Scene, f: Candidate) -> Found | None:
    """The outcome of the last figure that this one can be a part or an older state of."""
    for whole, happening in reversed(scene.done):
        same = (whole.counted.domain == "people") == (f.counted.domain == "people") or not f.known or not whole.known
        if same and happening.found_by != "default" and happening.outcome not in {"other", "occurred"}:
            return happening.outcome, happening.trigger
    return None


def together(scene: Scene, f: Candidate) -> Found | None:
    """Who shares a verb with its subject: "the colonel was shot dead along with at least two other officers"."""
    i = f.token - 1
    if scene.word(i) == "with":
        i -= 1
    if scene.word(i) not in _WITH_OTHERS or (scene.word(i) != "alongside" and scene.word(i + 1) != "with"):
        return None
    for k in range(i - 1, max(-1, i - 14), -1):
        t = scene.triggers.get(k)
        if t and t.voice != "noun":
            return found(of_object(f, t.frame) or (of_subject(f, t.frame) if t.voice == "active" else ""), k)
        if scene.word(k) in {";", "."}:
            return None
    return None


def among_those_before(scene: Scene, f: Candidate) -> Found | None:
    """Parts of what the sentence before counts: "Forty sites were hit. Among them were three depots and a bridge".

    "Nineteen people died. Of the 19, seven were children": the whole is said again.
    """
    first = [t.lower for t in scene.tokens[:4]]
    opens = first[:1] == ["among"] and first[1:2] and first[1] in _PART_WORDS
    opens = opens or (first[:1] == ["of"] and first[1] in {"the", "those", "these"} and 2 in scene.figure_at)
    if scene.before is None or not (opens or first[:2] in _THEY_INCLUDE):
        return None
    inside = scene.tokens[2 : f.token]
    if any(t.tag in {"VBD", "VBZ", "VBP"} and t.lower not in BE | {"included", "include"} for t in inside):
        return None
    return fit(scene.before.outcome, f.counted.domain), None


def enumerated(scene: Scene, f: Candidate) -> Found | None:
    """An item that directly follows the item before: "destroyed four guns, three buildings and two trucks"."""
    if not scene.done or f.counted.elided:
        return None
    previous, happening = scene.done[-1]
    between = scene.tokens[previous.last + 1 : f.token]
    if len(between) > 3 or any(t.lower not in {",", "and", "&", "plus"} for t in between):
        return None  # nothing between: the commas are lost, "destroyed a tank two mortars a truck"
    if (loss := scene.triggers.get(happening.trigger or -1)) and loss.frame.word == "loss" and loss.voice == "noun":
        return of_object(f, loss.frame), happening.trigger  # "losses came to 90 men, 12 tanks and six guns"
    if previous.counted.domain == "attack" or (previous.counted.domain == "people") != (f.counted.domain == "people"):
        return None
    sure = happening.found_by in {"left", "list", "part", "among", "toll"}
    return (happening.outcome, happening.trigger) if sure else None


def part_after_colon(scene: Scene, f: Candidate) -> Found | None:
    """A colon introduces the parts of the figure before it: "killed 58: 33 in the town and 25 in the hamlets"."""
    if not scene.done:
        return None
    whole, happening = scene.done[0]
    if not any(t.text == ":" for t in scene.tokens[whole.last + 1 : f.token]) or happening.outcome not in HARM:
        return None
    if any(whole.last < i < f.token and i != happening.trigger for i in scene.triggers):
        return None
    alike = f.counted.elided or whole.counted.elided or f.counted.domain == whole.counted.domain
    return (happening.outcome, happening.trigger) if alike else None


def listed(scene: Scene, f: Candidate) -> Happening | None:
    """An item of a list, or a part of the figure before, shares that figure's outcome."""
    told = [d for d in scene.done if d[1].found_by != "whole"]
    if not told or (_has_other_verb(scene, f) and _governor(scene, f) > f.last):
        return None
    previous, happening = told[-1]
    if f.quantity.single and any(t.lower in {";", "."} for t in scene.tokens[previous.last + 1 : f.token]):
        return None  # a clause of its own, and no item of a list
    if happening.outcome == "occurred" or happening.found_by == "default":
        return None
    if not _is_item(scene, f) or not _is_comparable(f, previous) or _trigger_between(scene, previous, f):
        return None
    outcome = fit(happening.outcome, f.counted.domain)
    return Happening(outcome, happening.outcome_verb, happening.trigger, found_by="list", trust=0.8)


def _is_item(scene: Scene, f: Candidate) -> bool:
    """Whether a figure goes on with a list: ", 12 guards", "another in Homs"; a group of them only behind a mark."""
    mark = _mark_before(scene, f)
    if f.quantity.single == "one_more" and scene.word(f.last + 1) in BE and f.last + 2 not in scene.triggers:
        return False  # "a third is too ill to testify"
    if mark in LIST_MARKS:
        return True
    if f.counted.elided_as == "group_of":
        return False
    return f.counted.elided and (scene.word(f.token + 1) in {"in", "at", "near", "from"} or mark == "another")


def _mark_before(scene: Scene, f: Candidate) -> str:
    """The word or sign before a figure that may join it to the list before."""
    i = f.token - 1
    while i >= 0 and scene.tokens[i].tag in {"RB", "DT"}:
        i -= 1
    if scene.word(i) in {"to", "of", "on", "in", "at", "from"} and scene.word(i - 1) in {"and", "or"}:
        i -= 1  # "damage to seven cars and to a number of houses"
    return scene.word(i) if scene.word(i) != "as" or scene.word(i - 1) == "well" else ""


def _is_comparable(f: Candidate, previous: Candidate) -> bool:
    """Whether two figures of a list both count people, or both things, as far as the words say."""
    return f.counted.elided or not f.known or (f.counted.domain == "people") == (previous.counted.domain == "people")


def _trigger_between(scene: Scene, previous: Candidate, f: Candidate) -> bool:
    return any(previous.last < i < f.token and t.voice in {"active"} for i, t in scene.triggers.items())


def list_ahead(scene: Scene, f: Candidate, own: Happening, following: Candidate, theirs: Happening) -> Happening:
    """Items before the verb share it: "six vehicles, seven launchers and a truck were destroyed"."""
    weak = own.found_by in {"default", "nearest"}
    if not weak or theirs.outcome not in HARM or theirs.trigger is None or theirs.trigger < following.token:
        return own
    of_people = (
        following.people_for(scene.triggers[theirs.trigger].frame) if theirs.trigger in scene.triggers else False
    )
    if (f.counted.domain == "people") != of_people:
        return own
    if scene.word(following.token) in {"he", "she"}:
        return own  # "meeting with his adviser, he was killed": a clause of its own
    if scene.word(following.token + 1) == "of" and scene.word(following.token + 2) in {"them", "whom"}:
        return own  # "charged six men, one of whom died": the verb is that of the one
    between = scene.tokens[f.last + 1 : following.token]
    if len(between) > 8 or any(t.tag.startswith("VB") or t.lower in {";", ".", "that", "who"} for t in between):
        return own
    return Happening(
        fit(theirs.outcome, f.counted.domain), theirs.outcome_verb, theirs.trigger, found_by="list", trust=0.8
    )


def nearest(scene: Scene, f: Candidate) -> Found | None:
    """The closest outcome word of the sentence that could take the figure as its argument."""
    if _has_other_verb(scene, f):
        return None
    best: tuple[float, str, int] | None = None
    for i, t in scene.triggers.items():
        if f.token <= i <= f.last:
            continue
        left = i < f.token
        between = range(i + 1, f.token) if left else range(f.last + 1, i)
        distance = float(len(between))
        distance += sum(
            4.0 for k in between if k in scene.figure_at or scene.tokens[k].lower in {";", ":", ".", "but", "while"}
        )
        outcome = _nearest_outcome(scene, f, t, left) if not (left and _has_object(scene, t, f)) else ""
        if not outcome or distance > 18:
            continue
        if best is None or distance < best[0]:
            best = (distance, outcome, i)
    return (best[1], best[2]) if best else None


def _has_object(scene: Scene, t: Trigger, f: Candidate) -> bool:
    """Whether a verb before has its object already: the released of "released a photo of the two suspects"."""
    if t.voice != "active" or scene.word(f.token - 1) not in _OF_OTHER_NOUN or scene.word(f.token - 2) in _SUMS:
        return False
    objects = [c for c in scene.children[t.index] if t.index < c < f.token - 1 and scene.tokens[c].dep == "dobj"]
    return bool(objects) and not any(g.token <= c <= g.last for c in objects for g in scene.figure_at.values())


def _has_other_verb(scene: Scene, f: Candidate) -> bool:
    """Whether the figure is said to do something else: "interviewed four witnesses about the attacks", "few did so"."""
    node = f.token if f.counted.elided or f.counted.head is None else f.counted.head
    token = scene.tokens[node]
    verb = scene.tokens[token.head]
    if token.dep not in {"nsubj", "dobj", "nsubjpass"} or not verb.tag.startswith("VB") or abs(verb.index - node) > 3:
        return False
    if verb.index in scene.triggers:
        return False
    tells_little = verb.lower in _LIGHT_VERBS or verb.lower in _SPEECH
    if token.dep != "dobj" and verb.tag in {"VBG", "VBN"}:
        between = {t.lower for t in scene.tokens[node + 1 : verb.index]}  # "100 were studying when it was hit"
        return not (tells_little or verb.lower in _ESTIMATED or between.isdisjoint(BE))
    return not tells_little and verb.lower not in BE and verb.tag in {"VBD", "VBP", "VBZ"}


def _governor(scene: Scene, f: Candidate) -> int:
    node = f.token if f.counted.elided or f.counted.head is None else f.counted.head
    return scene.tokens[node].head


def _nearest_outcome(scene: Scene, f: Candidate, t: Trigger, left: bool) -> str:
    """What an outcome word from afar says of the figure; ``left``: it stands before it."""
    if f.known and f.counted.domain != "people" and t.frame.about == "people":
        return ""  # from afar, a word about people says nothing of things
    if t.voice == "noun":
        return _nearest_noun(scene, f, t) if left else ""
    if t.voice == "adjective":
        return "" if left else of_object(f, t.frame)
    if left:
        return of_object(f, t.frame) if t.voice == "active" else ""
    return of_object(f, t.frame) if t.voice in {"passive", "reduced"} else of_subject(f, t.frame)


def _nearest_noun(scene: Scene, f: Candidate, t: Trigger) -> str:
    """What a noun of harm before the figure says of people: nothing where lives are only at stake."""
    if t.frame.word == "life" and not ends_lives(scene, t.index):
        return ""
    outcome = t.frame.subject_people or t.frame.people
    return outcome if outcome in HARM and f.people_for(t.frame) else ""
