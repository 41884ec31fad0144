"""A sample to read by hand: a warehouse in, a CSV out; the CSV with judgements in, a precision with its interval out.

Each row is one assertion with its sentence and how it was read, and an empty column ``right`` for yes or no. The
interval is Wilson's for 95 per cent (E. B. Wilson, Journal of the American Statistical Association, 1927).
"""

from __future__ import annotations

import csv
import math
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from warehouse.load import Connection
from warehouse.report import words
from warehouse.report.folder import ReportError, csv_text
from warehouse.report.queries import rows, said_of

COLUMNS = (
    "assertion_id", "right", "what_is_wrong", "sentence", "quote", "says", "counted", "outcome", "speaker", "place",
    "event_date", "confidence", "url",
)  # fmt: skip
_YES, _NO = {"yes", "y", "1", "true", "right"}, {"no", "n", "0", "false", "wrong"}
_Z = 1.959964  # standard normal, two-sided 95 per cent


@dataclass(frozen=True, slots=True)
class Audit:
    """What reading a sample came to."""

    right: int
    judged: int
    open: int
    problems: tuple[str, ...]
    wrong: tuple[tuple[str, int], ...]  # what is wrong, and how often

    @property
    def sentence(self) -> str:
        """The precision with its interval, in words."""
        if not self.judged:
            return f"no row is judged yet; {self.open:,} are open"
        low, high = wilson(self.right, self.judged)
        rest = f"; {self.open:,} not judged" if self.open else ""
        share = self.right / self.judged
        return f"{self.right} of {self.judged} right: {share:.3f}, 95% interval {low:.3f} to {high:.3f}{rest}"


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Wilson's interval for a share, 95 per cent.

    >>> [round(end, 3) for end in wilson(45, 50)]
    [0.786, 0.957]
    """
    share, square = right / judged, _Z**2
    middle = share + square / (2 * judged)
    reach = _Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged**2))
    return max(0.0, (middle - reach) / (1 + square / judged)), min(1.0, (middle + reach) / (1 + square / judged))


def write(con: Connection, file: Path, number: int, seed: int = 0) -> int:
    """Write a random sample; the same warehouse, number and seed give the same rows. Needs ``stage`` first."""
    ids = [
        i for (i,) in con.execute("select assertion_id from rep_said where domain <> 'measure' order by 1").fetchall()
    ]
    if not ids:
        raise ReportError("The warehouse holds no assertion to sample.")
    chosen = random.Random(seed).sample(ids, min(number, len(ids)))
    found = {
        row["assertion_id"]: row
        for row in rows(con, "from rep_said where assertion_id in (select unnest(?))", [chosen])
    }
    cells = []
    for name in chosen:
        row = found[name]
        said = said_of(row)
        sentence, quote = words.squeezed(said.sentence)[:1500], words.squeezed(said.quote)
        cells.append(
            (name, "", "", sentence, quote, said.text, said.counted, said.outcome, words.squeezed(said.chain),
             words.squeezed(said.place), row["event_date"], said.confidence, said.url)
        )  # fmt: skip
    try:
        file.write_text(csv_text(COLUMNS, cells), encoding="utf-8")
    except OSError as error:
        raise ReportError(f"The sample cannot be written to {file} ({error.strerror}).") from error
    return len(cells)


def read(file: Path) -> Audit:
    """Read a judged sample back. Raises ``ReportError`` if it has no column ``right``."""
    right, judged, left, problems = 0, 0, 0, []
    wrong: Counter[str] = Counter()
    try:
        with file.open(encoding="utf-8-sig", newline="") as held:
            reader = csv.DictReader(held)
            if "right" not in (reader.fieldnames or ()):
                raise ReportError(f"{file} has no column right: it is no sample of `figures audit`.")
            for row in reader:
                told = (row["right"] or "").strip().lower()
                if told in _YES:
                    right, judged = right + 1, judged + 1
                elif told in _NO:
                    judged += 1
                    wrong[(row.get("what_is_wrong") or "").strip() or "not said"] += 1
                elif told:
                    problems.append(f"line {reader.line_num}: {told!r} is neither yes nor no")
                else:
                    left += 1
    except OSError as error:
        raise ReportError(f"The sample {file} cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReportError(f"{file} is no CSV in UTF-8 ({error}).") from error
    return Audit(right, judged, left, tuple(problems), tuple(wrong.most_common()))
