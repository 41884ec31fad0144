"""The class of things that the words beside the number leave open, once their outcome is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors import counted
from extractors.model import Counted, Happening
from extractors.outcomes import HARM, Candidate, OutcomeReader, fit
from extractors.outcomes.candidate import MUNITIONS
from extractors.patterns.triggers import Trigger
from extractors.vocabulary import lexicon

_PEOPLE_ONLY = frozenset({"killed", "injured", "casualties", "missing", "captured", "displaced", "rescued"})
_DONE_BY_CAPTIVES = frozenset({"escape", "survive", "return home", "flee", "leave", "surrender"})
_AMBIGUOUS = frozenset({"dissident", "member"})
_COMBAT = lexicon.words("combat_context")
_DONE_BY_PEOPLE = lexicon.words("done_by_people")
_IN_NEED = frozenset({"cut", "without", "displaced", "homeless", "stranded", "besieged"})
_OTHERS_OF_KIND = frozenset({"previous", "other", "earlier", "last", "first", "former", "preceding"})
_HARMS = frozenset({"left", "killed", "wounded", "injured", "claimed", "caused", "cost", "hit", "destroyed"})
_FIGHTING_BODIES = lexicon.words("fighting_body")


@dataclass(frozen=True, slots=True)
class _Case:
    """A figure whose class is open: its outcome, the figures before it in the sentence, and the sentence."""

    figure: Candidate
    happening: Happening
    earlier: Sequence[tuple[Candidate, Happening]]
    reader: OutcomeReader

    @property
    def thing(self) -> Counted:
        return self.figure.counted

    @property
    def bare(self) -> bool:
        """Whether nothing is said of what is counted."""
        return self.thing.elided and not self.thing.entity_class

    def as_(self, entity_class: str, domain: str, outcome: str | None = None) -> tuple[Counted, Happening]:
        """The answer that these are things of a class, and with another outcome where one is named."""
        happening = self.happening if outcome is None else replace(self.happening, outcome=outcome)
        return replace(self.thing, entity_class=entity_class, domain=domain), happening

    def as_combatants(self, rule: str) -> tuple[Counted, Happening]:
        """The answer that those counted are fighters."""
        return replace(self.thing, entity_class="combatant", rules=(*self.thing.rules, rule)), self.happening


_Answer = tuple[Counted, Happening]


def settle(
    figure: Candidate, happening: Happening, earlier: Sequence[tuple[Candidate, Happening]], reader: OutcomeReader
) -> _Answer:
    """Gives an elided or unknown counted thing its class, from the figures before it and from its outcome.

    "killing 12" counts persons; in "two children were killed and three wounded" the three are children; what was
    only said to be "destroyed" is equipment; counts of anything else are kept as ``other`` without an outcome.
    """
    case = _Case(figure, happening, earlier, reader)
    for rule in _BY_WORDS:
        if (answer := rule(case)) is not None:
            return answer
    if (among := _class_among(figure, happening, reader)) is not None:
        case = replace(case, figure=replace(figure, counted=replace(figure.counted, entity_class=among)))
    for rule in _BY_OUTCOME:
        if (answer := rule(case)) is not None:
            return answer
    return case.as_("other", "other", "other")


def _as_fraction(case: _Case) -> _Answer | None:
    """ "a record close of 2,129.2" counts nobody."""
    if not case.bare or not _is_fraction(case.figure):
        return None
    return replace(case.thing, entity_class="other", domain="other"), Happening("other", found_by="fraction")


def _as_told_again(case: _Case) -> _Answer | None:
    """ "the three" are those that were counted before."""
    if case.thing.elided_as != "recalled":
        return None
    return case.thing, replace(case.happening, outcome=fit(case.happening.outcome, case.thing.domain))


def _as_lost(case: _Case) -> _Answer | None:
    """ "fired 90 drones, of which 40 were lost": drones."""
    lost = _lost_thing(case.happening, case.earlier, case.reader) if case.bare else None
    if lost is None:
        return None
    return counted.inherit(case.thing, lost), replace(case.happening, outcome=fit(case.happening.outcome, lost.domain))


def _as_listed(case: _Case) -> _Answer | None:
    """ "Destroyed: - 13 howitzers - 40 others": equipment."""
    header = case.reader.header
    if header is None or not _goes_on_with_list_of_things(case.thing, case.happening, case.reader):
        return None
    rules = (*case.thing.rules, "class:list_header")
    rest = replace(case.thing, entity_class="equipment", domain="equipment", rules=rules)
    return rest, replace(case.happening, outcome=header.things)


def _as_attacks(case: _Case) -> _Answer | None:
    """ "the fourth raid; the previous three left 25 dead": raids."""
    if not _are_attacks_before(case.figure, case.reader):
        return None
    attack = replace(case.thing, entity_class="attack", domain="attack")
    return attack, Happening("occurred", found_by="attack")


def _as_in_sentence(case: _Case) -> _Answer | None:
    """ "two children were killed and three wounded": children."""
    told = _from_sentence(case.figure, case.happening, case.earlier, case.reader) if case.bare else None
    return (told, case.happening) if told is not None else None


def _as_combatants(case: _Case) -> _Answer | None:
    """ "the army lost 12 men", "40 people fought": fighters."""
    asked = case.figure, case.happening, case.reader
    if case.thing.entity_class == "man" and case.happening.outcome in _PEOPLE_ONLY and _are_losses(*asked):
        return case.as_combatants("class:own_losses")
    return case.as_combatants("class:in_combat") if case.thing.entity_class == "person" and _fights(*asked) else None


def _as_occasions(case: _Case) -> _Answer | None:
    if not _are_occasions(case.figure, case.reader):
        return None
    attack = replace(case.thing, entity_class="attack", domain="attack")
    return attack, Happening("occurred", found_by="occasions")


def _as_known(case: _Case) -> _Answer | None:
    """What the words beside the number say is counted stays so."""
    if case.thing.entity_class == "other":
        return case.thing, replace(case.happening, outcome="other")
    return (case.thing, case.happening) if case.thing.entity_class and case.thing.domain != "other" else None


def _as_before(case: _Case) -> _Answer | None:
    """ "took 90 pupils; 25 later escaped", "14 assaults near Lyman and five near Siversk"."""
    if case.thing.elided:
        known = _same_as_before(case.figure, case.happening, case.earlier, case.reader)
        if known is not None:
            return known
    if _goes_on_with_attacks(case.figure, case.happening, case.earlier):
        before = case.earlier[-1][0].counted
        return counted.inherit(case.thing, before), replace(case.happening, outcome="occurred")
    if case.thing.elided and case.thing.of_known and case.earlier and case.earlier[-1][0].counted.domain == "people":
        return counted.inherit(case.thing, case.earlier[-1][0].counted), case.happening
    return None


def _as_people(case: _Case) -> _Answer | None:
    """ "Many have received no aid", "the remaining four survived", "killing 12"."""
    if _are_people_at_large(case.figure, case.reader):
        return case.as_("person", "people", "other")
    if case.thing.elided and _tells_of_people(case.happening, case.reader):
        return case.as_("person", "people")
    harmed = case.happening.outcome in _PEOPLE_ONLY
    return case.as_("person", "people") if harmed and (case.thing.elided or not _is_weak(case.happening)) else None


def _as_equipment(case: _Case) -> _Answer | None:
    """What was only said to be destroyed, damaged or seized."""
    taken = case.happening.outcome in {"destroyed", "damaged", "seized"} and not _is_weak(case.happening)
    return case.as_("equipment", "equipment") if taken else None


def _is_weak(happening: Happening) -> bool:
    return happening.found_by in {"nearest", "default"}


_BY_WORDS = (_as_fraction, _as_told_again, _as_lost, _as_listed, _as_attacks, _as_in_sentence, _as_combatants)
"""Asked first, in this order: what the words of the sentence say of those counted."""
_BY_OUTCOME = (_as_occasions, _as_known, _as_before, _as_people, _as_equipment)
"""Asked then: what the outcome and the figures before leave."""


def _is_fraction(figure: Candidate) -> bool:
    """Whether a bare number has a part behind its point, so that it counts nobody: "a record close of 2,129.2"."""
    low = figure.quantity.low
    return low is not None and low != int(low)


def _are_attacks_before(figure: Candidate, reader: OutcomeReader) -> bool:
    """Whether a bare number counts attacks by what they did: "the fourth raid; the previous three left 25 dead"."""
    tokens, i = reader.parsed.tokens, figure.token
    if not figure.counted.elided or figure.counted.entity_class or i + 2 >= len(tokens) or i < 1:
        return False
    if (
        tokens[i - 1].lower not in _OTHERS_OF_KIND
        or tokens[i + 1].lower not in _HARMS
        or tokens[i + 2].quantity is None
    ):
        return False
    before = [lexicon.noun(t.lower) for t in tokens[:i]]
    return any(n is not None and lexicon.domain_of(n.entity_class) == "attack" for n in before)


def _goes_on_with_list_of_things(thing: Counted, happening: Happening, reader: OutcomeReader) -> bool:
    """Whether "others" are more of what a list's header says was destroyed or taken: "- 13 howitzers - 40 others"."""
    in_list = happening.found_by == "list_header" and reader.header is not None
    others = thing.entity_text.lower() in {"others", "other", "more"} or thing.elided
    return in_list and others and reader.header is not None and reader.header.about == "things"


