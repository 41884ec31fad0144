"""`figures extract` and `figures tolls` as a user meets them: results, sentences and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STORY = "At least five civilians were killed in Teir Malla on Thursday, the monitor said."


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def assert_sentence(result, *words: str) -> None:
    """Exit code 2 and one clear sentence; no traceback, nothing on standard output."""
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    assert all(word in result.stderr for word in words), result.stderr


def test_a_text_file_gives_assertions_whose_offsets_hold(figures, tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    result = figures("extract", "a.txt")
    assert result.returncode == 0, result.stderr
    (assertion,) = [a for a in lines(result.stdout) if a["outcome"] == "killed"]
    assert (assertion["asserted_low"], assertion["asserted_high"]) == (5, None)
    assert assertion["run_id"] is None
    assert assertion["rules"].count("; ") > 1
    assert STORY[assertion["start"] : assertion["end"]] == assertion["exact"]


def test_documents_keep_their_order_and_ids_and_the_file_is_written(figures, tmp_path):
    names = ["c", "a", "b"]
    content = "".join(json.dumps({"id": n, "text": STORY}) + "\n" for n in names)
    result = figures("extract", "-", "--output", "out/deep/assertions.jsonl", stdin=content)
    assert (result.returncode, result.stdout) == (0, "")
    written = (tmp_path / "out/deep/assertions.jsonl").read_text(encoding="utf-8")
    assert list(dict.fromkeys(a["document_id"] for a in lines(written))) == names
    assert [p.name for p in (tmp_path / "out/deep").iterdir()] == ["assertions.jsonl"]


def test_a_text_without_figures_is_a_normal_empty_result(figures):
    result = figures("extract", "-", stdin="The envoys left without a word.")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_broken_line_is_named_the_others_are_read_and_the_exit_code_says_so(figures, tmp_path):
    good = json.dumps({"id": "good", "text": STORY})
    (tmp_path / "d.jsonl").write_text(f'{{"id": "bad", "text": \n{good}\n', encoding="utf-8")
    result = figures("extract", "d.jsonl")
    assert_sentence(result, "d.jsonl, line 1", "not valid JSON")
    assert {a["document_id"] for a in lines(result.stdout)} == {"good"}


@pytest.mark.parametrize("command", ["extract", "tolls", "explain", "run"])
def test_a_missing_path_is_named(figures, command):
    assert_sentence(figures(command, "nowhere.txt"), "nowhere.txt", "no such file or folder")


def test_an_empty_folder_is_named(figures, tmp_path):
    (tmp_path / "empty").mkdir()
    assert_sentence(figures("extract", "empty"), "empty", "no file in this folder")


def test_a_binary_file_is_refused_and_leaves_no_output(figures, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x7fELF\0\0\0")
    assert_sentence(figures("extract", "a.txt", "-o", "out.jsonl"), "a.txt", "binary")
    assert not (tmp_path / "out.jsonl").exists()


def test_output_that_cannot_be_written_is_named(figures, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "file").write_text("")
    assert_sentence(figures("extract", "a.txt", "-o", "file/out.jsonl"), "cannot be written")
    assert_sentence(figures("extract", "a.txt", "-o", "."), "is a folder")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full to stand for a full disk")
def test_a_full_disk_is_a_sentence(figures, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    result = figures("extract", "a.txt", "-o", "/dev/full")
    assert (result.returncode, result.stdout) == (1, "")
    assert "cannot be written: No space left" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_earlier_output_survives_a_failed_run(figures, tmp_path):
    (tmp_path / "out.jsonl").write_text("earlier\n")
    figures("extract", "-", "-o", "out.jsonl", stdin=b"\0")
    assert (tmp_path / "out.jsonl").read_text() == "earlier\n"


def test_settings_that_make_no_sense_are_named(figures):
    assert_sentence(figures("extract", "-", stdin=STORY, FIGURES_MAX_DOCUMENT_MB="many"), "FIGURES_MAX_DOCUMENT_MB")


def test_wrong_usage_points_to_help(figures):
    assert_sentence(figures("extract"), "--help")
    assert_sentence(figures("nonsense"), "nonsense")


def test_the_stream_can_be_cut_off(figures, tmp_path):
    """`figures extract x | head -1` ends quietly."""
    (tmp_path / "d.jsonl").write_text(
        "".join(json.dumps({"id": str(i), "text": STORY * 20}) + "\n" for i in range(40)), encoding="utf-8"
    )
    command = f"{Path(sys.executable).with_name('figures')} extract d.jsonl | head -n 1 > first.txt"
    result = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    assert len(lines((tmp_path / "first.txt").read_text(encoding="utf-8"))) == 1


def test_tolls_of_a_document(figures):
    content = json.dumps({"id": "a", "text": "A bomb killed 12 people, including two children. Thirty were wounded."})
    result = figures("tolls", "-", stdin=content + "\n")
    assert result.returncode == 0, result.stderr
    found = {t["outcome"]: t for t in lines(result.stdout)}
    assert (found["killed"]["document_id"], found["killed"]["best"]) == ("a", 12)
    assert found["injured"]["best"] == 30
    assert found["killed"]["assertion_ids"]


ATTACK = "Two gunmen killed 15 guests at an inn. Both gunmen were shot dead. A bomb killed 40 people in 2012."


def test_tolls_without_attackers(figures):
    content = json.dumps({"id": "a", "text": ATTACK}) + "\n"
    everybody, victims = (figures("tolls", "-", "--count", who, stdin=content) for who in ("all", "victims"))
    (killed,), (harmed,) = lines(everybody.stdout), lines(victims.stdout)
    assert (killed["best"], killed["high"], killed["of_attackers"], killed["attackers_in_best"]) == (15, 17, 2, 0)
    assert (harmed["best"], harmed["high"], harmed["of_attackers"]) == (15, 15, 0)
    assert figures("tolls", "-", "--count", "guests", stdin=content).returncode == 2


def test_tolls_explained(figures):
    result = figures("tolls", "-", "--explain", stdin=json.dumps({"id": "a", "text": ATTACK}) + "\n")
    assert result.returncode == 0, result.stderr
    told = result.stdout
    assert "killed: 15 (15 to 17); attackers: 0 in the number, 2 in the range" in told
    best, others = told.split("the number is taken from:")[1].split("other events, not counted:")
    assert "“15 guests”" in best
    assert "“40 people”" in others


def test_tolls_of_a_text_that_counts_nobody_say_so(figures):
    content = json.dumps({"id": "a", "text": "The council met on Monday."}) + "\n"
    assert figures("tolls", "-", stdin=content).stdout == ""
    assert "No toll" in figures("tolls", "-", "--explain", stdin=content).stdout


def test_the_scratch_file_is_never_seen(figures, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    before = set(Path(tmp_path).iterdir())
    figures("extract", "a.txt", "-o", "/dev/null")
    assert set(Path(tmp_path).iterdir()) == before
