"""What can be wrong with the file: each case in its own words, and nothing of it costs the file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from warehouse import WarehouseDamaged, WarehouseError, WarehouseMissing, WarehouseUnreadable
from warehouse.ask import query
from warehouse.connection import open_warehouse

SUM = "select count(*), sum(n), max(words) from numbers"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.duckdb"
    with open_warehouse(path) as con:
        con.execute("create table numbers as select range as n, md5(range::varchar) as words from range(60000)")
    return path


def test_flipped_bits_are_damage_in_words_or_harmless_never_another_answer(sound: Path, tmp_path: Path) -> None:
    whole, right = sound.read_bytes(), query(sound, SUM).rows
    place = random.Random(7)
    damaged = 0
    for number in range(60):
        flipped = bytearray(whole)
        at = place.randrange(len(whole)) if number % 2 else place.randrange(3 * 4096)
        flipped[at] ^= 1 << place.randrange(8)
        path = tmp_path / "flipped.duckdb"
        path.write_bytes(flipped)
        try:
            assert query(path, SUM).rows == right
        except WarehouseError as error:
            damaged += 1
            assert isinstance(error, WarehouseUnreadable), error
            assert "open in another process" not in str(error)
        assert path.read_bytes() == flipped
    assert damaged > 20


def test_a_damaged_block_met_while_rows_are_read_is_damage_too(sound: Path) -> None:
    flipped = bytearray(sound.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    sound.write_bytes(flipped)
    with pytest.raises(WarehouseDamaged, match=r"is damaged.*figures restore"):
        query(sound, SUM)


def test_a_file_cut_short_is_damaged_and_left_as_it_is(sound: Path) -> None:
    short = sound.read_bytes()[:200_000]
    sound.write_bytes(short)
    for read_only in (True, False):
        with pytest.raises(WarehouseDamaged, match="is damaged"), open_warehouse(sound, read_only=read_only):
            pass
    assert sound.read_bytes() == short


@pytest.mark.parametrize("size", [0, 100, 4096, 8192])
def test_what_a_kill_at_its_making_left_is_made_anew(sound: Path, size: int) -> None:
    sound.write_bytes(sound.read_bytes()[:size])
    with pytest.raises(WarehouseMissing, match="figures run"):
        query(sound, "select 1")
    with open_warehouse(sound) as con:
        con.execute("create table numbers as select 1 as n")
    assert query(sound, "from numbers").rows == [(1,)]
    assert sorted(p.name for p in sound.parent.iterdir()) == ["sound.duckdb"]


def test_a_small_text_is_no_half_made_warehouse(tmp_path: Path) -> None:
    note = tmp_path / "note.duckdb"
    note.write_text("my notes")
    with pytest.raises(WarehouseError), open_warehouse(note):
        pass
    assert note.read_text() == "my notes"


def test_a_failed_making_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    with pytest.raises(WarehouseError), open_warehouse(folder):
        pass
    assert list(folder.iterdir()) == []