def _class_among(figure: Candidate, happening: Happening, reader: OutcomeReader) -> str | None:
    """Class of those that persons are told among: "were among the slain commanders"."""
    if happening.found_by != "among" or figure.counted.entity_class != "person" or happening.trigger is None:
        return None
    return counted.people_near(reader.parsed, happening.trigger, happening.trigger + 2)


def _same_as_before(
    figure: Candidate, happening: Happening, earlier: Sequence[tuple[Candidate, Happening]], reader: OutcomeReader
) -> _Answer | None:
    """A bare number whose verb tells that it counts on people or munitions: "took 90 pupils; 25 later escaped"."""
    trigger = reader.triggers.get(happening.trigger) if happening.trigger is not None else None
    tokens = reader.parsed.tokens
    following = tokens[figure.token + 1].lower if figure.token + 1 < len(tokens) else ""
    at_place = following in {"strong", "under"} or (trigger is not None and trigger.frame.about == "people")
    if following == "aboard" or (happening.outcome == "present" and at_place):
        return replace(figure.counted, entity_class="person", domain="people"), happening
    if following == "under":
        return None
    if tokens[figure.token].lower in {"no one", "nobody", "no-one"}:
        outcome = "injured" if happening.outcome in {"used", "damaged"} else happening.outcome
        person = replace(figure.counted, entity_class="person", domain="people")
        return person, replace(happening, outcome=outcome)
    if not earlier:
        return None
    before = earlier[-1][0].counted
    if before.domain == "people" and _is_own_subject(figure, happening, reader):
        return counted.inherit(figure.counted, before), happening
    return _by_verb_behind(figure, happening, trigger, before, following)


