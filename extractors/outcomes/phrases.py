"""Turns that tell an outcome without a verb of their own: lives claimed, strength by place, targets, munitions."""

from __future__ import annotations

from extractors.model import Happening
from extractors.outcomes.after_noun import past_list, right, shares_object
from extractors.outcomes.before_number import own_noun, premodifier
from extractors.outcomes.candidate import HARM, MUNITIONS, Candidate, Found, Scene, found, of_object, of_subject
from extractors.patterns.triggers import BE, HAVE, Trigger
from extractors.vocabulary.lexicon import ancestry, domain_of, noun, words

_CLAIM_VERBS = words("claim_verb")
_HELD = frozenset(
    {
        ("in", "prison"),
        ("in", "jail"),
        ("in", "custody"),
        ("in", "detention"),
        ("in", "captivity"),
        ("under", "arrest"),
        ("behind", "bars"),
    }
)
_LOCATIVE = words("locative")
_WORKING = words("working")
_SHORT_OF = words("short_of")
_ORIGINS = frozenset({"of", "from", "at", "in", "aboard", "on"})
_STILL = frozenset(
    {
        "remain",
        "remained",
        "remains",
        "still",
        "reportedly",
        "also",
        "lie",
        "lay",
        "lying",
        "believed",
        "to",
        "thought",
        "feared",
    }
)
_TRAPPED = frozenset({"trapped", "buried", "stuck", "caught", "pinned"})
_RUBBLE = words("rubble")
_ATTACKING = words("attacking")
_OPENING_FIRE = frozenset({("opened", "fire"), ("open", "fire"), ("opening", "fire")})
_HEADS = words("group_head") | words("group")
_FATAL = words("fatal_adverb")
_TRADE = words("of_trade")
_CHANGES = words("change_verb")
_TOLL = words("toll_noun")
_UNKNOWN = frozenset({"unknown", "unclear", "uncertain", "undetermined", "mystery"})
_CONTINUING = frozenset({"still", "currently", "now"})
_OF_PATIENTS = frozenset({"critical", "serious", "hospital", "custody"})
_MOTION = words("munition_motion")
_DELIVERY = words("delivery")
_STORED = frozenset(
    {"stock", "stocks", "stockpile", "stockpiles", "arsenal", "inventory", "stored", "depots", "bought"}
)


def claimed(scene: Scene, f: Candidate) -> Found | None:
    """Light verbs: "claimed 25 lives", "claimed the lives of five", "cost six men their lives", "Bombing claims 5"."""
    i = f.token - 1
    while i >= 0 and scene.tokens[i].lower in {"the", "lives", "life", "of", "at", "about"}:
        i -= 1
    if i < 0 or scene.tokens[i].lower not in _CLAIM_VERBS:
        return None
    said_lives = any(t.lower in {"life", "lives"} for t in scene.tokens[i : f.last + 3])
    if said_lives or (scene.word(i).startswith("claim") and (f.counted.elided or _is_attack_before(scene, i))):
        return "killed", i
    if scene.word(i).startswith("claim") and f.counted.domain == "equipment" and not right(scene, f):
        return "destroyed", i
    return None


