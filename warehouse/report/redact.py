"""Private persons' names taken out of quotes, for publication. Staged views in, the same with names withheld.

What looks like a person's name (two and more capitalised words in a row, particles between them) is withheld, unless
the warehouse knows the words as a place, an outlet, a voice that is quoted, an actor or a country. This withholds more
than it need: a name that goes out by mistake cannot be taken back. Whole texts are not published with it at all.
"""

from __future__ import annotations

import re

import pandas as pd

import seeds
from warehouse.load import Connection
from warehouse.report import words

WITHHELD = "[name withheld]"
COLUMNS = ("sentence", "quote", "title", "entity_text")
_CAPITAL = r"[^\W\d_a-z][\w'’‘`-]*"
_PARTICLE = r"(?:al|el|bin|bint|ibn|abu|umm|abd|de|van|von|da|dos?)[ -]"
_NAME = re.compile(rf"\b{_CAPITAL}(?:[ ](?:{_PARTICLE})?{_CAPITAL})+", re.UNICODE)
_LEAD = re.compile(
    r"^(?:The|A|An|In|On|At|But|And|When|After|Before|While|He|She|They|It|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday|Dr|Mr|Mrs|Ms|President|General|Colonel|Major|Captain|Director)\.?\s+"
)


class Redactor:
    """Takes names out of texts; knows the words that may stay from the warehouse. Needs ``stage`` first."""

    def __init__(self, con: Connection) -> None:
        known = con.execute(
            "select place from rep_events union select place from rep_spellings union select origin from origins where"
            " named union select source from documents where source is not null"
            " union select unnest(string_split(chain, ' ← ')) from rep_said"
        ).fetchall()
        names = [name for (name,) in known if name]
        for table, columns in (("actors", ("name", "aliases")), ("countries", ("name", "aliases", "demonyms"))):
            names += [n for row in seeds.reference(table) for c in columns for n in row[c].split("|")]
        names += [row["name"] for row in seeds.reference("admin_areas")]
        self._allowed = {word for name in names for word in _tokens(name)}

    def text(self, text: str | None) -> str | None:
        """The text with names withheld.

        A run of capitalised words stays if the warehouse knows every one of them from a place, a voice or an actor.
        """
        return text if text is None else _NAME.sub(self._withheld, text)

    def _withheld(self, match: re.Match[str]) -> str:
        run = match[0]
        lead = ""
        while found := _LEAD.match(run):
            lead, run = lead + found[0], run[found.end() :]
        parts = run.split()
        if len(parts) < 2 or all(token in self._allowed for token in _tokens(run)):
            return match[0]
        return lead + WITHHELD


def _tokens(text: str) -> list[str]:
    return [t for t in re.split(r"[^\w]+", words.squeezed(text).lower()) if t]


def apply(con: Connection) -> Redactor:
    """Withhold names in what is staged; the redactor, for titles of documents."""
    redactor = Redactor(con)
    for column in COLUMNS:
        texts = [t for (t,) in con.execute(f"select distinct {column} from rep_said where {column} <> ''").fetchall()]
        changed = [(before, after) for before in texts if (after := redactor.text(before)) != before]
        if not changed:
            continue
        con.register("redactions", pd.DataFrame(changed, columns=["before", "after"]))
        con.execute(f"update rep_said set {column} = r.after from redactions as r where {column} = r.before")
        con.unregister("redactions")
    return redactor