def _by_verb_behind(
    figure: Candidate, happening: Happening, trigger: Trigger | None, before: Counted, following: str
) -> _Answer | None:
    """ "fired 90 missiles; 25 hit ...": munitions; "took 90 pupils; 25 later escaped": pupils."""
    if trigger is None or happening.found_by != "right" or trigger.voice == "noun":
        return None
    if following != "of" and before.entity_class in MUNITIONS and trigger.frame.subject_things == "used":
        return counted.inherit(figure.counted, before), replace(happening, outcome="used")
    if before.domain == "people" and trigger.frame.word in _DONE_BY_CAPTIVES:
        return counted.inherit(figure.counted, before), happening
    return None


def _tells_of_people(happening: Happening, reader: OutcomeReader) -> bool:
    """Whether the verb behind a bare number is said of people alone: "the remaining four survived"."""
    verb = reader.triggers.get(happening.trigger) if happening.trigger is not None else None
    return verb is not None and verb.voice != "noun" and verb.frame.about == "people" and happening.found_by == "right"


def _is_own_subject(figure: Candidate, happening: Happening, reader: OutcomeReader) -> bool:
    """Whether a bare number goes on with the people before it as a subject: "took a dozen boys; only one came back"."""
    token = reader.parsed.tokens[figure.token]
    verb = reader.parsed.tokens[token.head]
    said = happening.outcome in {"other", "present", "rescued", "displaced"}
    return said and token.dep == "nsubj" and token.index < verb.index <= token.index + 3 and verb.tag.startswith("VB")


