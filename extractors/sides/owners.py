"""Whose people or equipment: words inside the counted phrase, behind it, before it, and the subject of "lost"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.model import Happening, ParsedSentence, Token
from extractors.outcomes import Candidate
from extractors.patterns.triggers import Trigger
from extractors.sides.names import Name, best, compound_end, find, find_in, words
from extractors.sides.phrases import Phrase, ahead, around, complement
from extractors.vocabulary import lexicon
from extractors.vocabulary.lexicon import HYPHENS, ancestry


def affiliation(
    text: str,
    parsed: ParsedSentence,
    figure: Candidate,
    happening: Happening,
    triggers: Mapping[int, Trigger],
    header: str = "",
    doer: str | None = None,
) -> str | None:
    """Whose people or equipment the figure counts, in words of the text ("ISIL", "Syrian army"); ``None`` if not said.

    For attacks and for what was fired: who did, where a table knows that side. ``doer`` is the figure's perpetrator.
    """
    if figure.counted.domain == "attack":
        return _known(doer)
    if figure.counted.domain not in {"people", "equipment", "facility"}:
        return None
    tokens = parsed.tokens
    span = (
        _inside(tokens, figure)
        or _behind(tokens, figure)
        or _before(parsed, figure)
        or _by_verb(parsed, figure, happening)
        or _by_losses(tokens, happening)
    )
    if span:
        return " ".join(text[tokens[span[0]].start : tokens[span[1]].end].split())
    if happening.outcome == "used" and _known(doer):
        return doer
    if happening.found_by == "list_header" or header:
        return _of_header(header) or _of_opening(text, tokens, figure)
    return None


def _known(doer: str | None) -> str | None:
    """The perpetrator, where a table knows that side."""
    return doer if doer and best(find_in(doer)) else None


def _span(names: Sequence[Name], *, people: bool) -> tuple[int, int] | None:
    """The words of the side that tells most; a state goes with its force, a mere label tells no side of people."""
    told = [n for n in names if n.side.sort != "label"] if people else list(names)
    told = [n for n in told if n.side.sort != "kind" or _follows_state(n, told)]
    if not any(n.side.sort != "kind" for n in told):
        return None
    side = best(told)
    chosen = next(n for n in reversed(told) if n.side == side)
    last = _force_of(chosen, told) if chosen.side.sort == "state" else chosen.last
    return chosen.first, last


def _force_of(state: Name, told: Sequence[Name]) -> int:
    """Last word of a state with the force behind it: "the Syrian | army"."""
    forces = (n for n in told if n.side.sort in {"force", "kind"} and n.first == state.last + 1)
    force = next(forces, None)
    return force.last if force is not None else state.last


def _follows_state(name: Name, names: Sequence[Name]) -> bool:
    return any(n.side.sort == "state" and n.last + 1 == name.first for n in names)


def _is_people(figure: Candidate) -> bool:
    return figure.counted.domain == "people"


def _inside(tokens: Sequence[Token], figure: Candidate) -> tuple[int, int] | None:
    """Names among the words of the counted phrase: "ISIL fighting positions", "14 of the army's tanks"."""
    first, last = _extent(tokens, figure)
    if first is None:
        return None
    names = [n for n in find(tokens, first, last) if n.side.sort not in {"country", "actor"} or _possesses(tokens, n)]
    if not _is_people(figure):  # a Pole is one of a people, an electric pole is not
        names = [n for n in names if n.side.sort != "state" or n.last != last]
    if span := _span(names, people=_is_people(figure)):
        return span
    if "combatant" not in ancestry(figure.counted.entity_class) or figure.quantity.single == "name":
        return None
    return _unknown_side(tokens, first, last)


def _extent(tokens: Sequence[Token], figure: Candidate) -> tuple[int | None, int]:
    counted = figure.counted
    if counted.start is None or counted.end is None:
        return None, -1
    inside = [t.index for t in tokens if counted.start <= t.start and t.end <= counted.end and t.quantity is None]
    return (inside[0], inside[-1]) if inside else (None, -1)


def _possesses(tokens: Sequence[Token], name: Name) -> bool:
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    is_possessor = after is not None and (after.tag == "POS" or after.lower in {"'s", "’s"})
    return is_possessor or tokens[name.last].text.isupper()


def _unknown_side(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """A side no table knows before a noun for fighters: "Levant Brigade fighters", "Iran-backed militiamen"."""
    for i in range(first, last - 1):
        end = compound_end(tokens, i)
        if end is not None and end < last and tokens[end].lower in words("allied_with") and _capital(tokens[i]):
            while i - 2 >= first and tokens[i - 1].text in HYPHENS:
                i -= 2
            return i, end
    if tokens[first].lower == "pro" and first + 2 < last and tokens[first + 1].text in HYPHENS:
        return first, first + 2
    return _unknown_name(tokens, first, last)


def _unknown_name(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The words of a name that run up to the noun at ``last``, none of them a noun of the lexicon."""
    end = first
    while end < last and (tokens[end].tag in {"NNP", "NNPS"} or tokens[end].text in HYPHENS) and _capital(tokens[end]):
        end += 1
    if not first < end == last or tokens[first].tag == "HYPH" or any(lexicon.noun(t.lower) for t in tokens[first:end]):
        return None
    return (first, end - 1) if len(tokens[first].text) > 1 else None


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or token.text in HYPHENS or token.lower == "al"


