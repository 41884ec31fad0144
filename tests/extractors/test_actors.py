"""The source registry: names folded and found, descriptions typed, no unnamed source taken for a known one."""

from __future__ import annotations

import re

import pytest

from extractors.vocabulary.actors import fold, is_medium, is_person, resolve
from seeds import reference

SOURCE_CLASSES = {
    "belligerent_official", "state_media", "news_agency", "independent_media", "monitor_ngo", "un_agency", "medical",
    "resident_witness", "activist", "unnamed_official", "unnamed_estimates", "document", "unattributed",
}  # fmt: skip


def test_the_registry_holds_at_least_120_actors_of_every_region() -> None:
    rows = reference("actors")
    assert len(rows) >= 120
    conflicts = {c for row in rows for c in row["party_to_conflict"].split("|") if c}
    wanted = {"syria", "iraq", "ukraine", "gaza", "yemen", "sudan", "ethiopia", "drc", "myanmar", "el_salvador", "peru"}
    assert wanted <= conflicts


def test_registry_rows_use_the_vocabularies() -> None:
    rows = reference("actors")
    conflicts = {row["conflict"] for row in reference("conflicts")}
    assert len({row["actor_id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source_class"] in SOURCE_CLASSES, row
        assert re.fullmatch(r"[A-Z]{2}|", row["country"]), row
        assert set(filter(None, row["party_to_conflict"].split("|"))) <= conflicts, row
        assert bool(row["party_to_conflict"]) == bool(row["side"]), row


def test_no_alias_stands_for_two_actors() -> None:
    owner: dict[str, str] = {}
    for row in reference("actors"):
        for name in [row["name"], *row["aliases"].split("|"), *row["people"].split("|")]:
            if name:
                assert owner.setdefault(fold(name), row["actor_id"]) == row["actor_id"], name


@pytest.mark.parametrize("table", ["source_head_nouns", "source_modifiers"])
def test_words_are_typed_by_known_classes(table: str) -> None:
    assert {row["source_class"] for row in reference(table)} <= SOURCE_CLASSES


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("SOHR", "sohr"),
        ("the UK-based Syrian Observatory for Human Rights (SOHR)", "sohr"),
        ("Rami Abdel Rahman of the Syrian Observatory for Human Rights", "sohr"),
        ("Observatory director Rami Abdel Rahman", "sohr"),
        ("Médecins Sans Frontières", "msf"),
        ("the U.N.", "un"),
        ("Russia’s Defence Ministry", "russia_mod"),
        ("Russian Defense Ministry spokesman Maj. Gen. Igor Konashenkov", "russia_mod"),
        ("a spokesman for the Syrian Democratic Forces", "sdf"),
        ("Gaza's Health Ministry", "gaza_health_ministry"),
        ("RADIO VENCEREMOS", "radio_venceremos"),
        ("SANAs correspondent", "sana"),
        ("the Example Mountain Party", None),
        ("who", None),
        ("", None),
    ],
)
def test_names_are_found_however_they_are_written(text: str, actor_id: str | None) -> None:
    assert resolve(text).actor_id == actor_id


@pytest.mark.parametrize(
    ("text", "source_class"),
    [
        ("a resident", "resident_witness"),
        ("Local sources in the town", "resident_witness"),
        ("activists", "activist"),
        ("activist group Our Town Speaks", "activist"),
        ("a medical source in the city", "medical"),
        ("hospital officials", "medical"),
        ("a military source", "unnamed_official"),
        ("US officials", "unnamed_official"),
        ("the army's spokesman", "belligerent_official"),
        ("a rebel group", "belligerent_official"),
        ("a human rights group", "monitor_ngo"),
        ("state television", "state_media"),
        ("the local newspaper", "independent_media"),
        ("Other media sources", "independent_media"),
        ("various estimates", "unnamed_estimates"),
        ("Analysts", "unnamed_estimates"),
        ("the statement", "document"),
        ("Someone Unheard Of", "unattributed"),
    ],
)
def test_unknown_sources_are_typed_by_their_nouns(text: str, source_class: str) -> None:
    match = resolve(text)
    assert match.actor_id is None
    assert match.source_class == source_class
    assert not match.party


@pytest.mark.parametrize(
    "text", ["a source in the Syrian army", "Syrian army officials", "Reuters sources", "a Hamas official"]
)
def test_an_unnamed_source_is_not_the_body_it_belongs_to(text: str) -> None:
    match = resolve(text)
    assert match.actor_id is None
    assert not match.named


def test_a_party_to_a_conflict_is_marked() -> None:
    assert resolve("the FMLN").party
    assert not resolve("Reuters").party
    assert not resolve("the International Committee of the Red Cross").party


@pytest.mark.parametrize(
    ("text", "expected"),
    [("AFP", True), ("SANA reporter", True), ("state radio", True), ("reporters", False), ("the army", False)],
)
def test_media_are_told_from_speakers(text: str, expected: bool) -> None:
    assert is_medium(text) is expected


def test_people_are_told_from_bodies() -> None:
    assert is_person("Russian President Vladimir Putin")
    assert not is_person("the Kremlin")
