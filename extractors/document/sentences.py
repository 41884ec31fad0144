"""Text into sentences: paragraphs, list items, headings and captions; offsets never move.

The reader meets clean releases, web copies that lost their commas and apostrophes, wire text of 1990 in
capitals and wrapped at 70 columns, and loss lists sent line by line. So a newline is looked at before any full
stop: it either wraps a line, or ends one. Within a line a full stop ends a sentence unless the word before it
is an abbreviation (``seeds/reference/abbreviations.csv``) or an initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.model import Sentence
from extractors.vocabulary.calendar import MONTH_ANY, WEEKDAY_ANY
from seeds import reference

Span = tuple[int, int]

_MONTH, _WEEKDAY = MONTH_ANY, WEEKDAY_ANY
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ,/-]+{_MONTH}\.?[ ,/-]+\d{{4}}|{_MONTH}\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]\d{{4}}"
    rf"|{_MONTH}\.?[ ]\d{{5,6}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})"
)
# "Date of publication 5 June 2016 Air strikes ...": a date line that a web copy glued to the first sentence.
_DATE_LINE = re.compile(
    rf"(?:(?:date of publication|published|updated|last updated?|posted)(?: on| at)?[: ]*)?(?:{_WEEKDAY},?\s+)?{_DATE}"
    r"(?:[ ,|-]+\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:gmt|utc))?)?(?:\s*title:)?\s+(?=[\"“‘'(\[]?(?-i:[A-Z0-9]))",
    re.IGNORECASE,
)
# "Reuters, Tuesday 6 May 2014": who and when, on a line of their own.
_DATED_CREDIT = re.compile(rf"\s*(?:(?-i:[A-Z])[\w.'’]*,? ){{0,4}}(?:{_WEEKDAY},? )?{_DATE}\s*", re.IGNORECASE)
# "SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] ...": place, date and agency before the text of a wire report.
_WIRE_LINE = re.compile(
    rf"[A-Z][A-Z .'()\[\]/-]+,\s+\d{{1,2}}\s+{_MONTH.upper()}\s+\d{{2,4}}\s+(?:\([^)]{{1,80}}\)\s*)?--?\s*"
    r"(?:\[[^\]]{1,80}\]\s*)*"
)
_CAPTION = re.compile(
    rf"\b(?:afp|ap|reuters|sana|anadolu|tass|interfax)\s+{_WEEKDAY},?\s+{_DATE}(?=\s+(?-i:[\"“A-Z0-9]))"
    r"|[(\[](?:file|archive)?\s*(?:photos?|pictures?|images?)\b[^)\]]{0,60}[)\]]"
    r"|[(\[](?:reuters|afp|ap|getty|sana|epa|anadolu)\s*/[^)\]]{1,60}[)\]]",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:reuters|afp|ap|getty images|epa|photo(?: by)?|image|credit)\s*[/:].{0,80}$", re.IGNORECASE)
_BULLET = re.compile(r"[ \t]*(?:[-–—−*•·‣●▪◦]|\d{1,2}[.)]|[a-z][.)]|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\))[ \t]+(?=\S)")
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:\[\d{1,3}\])*+(?=\s)|(?<=[a-z0-9\"”)])[.!?][\"”’)]?(?=[A-Z][a-z]|[\"“][A-Z])"
)
_LAST_WORD = re.compile(r"[^\s(\[\"“‘]*$")
_ENDS_LINE = re.compile(r"[^\w,'’\"”)%-]\s*$")  # not a comma, not a word: whatever comes next begins anew
_OPEN_END = re.compile(r"(?:,|\b(?:the|an?|of|in|at|on|to|by|for|from|with|and|or|that|which|were|was))\s*$")
_LISTED = re.compile(r"[-–—‒−:=]\s*[~+(]?\d")  # "tanks – 40"
_HEADING = re.compile(r"[A-Z][^.!?:;,…\"”\d–—-]*[^\W\d_]")  # a short line of words alone, without a count or a label
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A sentence that follows "U.S." or "p.m." can only be told by its first word.
_STARTER = re.compile(
    r"(?:the|a|an|in|on|at|it|he|she|they|we|i|but|and|this|that|these|those|there|after|before|however|meanwhile|also|as"
    r"|for|from|according|some|another|its|his|their|when|while|if|at)\b",
    re.IGNORECASE,
)
# What web pages put under an article: rows of other headlines, share counters, terms of use.
_FURNITURE = re.compile("|".join(f"(?:{row['pattern']})" for row in reference("page_furniture")))
_FURNITURE_FROM = 0.4  # of the text: above that an article goes on below such a row
_ABBREVIATIONS = {row["abbreviation"]: row["kind"] for row in reference("abbreviations")}

_LONGEST = 2_000  # characters: the longest sentences of real reports, lists of losses, stay below
_HEADLINE_WORDS = 24
_ITEM_WORDS = 12
_SUBHEADING_WORDS = 12
_PROSE_WORDS = 8
_WRAP_WIDTHS = range(50, 101)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch that newlines delimit: a paragraph, a line of its own, a list item."""

    start: int
    end: int
    paragraph: int
    item: bool = False
    heads: bool = False  # a line that may head what follows: alone between blank lines, or right above its prose


