"""The rules in the order of trust, and the reader that asks them for each figure of a sentence.

Adjacent words ("killing 12", "12 people were killed") are right in damaged text where a tree is not; the tree
carries what stands further away; the nearest outcome word of the sentence and the outcome of the list an item
stands in come last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractors.model import Happening, ParsedSentence
from extractors.outcomes import coordinated, labels, lists, phrases, states, toll
from extractors.outcomes.after_noun import past_phrase, right, unframed, with_injuries
from extractors.outcomes.before_number import left, own_noun, premodifier
from extractors.outcomes.by_dependency import tree
from extractors.outcomes.candidate import HARM, Candidate, Found, Scene, fit
from extractors.patterns.triggers import Trigger
from extractors.vocabulary.lexicon import OutcomeFrame, ancestry, noun_frame, words

_OF_SUBJECT = HARM | {"displaced"}
_OWN_VERB = frozenset({"rescued", "displaced", "other"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to find an outcome: ``find`` looks at a figure in its sentence and gives what it found, or nothing."""

    name: str
    find: Callable[[Scene, Candidate], Found | None]
    trust: float = 0.9  # 0 to 1; becomes the confidence of the assertion
    final: bool = False  # settles the outcome whatever it is; others only where they find one that they settle
    settles: frozenset[str] = HARM
    of_singles: bool = True  # whether it speaks of one person or thing without a number word, too
    of_whole: bool = False  # whether it tells of a whole that another figure is a part of, not of those counted
    over_verb: bool = True  # whether it may tell more than a verb of the figure's own that stands behind it

    def is_last_word(self, outcome: str) -> bool:
        """Whether no later rule may find another outcome."""
        return self.final or outcome in self.settles

    def gives_way_to(self, earlier: Found, by: Rule) -> bool:
        """Whether what an earlier rule found stands: the verb behind a figure tells more than the list it follows."""
        return not self.over_verb and by.name == "right" and earlier[0] in _OWN_VERB


_RULES: tuple[Rule, ...] = (
    Rule("located", phrases.buried, trust=0.85, final=True),
    Rule("label", labels.labelled, final=True),
    Rule("whole", phrases.whole_of, trust=0.8, final=True, of_whole=True),
    Rule("own_noun", own_noun, trust=0.95),
    Rule("premodifier", premodifier),
    Rule("toll", toll.reckoned, final=True, of_singles=False),
    Rule("munition", phrases.fired, trust=0.85, final=True),
    Rule("whole", phrases.of_whom, trust=0.8, final=True, of_whole=True),
    Rule("part", lists.told_again, final=True),
    Rule("list", lists.answered, trust=0.8, over_verb=False),
    Rule("among", lists.among, trust=0.85),
    Rule("among", lists.targeted, trust=0.85, final=True),
    Rule("part", phrases.fatally, final=True),
    Rule("left", left, trust=0.95, final=True),
    Rule("part", lists.part_of, final=True),
    Rule("right", with_injuries, trust=0.95, settles=_OF_SUBJECT),
    Rule("toll", toll.plain_toll, final=True, of_singles=False),
    Rule("claimed_lives", phrases.claimed),
    Rule("left", phrases.cost, trust=0.95, final=True),
    Rule("state", states.likewise, trust=0.85, final=True),
    Rule("state", states.listed_as, final=True),
    Rule("state", states.untraced, trust=0.85, final=True),
    Rule("state", states.taking_damage, final=True),
    Rule("state", states.under_fire, trust=0.85, final=True),
    Rule("state", states.maimed, trust=0.85, final=True),
    Rule("state", states.in_care, trust=0.85, final=True),
    Rule("right", phrases.in_custody, trust=0.95, settles=_OF_SUBJECT),
    Rule("right", phrases.strong, trust=0.95, settles=_OF_SUBJECT),
    Rule("located", phrases.left_over, trust=0.85, final=True),
    Rule("right", phrases.whereabouts, trust=0.95, settles=_OF_SUBJECT),
    Rule("right", right, trust=0.95, settles=_OF_SUBJECT),
    Rule("right", unframed, trust=0.95, settles=_OF_SUBJECT),
    Rule("right", past_phrase, trust=0.95, settles=_OF_SUBJECT),
    Rule("part", lists.among_those_before, final=True),
    Rule("list", lists.together, trust=0.8, over_verb=False),
    Rule("located", phrases.located, trust=0.85, final=True),
    Rule("located", phrases.working, trust=0.85, final=True),
    Rule("attacked", phrases.attacked, trust=0.85, of_singles=False),
    Rule("munition", phrases.munition, trust=0.85, final=True),
    Rule("part", lists.part_after_colon, final=True),
    Rule("among", phrases.inverted, trust=0.85),
    Rule("toll", toll.stated_toll, final=True, of_singles=False),
    Rule("toll", toll.toll_words, final=True, of_singles=False),
    Rule("among", lists.among_harmed, trust=0.85),
    Rule("list", lists.enumerated, trust=0.8, over_verb=False),
    Rule("tree", tree, trust=0.85),
)
_OWN_NOUN = Rule("own_noun", own_noun, trust=0.95)
_ACTING = Rule("acting", phrases.acting, trust=0.85)
_NEAREST = Rule("nearest", lists.nearest, trust=0.55, of_singles=False)
_HEADER_TRUST, _DEFAULT_TRUST = 0.8, 0.4
"""How far the header of a list and the default are trusted; "nearest" and "default" rows ask for review."""
_NOT_OF_SINGLES = frozenset({"list_header", "default"} | {r.name for r in (*_RULES, _NEAREST) if not r.of_singles})
_ASSAILANTS = words("assailant")
_INTERVIEW = words("interview")
_OF_VERBS = frozenset({"left", "right", "premodifier", "tree"})


