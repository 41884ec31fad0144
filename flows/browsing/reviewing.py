"""The review page: what needs eyes in, forms to decide out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse import review
from warehouse.report import queries
from warehouse.report.pages import Pages
from warehouse.store import Connection

ON_A_PAGE = 20
_WAITING = """
    select assertion_id, string_agg(distinct cause, '; ' order by cause) as causes,
        string_agg(distinct detail, '; ' order by detail) as details, min(event_date) as event_date, min(place) as place
    from rep_review group by 1 order by event_date, place, assertion_id
"""


def page(con: Connection, pages: Pages, asked: Mapping[str, str], token: str, told: str, waiting: int) -> str:
    """The page for a request: ``assertion`` chooses one, ``page`` a page of those that need eyes."""
    con.execute("create temp table if not exists rep_review as from needs_review")  # goes with the copy
    needed = queries.rows(con, _WAITING)
    causes = {row["assertion_id"]: row for row in needed}
    chosen = asked.get("assertion", "")
    count = max(1, -(-len(needed) // ON_A_PAGE))
    number = min(max(int(asked["page"]) if asked.get("page", "").isdecimal() else 1, 1), count)
    shown = [chosen] if chosen else [r["assertion_id"] for r in needed[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]]
    said = {
        row["assertion_id"]: queries.said_of(row)
        for row in queries.rows(con, "from rep_said where assertion_id in (select unnest(?))", [shown])
    }
    return pages.render(
        "review.html",
        root="",
        section="Review",
        title="Review",
        rows=[_row(said[i], causes.get(i, {})) for i in shown if i in said],
        total=len(needed),
        chosen=chosen,
        target=asked.get("target", ""),
        token=token,
        told=told,
        waiting=waiting,
        page=number,
        pages=1 if chosen else count,
        decisions=review.DECISIONS,
        outcomes=[o for (o,) in con.execute("select outcome from ref_outcomes order by 1").fetchall()],
        classes=[c for (c,) in con.execute("select entity_class from ref_entity_classes order by 1").fetchall()],
    )


def _row(said: Any, causes: Mapping[str, Any]) -> dict[str, Any]:
    return {"said": said, "causes": causes.get("causes", ""), "details": causes.get("details", "")}
