"""The words of a sentence that can tell an outcome, each with its frame and its voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extractors.model import ParsedSentence, Token
from extractors.vocabulary import lexicon, speech
from extractors.vocabulary.calendar import WEEKDAY_NAMES
from extractors.vocabulary.lexicon import OutcomeFrame

BE = lexicon.words("be")
HAVE = lexicon.words("have")
_ADVERB_TAGS = frozenset({"RB", "RBR", "RBS", "MD"})
_DETERMINERS = lexicon.words("determiner")


_SPEECH = speech.plain()
_FATAL = lexicon.words("fatal_adverb")
_HARMLESS_LOSS = lexicon.words("harmless_loss")
_NO_TARGET = frozenset(
    {"close", "point", "point-blank", "short", "least", "dawn", "dusk", "night", "noon", "midnight", "home", "work"}
)
_NEAR, _FAR = 4, 12
_FAR_PARTICLES = frozenset({"death", "dead", "hostage", "captive", "prisoner", "alive", "leave", "flee"})
"""What a verb may be told by behind its object: "beat an old man and his wife to death"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An outcome word: where it stands, what it says of its arguments, and how it is used.

    ``voice``: active, passive ("were killed"), reduced ("12 killed in"), noun, adjective.
    """

    index: int
    end: int  # index of its last token ("blew up")
    frame: OutcomeFrame
    voice: str


def triggers(parsed: ParsedSentence) -> dict[int, Trigger]:
    """Outcome words of a sentence by token index."""
    out: dict[int, Trigger] = {}
    for token in parsed.tokens:
        if token.quantity is None and (found := _trigger(parsed, token)):
            out[token.index] = found
    return {i: t for i, t in out.items() if t.voice != "adjective" or not _is_particle(out.values(), i)}


def _is_particle(found: Iterable[Trigger], i: int) -> bool:
    """Whether the word at ``i`` ends a phrasal verb and says nothing of its own: the dead of "shot dead three men"."""
    return any(t.index < i <= t.end for t in found)


def _trigger(parsed: ParsedSentence, token: Token) -> Trigger | None:
    word = token.lower
    if verb := _verb(parsed, token):
        return verb
    if token.tag.startswith("NN") or token.tag in {"JJ", "VBG"}:
        frame = None if _opens_term(parsed, token.index) else lexicon.noun_frame(word)
        if frame and (token.tag.startswith("NN") or lexicon.adjective_frame(word) is None):
            return Trigger(token.index, token.index, frame, "noun")
    if frame := lexicon.adjective_frame(word):
        noun = lexicon.noun_frame(word)
        if noun and _names_people(parsed, token.index):
            return Trigger(token.index, token.index, noun, "noun")
        return Trigger(token.index, token.index, frame, "adjective")
    return None


def _is_of_attack(entity_class: str) -> bool:
    return entity_class == "combatant" or lexicon.domain_of(entity_class) in {"attack", "equipment"}


def _opens_term(parsed: ParsedSentence, i: int) -> bool:
    """Whether a word of harm only opens the name of an attack, a device or who carries it: "suicide | bombing"."""
    words = [t.lower for t in parsed.tokens[: i + 4]]
    for end in range(i + 1, len(words)):
        found = lexicon.longest_noun(words, end)
        if found is not None and found[0] == i and _is_of_attack(found[1].entity_class):
            return True
    return False


def _verb(parsed: ParsedSentence, token: Token) -> Trigger | None:
    frames = lexicon.verb_frames().get(token.lower)
    if not frames or (token.lower in HAVE and _is_auxiliary(parsed, token)):
        return None
    for frame in frames:
        end = _particle(parsed, token, frame)
        if end is None:
            continue
        if frame.word == "leave" and _leaves_harmed(parsed, token.index):
            return None
        if frame.word == "lose" and _loses_no_life(parsed, token.index):
            return None
        if not _used_as_verb(parsed, token, frame) or _is_nominal(parsed, token) or _is_owned(parsed, token, frame):
            return None
        frame = _fatal(parsed, token.index, end, frame)
        return Trigger(token.index, end, frame, _voice(parsed, token, frame, end))
    return None


def _fatal(parsed: ParsedSentence, first: int, end: int, frame: OutcomeFrame) -> OutcomeFrame:
    """The frame of a verb that an adverb says to have killed: "fatally shot", "mortally wounded", "shot fatally"."""
    beside = {t.lower for t in (*parsed.tokens[max(0, first - 1) : first], *parsed.tokens[end + 1 : end + 2])}
    if not beside & _FATAL or frame.people not in {"injured", "casualties", "struck"}:
        return frame
    return replace(frame, people="killed", about="people")


def _is_auxiliary(parsed: ParsedSentence, token: Token) -> bool:
    """Whether "have" helps another verb ("have been killed") instead of meaning to own."""
    for t in parsed.tokens[token.index + 1 : token.index + 4]:
        if t.tag in _ADVERB_TAGS or t.lower in {"since", "all", "both"}:
            continue
        return t.lower in BE or t.lower == "to" or (t.tag in {"VBN", "VBD"} and t.quantity is None)
    return False


def _particle(parsed: ParsedSentence, token: Token, frame: OutcomeFrame) -> int | None:
    """Index of the last token of a (phrasal) verb, ``None`` where its particle is not there."""
    _, *particles = frame.word.split()
    if not particles:
        return token.index
    if particles == ["at"] and not _aims(parsed, token.index):
        return None
    reach = _FAR if particles[-1] in _FAR_PARTICLES else _NEAR
    window = [t.lower for t in takewhile(_may_stand_inside, parsed.tokens[token.index + 1 : token.index + 1 + reach])]
    for particle in particles:
        if particle not in window:
            return None
    if parsed.tokens[token.index + 1].lower == particles[0]:
        return token.index + len(particles)
    return token.index


def _leaves_harmed(parsed: ParsedSentence, i: int) -> bool:
    """Whether "left" only links an attack with what it did: "left 25 people dead", "left a town without water"."""
    for t in parsed.tokens[i + 1 : i + 9]:
        if t.lower in {"without", "with"}:
            return True
        frame = lexicon.adjective_frame(t.lower)
        if frame is not None and frame.people in {"killed", "injured", "missing", "displaced"} and t.index > i + 1:
            return not any(x.lower in {"by", "for"} for x in parsed.tokens[i + 1 : t.index])
        if t.tag.startswith(("VB", "MD", "IN")) and t.quantity is None:
            return False
    return False


def _loses_no_life(parsed: ParsedSentence, i: int) -> bool:
    """Whether what is lost is neither people nor things of war: "two lost their jobs", "lost contact"."""
    return not _HARMLESS_LOSS.isdisjoint(t.lower for t in parsed.tokens[i + 1 : i + 4])


def _aims(parsed: ParsedSentence, i: int) -> bool:
    """Whether "at" behind a verb names a target: "shot at a car", not "shot 19 men at dawn", "shot at close range"."""
    behind = [t.lower for t in parsed.tokens[i + 1 : i + 3]]
    return behind[:1] == ["at"] and behind[1:2] != [] and behind[1] not in _NO_TARGET


def _may_stand_inside(token: Token) -> bool:
    """Whether a word may part a verb from its particle: no other verb, as in "were shot and three stabbed to death"."""
    return not token.tag.startswith("VB") or token.lower in {"dead", "flee", "leave", "hostage", "kill"}


def _used_as_verb(parsed: ParsedSentence, token: Token, frame: OutcomeFrame) -> bool:
    """Whether a word that can be a noun or an adjective is a verb here ("strikes", "wounded")."""
    before = parsed.tokens[token.index - 1] if token.index else None
    if frame.form == "VBZ" and before is not None and before.tag in {"DT", "PRP$"}:
        return lexicon.noun_frame(token.lower) is None  # "as a result of these strikes 32 trucks were burnt"
    if token.tag.startswith("VB"):
        return not _is_gerund_of(parsed, token) or lexicon.noun_frame(token.lower) is None
    if frame.form == "VB" and before is not None and before.lower in BE:
        return True  # "12 were injure": see _voice
    if token.tag in {"JJ", "NNP"} and frame.form == "VBN" and lexicon.adjective_frame(token.lower) is None:
        return True
    return token.tag.startswith("NN") and _is_mistaken_for_noun(parsed, token, frame)


def _is_mistaken_for_noun(parsed: ParsedSentence, token: Token, frame: OutcomeFrame) -> bool:
    """Whether the tagger took a headline's verb for a noun: "Shelling | Kills | 20 Civilians"."""
    if lexicon.noun_frame(token.lower) is not None or lexicon.noun(token.lower) is not None:
        return frame.form == "VBZ" and _before_object(parsed, token.index)
    if frame.form == "VB" and token.index and parsed.tokens[token.index - 1].quantity is not None:
        return bool(frame.subject_people)  # "12,000 flee as the front nears"
    return frame.form in {"VBN", "VBG"} or _before_object(parsed, token.index)