def _goes_on_with_attacks(
    figure: Candidate, happening: Happening, earlier: Sequence[tuple[Candidate, Happening]]
) -> bool:
    """Whether a bare number counts more of the attacks before it: "14 assaults near Lyman and five near Siversk"."""
    weak = happening.found_by in {"default", "list", "located", "nearest"}
    return bool(weak) and figure.counted.elided and bool(earlier) and earlier[-1][0].counted.domain == "attack"


def _from_sentence(
    figure: Candidate, happening: Happening, earlier: Sequence[tuple[Candidate, Happening]], reader: OutcomeReader
) -> Counted | None:
    """The class of an elided noun, told by a figure before it or by words nearby."""
    thing, people = figure.counted, happening.outcome in _PEOPLE_ONLY
    tokens = reader.parsed.tokens
    of_part = any(t.lower == "among" for t in tokens[max(0, figure.token - 4) : figure.token])
    if of_part and people:
        return replace(thing, entity_class="person", domain="people")  # "six children among 19 dead"
    if antecedent := _antecedent(earlier, people, happening.outcome):
        return counted.inherit(thing, antecedent)
    if people and (told := _of_whom(figure, reader) or _told_nearby(figure, happening, reader)):
        return replace(
            thing,
            entity_class=told,
            domain="people",
            rules=(*thing.rules, "elided:antecedent"),
            elided_as="antecedent",
            guessed=True,
        )
    return None


def _antecedent(earlier: Sequence[tuple[Candidate, Happening]], people: bool, outcome: str) -> Counted | None:
    """The figure of the same sentence that an elided noun repeats: same domain, and itself harmed, not an agent."""
    parts = {"part", "among"}  # "nine died, two of them children, and five were hurt": five persons
    wholes = [told for told in earlier if told[1].found_by not in parts]
    for figure, happening in reversed(wholes or earlier):
        domain = figure.counted.domain
        if people and domain == "people" and happening.outcome in _PEOPLE_ONLY:
            return figure.counted
        if (
            not people
            and domain in {"equipment", "facility"}
            and outcome in {*HARM, "struck"}
            and happening.outcome in {*HARM, "struck"}
        ):
            return figure.counted
    return None


def _lost_thing(
    happening: Happening, earlier: Sequence[tuple[Candidate, Happening]], reader: OutcomeReader
) -> Counted | None:
    """The things that a bare number goes on with: "fired 90 drones, of which 40 were lost"."""
    trigger = reader.triggers.get(happening.trigger) if happening.trigger is not None else None
    things = [f.counted for f, _ in earlier if f.counted.domain in {"equipment", "people"}]
    if trigger is None or trigger.frame.about == "people" or not things or happening.outcome not in HARM:
        return None
    return things[-1] if all(t.domain == "equipment" for t in things) else None