def cost(scene: Scene, f: Candidate) -> Found | None:
    """What an attack cost one side: "The assault cost the garrison 40 fighters"."""
    i = f.token - 1
    while i > f.token - 6 and i > 0 and scene.tokens[i].tag in {"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "JJ", "RB"}:
        i -= 1
    if scene.word(i) not in {"cost", "costs", "costing"} or i == f.token - 1:
        return None
    fighters = "combatant" in ancestry(f.counted.entity_class)
    return ("killed", i) if fighters else ("destroyed", i) if f.counted.domain == "equipment" else None


def in_custody(scene: Scene, f: Candidate) -> Found | None:
    """Persons told by where they are held: "14 dead and 50 under arrest", "has 130 suspects in custody"."""
    i = past_list(scene, f)
    while scene.word(i) in BE or scene.word(i) in {"remain", "remained", "still", "now", "already"}:
        i += 1
    held = (scene.word(i), scene.word(i + 1)) in _HELD or (scene.word(i), scene.word(i + 2)) in _HELD
    return ("captured", i) if held and f.counted.domain in {"people", "other"} else None


def only_measures(scene: Scene, f: Candidate) -> bool:
    """Whether a bare number tells a level or a lead, no persons: "claims fell by 6,000 to 222,000", "five short of"."""
    if not f.counted.elided or f.counted.domain != "other":
        return False
    if scene.word(f.token + 1) in _SHORT_OF and scene.word(f.token + 2) in {"of", "by", "."}:
        return True
    traded = not _TRADE.isdisjoint(t.lower for t in scene.tokens[max(0, f.token - 24) : f.token + 24])
    if not traded or any(f.token > d.token for d, _ in _persons(scene)):
        return _is_level(scene, f)
    told = [t for i, t in scene.triggers.items() if f.token - 8 < i < f.token + 4]
    return all(t.frame.word in {"lose", "loss", "fall", "fall to"} for t in told)


def _is_level(scene: Scene, f: Candidate) -> bool:
    """Whether something no toll and no outcome word speaks of rose or fell to the number."""
    if scene.word(f.token - 1) not in {"by", "to"}:
        return False
    if not any(scene.word(k) in _CHANGES for k in range(f.token - 5, f.token)):
        return False
    before = [k for k in range(max(0, f.token - 24), f.token) if not _changes(scene, k)]
    return not any(scene.word(k) in _TOLL or k in scene.triggers for k in before)


def _changes(scene: Scene, k: int) -> bool:
    return scene.word(k) in _CHANGES


def _persons(scene: Scene) -> list[tuple[Candidate, Happening]]:
    return [d for d in scene.done[-8:] if d[0].counted.domain == "people"]


def buried(scene: Scene, f: Candidate) -> Found | None:
    """Who lies where nobody has got to them: "A number of victims remain under the rubble"."""
    i = past_list(scene, f)
    while i < len(scene.tokens) and (
        scene.word(i) in BE | HAVE | _STILL or (scene.word(i) in _TRAPPED and scene.tokens[i].tag != "NN")
    ):
        i += 1
    if scene.word(i) not in {"under", "beneath", "below", "in"} or f.counted.domain not in {"people", "other"}:
        return None
    return ("missing", i) if any(scene.word(k) in _RUBBLE for k in range(i + 1, i + 5)) else None


def _past_phrase_of(scene: Scene, f: Candidate) -> int:
    """Index behind those counted, with a second noun of theirs and whose they are: "gunmen and bombers from Ardan"."""
    i = past_list(scene, f)
    while i < len(scene.tokens) and f.counted.end is not None and scene.tokens[i].start < f.counted.end:
        i += 1
    while scene.word(i) in {"of", "from"} and i + 1 < len(scene.tokens) and scene.tokens[i + 1].tag == "NNP":
        i += 2
    return i


def acting(scene: Scene, f: Candidate) -> Found | None:
    """Attackers in action, who are there: "Six gunmen stormed the market", "two bombers blew themselves up"."""
    i = _verb_of(scene, f) if f.counted.domain == "people" else None
    if i is None:
        return None
    leaves = scene.word(i) == "left" and i not in scene.triggers and i + 1 in scene.figure_at  # "left 25 dead"
    opens_fire = (scene.word(i), scene.word(i + 1)) in _OPENING_FIRE
    if leaves or opens_fire or scene.word(i) in _ATTACKING or _is_violent(scene, f, i):
        return _undone(scene, i) or ("present", i)
    return None


def _is_violent(scene: Scene, f: Candidate, i: int) -> bool:
    """Whether the verb at ``i`` says that those counted harm or strike others, and come to no harm themselves."""
    t = scene.triggers.get(i)
    if t is None or not (t.voice == "active" or shares_object(scene, t)):
        return False
    violent = t.frame.people in HARM | {"struck"} or t.frame.things in {"destroyed", "damaged", "struck"}
    return violent and of_subject(f, t.frame) not in HARM


def _verb_of(scene: Scene, f: Candidate) -> int | None:
    """Where a verb behind the noun stands; None behind a comma: "clashed with 40 rebels, | killing 16"."""
    i = _past_phrase_of(scene, f)
    if scene.word(i) in {"who", "that"}:
        i += 1
    elif scene.word(i - 1) == "," and i < f.last + 4:
        return None
    while scene.word(i) in HAVE or (i < len(scene.tokens) and scene.tokens[i].tag in {"RB", "MD"}):
        i += 1
    return i


def _undone(scene: Scene, i: int) -> Found | None:
    """What attackers came to: "opened fire on a hotel and took hostages before being killed by police"."""
    for k in range(i + 1, min(len(scene.tokens) - 1, i + 40)):
        if scene.word(k) in {"before", "until", "after"} and scene.word(k + 1) == "being":
            t = next((scene.triggers[n] for n in range(k + 2, k + 5) if n in scene.triggers), None)
            return (t.frame.people, t.index) if t and t.frame.people in HARM else None
        if scene.word(k) in {";", "."}:
            return None
    return None


def of_whom(scene: Scene, f: Candidate) -> Found | None:
    """What only says whose people they are, or where they were: "five pupils from two schools were killed"."""
    i = _link_before(scene, f)
    if scene.word(i) not in _ORIGINS or i < 1 or f.counted.elided or i - 1 in scene.triggers:
        return None
    if scene.word(f.last + 1) in {"who", "that"}:
        return None  # "the father of five children who died"
    entry = noun(scene.word(i - 1))
    if entry is None or domain_of(entry.entity_class) != "people" or scene.word(i - 1) in _HEADS:
        return None
    people = f.counted.domain == "people"
    if people and (scene.word(i) not in {"from", "of"} or not any(g.last == i - 1 for g in scene.figure_at.values())):
        return None
    return ("other", None) if own_noun(scene, f) is None else None


def _link_before(scene: Scene, f: Candidate) -> int:
    """The word before the number and what bounds it: the "from" of "from at least two schools"."""
    i = f.token - 1
    while i > 0 and (scene.tokens[i].tag == "RB" or scene.word(i) in {"the", "these", "at", "least", "about", "some"}):
        if scene.word(i) == "at" and scene.word(i + 1) != "least":
            break
        i -= 1
    return i


def fatally(scene: Scene, f: Candidate) -> Found | None:
    """A part that an adverb says died: "Five villagers were shot, two fatally"."""
    i = f.token + 1
    if scene.word(i) == "of" and scene.word(i + 1) in {"them", "whom"}:
        i += 2
    return ("killed", None) if f.counted.elided and scene.word(i) in _FATAL else None


def left_over(scene: Scene, f: Candidate) -> Found | None:
    """Who is still there: "There are maybe five or six of us left in this village"."""
    there_are = scene.word(f.token - 2) == "there" and scene.word(f.token - 1) in BE
    i = f.last + 1
    if scene.word(i) == "of":
        i += 2
    return ("present", i) if there_are and scene.word(i) == "left" else None


def strong(scene: Scene, f: Candidate) -> Found | None:
    """The size of a force: "an army 20,000 strong"."""
    return ("present", f.token + 1) if f.counted.elided and scene.word(f.token + 1) == "strong" else None


def whereabouts(scene: Scene, f: Candidate) -> Found | None:
    """Who can't be found: "The whereabouts of 43 students remain unknown", not those who are wanted."""
    before = [scene.word(i) for i in range(f.token - 5, f.token)]
    behind = {scene.word(i) for i in range(f.last + 1, f.last + 9)}
    if not {"whereabouts", "fate"} & set(before) or "of" not in before or not behind & _UNKNOWN:
        return None
    return "missing", None


def inverted(scene: Scene, f: Candidate) -> Found | None:
    """Who they are, behind what befell them: "Killed in the raid were two guards", "those who died are nine men"."""
    i = f.token - 1
    while i > 0 and scene.tokens[i].tag in {"RB", "IN", "DT", "JJR", "JJS"} and i > f.token - 4:
        i -= 1
    if i < 1 or scene.word(i) not in BE or (f.known and f.counted.domain != "people"):
        return None
    opening = scene.triggers.get(0)
    if opening and opening.voice in {"reduced", "passive"} and opening.frame.form == "VBN":
        alone = not any(k in scene.figure_at or scene.word(k) in {",", ";"} for k in range(i))
        return (of_object(f, opening.frame), 0) if alone and of_object(f, opening.frame) in HARM else None
    return _died_before(scene, i)


def _died_before(scene: Scene, be: int) -> Found | None:
    """ "those who | died | are nine men": the verb directly before the "are"."""
    verb = next((t for t in scene.triggers.values() if t.end == be - 1), None)
    if verb is None or verb.voice != "active" or verb.index + 3 <= be - 1:
        return None
    return (verb.frame.subject_people, verb.index) if verb.frame.subject_people in HARM else None


def whole_of(scene: Scene, f: Candidate) -> Found | None:
    """The whole that a figure or a share takes its part of: the 60 of "42 of 60 drones" and of "half of the 60"."""
    if not _has_part_before(scene, f):
        return None
    own = own_noun(scene, f) or premodifier(scene, f)
    if own and own[0] in {"killed", "injured", "casualties"}:
        return None  # "two of the nine wounded", not "two of the nine hostages"
    before = scene.done[-1][1].outcome if scene.done else ""
    told = right(scene, f)
    word = scene.triggers.get(f.last + 1)
    if word and _is_of_whole(scene, f, word):
        return found(of_object(f, word.frame), word.index)
    if "destroyed" in {before, told and told[0]} and f.counted.entity_class in MUNITIONS:
        return "used", None  # those of which some were shot down had been fired
    return "present", None


def _has_part_before(scene: Scene, f: Candidate) -> bool:
    """Whether a number or a share with "of" stands before: "42 of | 60 drones", "half of the | 60"."""
    i = f.token - 1
    while i > 0 and scene.word(i) in {"the", "some", "about", "its", "their", "those", "all"}:
        i -= 1
    if scene.tokens[i].tag == "POS":  # "14 of the country's 17 districts"
        i = next((k for k in range(i - 1, max(0, i - 5), -1) if scene.word(k) == "of"), i)
    if scene.word(i) != "of":
        return False
    part = i - 2 if scene.word(i - 1) == "out" else i - 1
    taken = scene.figure_at.get(part)
    counts = taken.counted.elided if taken is not None else scene.tokens[part].quantity is not None
    return counts and not _is_half_told(scene, part)


def _is_of_whole(scene: Scene, f: Candidate, word: Trigger) -> bool:
    """Whether the outcome word behind a whole is its own: "three of the nine | dead |".

    Also "two of the nine men | killed | there were brothers".
    """
    if word.voice in {"adjective", "reduced"} and f.counted.elided:
        return True
    return word.voice == "reduced" and _goes_on(scene, word.end)


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether a finite verb follows, so that the participle before it belongs to its noun and not to the sentence."""
    return any(token.tag in {"VBD", "VBP", "VBZ", "MD"} for token in scene.tokens[end + 1 :])


def _is_half_told(scene: Scene, part: int) -> bool:
    """Whether a measure before "of" tells no share: "after two years of 40 raids"."""
    number = scene.tokens[part].quantity
    unit = scene.parsed.quantities[number].unit if number is not None else None
    return unit is not None and unit not in {"percent", "share", "fraction"}


def fired(scene: Scene, f: Candidate) -> Found | None:
    """The number of munitions used: "The number of bombs delivered totals 900"."""
    if f.counted.elided_as != "reckoned" or f.counted.entity_class not in MUNITIONS:
        return None
    for k in range(f.token - 1, max(-1, f.token - 12), -1):
        t = scene.triggers.get(k)
        if scene.word(k) in _DELIVERY or (t and of_object(f, t.frame) == "used"):
            return "used", k
    stored = any(t.lower in _STORED for t in scene.tokens[max(0, f.token - 14) : f.token + 4])
    brought = scene.word(f.token - 1) == "to" and not stored  # "bring the number of bombs since May to 900"
    return ("used", None) if brought else None


def working(scene: Scene, f: Candidate) -> Found | None:
    """Things said to work: "only six of the town's clinics are functional"."""
    if f.counted.domain == "people":
        return None
    i = f.last + 1
    if scene.word(i) == "out":
        i += 1
    if scene.word(i) == "of":
        whole = scene.figure_at.get(i + 2 if scene.word(i + 1) in {"the", "its"} else i + 1)
        i = whole.last + 1 if whole else i
    while scene.tokens[i : i + 1] and (scene.tokens[i].tag in {"RB", "MD"} or scene.word(i) in BE):
        i += 1
    return ("present", i) if i > f.last + 1 and scene.word(i) in _WORKING and scene.word(i - 1) != "not" else None


def _is_attack_before(scene: Scene, i: int) -> bool:
    """Whether an attack does the claiming: "Mortar Attack Claims 11 Children"."""
    return any((t := scene.triggers.get(k)) and t.voice == "noun" and t.frame.people == "struck" for k in range(i))


def located(scene: Scene, f: Candidate) -> Found | None:
    """Strength by place: "are in the besieged district", "are believed to be inside"."""
    i = past_list(scene, f)
    if scene.word(i) == "aboard" or (scene.word(i), scene.word(i + 1)) == ("on", "board"):
        return _later_verb(scene, f, i + (scene.word(i) == "on")) or ("present", i)
    if scene.word(i) == "under" and scene.word(i + 1) in {"siege", "blockade"}:
        return "present", i
    if _stays(scene, f, i):
        return "present", i
    if (scene.word(f.token - 2), scene.word(f.token - 1)) == ("home", "to"):
        return "present", f.token - 2
    return _said_to_be(scene, f, i)


def _said_to_be(scene: Scene, f: Candidate, start: int) -> Found | None:
    """ "were in the camp": there; "were in critical condition": injured."""
    be = None
    for i in range(start, min(start + 8, len(scene.tokens))):
        word = scene.word(i)
        if word in BE:
            be = i
        elif be is not None and word == "in" and any(t.lower == "condition" for t in scene.tokens[i : i + 5]):
            return "injured", be
        elif be is not None and word in _LOCATIVE and scene.word(i - 1) in BE | _CONTINUING:
            relative = any(scene.tokens[k].tag == "WP" for k in range(start, be))
            return (_later_verb(scene, f, be) if relative else None) or ("present", be)
        elif word not in HAVE and not _leads_to_place(scene, i):
            return None
    return None


def _leads_to_place(scene: Scene, i: int) -> bool:
    """Whether a word may stand before "in the camp": "are | believed to | be | still | inside"."""
    return scene.tokens[i].tag in {"RB", "MD", "WP", "WDT", "TO", "VBN"} and i not in scene.triggers


def _stays(scene: Scene, f: Candidate, i: int) -> bool:
    """Whether those counted are told to be somewhere without a verb: "the 900 people still in the camp"."""
    if scene.word(i) in _CONTINUING and scene.word(i + 1) in {"in", "inside", "at"}:
        return scene.word(i + 2) not in _OF_PATIENTS
    after_be = scene.word(f.token - 1) in BE
    if f.quantity.kind == "none" and after_be and scene.word(i) in _LOCATIVE:
        return True  # "There were no army jets over the town"
    if f.counted.domain != "people" or scene.word(i) not in {"in", "inside"}:
        return False
    if after_be and scene.word(f.token - 2) == "there" and not any(k > f.last for k in scene.triggers):
        return scene.word(i + 1) not in _OF_PATIENTS
    patients = any(t.lower in {"condition", "hospital", "custody"} for t in scene.tokens[i : i + 5])
    return scene.word(f.token - 1) == "with" and not patients


def _later_verb(scene: Scene, f: Candidate, i: int) -> Found | None:
    """What is done to those who are aboard: "the 20 sailors on board, most of them old, were evacuated"."""
    for k in range(i + 1, min(i + 12, len(scene.tokens) - 1)):
        if k in scene.figure_at and f.counted.domain == "people" and scene.word(k + 1) != "of":
            return None
        died = scene.triggers.get(k)
        if (
            died
            and died.voice in {"active", "reduced"}
            and died.frame.subject_people in {"killed", "injured", "missing"}
        ):
            return died.frame.subject_people, k  # "all 45 aboard died"
        if scene.word(k) not in BE:
            continue
        after = k + 2 if scene.word(k + 1) in {"also", "later", "since"} else k + 1
        if (t := scene.triggers.get(after)) and t.voice in {"passive", "adjective"}:
            return (of_object(f, t.frame), after) if of_object(f, t.frame) else None
    return None


def attacked(scene: Scene, f: Candidate) -> Found | None:
    """The target of an attack noun: "air raids on four hospitals", "attacks launched against many districts"."""
    i = f.token - 1
    while i >= 0 and scene.tokens[i].tag in {"DT", "RB", "PRP$"}:
        i -= 1
    built = f.counted.domain in {"facility", "equipment"}
    if i >= 1 and scene.word(i) in {"on", "in", "into", "near"} and _munition_moves(scene, i - 1):
        return ("struck", i - 1) if built else None
    if i < 1 or scene.word(i) not in {"on", "against", "at", "into"}:
        return None
    if built and _munition_before(scene, i - 1):
        return "struck", None  # "dropped two bombs on a school"
    return _attack_noun(scene, i)


def _attack_noun(scene: Scene, preposition: int) -> Found | None:
    """The attack whose target follows: the "raids" of "air raids by the army | on"."""
    for k in range(preposition - 1, max(-1, preposition - 10), -1):
        t = scene.triggers.get(k)
        if t and t.voice == "noun" and t.frame.people == "struck":
            return "struck", k
        if k in scene.figure_at or scene.word(k) in {",", ";"}:
            return None
    return None


def _munition_before(scene: Scene, i: int) -> bool:
    """Whether the munitions that were fired or dropped stand at ``i``."""
    if not (entry := noun(scene.word(i))) or entry.entity_class not in MUNITIONS:
        return False
    return any(t.index < i and t.frame.things == "used" and t.index > i - 8 for t in scene.triggers.values())


def _munition_moves(scene: Scene, i: int) -> bool:
    """Whether the word at ``i`` says where munitions went: "shells fell (on two villages)"."""
    if scene.word(i) not in _MOTION:
        return False
    before = [noun(t.lower) for t in scene.tokens[max(0, i - 4) : i] if t.quantity is None]
    return any(n and n.entity_class in MUNITIONS for n in before)


def munition(scene: Scene, f: Candidate) -> Found | None:
    """Munitions that something was done with: "hit the base with ten bombs"."""
    i = f.token - 1
    if f.counted.entity_class not in MUNITIONS:
        return None
    moves = scene.triggers.get(f.last + 1)
    if scene.word(i) in _DELIVERY or (scene.word(f.last + 1) in _MOTION and (not moves or moves.voice != "passive")):
        return "used", None  # "delivering 40 bombs", "300 rockets crossed the border"
    if i < 1 or scene.tokens[i].lower not in {"with", "using"}:
        return None
    if any(t.lower.startswith(("equip", "arm", "load", "fit", "stock")) for t in scene.tokens[max(0, i - 3) : i]):
        return "present", i - 1
    return "used", None
