"""Source pages: what a voice stated, and how often it departs from the others and how far. Views in, pages out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from warehouse.load import Connection
from warehouse.report import words
from warehouse.report.pages import Pages
from warehouse.report.queries import CHUNK, Row, rows

MOST = 300  # statements on a page

_ALL = """
    select
        o.origin_id, o.origin, o.source_class, o.named, o.party_to_conflict,
        count(*) as figures, count(distinct f.event_id) as events, sum(f.assertions)::bigint as statements,
        min(f.stated_on) as first_on, max(f.stated_on) as last_on,
        list_sort(list_distinct(flatten(list(f.outlets)))) as outlets
    from rep_origins as f inner join origins as o using (origin_id)
    group by all
    order by figures desc, o.origin, o.origin_id
"""
_STATEMENTS = """
    select f.*, c.verdict, c.hull_low, c.hull_high, c.origins
    from rep_origins as f inner join rep_comparison as c using (figure_id)
    where f.origin_id in (select unnest(?))
    qualify row_number() over (partition by f.origin_id order by f.stated_on desc nulls last, f.figure_id) <= ?
    order by f.stated_on desc nulls last, f.place, f.figure_id
"""


def all_sources(con: Connection) -> list[Row]:
    """All voices with what they stated in all; needs ``stage`` first."""
    con.execute("create temp table if not exists rep_behaviour as from source_behaviour")
    con.execute(
        "create or replace temp table rep_words as"
        " select origin_id, figure_id, arg_max(struct_pack(t := quantity_text, k := quantity_kind, q := qualifier,"
        " f := value_from, v := value_to, l := low, h := high, al := asserted_low, ah := asserted_high, i := implicit),"
        " (stated_on, assertion_id)) as told from rep_said where figure_id is not null group by all"
    )
    return rows(con, _ALL)


def in_full(con: Connection, listed: Sequence[Row]) -> Iterator[tuple[Row, list[Row], list[Row]]]:
    """Each voice with its behaviour beside others and its statements, some hundred at a time."""
    for first in range(0, len(listed), CHUNK):
        chunk = listed[first : first + CHUNK]
        ids = [source["origin_id"] for source in chunk]
        behaviour = rows(con, "from rep_behaviour where origin_id in (select unnest(?)) order by outcome", [ids])
        statements = rows(con, _STATEMENTS, [ids, MOST])
        told = {
            (row["origin_id"], row["figure_id"]): row["told"]
            for row in rows(con, "from rep_words where origin_id in (select unnest(?))", [ids])
        }
        for source in chunk:
            own = source["origin_id"]
            yield (
                source,
                [row for row in behaviour if row["origin_id"] == own],
                [_statement(row, told.get((own, row["figure_id"]))) for row in statements if row["origin_id"] == own],
            )


def _statement(row: Row, told: dict[str, Any] | None) -> dict[str, Any]:
    what = words.figure_label(row["entity_class"], row["outcome"], row["designation"] or "")
    others = words.bounds(row["hull_low"], row["hull_high"]) if row["origins"] > 1 else ""
    return {
        "stated_on": row["stated_on"],
        "event_id": row["event_id"],
        "figure_id": row["figure_id"],
        "place": row["place"] or "place not stated",
        "event_date": row["event_date"],
        "text": _text(row, told),
        "what": what,
        "others": f"all together: {others}" if others else "",
        "verdict": row["verdict"],
    }


def _text(row: Row, told: dict[str, Any] | None) -> str:
    if row["is_denial"]:
        return "denies"
    if told is None or row["is_derived"] or (told["l"], told["h"]) != (row["low"], row["high"]):
        return words.bounds(row["low"], row["high"])
    return words.claim(
        {
            "quantity_text": told["t"], "quantity_kind": told["k"], "qualifier": told["q"], "value_from": told["f"],
            "value_to": told["v"], "low": told["l"], "high": told["h"], "asserted_low": told["al"],
            "asserted_high": told["ah"], "implicit": told["i"],
        }
    )  # fmt: skip


def page(pages: Pages, source: Row, behaviour: list[Row], statements: list[Row], root: str = "../") -> str:
    """The page of one voice."""
    return pages.render(
        "source.html",
        root=root,
        section="Sources",
        title=source["origin"],
        source=source,
        behaviour=behaviour,
        statements=statements,
        more=max(0, source["figures"] - len(statements)),
    )


def list_page(pages: Pages, listed: Sequence[Row], root: str = "") -> str:
    """All named voices in one table."""
    named = [source for source in listed if source["named"]]
    return pages.render("sources.html", root=root, section="Sources", title="Sources", sources=named, total=len(named))
