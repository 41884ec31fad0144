"""The rules in the order of trust, and the reader that asks them for each figure of a sentence.

Adjacent words ("killing 12", "12 people were killed") are right in damaged text where a tree is not; the tree
carries what stands further away; the nearest outcome word of the sentence and the outcome of the list an item
stands in come last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.model import Happening, ParsedSentence
from extractors.outcomes import coordinated, labels, lists, phrases, toll
from extractors.outcomes.after_noun import past_phrase, right, unframed, with_injuries
from extractors.outcomes.before_number import left, own_noun, premodifier
from extractors.outcomes.by_dependency import tree
from extractors.outcomes.candidate import HARM, Candidate, Found, Scene, fit
from extractors.patterns.triggers import triggers
from extractors.vocabulary.lexicon import OutcomeFrame, ancestry, noun_frame, words

Rule = Callable[[Scene, Candidate], Found | None]

_RULES: tuple[tuple[str, Rule], ...] = (
    ("located", phrases.buried),
    ("label", labels.labelled),
    ("own_noun", own_noun),
    ("premodifier", premodifier),
    ("toll", toll.reckoned),
    ("munition", phrases.fired),
    ("whole", phrases.whole_of),
    ("whole", phrases.of_whom),
    ("part", lists.told_again),
    ("among", lists.among),
    ("part", phrases.fatally),
    ("left", left),
    ("part", lists.part_of),
    ("right", with_injuries),
    ("toll", toll.plain_toll),
    ("claimed_lives", phrases.claimed),
    ("left", phrases.cost),
    ("right", phrases.in_custody),
    ("right", phrases.strong),
    ("located", phrases.left_over),
    ("right", phrases.whereabouts),
    ("right", right),
    ("right", unframed),
    ("right", past_phrase),
    ("part", lists.among_those_before),
    ("list", lists.together),
    ("located", phrases.located),
    ("located", phrases.working),
    ("attacked", phrases.attacked),
    ("munition", phrases.munition),
    ("part", lists.part_after_colon),
    ("among", phrases.inverted),
    ("toll", toll.stated_toll),
    ("toll", toll.toll_words),
    ("among", lists.among_harmed),
    ("list", lists.enumerated),
    ("tree", tree),
)
_ASSAILANTS = words("assailant")
_INTERVIEW = words("interview")
_OWN_VERB = frozenset({"rescued", "displaced", "other"})
_OF_VERBS = frozenset({"left", "right", "premodifier", "tree"})
_FINAL = frozenset({"label", "left", "located", "toll", "part", "munition", "whole"})
"""Rules that settle the outcome whatever it is; the others only where they find harm, else a later rule may."""


class OutcomeReader:
    """Reads the outcomes of the figures of one sentence, left to right."""

    def __init__(self, parsed: ParsedSentence, header: OutcomeFrame | None = None, before: Happening | None = None):
        self.parsed, self.before = parsed, before
        self.triggers = triggers(parsed)
        self.header = header or self._own_header()

    def _own_header(self) -> OutcomeFrame | None:
        """What a label at the head of the sentence says of all that follows: "Losses: tanks – 12, ..."."""
        for i, token in enumerate(self.parsed.tokens[:8]):
            if token.text == ":":
                told = [t.frame for k, t in self.triggers.items() if k < i and t.frame.things in HARM]
                return told[-1] if told else None
        return None

    def read(self, figures: Sequence[Candidate]) -> list[Happening]:
        """One happening per figure; ``outcome`` "other" where nothing is said of it."""
        scene = Scene(self.parsed, self.triggers, {f.token: f for f in figures}, before=self.before)
        for figure in figures:
            scene.done.append((figure, self._happening(scene, figure)))
        out = [happening for _, happening in scene.done]
        for n in range(len(figures) - 2, -1, -1):
            out[n] = lists.list_ahead(scene, figures[n], out[n], figures[n + 1], out[n + 1])
        return out

    def _happening(self, scene: Scene, f: Candidate) -> Happening:
        if f.counted.domain == "attack":
            return Happening("occurred", trigger=f.last, rules=("outcome:attack",))
        if "elided:population" in f.counted.rules:
            return Happening("present", trigger=f.token, rules=("outcome:population",))
        if phrases.only_measures(scene, f):
            return Happening("other", rules=("outcome:change",))
        weak: tuple[Found, str] | None = None
        for name, rule in _RULES:
            told = rule(scene, f)
            if told is None or (weak and weak[0][0] in _OWN_VERB and (weak[1], name) == ("right", "list")):
                continue  # the verb behind a figure tells more than the list it follows
            if weak and (told[0], weak[0][0]) == ("present", "displaced"):
                break  # "shelters 900 displaced people": displaced wherever they are
            if told[0] == "present" and (own := _weak_noun(scene, f)):
                return _made(scene, f, (own, f.counted.head), "own_noun")  # hostages who remain are captured still
            if told[0] in HARM or name in _FINAL or (name == "right" and told[0] == "displaced"):
                return _made(scene, f, told, name)
            weak = weak or (told, name)
        if (not weak or weak[0][0] == "other") and (told := phrases.acting(scene, f)):
            return _made(scene, f, told, "acting")
        if weak:  # said only in passing ("buildings used as a base"): no rule found harm or seizure
            return _made(scene, f, *weak)
        return self._from_afar(scene, f)

    def _from_afar(self, scene: Scene, f: Candidate) -> Happening:
        """Where no word is said of the figure itself: its noun, its list, the nearest outcome word, the header."""
        if own := _weak_noun(scene, f):
            return _made(scene, f, (own, f.counted.head), "own_noun")
        if inherited := lists.listed(scene, f):
            return inherited
        if told := lists.nearest(scene, f):
            return _made(scene, f, told, "nearest")
        if frame := self.header:
            people = frame.subject_people if frame.part_of_speech == "noun" else frame.people
            outcome = people if f.counted.domain == "people" else frame.things
            return Happening(fit(outcome, f.counted.domain), frame.word, rules=("outcome:list_header",))
        return Happening(self._default(f), rules=("outcome:default",))

    def _default(self, f: Candidate) -> str:
        """What a figure without any outcome word is: strength for fighters, else other."""
        if "combatant" in ancestry(f.counted.entity_class):
            named = self.parsed.tokens[f.last].lower
            return "other" if named in _ASSAILANTS else "present"
        if "elided:group_of" in f.counted.rules:
            return "present"
        if f.counted.domain == "people" and self.parsed.sentence.role != "body" and not self.triggers:
            return "present"  # a heading that only counts: strength
        return "other"


def _made(scene: Scene, f: Candidate, told: Found, name: str) -> Happening:
    outcome, trigger = told
    word = scene.tokens[trigger].text if trigger is not None else None
    happening = Happening(fit(outcome, f.counted.domain), word, trigger, rules=(f"outcome:{name}",))
    return coordinated.with_others(scene, f, happening) if name in _OF_VERBS else happening


def _weak_noun(scene: Scene, f: Candidate) -> str:
    """What the noun itself says where no verb does: hostages are captured, refugees displaced."""
    frame = noun_frame(scene.word(f.counted.head)) if f.counted.head is not None else None
    if frame is None or (frame.subject_people == "rescued" and _heard(scene, f)):
        return ""
    return frame.subject_people


def _heard(scene: Scene, f: Candidate) -> bool:
    """Whether survivors only tell of it: "researchers spoke to 30 survivors"."""
    return any(scene.word(k) in _INTERVIEW for k in range(f.token - 8, f.token))
