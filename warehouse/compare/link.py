"""Rebuild the tables that say which event and figure an assertion belongs to, and whose word it is.

The rules are SQL, one file per step in ``steps``, run in order; Python does what SQL cannot: the
grouping of place names by spelling and of documents by near-identical text. Every row of the result
follows from the assertions, the documents and the decisions of review alone: linking twice gives the
same tables, and the stored assertions stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

import seeds
from warehouse import WarehouseError, review
from warehouse.compare import clusters, places, score, stories, words
from warehouse.ddl import literal, quoted
from warehouse.migrate import transaction

STEPS = Path(__file__).parent / "steps"


@dataclass(frozen=True, slots=True)
class LinkReport:
    """How much was linked: rows of the tables that were rebuilt."""

    assertions: int
    events: int
    figures: int
    stories: int
    origins: int


def link(con: duckdb.DuckDBPyConnection, run_id: str | None = None) -> LinkReport:
    """Link all current assertions anew, in one transaction; what was linked.

    Needs the reference tables, and the views and macros of ``warehouse.migrate.create_views``.
    ``run_id`` names the run in errors only: the result does not depend on it.
    """
    try:
        with transaction(con):
            _find_pairs(con)
            _score_pairs(con)
            _group_mentions(con)
            for step in ("06_events.sql", "07_figures.sql", "08_quarrels.sql", "09_tables.sql"):
                _run(con, step)
    except duckdb.Error as error:
        raise WarehouseError(f"Assertions cannot be linked{f' in run {run_id}' if run_id else ''}: {error}") from error
    finally:
        _drop_temporary(con)
    counts = con.execute(
        "select (select count(*) from event_links), (select count(*) from events), (select count(*) from figures),"
        " (select count(distinct story_id) from stories), (select count(*) from origins)"
    ).fetchall()[0]
    return LinkReport(*counts)


def features(con: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[tuple[object, ...]]:
    """The features of every candidate pair of mentions of people harmed: the two documents, then the values.

    What the weights are learned from (``benchmarks/train_links.py``); nothing is linked.
    """
    with transaction(con):
        _find_pairs(con)
    rows = con.execute(
        "with harmed as (select distinct m.mention_id, m.document_id from mention_rows as r"
        " inner join mentions as m on r.mention_key = m.mention_key where r.domain = 'people'"
        " and r.outcome in ('killed', 'injured', 'casualties'))"
        f" select a.document_id, b.document_id, {', '.join(f'p.{quoted(name)}' for name in names)}"
        " from pair_features as p inner join harmed as a on p.a = a.mention_id"
        " inner join harmed as b on p.b = b.mention_id order by p.a, p.b"
    ).fetchall()
    _drop_temporary(con)
    return rows


def _find_pairs(con: duckdb.DuckDBPyConnection) -> None:
    """Stories, places, days, origins and mentions, and the features of all candidate pairs of mentions."""
    review.apply(con)
    _group_stories(con)
    _run(con, "01_base.sql")
    _group_places(con)
    _define_words(con)
    for step in ("02_days.sql", "03_origins.sql", "04_mentions.sql", "05_pairs.sql"):
        _run(con, step)


def _define_words(con: duckdb.DuckDBPyConnection) -> None:
    """Macros for the kinds of attack and the kinds of site that a sentence names, with nulls for those it does not.

    The patterns are rows of ``seeds/reference``; as constants they are compiled once.
    """
    for code, table_name in (("event_kind", "event_kinds"), ("event_site", "event_sites")):
        tests = [
            f"case when regexp_matches(lower(words), {literal(row['pattern'])}) then {literal(row[code])} end"
            for row in seeds.reference(table_name)
        ]
        con.execute(f"create or replace temp macro {table_name}_of(words) as [{', '.join(tests)}]")
    told = [
        f"case when regexp_matches(lower(sentence), {literal(row['pattern'])}) then {literal(row['sense'])} end"
        for row in seeds.reference("toll_words")
    ]
    con.execute(
        "create or replace temp macro toll_words_of(sentence) as"
        f" list_filter([{', '.join(told)}], lambda word: word is not null)"
    )
    con.execute(f"create or replace temp macro sure_score() as {score.SURE!r}")
    con.execute("create or replace temp table common_words (word varchar)")
    _insert(con, "common_words", [(word,) for word in sorted(words.common_words())])


def _score_pairs(con: duckdb.DuckDBPyConnection) -> None:
    """How likely each candidate pair is one event, and whether that rests on an equal number."""
    learned = score.weights()
    con.execute(
        "create or replace temp table scored_pairs as"
        f" with summed as (select *, {learned.log_odds()} as log_odds,"
        f" {learned.log_odds(without='equal_number')}"
        f" + {learned.weights['imprecision']!r} * (wider - imprecision) as without_number from pair_features)"
        " select * exclude (log_odds, without_number), 1 / (1 + exp(-log_odds)) as score,"
        " log_odds >= 0 and without_number < 0 as rests_on_number from summed"
    )


def _group_mentions(con: duckdb.DuckDBPyConnection) -> None:
    """The mentions that tell of one event, as the table ``mention_groups``; what was kept apart, in ``kept_apart``."""
    document_of = dict(con.execute("select mention_id, document_id from mentions order by mention_id").fetchall())
    apart = set(
        con.execute("select a, b from told_apart union all select a, b from ruled_out order by a, b").fetchall()
    )
    # A mention without an even pair joins nothing, so that its other pairs count nothing.
    pairs = con.execute(
        "with joining as (select unnest([a, b]) as mention_id from scored_pairs where score >= $even"
        " union select m.mention_id from mention_rows as r inner join mentions as m on r.mention_key = m.mention_key"
        " where r.assertion_id in (select unnest([assertion_id, target_assertion_id]) from review_decisions))"
        " select a, b, score from scored_pairs where score >= $least"
        " and a in (select mention_id from joining) and b in (select mention_id from joining)",
        {"even": clusters.EVEN, "least": clusters.UNSCORED},
    ).fetchall()
    decided = _decided_pairs(con)
    apart |= {pair for pair, linked in decided.items() if not linked}
    pairs = [(a, b, s) for a, b, s in pairs if (a, b) not in decided]
    pairs += [(a, b, clusters.DECIDED) for (a, b), linked in decided.items() if linked]
    groups, kept = clusters.cluster([clusters.Pair(*row) for row in pairs], document_of, apart)
    con.execute("create or replace temp table mention_groups (mention_id bigint, group_id bigint)")
    _insert(con, "mention_groups", list(groups.items()))
    con.execute("create or replace temp table kept_apart (a bigint, b bigint, score double, reason varchar)")
    _insert(con, "kept_apart", [(k.a, k.b, k.score, k.reason) for k in kept])


def _decided_pairs(con: duckdb.DuckDBPyConnection) -> dict[tuple[int, int], bool]:
    """Pairs of mentions that a reviewer linked or set apart as a whole."""
    mention_of = dict(
        con.execute(
            "select r.assertion_id, m.mention_id from mention_rows as r inner join mentions as m"
            " on r.mention_key = m.mention_key where r.assertion_id in"
            " (select unnest([assertion_id, target_assertion_id]) from review_decisions)"
        ).fetchall()
    )
    found = {}
    for first, second, linked in review.decided_events(con):
        a, b = mention_of.get(first), mention_of.get(second)
        if a is not None and b is not None and a != b:
            found[min(a, b), max(a, b)] = linked
    return found


def _run(con: duckdb.DuckDBPyConnection, step: str) -> None:
    con.execute((STEPS / step).read_text(encoding="utf-8"))


def _drop_temporary(con: duckdb.DuckDBPyConnection) -> None:
    names = con.execute("select table_name from duckdb_tables() where temporary order by table_name").fetchall()
    for (name,) in names:
        con.execute(f"drop table temp.{quoted(name)}")
    for name in ("event_kinds_of", "event_sites_of", "toll_words_of", "sure_score"):
        con.execute(f"drop macro if exists temp.{name}")


def _group_stories(con: duckdb.DuckDBPyConnection) -> None:
    _sign_documents(con)
    signed = con.execute(
        "select document_id, publication_date, signature from documents"
        " inner join document_signatures using (document_id, version_hash) where is_current order by document_id"
    ).fetchall()
    found = stories.group(stories.SignedText(key, published, s) for key, published, s in signed)
    con.execute("delete from stories")
    _insert(
        con,
        "stories",
        sorted(
            (
                s.document_id,
                s.story_id,
                s.similarity,
                "own text" if s.document_id == s.story_id else "near-identical text",
            )
            for s in found
        ),
    )


def _sign_documents(con: duckdb.DuckDBPyConnection) -> None:
    """Sign the texts that have no signature yet; forget those of texts that are no longer current."""
    con.execute(
        "delete from document_signatures where (document_id, version_hash) not in"
        " (select (document_id, version_hash) from documents where is_current)"
    )
    while rows := con.execute(
        "select distinct document_id, version_hash, text from documents"
        " anti join document_signatures using (document_id, version_hash)"
        " where is_current order by document_id limit 20000"
    ).fetchall():
        _insert(
            con,
            "document_signatures",
            [(key, version, stories.sign(text), words.telling_words(text)) for key, version, text in rows],
        )


def _group_places(con: duckdb.DuckDBPyConnection) -> None:
    named = con.execute(
        "select *, folded(name) from (select raw_place_key,"
        " mode(place_text order by len(place_text), place_text) as name, mode(place_level order by place_level),"
        " mode(country order by country), median(latitude), median(longitude), count(*)"
        " from base where raw_place_key is not null group by raw_place_key) order by raw_place_key"
    ).fetchall()
    found = places.group(
        [
            places.NamedPlace(key, name or "", folded or "", level, country, latitude, longitude, mentions)
            for key, name, level, country, latitude, longitude, mentions, folded in named
        ]
    )
    con.execute("delete from place_groups")
    _insert(
        con,
        "place_groups",
        [
            (
                g.raw_key,
                lead.raw_key.removeprefix("id:"),
                lead.name,
                lead.level,
                lead.country,
                lead.latitude,
                lead.longitude,
                g.reason,
            )
            for g in sorted(found, key=lambda g: g.raw_key)
            for lead in (g.leader,)
        ],
    )


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Append rows in the table's column order; far quicker than statements row by row."""
    if not rows:
        return
    names = [row[0] for row in con.execute(f"describe {quoted(table)}").fetchall()]
    frame = pa.table({name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)})
    con.register("rows_to_insert", frame)
    con.execute(f"insert into {quoted(table)} by name select * from rows_to_insert")
    con.unregister("rows_to_insert")