def _is_gerund_of(parsed: ParsedSentence, token: Token) -> bool:
    """ "the | killing | of"."""
    return token.tag == "VBG" and [t.lower for t in parsed.tokens[token.index + 1 : token.index + 2]] == ["of"]


def _is_owned(parsed: ParsedSentence, token: Token, frame: OutcomeFrame) -> bool:
    """Whether a compound only says who holds something: the held of "rebel-held villages"."""
    if token.index < 2 or not {frame.people, frame.things} & {"present", "seized"} or frame.form not in {"VBN", "VBD"}:
        return False
    hyphen = parsed.tokens[token.index - 1]
    return hyphen.text in {"-", "‐", "‑"} and hyphen.end == token.start


def _is_nominal(parsed: ParsedSentence, token: Token) -> bool:
    """Whether a participle stands for people: "took the injured to clinics"."""
    i, tokens = token.index, parsed.tokens
    if i == 0 or tokens[i - 1].lower not in {"the", "their", "his"} or lexicon.noun_frame(token.lower) is None:
        return False
    return i + 1 >= len(tokens) or tokens[i + 1].tag[:2] not in {"NN", "JJ", "CD", "VB"}


def _names_people(parsed: ParsedSentence, i: int) -> bool:
    """Whether an adjective stands for those it is said of: "The dead numbered 15", "treated the wounded"."""
    tokens = parsed.tokens
    if i == 0 or tokens[i - 1].lower not in {"the", "their", "its"}:
        return False
    return i + 1 >= len(tokens) or (tokens[i + 1].quantity is None and tokens[i + 1].tag[:2] not in {"NN", "JJ", "CD"})