def _are_people_at_large(figure: Candidate, reader: OutcomeReader) -> bool:
    """Whether a bare vague subject speaks of people: "Many have received no aid"."""
    token = reader.parsed.tokens[figure.token]
    behind = [t.lower for t in reader.parsed.tokens[figure.token + 1 : figure.token + 3]]
    if (
        figure.counted.elided
        and behind[:1]
        and behind[0] in {"remain", "remained"}
        and behind[1:]
        and behind[1] in _IN_NEED
    ):
        return True  # "a further 9,500 remain cut off from aid"
    if not figure.counted.elided or figure.quantity.kind != "vague" or token.dep != "nsubj":
        return False
    verb = reader.parsed.tokens[token.head]
    return verb.tag in {"VBD", "VBN", "VBP"} and verb.index > token.index and verb.lower in _DONE_BY_PEOPLE


def _of_whom(figure: Candidate, reader: OutcomeReader) -> str | None:
    """Class of those that a part is taken of, uncounted: "clashed with the militants, killing 16 of them"."""
    tokens, i = reader.parsed.tokens, figure.token
    if [t.lower for t in tokens[i + 1 : i + 2]] != ["of"] or tokens[i + 2 : i + 3][0].lower not in {"them", "whom"}:
        return None
    return counted.people_near(reader.parsed, i - 14, i - 1)


def _told_nearby(figure: Candidate, happening: Happening, reader: OutcomeReader) -> str | None:
    """Class of an elided noun told elsewhere in the sentence.

    By what a toll is of ("the number of civilians killed rose to 40"), or by whom an attack was on
    ("ambushed a group of terrorists, killing 15").
    """
    if happening.found_by == "toll" and happening.trigger is not None:
        low, tokens = happening.trigger, reader.parsed.tokens
        if tokens[low].tag in {"VBN", "VBD"} and (who := counted.people_near(reader.parsed, low - 3, low - 1)):
            return who  # "the number of villagers killed by militias rose to 63"
        while low > max(0, happening.trigger - 5) and tokens[low - 1].tag[:2] in {"NN", "JJ"}:
            low -= 1  # whoever tells it is not in it: "an aid worker told reporters that the toll was 14"
        return counted.people_near(reader.parsed, low, min(happening.trigger + 4, figure.token - 1))
    for index in sorted((i for i in reader.triggers if i < figure.token), reverse=True):
        trigger = reader.triggers[index]
        if trigger.frame.people == "struck" and trigger.voice == "active":
            return counted.people_near(reader.parsed, index + 1, min(index + 6, figure.token - 1))
    return None


def _fights(figure: Candidate, happening: Happening, reader: OutcomeReader) -> bool:
    """Whether the words around tell that dissidents or members of a named group are fighters: "killed by troops"."""
    tokens, head = reader.parsed.tokens, figure.counted.head
    entry = lexicon.noun(tokens[head].lower) if head is not None else None
    if entry is None or entry.term not in _AMBIGUOUS or happening.outcome not in {"killed", "injured", "captured"}:
        return False
    before = tokens[head - 1] if head else None
    named = before is not None and before.tag == "NNP" and lexicon.noun(before.lower) is None
    if entry.term == "member" and not (named and before and before.lower not in lexicon.words("not_in_name")):
        return False
    return any(t.lower in _COMBAT for t in tokens)


def _are_losses(figure: Candidate, happening: Happening, reader: OutcomeReader) -> bool:
    """Whether the men are those that a fighting body lost: "the brigade lost 14 men"."""
    tokens, i = reader.parsed.tokens, happening.trigger
    if i is None or i >= figure.token or reader.triggers[i].frame.word not in {"lose", "loss"}:
        return False
    return any(t.lower in _FIGHTING_BODIES for t in tokens[max(0, i - 6) : i])


def _are_occasions(figure: Candidate, reader: OutcomeReader) -> bool:
    """Whether the times that somebody was attacked are counted: "the market was hit more than once"."""
    tokens = reader.parsed.tokens
    words = {*tokens[figure.token].lower.split(), tokens[figure.last].lower}
    if figure.counted.entity_class or not words & {"once", "twice", "times", "occasions"}:
        return False
    before = [t for i, t in reader.triggers.items() if i < figure.token and t.voice != "noun"]
    return bool(before) and (before[-1].frame.people == "struck" or before[-1].frame.things == "used")
