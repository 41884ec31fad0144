"""What happened to a counted thing: verb, noun and adjective frames found from word order first, then the parse.

The order of the rules below is the order of trust. Adjacent words ("killing 12", "12 people were killed") are
right in damaged text where a tree is not; the tree carries what stands further away; the nearest outcome word
of the sentence and the outcome of the list an item stands in come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.lexicon import Frame, noun_frame
from extractors.model import Counted, Happening, ParsedSentence, Quantity
from extractors.triggers import BE, HAVE, Trigger, triggers

HARM = frozenset(
    {"killed", "injured", "casualties", "missing", "captured", "destroyed", "damaged", "seized", "abandoned"}
)
"""Outcomes that harm, destroy or take: those that an implicit single may have."""

_STRONG_NOUNS = frozenset(
    [
        "death",
        "dead",
        "fatality",
        "martyr",
        "corpse",
        "casualty",
        "wounded",
        "injured",
        "injury",
        "killing",
        "murder",
        "assassination",
        "execution",
        "arrest",
        "abduction",
        "kidnapping",
        "missing",
        "wounding",
        "loss",
        "body",
        "remains",
    ]
)
_LEFT_SKIPPED = frozenset(
    [
        "another",
        "some",
        "the",
        "a",
        "an",
        "all",
        "about",
        "also",
        "as",
        ":",
        "at",
        "his",
        "her",
        "its",
        "their",
        "up",
        "to",
        "around",
        "only",
        "just",
        "least",
        "further",
        "additional",
    ]
)
_LIGHT = frozenset(
    [
        "leave",
        "leaves",
        "left",
        "leaving",
        "see",
        "sees",
        "saw",
        "seen",
        "report",
        "reports",
        "reported",
        "record",
        "recorded",
        "document",
        "documented",
        "confirm",
        "confirmed",
        "find",
        "found",
        "count",
        "counted",
        "reach",
        "reached",
        "reaches",
        "total",
        "totalled",
        "totaled",
    ]
)
_TOLL_NOUNS = frozenset({"toll", "number", "tally", "count", "total", "figure", "tolls", "numbers"})
_TOLL_MARKS = frozenset(
    "to at as from reached reaching exceeded exceeding surpassed passed topped was is were stands stood hit".split()
)
_MUNITIONS = frozenset({"missile", "rocket", "bomb", "ammunition", "explosive_device", "drone"})
_CLAIM = frozenset(
    ["claim", "claims", "claimed", "claiming", "take", "takes", "took", "taken", "taking", "cost", "costs", "costing"]
)
_LIST_MARKS = frozenset(
    {",", "and", "or", ";", "&", "as", "well", "plus", "with", "including", "include", "includes", "—", "–", "-"}
)
_LOCATIVE = frozenset(
    ["in", "inside", "at", "under", "within", "near", "around", "on", "behind", "across", "throughout"]
)
_SUBSET_MARKS = frozenset({"including", "among", "included", "include", "includes", "of"})

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
class Figure:
    """A quantity with what it counts and its stretch of tokens, as the outcome rules see it."""

    token: int  # the quantity
    last: int  # head of the noun phrase, or the quantity where it is elided
    quantity: Quantity
    counted: Counted

    @property
    def known(self) -> bool:
        """Whether the words say what is counted."""
        return self.counted.domain != "other"

    def people_for(self, frame: Frame) -> bool:
        """Whether the frame is to be read of people: by the counted noun, else by what the word is about."""
        return self.counted.domain == "people" if self.known else frame.about != "things"


def fit(outcome: str, domain: str) -> str:
    """The outcome as its domain names it: "destroyed hundreds of terrorists" = killed.

    >>> fit("destroyed", "people"), fit("captured", "facility"), fit("struck", "attack")
    ('killed', 'seized', 'occurred')
    """
    if domain == "attack":
        return "occurred"
    return _MAPPED.get((domain, outcome), outcome)


class OutcomeReader:
    """Reads the outcomes of the figures of one sentence, left to right."""

    def __init__(self, parsed: ParsedSentence, header: Frame | None = None):
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.triggers = triggers(parsed)
        self.header = header or self._own_header()
        self.figure_at: dict[int, Figure] = {}

    def _own_header(self) -> Frame | None:
        """What a label at the head of the sentence says of all that follows: "Losses: tanks – 12, ..."."""
        for i, token in enumerate(self.tokens[:8]):
            if token.text == ":":
                told = [t.frame for k, t in self.triggers.items() if k < i and t.frame.things in HARM]
                return told[-1] if told else None
        return None

    def read(self, figures: Sequence[Figure]) -> list[Happening]:
        """One happening per figure; ``outcome`` "other" where nothing is said of it."""
        self.figure_at = {f.token: f for f in figures}
        out: list[Happening] = []
        for n, figure in enumerate(figures):
            out.append(self._happening(figure, figures[:n], out))
        for n in range(len(figures) - 2, -1, -1):
            out[n] = self._list_ahead(figures[n], out[n], figures[n + 1], out[n + 1])
        return out

    def _list_ahead(self, f: Figure, own: Happening, following: Figure, theirs: Happening) -> Happening:
        """Items before the verb share it: "six vehicles, seven launchers and a truck were destroyed"."""
        weak = {"outcome:default", "outcome:nearest"} & set(own.rules)
        if not weak or theirs.outcome not in HARM or theirs.trigger is None or theirs.trigger < following.token:
            return own
        if (f.counted.domain == "people") != (following.counted.domain == "people"):
            return own
        between = self.tokens[f.last + 1 : following.token]
        if len(between) > 8 or any(t.tag.startswith("VB") or t.lower in {";", "."} for t in between):
            return own
        return Happening(
            fit(theirs.outcome, f.counted.domain), theirs.outcome_verb, theirs.trigger, rules=("outcome:list",)
        )

    def _happening(self, f: Figure, before: Sequence[Figure], done: Sequence[Happening]) -> Happening:
        if f.counted.domain == "attack":
            return Happening("occurred", trigger=f.last, rules=("outcome:attack",))
        weak: tuple[str, int, str] | None = None
        for name, rule in (
            ("own_noun", self._own_noun),
            ("premodifier", self._premodifier),
            ("left", self._left),
            ("part", lambda g: self._part_of(g, before, done)),
            ("claimed_lives", self._claimed),
            ("right", self._right),
            ("located", self._located),
            ("attacked", self._attacked),
            ("munition", self._munition),
            ("toll", self._stated_toll),
            ("toll", self._toll_words),
            ("among", self._among),
            ("list", lambda g: self._enumerated(g, before, done)),
            ("tree", self._tree),
        ):
            found = rule(f)
            if found and found[0] == "present" and (own := self._weak_noun(f)):
                return self._made(f, own, f.counted.head, "own_noun")  # hostages who remain are captured still
            if found and (found[0] in HARM or name in {"left", "located", "toll", "part", "munition"}):
                return self._made(f, *found, name)
            weak = weak or (found and (*found, name)) or None
        if weak:  # said only in passing ("buildings used as a base"): no rule found harm or seizure
            return self._made(f, *weak)
        if own := self._weak_noun(f):
            return self._made(f, own, f.counted.head, "own_noun")
        if inherited := self._listed(f, before, done):
            return inherited
        if found := self._nearest(f):
            return self._made(f, *found, "nearest")
        if self.header:
            frame = self.header
            people = frame.subject_people if frame.part_of_speech == "noun" else frame.people
            outcome = people if f.counted.domain == "people" else frame.things
            return Happening(fit(outcome, f.counted.domain), frame.word, rules=("outcome:list_header",))
        return Happening(self._default(f), rules=("outcome:default",))

    def _made(self, f: Figure, outcome: str, trigger: int | None, name: str) -> Happening:
        word = self.tokens[trigger].text if trigger is not None else None
        return Happening(fit(outcome, f.counted.domain), word, trigger, rules=(f"outcome:{name}",))

    # Each rule gives (outcome, index of the outcome word) or None.

    def _own_noun(self, f: Figure) -> tuple[str, int] | None:
        """The counted noun is itself an outcome: "12 deaths", "no casualties"."""
        if f.counted.head is None:
            return None
        frame = noun_frame(self.tokens[f.counted.head].lower)
        if frame and frame.subject_people and frame.word in _STRONG_NOUNS:
            return frame.subject_people, f.counted.head
        return None

    def _premodifier(self, f: Figure) -> tuple[str, int] | None:
        """An adjective or participle before the noun: "30 wounded people", "the two targeted districts"."""
        for i in range(f.token + 1, f.last):
            t = self.triggers.get(i)
            if t is None or t.voice == "noun":
                continue
            outcome = self._of_object(f, t.frame)
            if outcome in HARM or outcome in {"struck", "displaced"}:
                return outcome, i
        return None

    def _left(self, f: Figure) -> tuple[str, int] | None:
        """The outcome word stands directly before: "killing 12", "the deaths of dozens of soldiers"."""
        i = f.token - 1
        while i >= 0 and (self.tokens[i].lower in _LEFT_SKIPPED or self.tokens[i].tag in {"RB", "JJ", "PDT"}):
            if i in self.triggers and self.triggers[i].voice != "adjective":
                break
            i -= 1
        if i >= 1 and self.tokens[i].lower == "of":
            return self._left_noun(f, i - 1)
        if i >= 1 and self.tokens[i].lower == "to" and self.tokens[i - 1].lower in {"damage", "injuries", "injury"}:
            return self._left_noun(f, i - 1)
        t = self.triggers.get(i) or (self._phrasal_end(i) if i >= 0 else None)
        if t is None or t.voice in {"noun", "adjective"}:
            return None
        if t.voice in {"passive", "reduced"} and not self._active_after_all(t):
            return None
        if self._belongs_left(t) and self._right(f):
            return None  # "40 killed 100 injured": the verb is that of the figure before
        outcome = self._of_object(f, t.frame)
        if not outcome:
            return None
        return self._joined(t, outcome, f), t.index

    def _left_noun(self, f: Figure, i: int) -> tuple[str, int] | None:
        t = self.triggers.get(i)
        if t is None:
            return None
        if t.voice == "noun":
            outcome = self._of_object(f, t.frame)
            if outcome and outcome != "struck":
                return self._joined(t, outcome, f), i
            return None
        if t.frame.form == "VBG" and (outcome := self._of_object(f, t.frame)):
            return self._joined(t, outcome, f), i
        return None

    def _phrasal_end(self, i: int) -> Trigger | None:
        return next((t for t in self.triggers.values() if t.end == i and t.index != i), None)

    def _active_after_all(self, t: Trigger) -> bool:
        """A participle without "be" that a number follows directly is a past tense: "captured 16 villages"."""
        return t.voice == "reduced" and t.end + 1 < len(self.tokens)

    def _belongs_left(self, t: Trigger) -> bool:
        """Whether the word before a verb ends another figure, so that the verb can be that figure's."""
        i = t.index - 1
        while i >= 0 and self.tokens[i].tag == "RB":
            i -= 1
        return i >= 0 and any(g.last == i or g.token == i for g in self.figure_at.values())

    def _joined(self, t: Trigger, outcome: str, f: Figure) -> str:
        """ "killed or wounded 40" is one unsplit figure."""
        i = t.index - 1
        if i >= 0 and i in self.triggers and self.triggers[i].voice == "active":
            i += 1  # a headline's "Kills Injures over 70"
        if i >= 1 and (self.tokens[i].lower in {"or", "and", "and/or", "/", ","} or i == t.index):
            k = i - 1
            other = self.triggers.get(k)
            if (other and other.voice != "noun" and other.end == k and not self._belongs_left(other)) or (
                other and other.voice == "noun" and t.voice != "active"
            ):
                before = self._of_object(f, other.frame)
            else:
                before = ""
            if other and self.tokens[i].lower == "," and other.voice != "active":
                before = ""
            if {before, outcome} == {"killed", "injured"}:
                return "casualties"
        return outcome

    def _right(self, f: Figure) -> tuple[str, int] | None:
        """The outcome word follows: "12 people were killed", "30 others wounded", "25 dead", "200 who died"."""
        i, be = self._past_list(f), False
        limit = i + 7
        while i < len(self.tokens) and i < limit:
            token = self.tokens[i]
            if token.lower in BE or token.lower in {"become", "became"}:
                be = True
            elif i in self.triggers and not (token.lower in HAVE and i + 1 in self.triggers):
                break
            elif not (
                token.lower in HAVE
                or token.tag in {"RB", "MD", "WP", "WDT"}
                or token.lower
                in {"who", "that", "which", "either", "both", "were", ",", "confirmed", "reported", "feared"}
                or (f.counted.elided and token.lower in {"of", "them", "those", "whom", "others", "more", "people"})
            ):
                return None
            i += 1
        t = self.triggers.get(i)
        if t is None or (t.voice == "noun" and not f.counted.elided):
            return None
        outcome = self._after(f, t, be)
        if not outcome:
            return None
        return self._joined_right(f, t, outcome), t.index

    def _past_list(self, f: Figure) -> int:
        """Index behind the figures that are coordinated with this one or named as its parts.

        In "253 people, including dozens of foreigners, were killed" and in "two officers and a woman injured"
        the verb stands behind the last of them.
        """
        i = f.last + 1
        while i < len(self.tokens):
            k = i
            while k < len(self.tokens) and self.tokens[k].lower in _LIST_MARKS | {"among", "them"}:
                k += 1
            following = self.figure_at.get(k)
            if following is None or k == i:
                return i + 1 if k > i and i < len(self.tokens) and self.tokens[i].lower == "," else i
            i = max(k, following.last) + 1  # forward, whichever of its tokens stands at k
        return i

    def _after(self, f: Figure, t: Trigger, be: bool) -> str:
        if t.voice == "adjective":
            return self._of_object(f, t.frame)
        if t.voice == "noun":
            return t.frame.subject_people if t.frame.word in _STRONG_NOUNS else ""
        if t.voice == "passive" or (be and t.frame.form == "VBN"):
            return self._of_object(f, t.frame)
        if t.voice == "reduced":
            return self._of_object(f, t.frame) or self._of_subject(f, t.frame)
        if t.frame.form in {"VBN", "VBD"} and self._next_is_figure(t) and f.people_for(t.frame) and not be:
            # "8 killed 12 wounded": with its commas gone, the next number belongs to the next word.
            nxt = self.figure_at[t.end + 1]
            follow = self.triggers.get(nxt.last + 1)
            if follow and follow.voice in {"reduced", "adjective"} and follow.index not in self.figure_at:
                return self._of_object(f, t.frame)
        if t.frame.form == "VBG" and t.index > f.last + 1:
            return ""  # "two vehicles, destroying a third": the participle is that of the sentence's subject
        return self._of_subject(f, t.frame)

    def _next_is_figure(self, t: Trigger) -> bool:
        return t.end + 1 in self.figure_at

    def _joined_right(self, f: Figure, t: Trigger, outcome: str) -> str:
        i = t.end + 1
        if i + 1 < len(self.tokens) and self.tokens[i].lower in {"or", "and", "/"}:
            other = self.triggers.get(i + 1)
            if other and other.voice in {"passive", "reduced", "adjective"}:
                after = self._of_object(f, other.frame)
                if {after, outcome} == {"killed", "injured"}:
                    return "casualties"
        return outcome

    def _part_of(self, f: Figure, before: Sequence[Figure], done: Sequence[Happening]) -> tuple[str, int | None] | None:
        """A part shares the outcome of its whole ("12 killed, including 3 children"), an older toll that of the new."""
        i = f.token - 1
        while i >= 0 and (
            self.tokens[i].tag in {"RB", "DT", "IN"} or self.tokens[i].lower in {"them", "whom", "at", "least"}
        ):
            if self.tokens[i].lower in {"including", "among"} or (
                self.tokens[i].lower == "from" and f.quantity.superseded
            ):
                break
            i -= 1
        word = self.tokens[i].lower if i >= 0 else ""
        if not (word in {"including", "included", "among"} or (word == "from" and f.quantity.superseded)):
            return None
        for whole, happening in zip(reversed(before), reversed(done), strict=False):
            same = (
                (whole.counted.domain == "people") == (f.counted.domain == "people") or not f.known or not whole.known
            )
            if same and happening.rules != ("outcome:default",) and happening.outcome not in {"other", "occurred"}:
                return happening.outcome, happening.trigger
        return None

    def _munition(self, f: Figure) -> tuple[str, int | None] | None:
        """Munitions that something was done with: "hit the base with ten bombs"."""
        i = f.token - 1
        if f.counted.entity_class not in _MUNITIONS or i < 1 or self.tokens[i].lower not in {"with", "using"}:
            return None
        if any(t.lower.startswith(("equip", "arm", "load", "fit", "stock")) for t in self.tokens[max(0, i - 3) : i]):
            return "present", i - 1
        return "used", None

    def _claimed(self, f: Figure) -> tuple[str, int] | None:
        """Light verbs: "claimed 25 lives", "claimed the lives of five", "Bombing claims 5"."""
        i = f.token - 1
        while i >= 0 and self.tokens[i].lower in {"the", "lives", "life", "of", "at", "about"}:
            i -= 1
        if i < 0 or self.tokens[i].lower not in _CLAIM:
            return None
        said_lives = any(t.lower in {"life", "lives"} for t in self.tokens[i : f.last + 1])
        if said_lives or (f.counted.elided and self.tokens[i].lower.startswith("claim")):
            return "killed", i
        return None

    def _located(self, f: Figure) -> tuple[str, int] | None:
        """Strength by place: "are in the besieged district", "are believed to be inside"."""
        i = start = self._past_list(f)
        be = None
        while i < len(self.tokens) and i < start + 8:
            t = self.tokens[i]
            if t.lower in BE:
                be = i
            elif be is not None and t.lower == "in" and any(x.lower == "condition" for x in self.tokens[i : i + 5]):
                return "injured", be
            elif (
                be is not None
                and t.lower in _LOCATIVE
                and self.tokens[i - 1].lower in {*BE, "still", "currently", "now"}
            ):
                return "present", be
            elif t.lower not in HAVE and (t.tag not in {"RB", "MD", "WP", "WDT", "TO", "VBN"} or i in self.triggers):
                return None
            i += 1
        return None

    def _attacked(self, f: Figure) -> tuple[str, int] | None:
        """The target of an attack noun: "air raids on four hospitals", "attacks launched against many districts"."""
        i = f.token - 1
        while i >= 0 and self.tokens[i].tag in {"DT", "RB", "PRP$"}:
            i -= 1
        if i < 1 or self.tokens[i].lower not in {"on", "against", "at"}:
            return None
        for k in range(i - 1, max(-1, i - 10), -1):
            t = self.triggers.get(k)
            if t and t.voice == "noun" and t.frame.people == "struck":
                return "struck", k
            if k in self.figure_at or self.tokens[k].lower in {",", ";"}:
                return None
        return None

    def _tree(self, f: Figure) -> tuple[str, int] | None:
        """What the dependency tree says of the noun's (or the bare number's) role."""
        node = f.counted.head if f.counted.head is not None else f.token
        for _ in range(6):
            token = self.tokens[node]
            if found := self._role(f, node):
                return found
            if token.head == node:
                return None
            if token.dep in {
                "conj",
                "appos",
                "nummod",
                "quantmod",
                "compound",
                "amod",
                "nmod",
                "dep",
                "npadvmod",
                "det",
            }:
                node = token.head
                continue
            return None
        return None

    def _role(self, f: Figure, node: int) -> tuple[str, int] | None:
        token = self.tokens[node]
        governor = token.head
        if governor == node:
            return self._clause_of(f, node)
        t = self.triggers.get(governor)
        if token.dep == "nsubjpass" and t:
            if self._harmed_both_ways(f, governor):
                return "casualties", governor
            return _found(self._of_object(f, t.frame), governor)
        if token.dep == "nsubj":
            return self._as_subject(f, node, governor, t)
        if token.dep in {"dobj", "obj", "oprd", "attr"}:
            if t and t.voice != "noun" and (outcome := self._of_object(f, t.frame)):
                return outcome, governor
            if self.tokens[governor].lower in _LIGHT or self.tokens[governor].lower in BE:
                return self._small_clause(f, node, governor)
            return None
        if token.dep == "pobj":
            return self._in_phrase(f, governor)
        return self._clause_of(f, node)

    def _harmed_both_ways(self, f: Figure, governor: int) -> bool:
        """Whether the verb is joined to one of the other harm: "the villagers were killed and injured"."""
        outcomes = {self._of_object(f, self.triggers[governor].frame)}
        for c in self.parsed.children[governor]:
            t = self.triggers.get(c)
            if t and self.tokens[c].dep == "conj" and t.voice in {"passive", "reduced"} and c <= governor + 2:
                outcomes.add(self._of_object(f, t.frame))
        return outcomes == {"killed", "injured"}

    def _as_subject(self, f: Figure, node: int, governor: int, t: Trigger | None) -> tuple[str, int] | None:
        if t is None:
            if self.tokens[governor].lower in BE:
                for c in self.parsed.children[governor]:
                    predicate = self.triggers.get(c)
                    if predicate and c > node and self.tokens[c].dep in {"acomp", "attr"}:
                        return _found(self._of_object(f, predicate.frame), c)
                    if self.tokens[c].lower == "among":
                        for k in self.parsed.children[c]:
                            if k in self.triggers:
                                return _found(self.triggers[k].frame.people, k)
            return self._clause_of(f, node)
        if t.voice == "adjective":
            return _found(self._of_object(f, t.frame), governor)
        has_object = any(self.tokens[c].dep in {"dobj", "obj"} for c in self.parsed.children[governor])
        if t.voice != "active" or (
            not has_object and t.frame.people in {"killed", "injured"} and f.people_for(t.frame)
        ):
            outcome = self._of_object(f, t.frame) or self._of_subject(f, t.frame)
        else:
            outcome = self._of_subject(f, t.frame)
        return _found(outcome, governor)

    def _small_clause(self, f: Figure, node: int, governor: int) -> tuple[str, int] | None:
        """ "left 12 people dead", "saw 40 houses destroyed": the word behind tells."""
        for i in range(f.last + 1, min(len(self.tokens), f.last + 9)):
            if i in self.figure_at:
                return None
            t = self.triggers.get(i)
            if t and t.voice in {"adjective", "reduced", "passive"}:
                return _found(self._of_object(f, t.frame), i)
        return None

    def _among(self, f: Figure) -> tuple[str, int] | None:
        """A list of who is among the harmed: "Among the dead were a judge and two children"."""
        for i in range(f.token - 1, -1, -1):
            if self.tokens[i].lower in BE or self.tokens[i].lower in {"included", "include", "including"}:
                for k in range(i - 1, max(-1, i - 6), -1):
                    t = self.triggers.get(k)
                    if t and any(x.lower in {"among", "the"} for x in self.tokens[max(0, k - 3) : k]):
                        return _found(t.frame.subject_people or t.frame.people, k) if t.frame.people in HARM else None
                return None
            if self.tokens[i].tag.startswith("VB") or i in self.triggers:
                return None
        return None

    def _stated_toll(self, f: Figure) -> tuple[str, int] | None:
        """The figure is what a toll amounts to: object or "to/at/by" phrase of a verb with a toll beside it."""
        node = f.counted.head if f.counted.head is not None else f.token
        for _ in range(4):
            token = self.tokens[node]
            if token.dep in {"dobj", "attr", "oprd", "acomp", "npadvmod"}:
                return self._toll(f, token.head)
            if token.dep == "pobj" and self.tokens[token.head].lower in {"to", "at", "by", "from", "of"}:
                return self._toll(f, self.tokens[token.head].head)
            if token.dep not in {"nummod", "quantmod", "amod", "conj", "compound", "nmod"} or token.head == node:
                return None
            node = token.head
        return None

    def _toll_words(self, f: Figure) -> tuple[str, int] | None:
        """The same by word order, where the tree went astray: "lowered the number of people killed in ... to 11"."""
        i = f.token - 1
        while i >= 0 and self.tokens[i].tag in {"RB", "DT"}:
            i -= 1
        if i < 1 or self.tokens[i].lower not in _TOLL_MARKS:
            return None
        for k in range(i - 1, max(-1, i - 24), -1):
            word = self.tokens[k].lower
            if word in _TOLL_NOUNS:
                return self._told_by_toll(f, k, i)
            if k in self.figure_at and not self.figure_at[k].quantity.superseded or word in {";", ":", "."}:
                return None
        return None

    def _told_by_toll(self, f: Figure, noun: int, end: int) -> tuple[str, int] | None:
        for k in range(noun + 1, min(end, noun + 7)):
            t = self.triggers.get(k)
            if t is None:
                continue
            outcome = (t.frame.subject_people or t.frame.people) if t.voice == "noun" else self._of_object(f, t.frame)
            if outcome in HARM or outcome == "displaced":
                return outcome, k
        own = self.triggers.get(noun)
        before = self.triggers.get(noun - 1)
        if before and before.voice == "noun" and before.frame.subject_people:
            return before.frame.subject_people, noun - 1
        return (own.frame.people, noun) if own and own.frame.people else None

    def _toll(self, f: Figure, governor: int) -> tuple[str, int] | None:
        """ "the death toll rose to 8", "put the number of dead at 5": the governor's other argument tells."""
        for c in self.parsed.children[governor]:
            if c == f.token or c == f.counted.head or self.tokens[c].dep not in {"nsubj", "nsubjpass", "dobj", "attr"}:
                continue
            if found := self._toll_noun(f, c):
                return found
        return None

    def _toll_noun(self, f: Figure, node: int) -> tuple[str, int] | None:
        for i in (node, *self._below(node, 3)):
            t = self.triggers.get(i)
            if t is None:
                continue
            if t.voice == "noun" and t.frame.people in {"killed", "injured", "casualties", "missing", "captured"}:
                return t.frame.subject_people or t.frame.people, i
            if t.voice in {"adjective", "reduced", "passive"} and (outcome := self._of_object(f, t.frame)) in HARM:
                return outcome, i
        return None

    def _below(self, node: int, depth: int) -> list[int]:
        out: list[int] = []
        level = [node]
        for _ in range(depth):
            level = [c for n in level for c in self.parsed.children[n] if c not in self.figure_at]
            out.extend(level)
        return out

    def _in_phrase(self, f: Figure, preposition: int) -> tuple[str, int] | None:
        """The figure stands behind a preposition: its governor tells, each preposition in its way."""
        word, governor = self.tokens[preposition].lower, self.tokens[preposition].head
        t = self.triggers.get(governor)
        if word == "of" and t:
            if t.voice == "noun":
                outcome = self._of_object(f, t.frame)
                return _found(outcome, governor)
            return _found(self._of_object(f, t.frame), governor)
        if word == "by" and t:
            return _found(self._of_subject(f, t.frame), governor)
        if (
            word in {"on", "against", "at", "in", "near", "into", "over"}
            and t
            and f.counted.domain in {"facility", "equipment"}
        ):
            outcome = self._of_object(f, t.frame)
            if outcome == "struck" or (word in {"in", "on"} and outcome in HARM and f.counted.domain == "facility"):
                return "struck", governor
        if word in {"to"} and t and t.voice == "noun":
            return _found(self._of_object(f, t.frame), governor)
        if word == "with" and f.counted.domain == "equipment":
            if t and (t.frame.people in HARM or t.frame.people == "struck"):
                return "used", governor
            return "present", governor
        if word in {"including", "among", "like"}:
            return self._role(f, governor) if governor != preposition else None
        return None

    def _clause_of(self, f: Figure, node: int) -> tuple[str, int] | None:
        """A participle or relative clause behind the noun: "fighters killed in", "people who were wounded"."""
        for c in self.parsed.children[node]:
            if c <= node or self.tokens[c].dep not in {"acl", "relcl", "amod", "advcl"}:
                continue
            t = self.triggers.get(c)
            if t is None or t.voice == "noun":
                continue
            if t.voice in {"passive", "reduced", "adjective"}:
                return _found(self._of_object(f, t.frame) or self._of_subject(f, t.frame), c)
            return _found(self._of_subject(f, t.frame), c)
        return None

    def _enumerated(
        self, f: Figure, before: Sequence[Figure], done: Sequence[Happening]
    ) -> tuple[str, int | None] | None:
        """An item that directly follows the item before: "destroyed four guns, three buildings and two trucks"."""
        if not before or f.counted.elided:
            return None
        previous, happening = before[-1], done[-1]
        between = self.tokens[previous.last + 1 : f.token]
        if not between or len(between) > 3 or any(t.lower not in {",", "and", "&", "plus"} for t in between):
            return None
        if previous.counted.domain == "attack" or (previous.counted.domain == "people") != (
            f.counted.domain == "people"
        ):
            return None
        sure = {"outcome:left", "outcome:list", "outcome:part", "outcome:among"} & set(happening.rules)
        return (happening.outcome, happening.trigger) if sure else None

    def _listed(self, f: Figure, before: Sequence[Figure], done: Sequence[Happening]) -> Happening | None:
        """An item of a list, or a part of the figure before, shares that figure's outcome."""
        if not before:
            return None
        i = f.token - 1
        while i >= 0 and self.tokens[i].tag in {"RB", "DT"}:
            i -= 1
        mark = self.tokens[i].lower if i >= 0 else ""
        previous, happening = before[-1], done[-1]
        if happening.outcome == "occurred" or happening.rules == ("outcome:default",):
            return None
        comparable = f.counted.elided or (f.counted.domain == "people") == (previous.counted.domain == "people")
        follows = self.tokens[f.token + 1].lower if f.token + 1 < len(self.tokens) else ""
        elliptic = f.counted.elided and (follows in {"in", "at", "near", "from"} or mark == "another")
        if (mark in _LIST_MARKS or elliptic) and comparable and not self._trigger_between(previous, f):
            outcome = fit(happening.outcome, f.counted.domain)
            return Happening(outcome, happening.outcome_verb, happening.trigger, rules=("outcome:list",))
        return None

    def _trigger_between(self, previous: Figure, f: Figure) -> bool:
        return any(previous.last < i < f.token and t.voice in {"active"} for i, t in self.triggers.items())

    def _nearest(self, f: Figure) -> tuple[str, int] | None:
        """The closest outcome word of the sentence that could take the figure as its argument."""
        best: tuple[float, str, int] | None = None
        for i, t in self.triggers.items():
            if f.token <= i <= f.last:
                continue
            left = i < f.token
            between = range(i + 1, f.token) if left else range(f.last + 1, i)
            distance = float(len(between))
            distance += sum(
                4.0 for k in between if k in self.figure_at or self.tokens[k].lower in {";", ":", ".", "but", "while"}
            )
            outcome = self._nearest_outcome(f, t, left)
            if not outcome or distance > 18:
                continue
            if best is None or distance < best[0]:
                best = (distance, outcome, i)
        return (best[1], best[2]) if best else None

    def _nearest_outcome(self, f: Figure, t: Trigger, left: bool) -> str:
        if f.known and f.counted.domain != "people" and t.frame.about == "people":
            return ""  # from afar, a word about people says nothing of things
        if t.voice == "noun":
            return t.frame.people if t.frame.people in HARM and left and f.people_for(t.frame) else ""
        if t.voice == "adjective":
            return "" if left else self._of_object(f, t.frame)
        if left:
            return self._of_object(f, t.frame) if t.voice == "active" else ""
        if t.voice in {"passive", "reduced"}:
            return self._of_object(f, t.frame)
        return self._of_subject(f, t.frame)

    def _of_object(self, f: Figure, frame: Frame) -> str:
        if not f.known and not f.counted.elided and frame.about == "known":
            return ""
        return frame.people if f.people_for(frame) else frame.things

    def _of_subject(self, f: Figure, frame: Frame) -> str:
        if not f.known and not f.counted.elided and frame.about == "known":
            return ""
        return frame.subject_people if f.people_for(frame) else frame.subject_things

    def _weak_noun(self, f: Figure) -> str:
        """What the noun itself says where no verb does: hostages are captured, refugees displaced."""
        frame = noun_frame(self.tokens[f.counted.head].lower) if f.counted.head is not None else None
        return frame.subject_people if frame else ""

    def _default(self, f: Figure) -> str:
        """What a figure without any outcome word is: strength for fighters, else other."""
        if f.counted.domain == "people" and f.counted.entity_class in {
            "combatant",
            "state_soldier",
            "non_state_fighter",
            "foreign_fighter",
        }:
            return "present"
        if f.counted.domain == "people" and self.parsed.sentence.role != "body" and not self.triggers:
            return "present"  # a heading that only counts: strength
        return "other"


def _found(outcome: str, index: int) -> tuple[str, int] | None:
    return (outcome, index) if outcome else None