def _before_object(parsed: ParsedSentence, index: int) -> bool:
    """Whether an object follows directly: a number or a determiner."""
    if index + 1 >= len(parsed.tokens):
        return False
    nxt = parsed.tokens[index + 1]
    return nxt.quantity is not None or nxt.lower in _DETERMINERS


def _voice(parsed: ParsedSentence, token: Token, frame: OutcomeFrame, end: int) -> str:
    tokens, i = parsed.tokens, token.index - 1
    before = tokens[i].lower if i >= 0 else ""
    if frame.form == "VB" and before in BE:
        return "passive"  # a slip that is common in translated wires: "12 were injure"
    if frame.form not in {"VBN", "VBD"}:
        return "passive" if token.tag == "VBG" and before == "being" else "active"
    i = _past_adverbs(tokens, i)
    before = tokens[i].lower if i >= 0 else ""
    if before in BE and before not in {"'s", "’s"}:
        return "passive"
    if any(tokens[c].dep == "auxpass" for c in parsed.children[token.index]):
        return "passive"
    if before in HAVE:
        return "active"
    return _voice_by_object(parsed, token, frame, end, i)


def _past_adverbs(tokens: Sequence[Token], i: int) -> int:
    """The last word at or before ``i`` that is no adverb."""
    while i >= 0 and (tokens[i].tag in _ADVERB_TAGS or tokens[i].lower in {"reportedly", "either", "both", "later"}):
        i -= 1
    return i


def _voice_by_object(parsed: ParsedSentence, token: Token, frame: OutcomeFrame, end: int, before: int) -> str:
    """The voice of a participle or past tense without an auxiliary, by the word before it and what follows."""
    tokens = parsed.tokens
    if end + 1 < len(tokens) and tokens[end + 1].text == "/":
        return "reduced"  # "14 killed/31 wounded"
    conjoined = _conjoined_voice(parsed, before)
    if conjoined:
        return conjoined
    if frame.about == "people" and _ends_clause(tokens[end + 1 : end + 2], tokens[max(before, 0)]):
        return "reduced"  # a headline's "9 killed in attack on wedding", whatever the tree takes for an object
    taken = any(tokens[c].dep in {"dobj", "obj"} and c > token.index for c in parsed.children[token.index])
    follows = end + 1 < len(tokens) and _starts_object(tokens[end + 1])
    return "active" if (taken or follows) and not _speaker_follows(parsed, end + 1) else "reduced"


def _ends_clause(behind: Sequence[Token], subject: Token) -> bool:
    """Whether no object can follow a verb: a preposition or a mark stands behind it."""
    if not behind:
        return False
    if behind[0].lower == ",":
        return subject.tag.startswith("NN")
    return behind[0].lower in {"(", ";", ":"} or (behind[0].tag == "IN" and behind[0].lower not in {"that", "as"})


def _speaker_follows(parsed: ParsedSentence, i: int) -> bool:
    """Whether the noun phrase at ``i`` is who says it, its comma lost: "20 others wounded the monitor added"."""
    for t in parsed.tokens[i : i + 9]:
        if t.quantity is not None:
            return False
        if t.lower in _SPEECH:
            return True
        if t.tag.startswith("VB"):
            return False
    return False


def _conjoined_voice(parsed: ParsedSentence, i: int) -> str | None:
    """Voice that a participle shares with the one before "and"/"or": "were killed or wounded"."""
    tokens = parsed.tokens
    if i < 1 or tokens[i].lower not in {"and", "or"}:
        return None
    before = tokens[i - 1]
    if not lexicon.verb_frames().get(before.lower):
        return None
    k = i - 2
    while k >= 0 and tokens[k].tag in _ADVERB_TAGS:
        k -= 1
    return "passive" if k >= 0 and tokens[k].lower in BE else None


def _starts_object(t: Token) -> bool:
    if t.quantity is not None:
        return True
    if t.lower in _DETERMINERS:
        return True
    return t.tag in {"PRP", "PRP$", "NNS", "JJ"} and t.lower not in WEEKDAY_NAMES
