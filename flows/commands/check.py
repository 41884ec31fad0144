"""``figures check "31 killed in ..."``: a claim in, who states that, who less, who more, out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import Warehouse, reading
from flows.console import columns, complain
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
    figures check "11 killed and 20 wounded in Sarmada"

    A claim of several figures is answered figure by figure; as JSON they are a list.

    Exit code 2 if the claim names no number or place, or fits no event or several: which, is said.
    """
    day = as_of.date() if as_of else None
    with reading(warehouse) as con:
        found, unclear = answers_to(con, claim, event, day)
        if page is not None:
            for answer in found:
                typer.echo(_written(con, answer, page))
    if page is None:
        _print(found, as_json)
    for sentence in unclear:
        complain(sentence)
    raise typer.Exit(2 if unclear else 0)


def _print(found: list[Answer], as_json: bool) -> None:
    from warehouse.report import answer as answers

    if as_json:
        records = [answers.as_json(answer) for answer in found]
        typer.echo(json.dumps(records[0] if len(records) == 1 else records, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n\n".join(answers.as_text(answer, columns(otherwise=100)) for answer in found))


def answers_to(con: Connection, text: str, event: str, as_of: date | None) -> tuple[list[Answer], list[str]]:
    """What the warehouse holds on each figure of a claim, and a sentence for each that it cannot say anything on.

    Raises ``UserError`` or ``ClaimUnclear`` if it can say nothing on any.
    """
    from warehouse.report import claims

    answers: list[Answer] = []
    unclear: list[UserError | claims.ClaimUnclear] = []
    for claim in _claims(text, _latest(con, as_of)):
        try:
            staged = bool(answers or unclear)
            answers.append(claims.check(con, claim, event=event, as_of=as_of, staged=staged))
        except claims.ClaimUnclear as error:
            unclear.append(error)
    if not answers:
        raise unclear[0]
    return answers, [str(error) for error in unclear]


def answer_to(con: Connection, text: str, event: str, as_of: date | None) -> Answer:
    """What the warehouse holds on the first figure of a claim. Raises ``UserError`` or ``ClaimUnclear``."""
    from warehouse.report import claims

    return claims.check(con, _claims(text, _latest(con, as_of))[0], event=event, as_of=as_of)


def _latest(con: Connection, as_of: date | None) -> date | None:
    found: date | None = con.execute(
        "select max(publication_date) from documents where is_current and ($1::date is null or publication_date <= $1)",
        [as_of],
    ).fetchall()[0][0]
    return found


def _claims(text: str, said_on: date | None) -> list[Claim]:
    """The figures of a claim as the reader reads them; a day without a year is the last before what is known."""
    from extractors.model import Document
    from flows.reading import assertions_of

    document = Document("claim", text, date=said_on.isoformat() if said_on else None)
    found = [a for a in assertions_of(document, Settings.load()) if a.to_record()["domain"] != "measure"]
    if not found:
        raise UserError(f"the claim {text!r} gives no number of people, things or attacks to check.")
    rows = [a.to_record() for a in _wholes(found)]
    if all(row["quantity_kind"] == "vague" for row in rows):
        raise UserError(f"the claim gives no number, only “{rows[0]['quantity_text']}”; give a number to check.")
    return [_claim(text, row) for row in rows if row["quantity_kind"] != "vague"]


def _claim(text: str, row: dict[str, Any]) -> Claim:
    from warehouse.report import words
    from warehouse.report.claims import Claim

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


def _wholes(found: list[Assertion]) -> list[Assertion]:
    """The totals of the claim, one of each outcome and class: no parts of others, nothing told in the singular."""
    records = [(a, a.to_record()) for a in found]
    wholes = [(a, r) for a, r in records if r["count_scope"] == "total" and not r["implicit"]] or records[:1]
    return list({(r["outcome"], r["entity_class"]): a for a, r in reversed(wholes)}.values())[::-1]


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
