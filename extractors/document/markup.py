"""What stands between the words of a text and is none of them, blanked: tags, entities, emphasis, links, quote marks.

Every replacement has the length of what it replaces, so offsets into the legible text are offsets into the stored one.
"""

from __future__ import annotations

import html
import re
import unicodedata

# "１２", "١٢" and "१२" are 12 (Unicode's decimal digits); so are wide letters, the hyphens that no line may break at
# ("T‑72"), and the Arabic signs for thousands and decimals, the plain ones.
_LETTERS: dict[int, str | int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x2010: "-",
    0x2011: "-",
    0x066B: ".",
    0x066C: ",",
    **{code: str(unicodedata.decimal(chr(code))) for code in range(0x80, 0x20000) if chr(code).isdecimal()},
}
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d{0,2});")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,500})?/?>|<!--.{0,500}?-->", re.DOTALL)
_BLOCK = frozenset(
    "article blockquote dd div dl dt figcaption h1 h2 h3 h4 h5 h6 ol p section table title tr ul".split()  # noqa: SIM905
)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\](\((?:https?:|mailto:|www\.|[/#.])[^()\s]*\))")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,500})(?<=\S)\1(?!\*)"
    r"|(?<!\w)(_{1,3})(?=[^\s_])([^_\n]{1,500})(?<=\S)\3(?!\w)"
)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r"(?:^[ \t]*>.*(?:\n|\Z)){2,}", re.MULTILINE)  # one line alone may say "> 30 killed"
_QUOTE_MARK = re.compile(r"^[ \t>]*>", re.MULTILINE)
_TABLE_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_TABLE_RULE = re.compile(r"[\s|:-]+")
_HEADING = re.compile(r"^#{1,6}(?= \S)", re.MULTILINE)


def legible(text: str) -> str:
    """The text as a reader sees it, code point for code point as long.

    >>> legible("At least **12** people were killed.")
    'At least   12   people were killed.'
    >>> legible("Syria&#39;s army")
    "Syria    's army"
    """
    if not text.isascii():
        text = text.translate(_LETTERS)
    if "&" in text:
        text = _ENTITY.sub(_letter, text)
    if "<" in text:
        text = _TAG.sub(_gap, _UNSEEN.sub(_blank, text))
    if "\n>" in text:
        text = _QUOTED.sub(lambda m: _QUOTE_MARK.sub(_blank, m[0]), text)
    if "|\n" in text:
        text = _TABLE_ROW.sub(_cells, text)
    if "](" in text:
        text = _LINK.sub(lambda m: f"{m[1]:>{m.end(1) - m.start()}}" + " " * (m.end() - m.end(1)), text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(_bare, text)
    return _HEADING.sub(_blank, text) if "#" in text else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _cells(match: re.Match[str]) -> str:
    """A row of a table with its cells apart, the rule under its head as nothing: "| Homs | 12 |"."""
    row = match[0]
    if _TABLE_RULE.fullmatch(row):
        return _blank(match)
    first, last = row.index("|"), row.rindex("|")
    return row[:first] + " " + row[first + 1 : last].replace("|", ";") + row[last:].replace("|", " ")


def _letter(match: re.Match[str]) -> str:
    """The letter that an entity stands for, at its end, so that "&#39;s" stays one ending."""
    letter = html.unescape(match[0])
    if len(letter) > 1:  # no entity: "AT&T;"
        return match[0]
    return (letter if letter.isprintable() else " ").rjust(len(match[0]))


def _gap(match: re.Match[str]) -> str:
    """Nothing for a tag inside a line, a new line or paragraph or list item for one that begins one."""
    width = len(match[0])
    name = (match[2] or "").lower()
    if name == "li" and not match[1]:
        return "\n-".ljust(width)
    return ("\n\n" if name in _BLOCK else "\n" if name in {"br", "li"} else "").ljust(width)


def _bare(match: re.Match[str]) -> str:
    marks, words = (match[1], match[2]) if match[1] else (match[3], match[4])
    gap = " " * len(marks)
    return gap + words + gap