def split(text: str, title: str | None = None) -> tuple[Sentence, ...]:
    """Sentences of ``text`` in order, none overlapping, each stripped of outer whitespace.

    ``title`` is the delivered headline, if any: a stretch equal to it has the role ``title``.
    Page furniture under the article ("Related News ...", ``page_furniture.csv``) is no sentence of it.

    >>> [(s.role, "Two died. A third is missing."[s.start:s.end]) for s in split("Two died. A third is missing.")]
    [('body', 'Two died.'), ('body', 'A third is missing.')]
    """
    units = [unit for unit in _units(text, _article_end(text)) if unit.start < unit.end]
    heading = _heading(text, units, title)
    sentences: list[Sentence] = []
    header: int | None = None
    for number, unit in enumerate(units):
        if not unit.item:
            header = None
        elif header is None and sentences:
            header = len(sentences) - 1
        for start, end, kind in _pieces(text, unit, heading):
            role = kind or _role(text, unit, number, start, end, heading)
            for a, b in _cut(text, start, end):
                sentences.append(Sentence(len(sentences), a, b, role, unit.paragraph, header if unit.item else None))
    return tuple(sentences)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch without any full stop in pieces that stay readable: no input may stall the stages that follow."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        stop = space if space > 0 else start + _LONGEST
        yield start, start + len(text[start:stop].rstrip())
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _article_end(text: str) -> int:
    """Where the article ends and the furniture of its page begins, the end of the text if there is none."""
    found = _FURNITURE.search(text, int(len(text) * _FURNITURE_FROM))
    return found.start() if found else len(text)


def _units(text: str, end_of_text: int) -> Iterator[_Unit]:
    """Stretches between newlines that mean something, paragraph by paragraph."""
    introduced = False  # by a line that ends in a colon
    for paragraph, block in enumerate(_blocks(text)):
        lines = [
            (start, min(end, end_of_text))
            for start, end in _join_wrapped(text, block, opens=not paragraph)
            if start < end_of_text
        ]
        after_colon = introduced and bool(lines) and _opens_list(text, *lines[0])
        introduced = False
        for number, (start, end) in enumerate(lines):
            bullet = _BULLET.match(text, start, end)
            listed = after_colon and _is_listed(text[start:end])
            begin = bullet.end() if bullet else start  # the mark itself is no part of the sentence
            heads = len(lines) == 1 or _stands_above_prose(text, lines, number)
            yield _Unit(begin, end, paragraph, bool(bullet) or listed, heads)
            after_colon = introduced = listed or text[start:end].rstrip().endswith(":")


def _stands_above_prose(text: str, lines: list[Span], number: int) -> bool:
    """Whether a line is the heading of the prose right below it: "Background" over "The conflict began in 2004."

    One heading may stand below another; above them is nothing, or the end of a sentence.
    """
    if not _may_head(text, lines[number]):
        return False
    above = next((line for line in reversed(lines[:number]) if not _may_head(text, line)), None)
    below = next((line for line in lines[number + 1 :] if not _may_head(text, line)), None)
    if below is None or (above is not None and not _ENDS_SENTENCE.search(text[slice(*above)].rstrip())):
        return False
    words = text[slice(*below)].rstrip()
    return len(words.split()) >= _PROSE_WORDS and bool(_ENDS_SENTENCE.search(words)) and not _BULLET.match(words)


def _may_head(text: str, line: Span) -> bool:
    words = text[slice(*line)].strip()
    return _HEADING.fullmatch(words) is not None and len(words.split()) <= _SUBHEADING_WORDS


def _opens_list(text: str, start: int, end: int) -> bool:
    """Whether a line below an introduction and a blank line is an item: "54 tanks", "tanks – 54"; prose is longer."""
    line = text[start:end].strip()
    return len(line.split()) <= _ITEM_WORDS and (line[:1].isdigit() or bool(_LISTED.search(line)))