def speaks_of_singles(found_by: str) -> bool:
    """Whether a rule speaks of one person or thing without a number word, too: the nearest word and tolls do not."""
    return found_by not in _NOT_OF_SINGLES


def _by_count(scene: Scene, f: Candidate) -> Happening | None:
    """What the counted thing decides whatever the sentence says: attacks occur, a population is there."""
    if f.counted.domain == "attack":
        return Happening("occurred", trigger=f.last, found_by="attack")
    if f.counted.elided_as == "population":
        return Happening("present", trigger=f.token, found_by="population")
    return Happening("other", found_by="change") if phrases.only_measures(scene, f) else None


class OutcomeReader:
    """Reads the outcomes of the figures of one sentence, left to right."""

    def __init__(
        self,
        parsed: ParsedSentence,
        triggers: Mapping[int, Trigger],
        header: OutcomeFrame | None = None,
        before: Happening | None = None,
    ) -> None:
        self.parsed, self.triggers, self.before = parsed, triggers, before
        self.introduced = header is not None
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

    def _of_list_head(self, f: Candidate) -> Happening | None:
        """Things whose parts each have a fate of their own: the 940 of "Tanks (940, of which destroyed: 651)"."""
        if f.counted.elided_as != "bracket_label" or self.introduced:
            return None
        return Happening("other", found_by="label", trust=0.7)

    def _happening(self, scene: Scene, f: Candidate) -> Happening:
        decided = _by_count(scene, f) or self._of_list_head(f)
        if decided is not None:
            return decided
        weak: tuple[Found, Rule] | None = None
        for rule in _RULES:
            told = rule.find(scene, f)
            if told is None or (weak and rule.gives_way_to(*weak)):
                continue
            if weak and (told[0], weak[0][0]) == ("present", "displaced"):
                break  # "shelters 900 displaced people": displaced wherever they are
            if told[0] == "present" and not rule.of_whole and (own := _weak_noun(scene, f)):
                return _made(scene, f, (own, f.counted.head), _OWN_NOUN)  # hostages who remain are captured still
            if rule.is_last_word(told[0]):
                return _made(scene, f, told, rule)
            weak = weak or (told, rule)
        # said only in passing ("buildings used as a base"): no rule found harm or seizure
        return self._in_passing(scene, f, weak)

    def _in_passing(self, scene: Scene, f: Candidate, weak: tuple[Found, Rule] | None) -> Happening:
        """Where no rule had the last word: attackers in action, the first that was found, or what lies further off."""
        if (weak is None or weak[0][0] == "other") and (told := _ACTING.find(scene, f)):
            return _made(scene, f, told, _ACTING)
        return _made(scene, f, *weak) if weak else self._from_afar(scene, f)

    def _from_afar(self, scene: Scene, f: Candidate) -> Happening:
        """Where no word is said of the figure itself: its noun, its list, the nearest outcome word, the header."""
        if own := _weak_noun(scene, f):
            return _made(scene, f, (own, f.counted.head), _OWN_NOUN)
        if inherited := lists.listed(scene, f):
            return inherited
        if told := _NEAREST.find(scene, f):
            return _made(scene, f, told, _NEAREST)
        if frame := self.header:
            people = frame.subject_people if frame.part_of_speech == "noun" else frame.people
            bare = f.counted.elided and not f.counted.entity_class  # "Killed by district: - the port: 5"
            domain = "people" if bare and frame.about == "people" else f.counted.domain
            outcome = people if domain == "people" else frame.things
            return Happening(fit(outcome, domain), frame.word, found_by="list_header", trust=_HEADER_TRUST)
        return Happening(self._default(f), found_by="default", trust=_DEFAULT_TRUST)

    def _default(self, f: Candidate) -> str:
        """What a figure without any outcome word is: strength for fighters, else other."""
        if "combatant" in ancestry(f.counted.entity_class):
            named = self.parsed.tokens[f.last].lower
            return "other" if named in _ASSAILANTS else "present"
        if f.counted.elided_as == "group_of":
            return "present"
        if f.counted.domain == "people" and self.parsed.sentence.role != "body" and not self.triggers:
            return "present"  # a heading that only counts: strength
        return "other"


def _made(scene: Scene, f: Candidate, told: Found, rule: Rule) -> Happening:
    outcome, trigger = told
    if outcome == "displaced" and trigger is not None and "combatant" in ancestry(f.counted.entity_class):
        outcome = _marched_off(scene, trigger)
    word = scene.tokens[trigger].text if trigger is not None else None
    happening = Happening(fit(outcome, f.counted.domain), word, trigger, found_by=rule.name, trust=rule.trust)
    return coordinated.with_others(scene, f, happening) if rule.name in _OF_VERBS else happening


def _marched_off(scene: Scene, trigger: int) -> str:
    """What fighters are who left of their own will: none of them displaced, there where they deploy."""
    frame = scene.triggers[trigger].frame if trigger in scene.triggers else None
    if frame is None or frame.word not in {"leave", "depart", "cross"}:
        return "displaced"
    deployed = any(scene.word(k).startswith("deploy") for k in range(trigger + 1, trigger + 6))
    return "present" if deployed else "other"


def _weak_noun(scene: Scene, f: Candidate) -> str:
    """What the noun itself says where no verb does: hostages are captured, refugees displaced."""
    frame = noun_frame(scene.word(f.counted.head)) if f.counted.head is not None else None
    if frame is None or (frame.subject_people == "rescued" and _heard(scene, f)):
        return ""
    return frame.subject_people


def _heard(scene: Scene, f: Candidate) -> bool:
    """Whether survivors only tell of it: "researchers spoke to 30 survivors"."""
    return any(scene.word(k) in _INTERVIEW for k in range(f.token - 8, f.token))
