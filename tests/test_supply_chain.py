"""What the program is built from: hashes, licences, the parser's files, the bill of materials, the audit's answer."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from benchmarks import supply_chain
from extractors.document import parse, parser_files

PARSER = parse.DEFAULT_MODEL


def test_every_locked_file_has_its_hash_and_every_package_a_permitted_licence() -> None:
    assert list(supply_chain.faults()) == []


def test_a_new_package_and_a_licence_that_is_not_permitted_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = supply_chain.LISTED.read_text(encoding="utf-8").splitlines()
    changed = [row.replace("rich,MIT", "rich,GPL-3.0-only") for row in rows if not row.startswith("typer,")] + [
        "gone,MIT,to run"
    ]
    monkeypatch.setattr(supply_chain, "LISTED", tmp_path / "licences.csv")
    supply_chain.LISTED.write_text("\n".join(changed) + "\n", encoding="utf-8")
    said = "\n".join(supply_chain.faults())
    assert "typer: not in docs/licences.csv" in said
    assert "rich: says MIT" in said
    assert "rich: GPL-3.0-only is not among those permitted" in said
    assert "gone: in docs/licences.csv, not in uv.lock" in said


def test_a_parser_with_another_byte_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.find_spec(PARSER)
    assert spec is not None and spec.origin is not None
    copy = Path(shutil.copytree(Path(spec.origin).parent, tmp_path / PARSER))
    parser_files.check(PARSER, copy)
    weights = next(copy.rglob("parser/model"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"\0")
    with pytest.raises(OSError, match="parser/model is not what was published"):
        parser_files.check(PARSER, copy)
    # And loading asks: before the package is even imported.
    monkeypatch.setitem(parser_files.SHA256, PARSER, {"__init__.py": "0" * 64})
    with pytest.raises(OSError, match="nothing of it is loaded"):
        parse.load_model.__wrapped__(PARSER)


def test_the_bill_of_materials_names_what_is_installed_to_run() -> None:
    bill = supply_chain.bill_of_materials()
    named = {component["name"]: component for component in bill["components"]}
    assert supply_chain.needed_to_run(supply_chain.locked()) <= named.keys()
    assert "pytest" not in named
    duckdb = named["duckdb"]
    assert duckdb["licenses"] == [{"expression": "MIT"}]
    assert any(each["alg"] == "SHA-256" for file in duckdb["externalReferences"] for each in file["hashes"])


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ("", 2, "nothing was audited"),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found on PyPI"}]}', 2, "nothing was audited"),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "x"}]}',
            2,
            "not audited: b",
        ),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0, "1 packages audited, 0 known"),
        (
            json.dumps(
                {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}]}
            ),
            1,
            "a 1: PYSEC-1, mended in 2",
        ),
    ],
)
def test_an_audit_that_was_not_made_is_not_called_clean(
    answer: str, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert supply_chain._told(answer, "no route to host") == code
    printed = capsys.readouterr()
    assert words in printed.out + printed.err
