"""``figures check "31 killed in ..."``: a claim in, who states that, who less, who more, out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Warehouse, reading
from flows.console import columns
from flows.errors import UserError, needs_extra
from flows.settings import Settings

if TYPE_CHECKING:
    from extractors.model import Assertion
    from warehouse.load import Connection
    from warehouse.report.claims import Answer, Claim


def check(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A number, what happened, where; better with a day.")],
    as_of: Annotated[
        datetime | None,
        typer.Option(metavar="DAY", formats=["%Y-%m-%d"], help="Only what had been published by that day."),
    ] = None,
    event: Annotated[str, typer.Option(metavar="ID", help="The event that is meant, where several may be.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with a ClaimReview without a rating.")] = False,
    page: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a page there, a folder of `figures report` or a new one."),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Hold a claim against what sources state.

    Says who states exactly that, who less, who more, who denies it; who was first, who carries whom, what changed
    and when; and whether an outlet that is cited has the number itself. Nothing is rated.

    \b
    figures check "31 killed in El Fasher on 10 March"
    figures check "11 dead in Sarmada" --as-of 2015-11-03
    figures check "11 dead in Sarmada" --json | jq .answer

    Exit code 2 if the claim names no number or place, or fits no event or several: which, is said.
    """
    day = as_of.date() if as_of else None
    with reading(warehouse) as con:
        answer = answer_to(con, claim, event, day)
        if page is not None:
            typer.echo(_written(con, answer, page))
            return
    from warehouse.report import answer as answers

    if as_json:
        typer.echo(json.dumps(answers.as_json(answer), ensure_ascii=False, indent=2))
    else:
        typer.echo(answers.as_text(answer, columns(otherwise=100)))


def answer_to(con: Connection, text: str, event: str, as_of: date | None) -> Answer:
    """What the warehouse holds on a claim. Raises ``UserError`` or ``ClaimUnclear`` if it cannot say."""
    from warehouse.report import claims

    latest = con.execute(
        "select max(publication_date) from documents where is_current and ($1::date is null or publication_date <= $1)",
        [as_of],
    ).fetchall()[0][0]
    return claims.check(con, _claim(text, latest), event=event, as_of=as_of)


def _claim(text: str, said_on: date | None) -> Claim:
    """The claim as the reader reads it; a day without a year is the last one before what the warehouse knows."""
    from extractors.model import Document
    from flows.reading import assertions_of
    from warehouse.report import words
    from warehouse.report.claims import Claim

    document = Document("claim", text, date=said_on.isoformat() if said_on else None)
    found = [a for a in assertions_of(document, Settings.load()) if a.to_record()["domain"] != "measure"]
    if not found:
        raise UserError(f"the claim {text!r} gives no number of people, things or attacks to check.")
    row = _main(found).to_record()
    if row["quantity_kind"] == "vague":
        raise UserError(f"the claim gives no number, only “{row['quantity_text']}”; give a number to check.")
    return Claim(
        text=text,
        low=_number(row["low"]),
        high=_number(row["high"]),
        figure=words.claim(row),
        entity_class=row["entity_class"] or "person",
        outcome=row["outcome"] or "killed",
        place=row["place_text"] or "",
        place_id=row["place_id"],
        country=row["country"],
        first_day=_day(row["event_date_start"]),
        last_day=_day(row["event_date_end"]),
    )


def _main(found: list[Assertion]) -> Assertion:
    """The first total of the claim: not a part of another, not told in the singular."""
    wholes = [a for a in found if a.to_record()["count_scope"] == "total" and not a.to_record()["implicit"]]
    return (wholes or found)[0]


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _written(con: Connection, answer: Answer, folder: Path) -> Path:
    with needs_extra("report"):
        from warehouse.report import site
    from warehouse.report import answer as answers

    pages = site.pages_for(con)
    name = answers.page_name(answer)
    has_incidents = (folder / pages.links.incident(answer.incident.event_id)).exists()
    site.write_beside(folder, name, answers.page(pages, answer, has_incidents=has_incidents))
    return folder / name