def _behind(tokens: Sequence[Token], figure: Candidate) -> tuple[int, int] | None:
    """ "members of the Free Syrian Army", "fighters from Hezbollah", "vehicles belonging to the enemy"."""
    head = figure.counted.head
    if head is None or figure.counted.elided:
        return None
    found = complement(tokens, max(head, figure.last))
    if found is None:
        return None
    link, phrase = found
    names = find(tokens, phrase.first, phrase.head)
    if link == "from":
        names = [n for n in names if n.side.sort in {"name", "common", "force"}]
    if not any(n.last == phrase.head for n in names) and not phrase.acts:
        return None
    if span := _span(names, people=_is_people(figure)):
        return span
    proper = tokens[phrase.head].tag == "NNP" and phrase.acts
    combatant = "combatant" in ancestry(figure.counted.entity_class)
    return (phrase.first, phrase.head) if proper and combatant and link != "from" else None


def _before(parsed: ParsedSentence, figure: Candidate) -> tuple[int, int] | None:
    """A possessor before the number: "the army's 14 tanks", "its 14 tanks"."""
    tokens, i = parsed.tokens, figure.token - 1
    if i >= 1 and (tokens[i].tag == "POS" or tokens[i].lower in {"'s", "’s"}):
        phrase = around(tokens, i - 1)
        return _span(find(tokens, phrase.first, i - 1), people=_is_people(figure))
    near = range(max(0, i), (figure.counted.head or figure.token) + 1)
    fights = figure.counted.domain == "equipment" or "combatant" in ancestry(figure.counted.entity_class)
    if fights and any(tokens[k].lower in {"its", "their"} for k in near):
        return _subject_side(parsed, figure.token)
    return None


def _subject_side(parsed: ParsedSentence, at: int) -> tuple[int, int] | None:
    """The side that is subject of the clause, or of the one above it: whom "its", "their" or "it" stands for."""
    tokens = parsed.tokens
    for _ in range(9):
        for c in parsed.children[at]:
            if tokens[c].dep == "nsubj" and c < at:
                phrase = around(tokens, c)
                span = _of_agent(tokens, phrase)
                if span or phrase.kind != "pronoun":
                    return span
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def _of_agent(tokens: Sequence[Token], phrase: Phrase) -> tuple[int, int] | None:
    names = find(tokens, phrase.first, phrase.head)
    if not names or not phrase.acts:
        return None
    return _span(names, people=True)


def _by_verb(parsed: ParsedSentence, figure: Candidate, happening: Happening) -> tuple[int, int] | None:
    """Who lost, has, sent or fired them: "Russia lost 14 tanks", "Hezbollah has 5,000 fighters in the area"."""
    tokens = parsed.tokens
    at = happening.trigger
    node = figure.counted.head if figure.counted.head is not None else figure.token
    if at is None:
        at = tokens[node].head
    lower = tokens[at].lower
    if tokens[at].tag[:2] != "VB" or node < at:
        return None
    loses = lower in words("loses") and happening.outcome != "captured"
    if not loses and not (happening.outcome in {"used", "present"} and lower in words("holds")):
        return None
    return _subject_side(parsed, at)


def _by_losses(tokens: Sequence[Token], happening: Happening) -> tuple[int, int] | None:
    """The noun for losses with whose they are: "Russian losses amounted to 14 tanks", "deaths among rebels"."""
    at = happening.trigger
    if at is None or tokens[at].lower not in words("losses") or tokens[at].tag[:1] != "N":
        return None
    phrase = around(tokens, at)
    if span := _span(find(tokens, phrase.first, at - 1), people=True):
        return span
    if at + 2 < len(tokens) and tokens[at + 1].lower in {"of", "among"}:
        behind = ahead(tokens, at + 2)
        names = find(tokens, behind.first, behind.head) if behind and tokens[at + 2].quantity is None else []
        return _span([n for n in names if n.side.sort != "country"], people=True)
    return None


def _of_header(header: str) -> str | None:
    """ "Combat losses of the enemy:", "Russian losses": the side named where a list is introduced."""
    lowered = header.lower().replace(":", " ").split()
    if not any(w in words("losses") | words("loses") for w in lowered):
        return None
    names = [n for n in find_in(header) if n.side.sort != "label"]
    side = best(names)
    return side.code if side else None


def _of_opening(text: str, tokens: Sequence[Token], figure: Candidate) -> str | None:
    """The same where the introduction is in the figure's own sentence."""
    losses = next((t.index for t in tokens[: figure.token] if t.lower in words("losses")), None)
    if losses is None or not tokens:
        return None
    return _of_header(text[tokens[0].start : tokens[figure.token].start])
