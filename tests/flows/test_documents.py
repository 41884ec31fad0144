"""Reading documents: what becomes a document, and what is left out with which sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from extractors.model import Document
from flows.documents.find import find, read
from flows.documents.model import Found, Options, Problem


def read_all(*paths: Path | str, **options) -> tuple[list[Document], list[Problem]]:
    items = list(read(paths, stdin=options.pop("stdin", None), options=Options(**options)))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Problem)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_keeps_every_code_point(tmp_path):
    text = "Line one.\r\nTwo \u00a0 spaces, a 𝟗 and a tab\t.\n\n"
    (document,), problems = read_all(write(tmp_path / "a.txt", text))
    assert document.text == text
    assert not problems


def test_front_matter_gives_outlet_date_and_url_and_is_no_part_of_the_text(tmp_path):
    path = write(
        tmp_path / "a.md",
        "---\noutlet: Harbour Wire\ndate: 2015-10-15\nurl: https://example.org/1\ntitle: Strike\n---\n"
        "Five people died.\n",
    )
    (document,), _ = read_all(path)
    assert (document.source, document.date, document.url, document.title) == (
        "Harbour Wire",
        "2015-10-15",
        "https://example.org/1",
        "Strike",
    )
    assert document.text == "Five people died."


def test_the_id_is_the_same_wherever_the_text_is_read_from(tmp_path):
    (here,), _ = read_all(write(tmp_path / "a.txt", "Five people died."))
    (there,), _ = read_all(write(tmp_path / "elsewhere" / "b.txt", "Five people died."))
    assert here.document_id == there.document_id


def test_two_outlets_with_the_same_words_are_two_documents_but_a_second_copy_is_left_out(tmp_path):
    for name, outlet in (("a", "Harbour Wire"), ("b", "Plain Dealer"), ("c", "Harbour Wire")):
        write(tmp_path / f"{name}.md", f"---\noutlet: {outlet}\n---\nFive people died.")
    documents, problems = read_all(tmp_path)
    assert [d.source for d in documents] == ["Harbour Wire", "Plain Dealer"]
    assert [str(p) for p in problems] == [f"{tmp_path}/c.md: the same document as {tmp_path}/a.md, read once."]


def test_a_folder_is_read_recursively_in_the_order_of_its_paths(tmp_path):
    for name in ("b.txt", "a/z.txt", "c.jsonl", "a/notes.csv", ".hidden.txt"):
        write(tmp_path / name, json.dumps({"id": name, "text": name}) if name.endswith("jsonl") else name)
    documents, problems = read_all(tmp_path)
    assert [d.text for d in documents] == ["a/z.txt", "b.txt", "c.jsonl"]
    assert [(Path(p.path).name, p.is_failure) for p in problems] == [(".hidden.txt", False), ("notes.csv", True)]


def test_json_lines_name_each_broken_line_and_read_the_others(tmp_path):
    lines = [
        '{"id": "one", "text": "First.", "source": "Harbour Wire", "date": "2015-10-15"}',
        '{"id": "two", "text": ',
        '["not", "an", "object"]',
        '{"id": "three"}',
        '{"id": "four", "text": 4}',
        "",
        '{"id": "one", "text": "Another."}',
        '{"id": 5, "text": "Numbered."}',
        '{"id": "six", "text": "x", "title": ["a"]}',
    ]
    documents, problems = read_all(write(tmp_path / "d.jsonl", "\n".join(lines)))
    assert [(d.document_id, d.text) for d in documents] == [("one", "First."), ("5", "Numbered.")]
    assert [(p.line, p.message.split(" ")[0]) for p in problems] == [
        (2, "not"),
        (3, "not"),
        (4, "has"),
        (5, "`text`"),
        (7, "the"),
        (9, "`title`"),
    ]


def test_a_line_without_id_is_named_by_its_content(tmp_path):
    (document,), _ = read_all(write(tmp_path / "d.jsonl", '{"text": "Five people died."}'))
    assert document.document_id == Document.id_of("Five people died.")


def test_a_byte_order_mark_is_no_text(tmp_path):
    for name, content in (("a.txt", "Five died."), ("b.jsonl", '{"id": "b", "text": "Five died."}')):
        (document,), problems = read_all(write(tmp_path / name, b"\xef\xbb\xbf" + content.encode()))
        assert (document.text, problems) == ("Five died.", [])


def test_half_a_surrogate_pair_is_replaced_and_offsets_stay(tmp_path):
    (document,), _ = read_all(write(tmp_path / "d.jsonl", '{"id": "a", "text": "x \\ud83d 5 died"}'))
    assert document.text == "x \ufffd 5 died"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3", "its PDF is broken"),
        ("late-nul.txt", b"text " * 4000 + b"\0", "binary file"),
        ("cut.txt", "Five died.".encode("utf-16")[:-1], "UTF-16"),
        ("alias.md", "---\na: &a [x]\ntitle: *a\n---\nText.", "aliases are not read"),
        ("deep.md", "---\ntitle: " + "[" * 5_000 + "\n---\nText.", "front matter"),
        ("front.md", "---\ntitle: [unclosed\n---\nText.", "front matter is not valid YAML"),
        ("empty.jsonl", "", "empty"),
    ],
)
def test_what_is_no_text_is_left_out_with_a_reason(tmp_path, name, content, words):
    documents, problems = read_all(write(tmp_path / name, content))
    assert not documents
    assert words in str(*problems)


def test_an_invalid_byte_costs_only_its_line(tmp_path):
    path = write(tmp_path / "d.jsonl", b'{"id": "a", "text": "\xe9"}\n{"id": "b", "text": "fine"}\n')
    documents, problems = read_all(path)
    assert [d.document_id for d in documents] == ["b"]
    assert [p.line for p in problems] == [1]


def test_a_huge_line_costs_only_itself(tmp_path):
    huge = json.dumps({"id": "huge", "text": "x" * 5000})
    path = write(tmp_path / "d.jsonl", f'{huge}\n{{"id": "b", "text": "fine"}}\n')
    documents, problems = read_all(path, max_bytes=1000)
    assert [d.document_id for d in documents] == ["b"]
    assert "FIGURES_MAX_DOCUMENT_MB" in str(*problems)


def test_a_deeply_nested_line_is_a_problem_not_a_crash(tmp_path):
    _, problems = read_all(write(tmp_path / "d.jsonl", "[" * 200_000))
    assert [p.line for p in problems] == [1]


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (b"Five people died.", ["Five people died."]),
        (b'\n{"id": "a", "text": "A."}\n{"id": "b", "text": "B."}', ["A.", "B."]),
    ],
)
def test_standard_input_is_json_lines_if_it_begins_like_it_else_one_text(given, texts):
    documents, problems = read_all("-", stdin=io.BytesIO(given))
    assert [d.text for d in documents] == texts
    assert not problems


def test_missing_and_empty_places_are_problems(tmp_path):
    documents, problems = read_all(tmp_path / "nope", tmp_path)
    assert not documents
    assert ["no such file" in str(problems[0]), "no file in this folder" in str(problems[1])] == [True, True]


def test_the_address_is_the_file_or_the_url_and_an_id_needs_none(tmp_path):
    write(tmp_path / "a.txt", "Five died.")
    write(tmp_path / "b.md", "---\nid: mine\nurl: https://example.org/b\n---\nSix died.")
    lines = [
        {"text": "Seven died.", "url": "https://example.org/c"},
        {"id": "d", "text": "x", "url": "u"},
        {"text": "y"},
    ]
    write(tmp_path / "c.jsonl", "\n".join(map(json.dumps, lines)))
    found = [item.address for item in find([tmp_path]) if isinstance(item, Found)]
    assert found == [str(tmp_path / "a.txt"), None, "https://example.org/c", None, None]


def test_a_file_given_by_itself_and_by_its_folder_is_read_once(tmp_path):
    documents, problems = read_all(tmp_path, write(tmp_path / "a.txt", "Five died."))
    assert [d.text for d in documents] == ["Five died."]
    assert not problems
