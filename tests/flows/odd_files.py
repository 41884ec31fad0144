"""A folder as people keep it: each format twice, some broken, some no documents at all; made anew for a test."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

RAID = "At least {} people were killed in the raid on Belan, the mayor said."


def fill(folder: Path) -> None:
    """Writes the files; those that are read say of themselves how many were killed, each another number."""
    for name, data in [*_texts(), *_pages(), *_office(), *_mails(), *_lists(), *_archives(), *_broken()]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    _no_documents(folder)


def _texts() -> Iterator[tuple[str, str | bytes]]:
    yield "plain.txt", RAID.format(101)
    yield "2019-03-04 with headers.txt", f"Source: Ridge Courier\nPublished: 2019-03-05\n\n{RAID.format(102)}"
    yield "notes/2019-03-06.md", f"---\noutlet: Ridge Courier\n---\n{RAID.format(103)}"
    yield "notes/bare.markdown", RAID.format(104)
    yield "windows.txt", f"{RAID.format(105)} “Très grave”, said the préfet.".encode("cp1252")
    yield "utf16.txt", RAID.format(106).encode("utf-16")
    yield "lines.jsonl", json.dumps({"id": "x1", "text": RAID.format(107)})
    yield "packed.txt.gz", gzip.compress(RAID.format(108).encode())


def page(number: int) -> str:
    """A page with a menu whose number is no figure."""
    return (
        f"<html><head><title>Raid on Belan</title><meta property='og:site_name' content='Ridge Courier'></head><body>"
        f"<nav><ul><li><a href='/'>Most read: 990 killed elsewhere</a></li></ul></nav><article><h1>Raid on Belan</h1>"
        f"<p>{RAID.format(number)}</p><p>The wounded were brought to the hospital of the next town, where doctors and "
        f"nurses of three wards had been called in during the night.</p></article></body></html>"
    )


def _pages() -> Iterator[tuple[str, str]]:
    yield "page.html", page(111)
    yield "saved as text.htm", page(112)


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page, by hand (ISO 32000-1, 7.5)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 300] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        shown = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("\n"))
        content = f"BT /F1 12 Tf 40 250 Td {shown}ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def _office() -> Iterator[tuple[str, bytes]]:
    import docx
    import odfdo

    yield "report.pdf", pdf(RAID.format(121))
    heads = (f"Bulletin 7\n{RAID.format(122 + n)}\nMore follows tomorrow.\nPage {n + 1} of 3" for n in range(3))
    yield "three pages.pdf", pdf(*heads)
    for name, number in (("report.docx", 131), ("table.docx", 132)):
        file = docx.Document()
        if name.startswith("table"):
            cells = file.add_table(rows=1, cols=2).rows[0].cells
            cells[0].text, cells[1].text = "Belan", RAID.format(number)
        else:
            file.add_paragraph(RAID.format(number))
        kept = io.BytesIO()
        file.save(kept)
        yield name, kept.getvalue()
    for name, number in (("report.odt", 133), ("second.odt", 134)):
        text = odfdo.Document("text")
        text.body.clear()
        text.body.append(odfdo.Paragraph(RAID.format(number)))
        kept = io.BytesIO()
        text.save(kept)
        yield name, kept.getvalue()
    for name, number in (("report.rtf", 135), ("second.rtf", 136)):
        yield name, rf"{{\rtf1\ansi\b Belan\b0\par {RAID.format(number)}\par}}".encode()


def mail(number: int, *, html: bool = False) -> bytes:
    """A message whose headers hold numbers that are none of its figures."""
    message = EmailMessage()
    message["From"] = "Ridge Courier <desk991@ridge.example>"
    message["To"] = "list@example.org"
    message["Date"] = "Tue, 05 Mar 2019 10:00:00 +0000"
    message["Subject"] = "992 new messages"
    message["Message-ID"] = f"<{number}@ridge.example>"
    if html:
        message.set_content(f"<p>{RAID.format(number)}</p>", subtype="html")
    else:
        message.set_content(RAID.format(number))
    return message.as_bytes()


def mail_with_attachments(number: int) -> bytes:
    """A mail that brings a report, a spreadsheet, a picture and another mail that brings a report."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Hill Diary <hill@diary.example>", "Forwarded"
    inner["Date"] = "Mon, 04 Mar 2019 10:00:00 +0000"
    inner.set_content("See the file.")
    inner.add_attachment(RAID.format(number + 1).encode(), maintype="text", subtype="plain", filename="inner.txt")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Ridge Courier <desk@ridge.example>", "Reports of the day"
    outer["Date"], outer["Message-ID"] = "Tue, 05 Mar 2019 10:00:00 +0000", f"<{number}@ridge.example>"
    outer.set_content("Attached.")
    report = pdf(RAID.format(number))
    outer.add_attachment(report, maintype="application", subtype="pdf", filename="report.pdf")
    outer.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="sheet.xlsx")
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="picture.png")
    outer.add_attachment(inner)
    return outer.as_bytes()


