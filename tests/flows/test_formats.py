"""What people have goes in: a folder of odd files is read right or named, and pages without their menus."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from flows.documents.find import find
from flows.documents.kinds import documents
from flows.documents.model import Found, Options, Problem, Source
from tests.flows import odd_files
from warehouse.store import query

PAGES = Path(__file__).with_name("pages")
READ = [*range(101, 109), 111, 112, 121, *range(131, 137), *range(141, 148), *range(151, 160), *range(161, 164)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "as kept"
    made.mkdir()
    odd_files.fill(made)
    return made


def both(*paths: Path, **options) -> tuple[list[Found], list[Problem]]:
    items = list(find(paths, options=Options(**options)))
    return [i for i in items if isinstance(i, Found)], [i for i in items if isinstance(i, Problem)]


def test_every_file_of_a_folder_as_people_keep_it_is_read_right_or_named(folder: Path) -> None:
    found, problems = both(folder)
    numbers = [int(n) for item in found for n in re.findall(r"At least (\d+)", item.document.text)]
    assert sorted(numbers) == sorted([*READ, 122, 123, 124])
    assert not [item for item in found if re.search(r"\b99\d\b", item.document.text)]
    met = {item.path for item in (*found, *problems)}
    files = {str(p) for p in folder.rglob("*") if not p.is_dir() and "caf" not in p.name}
    assert len(files) > 40
    assert files <= met
    assert {(Path(p.path).name, p.line) for p in problems if p.is_failure} == {
        *((Path(name).name, line) for name, line in BROKEN),
    }
    passed = {Path(p.path).name: p.message for p in problems if not p.is_failure}
    assert passed.keys() >= {"picture.png", "sheet.xlsx", "no suffix", ".DS_Store", "pipe.txt", "link.txt", "loop"}
    assert "--follow-links" in passed["link.txt"]
    assert "save its sheet as .csv" in passed["sheet.xlsx"]


BROKEN = [
    *(("acled.csv", line) for line in (3, 4)),
    *((name, None) for name in ("cut.pdf", "cut.docx", "cut.txt.gz", "bomb.txt.gz", "entities.xml", "scanned.pdf")),
    *((name, None) for name in ("deep.json", "no-column.csv", "empty.parquet", "links.html", "caf\\xe9.txt")),
]


def test_what_is_delivered_beside_the_text_is_kept(folder: Path) -> None:
    found, _ = both(folder)
    told = {Path(item.path).name: item for item in found}

    def of(name: str) -> tuple[str | None, ...]:
        document = told[name].document
        return document.source, document.date, document.title, document.url

    assert of("2019-03-04 with headers.txt")[:2] == ("Ridge Courier", "2019-03-05")
    assert of("2019-03-06.md")[:2] == ("Ridge Courier", "2019-03-06")
    assert of("one.eml") == ("Ridge Courier", "2019-03-05", "992 new messages", None)
    assert of("feed.xml") == ("Ridge Courier", "2019-03-05", "Raid", "https://ridge.example/1")
    assert of("feed.atom") == ("Ridge Courier", "2019-03-05", "Raid", "https://ridge.example/2")
    assert of("page.html")[0] == "Ridge Courier"
    assert of("reliefweb.json")[0] == "Desk"
    assert of("result.json")[0] == "Front Diary"
    assert told["acled.csv"].document.location == "Belan"
    assert told["acled.csv"].document.document_id == "acled:SAR1"
    assert told["capture.warc"].document.url == "https://ridge.example/161/page"
    assert told["windows.txt"].notes == ("read as cp1252",)
    assert "préfet" in told["windows.txt"].document.text
    assert told["2019-03-06.md"].notes == ("date from the file's name",)
    assert told["2019-03-04 with headers.txt"].notes == ("date, source from header lines",)
    assert told["report.pdf"].original.format == "pdf"
    assert len({item.original.sha256 for item in found}) == len(found)


def test_what_is_attached_to_a_mail_is_read_as_any_file_and_what_is_not_is_named(folder: Path) -> None:
    found, problems = both(folder / "attached.eml")
    told = [(item.document.text.split(" people")[0], item.document.source, item.document.date) for item in found]
    assert told == [
        ("Attached.\n", "Ridge Courier", "2019-03-05"),
        ("At least 145", "Ridge Courier", "2019-03-05"),
        ("See the file.\n", "Hill Diary", "2019-03-04"),
        ("At least 146", "Hill Diary", "2019-03-04"),
    ]
    assert found[1].document.document_id == "<145@ridge.example>#1"
    assert found[1].notes == ("source and date from the mail that it is attached to",)
    assert found[1].original.format == "pdf"
    assert {p.message.partition(":")[0]: p.is_failure for p in problems} == {
        "its attachment sheet.xlsx": False,
        "its attachment picture.png": False,
    }
    nested = odd_files.mail_with_attachments(145)
    for _ in range(6):
        outer = EmailMessage()
        outer["Subject"] = "Forwarded"
        outer.add_attachment(email.message_from_bytes(nested, policy=email.policy.default))
        nested = outer.as_bytes()
    deep = list(documents(Source(io.BufferedReader(io.BytesIO(nested)), "deep.eml", ".eml", Options())))
    assert [type(item).__name__ for item in deep] == ["Fault"]
    assert "mails in mails" in deep[0].message


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0 and more", "old Word; save it as .docx"),
        ("sheet.xlsx", b"PK\x03\x04 and more", "save its sheet as .csv"),
        ("mail.msg", b"\xd0\xcf\x11\xe0 and more", "save it as .eml"),
        ("all.zip", b"PK\x03\x04 and more", "unpack it"),
    ],
)
def test_a_file_of_another_format_is_named_with_what_to_do(tmp_path: Path, name: str, data: bytes, advice: str) -> None:
    (tmp_path / name).write_bytes(data)
    found, (problem,) = both(tmp_path / name)
    assert not found
    assert problem.is_failure
    assert advice in problem.message
    _, problems = both(tmp_path)
    assert any(advice in p.message and not p.is_failure for p in problems)


def test_a_word_file_of_the_wrong_name_is_read_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "report.doc").write_bytes(rb"{\rtf1\ansi Five people were killed.\par}")
    (item,), _ = both(tmp_path / "report.doc")
    assert item.document.text.strip() == "Five people were killed."
    kept = io.BytesIO()
    word = docx.Document()
    word.add_paragraph("Six people were killed.")
    word.save(kept)
    (tmp_path / "report.text").write_bytes(kept.getvalue())
    (item,), _ = both(tmp_path / "report.text")
    assert item.document.text.strip() == "Six people were killed."


def test_a_saved_page_keeps_where_and_when_it_was_saved(folder: Path) -> None:
    (item,), _ = both(folder / "saved.mhtml")
    assert item.document.url == "https://ridge.example/147"
    assert (item.capture.address, item.capture.fetched_at) == ("https://ridge.example/147", "2019-03-05T10:00:00+00:00")


def test_the_address_of_an_archive_is_kept_and_the_page_is_known_by_its_own(tmp_path: Path) -> None:
    kept = "https://web.archive.org/web/20190305101112/https://ridge.example/raid"
    lines = [
        {"id": "a", "text": "Five died.", "url": kept},
        {"id": "b", "text": "Six died.", "url": "https://ridge.example/b", "archive_url": "https://archive.ph/AbCdE"},
    ]
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "page.md").write_text(f"---\nurl: https://ridge.example/c\narchive_url: {kept}\n---\nSeven died.")
    found, _ = both(tmp_path)
    assert [(item.document.url, item.capture.archive_address) for item in found] == [
        ("https://ridge.example/raid", kept),
        ("https://ridge.example/b", "https://archive.ph/AbCdE"),
        ("https://ridge.example/c", kept),
    ]


def test_running_heads_of_a_pdf_are_no_text(folder: Path) -> None:
    (item,), _ = both(folder / "three pages.pdf")
    assert "Bulletin" not in item.document.text
    assert "Page 2 of 3" not in item.document.text
    assert item.document.text.count("At least") == 3


def test_links_are_followed_when_asked_and_no_folder_twice(folder: Path) -> None:
    found, problems = both(folder, follow_links=True)
    assert [item for item in found if "999" in item.document.text]
    assert [p.message for p in problems if Path(p.path).name == "loop"] == ["a link back to a folder above it."]


def test_the_user_supplies_what_documents_lack(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Five died.")
    (item,), _ = both(tmp_path, outlet="Ridge Courier", date="2019-03-05", place="Belan")
    document = item.document
    assert (document.source, document.date, document.location) == ("Ridge Courier", "2019-03-05", "Belan")
    assert item.notes == ("source from --outlet", "date from --date", "location from --place")


def test_columns_are_named_and_a_wrong_name_says_which_there_are(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("nr,body,day\n1,Five died.,03/04/2019\n2,Six died.,13/04/2019\n3,Seven died.,2019-04-13,extra\n")
    columns = {"text": "body", "id": "nr", "date": "day"}
    found, problems = both(file, columns=columns)
    assert [item.document.document_id for item in found] == ["2"]
    assert [(p.line, p.check) for p in problems] == [(2, "date_unambiguous"), (4, "columns_known")]
    found, _ = both(file, columns=columns, date_order="dmy")
    assert [item.document.document_id for item in found] == ["1", "2"]
    _, (problem,) = both(file, columns={"text": "story"})
    assert "nr, body, day" in problem.message


def test_an_encoding_is_forced(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Пять погибли.".encode("cp1251"))
    (item,), _ = both(file, encoding="cp1251")
    assert item.document.text == "Пять погибли."
    _, (problem,) = both(file, encoding="utf-8")
    assert "as --encoding says" in problem.message


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    stream = io.BufferedReader(io.BytesIO(odd_files.pdf("Five died.")))
    (fault,) = documents(Source(stream, "a.pdf", ".pdf"))
    assert "pip install 'conflict-figures[formats]'" in fault.message


def test_a_pattern_and_a_url_name_files_too(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(f"{name} died.")
    found, problems = both(tmp_path / "*.txt")
    assert ([item.document.text for item in found], problems) == (["a.txt died.", "b.txt died."], [])
    found, problems = both(f"file://{tmp_path}/c.md")
    assert ([item.document.text for item in found], problems) == (["c.md died."], [])
    _, (problem,) = both("https://ridge.example/a.html")
    assert "figures sources" in problem.message


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_keeps_every_sentence_with_a_figure_and_no_number_of_its_menu(page: Path) -> None:
    """In these pages every number that is no figure of the text has four digits and begins with 9."""
    (item,), problems = both(page)
    assert not problems
    text = " ".join(item.document.text.split())
    assert not re.findall(r"\b9\d{3}\b", text)
    wanted = EXPECTED[page.stem]
    assert [sentence for sentence in wanted if sentence not in text] == []


EXPECTED = json.loads((PAGES / "sentences.json").read_text(encoding="utf-8"))


def test_a_run_names_what_it_passed_over_in_its_summary_and_in_quarantine(figures, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(odd_files.RAID.format(12))
    (folder / "b.html").write_text(odd_files.page(13))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4")
    result = figures("run", folder, "--plain")
    assert result.returncode == 2, result.stderr
    assert "photo.jpg: not read: .jpg is no format of documents here." in result.stderr
    assert "1 left out, 1 passed over" in result.stdout
    assert "2 of 2 documents have no date: they are hardly compared" in result.stdout
    warehouse = tmp_path / "home" / "warehouse.duckdb"
    kept = query(warehouse, "select check_name, row_key from quarantine where is_current order by 1").rows
    assert [(check, Path(key).name) for check, key in kept] == [
        ("input_kind", "photo.jpg"),
        ("input_readable", "cut.pdf"),
    ]
    formats = query(warehouse, "select original_format, len(original_sha256) from documents order by 1").rows
    assert formats == [("html", 64), ("txt", 64)]

    (folder / "cut.pdf").unlink()
    again = figures("run", folder, "--plain", "--date", "2019-03-05", "--outlet", "Ridge Courier")
    assert again.returncode == 0, again.stderr
    assert "date from --date: 2 documents" in again.stdout