def _is_listed(line: str) -> bool:
    """A short line with a digit or a dash under a line that ends in a colon: "tanks – 40,"."""
    return len(line) < 160 and (any(c.isdigit() for c in line) or bool(re.search(r"\s[-–—‒−]\s", line)))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of non-blank lines, each as the spans of its lines."""
    block: list[Span] = []
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        blank = not match.group().strip()
        if block and (blank or text.count("\n", block[-1][1], match.start()) > 1):
            yield block
            block = []
        if not blank:
            block.append(match.span())
    if block:
        yield block


def _join_wrapped(text: str, block: list[Span], opens: bool) -> list[Span]:
    """Lines of a block, those that a margin broke joined again.

    A block is wrapped if its lines are about equally long and none is longer than a page is wide; a line well
    short of the margin ends there. Between lines of any length a sentence that goes on in small letters was broken;
    where most breaks of a block are of that kind, so are the others within sentences, but for that of the
    headline that ``opens`` the text.
    """
    widths = [end - start for start, end in block]
    margin = max(widths)
    typical = sorted(widths[:-1])[len(widths[:-1]) // 2] if len(widths) > 1 else 0
    is_page = margin in _WRAP_WIDTHS and typical in _WRAP_WIDTHS
    broken = [_runs_on(text, above, below) for above, below in pairwise(block)]
    inner = broken[1:] if opens else broken
    is_column = any(inner) and 2 * sum(inner) >= len(inner)
    joined = [block[0]]
    for (start, end), above, width, runs_on in zip(block[1:], block, widths, broken, strict=False):
        headline = opens and above == block[0]
        if _BULLET.match(text, start, end) or _DATED_CREDIT.fullmatch(text, start, end):
            joins = False
        elif is_page:
            joins = width >= 0.6 * margin and not _is_indented(text, start)
        else:
            joins = runs_on or (is_column and not headline and not _ENDS_LINE.search(text, *above))
        if joins:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_indented(text: str, start: int) -> bool:
    """Whether a line is set in from the margin below the end of a sentence: a new paragraph."""
    return text[start : start + 3].isspace() and bool(_ENDS_SENTENCE.search(text[max(0, start - 8) : start].rstrip()))


def _runs_on(text: str, above: Span, below: Span) -> bool:
    """Whether the sentence of one line goes on in the next: "Gunmen killed six" over "people at a checkpoint"."""
    words = text[slice(*above)]
    is_prose = len(words.split()) > 2 and not _ENDS_LINE.search(words)
    listed = _LISTED.search(text, *above) or _LISTED.search(text, *below)
    goes_on = text[below[0] : below[1]].lstrip()[:1].islower() or bool(_OPEN_END.search(words))
    return is_prose and not listed and goes_on


def _heading(text: str, units: list[_Unit], title: str | None) -> str:
    """The headline's words: the first line if it looks like one, else the delivered title."""
    if len(units) > 1 and not units[0].item:
        first = text[units[0].start : units[0].end].strip()
        short = len(first.split()) <= _HEADLINE_WORDS
        if first == (title or "").strip() or (short and not _ENDS_SENTENCE.search(first) and not first.endswith(":")):
            return first
    return (title or "").strip()


def _role(text: str, unit: _Unit, number: int, start: int, end: int, heading: str) -> str:
    words = text[start:end]
    if heading and words.rstrip(".") == heading.rstrip("."):
        return "title"
    if _CREDIT.match(words):
        return "caption"
    if unit.item or (start, end) != _stripped(text, unit.start, unit.end):
        return "body"
    short = unit.heads and len(words.split()) <= _SUBHEADING_WORDS
    if short and number and words[:1].isalnum() and not re.search(r"[.!?:;,…\"”]$", words):
        return "subheading"
    return "body"


def _pieces(text: str, unit: _Unit, heading: str) -> Iterator[tuple[int, int, str]]:
    """Sentences of a unit with the role that their form gives away ("" if none does)."""
    start = unit.start
    line = _leading(text, unit)
    if line:
        yield (*_stripped(text, start, line), "caption")
        start = line
    if heading and unit.start > 0 and text.startswith(heading, start):
        # "... 22 dead in raids Six civilians were": a copy of the headline runs into the first sentence.
        after = start + len(heading)
        if after < unit.end and not text[after].isalnum():
            stop = after + len(text[after : unit.end]) - len(text[after : unit.end].lstrip(" ."))
            yield (*_stripped(text, start, stop), "title")
            start = stop
    for cut in _CAPTION.finditer(text, start, unit.end):
        yield from ((s, e, "") for s, e in _sentences(text, start, cut.start()))
        yield cut.start(), cut.end(), "caption"
        start = cut.end()
    yield from ((s, e, "") for s, e in _sentences(text, start, unit.end))


def _leading(text: str, unit: _Unit) -> int:
    """End of the date line or wire line that a unit begins with, 0 if there is none."""
    begin = _stripped(text, unit.start, unit.end)[0]
    for pattern in (_WIRE_LINE, _DATE_LINE):
        match = pattern.match(text, begin, unit.end)
        if match and match.end() < unit.end:
            return match.end()
    return 0


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences between two offsets, cut where a full stop ends one."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _is_boundary(text, begin, stop, end):
            yield from _non_empty(text, begin, stop.end())
            begin = stop.end()
    yield from _non_empty(text, begin, end)


def _is_boundary(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    rest = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    first = rest.lstrip("\"'“‘([-–— ")[:1]
    found = _LAST_WORD.search(text, max(begin, stop.start() - 24), stop.start())
    word = found.group() if found else ""
    if not first or (first.islower() and not (len(word) > 3 and word.isalpha() and _STARTER.match(rest))):
        return False  # a small letter begins a sentence only where a copyist was careless: "by all means. it is"
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return not first.islower()
    kind = _ABBREVIATIONS.get(word.lower().strip("."))
    if kind in ("title", "inner"):
        return word.lower() == "al"
    if kind == "number":
        return not first.isdigit()
    if kind == "acronym" or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return bool(_STARTER.match(rest))
    return not re.fullmatch(r"[A-Z]", word)


def _non_empty(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = _stripped(text, start, end)
    if start < end:
        yield start, end


def _stripped(text: str, start: int, end: int) -> Span:
    """The span without the whitespace at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
