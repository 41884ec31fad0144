"""Tables pasted as text: findings in; those that stand in a cell with what the header and the label of the row say.

    Type     Destroyed   Damaged
    Trucks   41          12

The header tells what happened, or whom a column counts; the first cell of a row what it counts, or where. A row that is
called a total holds the wholes of its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.counted.weapons import with_model
from extractors.model import Counted, Happening
from extractors.outcomes import fit
from extractors.page import Finding
from extractors.vocabulary import lexicon

_CELL = {
    "\t": re.compile(r"[^\t]+"),
    "|": re.compile(r"[^|]+"),
    " ; ": re.compile(r"(?:[^;]|(?<! );|;(?! ))+"),
    " ": re.compile(r"\S+(?: \S+)*"),
}
"""The cells of a line by what parts them: tabs, upright strokes (semicolons once the marks are gone), two blanks."""
_RULE = re.compile(r"[\s|:+=–—-]+")
_NUMBER = re.compile(r"[~≈<>+(]?\s*\d[\d.,\s]*\+?\s*\)?")
_WORD = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
_TOTAL = frozenset({"total", "totals", "sum", "overall", "all", "subtotal"})
_TRUST = 0.85
_LONGEST = 60
"""Characters of a cell; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one cell and where it stands."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it holds a number and nothing else."""
        return _NUMBER.fullmatch(self.text) is not None

    @property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return [w.lower() for w in _WORD.findall(self.text)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table with the header of its column and the label of its row."""

    number: Text
    header: Text
    label: Text
    column: int
    table: int


def read(content: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings in the order given; those in cells of a table read by its header and its labels."""
    cells = [c for c in _cells(content) if _frame(c.header) or _frame(c.label)] if "\n" in content else []
    if not cells:
        return list(found)
    out = []
    for row in found:
        q = row.quantity
        cell = next((c for c in cells if c.number.start <= q.start and q.end <= c.number.end), None)
        out.append(_of_cell(content, row, cell, cells) if cell is not None and not q.is_measure else row)
    return out


def _of_cell(content: str, row: Finding, cell: Cell, cells: Sequence[Cell]) -> Finding:
    frame = _frame(cell.header) or _frame(cell.label)
    thing = _counted(content, cell, row.counted, people=frame is not None and frame.about == "people")
    happening = row.happening
    if frame is not None and thing.domain != "other":
        told = (frame.subject_people or frame.people) if thing.domain == "people" else frame.things
        told = fit(told or frame.people, thing.domain) if told or frame.people else "other"
        happening = Happening(told, frame.word, found_by="table", trust=_TRUST)
    whole = next((c for c in cells if (c.table, c.column) == (cell.table, cell.column) and _is_total(c)), None)
    extent = replace(row.scope, count_scope="total", subset_of=None)  # cells next to each other are no sums
    if whole is not None and whole is not cell:
        extent = replace(extent, count_scope="subset", subset_of=whole.number.start + _indent(whole.number))
    return replace(row, counted=thing, happening=happening, scope=extent)


def _indent(number: Text) -> int:
    """Characters before the digits of a cell."""
    return len(number.text) - len(number.text.lstrip(" ~≈<>+("))


def _is_total(cell: Cell) -> bool:
    return not _TOTAL.isdisjoint(cell.label.words[:2])


def _counted(content: str, cell: Cell, before: Counted, *, people: bool) -> Counted:
    """What a cell counts: the noun of its header, else that of its label, else persons where the header is of them."""
    for told in (cell.header, cell.label):
        if (entry := _noun(told)) is not None:
            domain, rules = lexicon.domain_of(entry.entity_class), ("class:table",)
            named = Counted(told.text, told.start, told.end, entry.entity_class, domain, rules=rules)
            return replace(with_model(content, named), start=None, end=None)
    if not people:
        return before
    return Counted("", None, None, "person", "people", elided=True, rules=("class:table",), elided_as="table")


def _noun(told: Text) -> lexicon.Noun | None:
    """The noun that a header or a label ends with, or begins with before a participle; of what can be harmed."""
    words = told.words
    for last in reversed(range(len(words))):
        found = lexicon.longest_noun(words[: last + 1], last)
        if found is None or lexicon.noun_frame(words[last]) or lexicon.adjective_frame(words[last]):
            continue
        plural = lexicon.is_plural(words[last]) or not words[last].isalpha()
        if plural and lexicon.domain_of(found[1].entity_class) in {"people", "equipment", "facility"}:
            return found[1]
    return None


def _frame(told: Text) -> lexicon.OutcomeFrame | None:
    """What a header says happened: "Killed", "Houses destroyed", "Deaths"."""
    for word in told.words:
        frame = lexicon.noun_frame(word) or lexicon.adjective_frame(word)
        verbs = (v for v in lexicon.verb_frames().get(word, ()) if v.form in {"VBN", "VBD"} and " " not in v.word)
        if frame := frame or next(verbs, None):
            return frame
    return None


def _cells(content: str) -> Iterator[Cell]:
    """The numbers in the cells of the tables of a text."""
    header: list[Text] = []
    table, mark = 0, ""
    for start, line in _lines(content):
        if header and _RULE.fullmatch(line):
            continue
        cells = _split(line, start, mark) if header else []
        if header and len(cells) == len(header) and any(c.is_number for c in cells) and not cells[0].is_number:
            columns = list(zip(header, cells, strict=True))[1:]
            yield from (Cell(c, h, cells[0], n, table) for n, (h, c) in enumerate(columns) if c.is_number)
            continue
        mark = next(m for m in _CELL if m in line or m == " ")
        header = _split(line, start, mark)
        table += 1
        if len(header) < 2 or any(c.is_number or len(c.text) > _LONGEST for c in header):
            header = []


def _lines(content: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in content.split("\n"):
        yield start, line
        start += len(line) + 1


def _split(line: str, start: int, mark: str) -> list[Text]:
    """The cells of a line that are not blank."""
    found = ((m.start(), m.group()) for m in _CELL[mark].finditer(line))
    stripped = ((at + len(text) - len(text.lstrip()), text.strip()) for at, text in found)
    return [Text(start + at, start + at + len(text), text) for at, text in stripped if text]