def saved_page(number: int) -> bytes:
    """A page as a browser saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = f"https://ridge.example/{number}"
    message["Date"] = "Tue, 05 Mar 2019 10:00:00 +0000"
    message.set_content(page(number), subtype="html")
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return message.as_bytes()


def _mails() -> Iterator[tuple[str, bytes]]:
    yield "saved.mhtml", saved_page(147)
    yield "attached.eml", mail_with_attachments(145)
    yield "one.eml", mail(141)
    yield "html.eml", mail(142, html=True)
    begin = b"From desk@ridge.example Tue Mar  5 10:00:00 2019\n"
    yield "box.mbox", b"\n".join(begin + mail(number) for number in (143, 144))


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ridge Courier</title>
<item><title>Raid</title><link>https://ridge.example/1</link><pubDate>Tue, 05 Mar 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{}&lt;/p&gt;</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ridge Courier</title>
<entry><title>Raid</title><link href="https://ridge.example/2"/><updated>2019-03-05T10:00:00Z</updated>
<content type="html">&lt;p&gt;{}&lt;/p&gt;</content></entry></feed>"""


def _lists() -> Iterator[tuple[str, str | bytes]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    yield "feed.xml", RSS.format(RAID.format(151))
    yield "feed.atom", ATOM.format(RAID.format(152))
    yield "articles.csv", f'id,text,date\nc1,"{RAID.format(153)}",2019-03-05\n'
    yield (
        "acled.csv",
        "event_id_cnty,event_date,source,location,notes\n"
        f'SAR1,05 March 2019,Ridge Courier,Belan,"{RAID.format(154)}"\n'
        f'SAR2,03/04/2019,Ridge Courier,Belan,"{RAID.format(993)}"\n'
        f'SAR1,06 March 2019,Ridge Courier,Belan,"{RAID.format(994)}"\n',
    )
    yield "articles.tsv", f"id\ttext\nt1\t{RAID.format(155)}\n"
    kept = io.BytesIO()
    pq.write_table(pa.table({"id": ["p1"], "text": [RAID.format(156)]}), kept)
    yield "articles.parquet", kept.getvalue()
    yield "array.json", json.dumps([{"id": "j1", "text": RAID.format(157)}])
    answer = {"id": "r1", "fields": {"title": "Raid", "body": RAID.format(158), "source": [{"name": "Desk"}]}}
    yield "reliefweb.json", json.dumps({"data": [answer], "totalCount": 995})
    bold = {"type": "bold", "text": RAID.format(159)}
    messages = [
        {"id": 996, "type": "service", "date": "2019-03-05T10:00:00", "text": ""},
        {"id": 1, "type": "message", "date": "2019-03-05T10:00:00", "text": ["Belan: ", bold]},
    ]
    yield "telegram/result.json", json.dumps({"name": "Front Diary", "id": 997, "messages": messages})


def _archives() -> Iterator[tuple[str, bytes]]:
    plain, packed = warc(161, packed=False), warc(162, packed=True)
    yield "capture.warc", plain
    yield "capture.warc.gz", packed
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc(163, packed=True))
    yield "capture.wacz", kept.getvalue()


def warc(number: int, *, packed: bool) -> bytes:
    """A web archive with a page and a picture."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    kept = io.BytesIO()
    writer = WARCWriter(kept, gzip=packed)
    for url, kind, body in (("page", "text/html", page(number).encode()), ("x.png", "image/png", b"\x89PNG")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://ridge.example/{number}/{url}", "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return kept.getvalue()


def _broken() -> Iterator[tuple[str, str | bytes]]:
    yield "broken/cut.pdf", pdf(RAID.format(998))[:80]
    yield "broken/cut.docx", b"PK\x03\x04 and no more"
    yield "broken/cut.txt.gz", gzip.compress(RAID.format(998).encode())[:-9]
    yield "broken/bomb.txt.gz", gzip.compress(b"0" * 50_000_000)
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    yield "broken/entities.xml", f'<?xml version="1.0"?>{entity}<rss><channel>&a;</channel></rss>'
    yield "broken/deep.json", "[" * 100_000
    yield "broken/no-column.csv", "a,b\n1,2\n"
    yield "broken/scanned.pdf", pdf("")
    yield "broken/empty.parquet", b"PAR1PAR1"
    yield "broken/links.html", "<html><body><a href='/'>Home</a></body></html>"


def _no_documents(folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "no suffix").write_bytes(b"who knows")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    os.mkfifo(folder / "pipe.txt")
    secret = folder.parent / "outside.txt"
    secret.write_text(RAID.format(999), encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(RAID.format(999), encoding="utf-8")
