"""A cheap scan that decides which sentences can hold a figure, and so reach the parser."""

from __future__ import annotations

import re

from seeds import reference


def _alternatives(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _explicit() -> re.Pattern[str]:
    """A digit, a number word or a vague word; zeros only with "no", "none", "nobody" and "without"."""
    kinds = {"digit", "teen", "ten", "hundred", "scale", "group", "plural", "fraction", "denominator"}
    numbers = {row["word"] for row in reference("number_words") if row["kind"] in kinds}
    phrases = {row["phrase"].removesuffix(" of") for row in reference("vague_phrases")}
    heads = {phrase if phrase.startswith(("a lot", "a great", "a good")) else phrase.split()[-1] for phrase in phrases}
    zeros = {"no", "none", "nobody", "without", "couple", "pair", "third", "no-one"}
    return re.compile(rf"[0-9½¼¾⅓⅔]|\b(?:{_alternatives(numbers | heads | zeros)})\b", re.IGNORECASE)


def _implicit() -> re.Pattern[str]:
    """A word of harm, loss or taking; with a determiner or a name beside it the sentence may hold one implicit case."""
    stems = {row["stem"] for row in reference("harm_stems")}
    return re.compile(rf"\b(?:{_alternatives(stems)})", re.IGNORECASE)


_EXPLICIT = _explicit()
_HARM = _implicit()
_SINGLE = re.compile(r"\b(?:[Aa]n?|AN?|[Aa]nother|ANOTHER|[Tt]he|THE|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\b|[A-Z]\w")


def can_hold_figure(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may hold a quantity or an implicit single ("a child was killed").

    >>> [can_hold_figure(s, 0, len(s)) for s in ("Dozens fled.", "a launcher was destroyed", "Talks went on.")]
    [True, True, False]
    """
    if _EXPLICIT.search(text, start, end):
        return True
    return bool(_HARM.search(text, start, end) and _SINGLE.search(text, start, end))
