"""Word processors' files: in goes DOCX, ODT or RTF, out comes one document, a paragraph a line, a table row a line."""

from __future__ import annotations

import io
from collections.abc import Iterator

from flows.documents.encoding import decoded
from flows.documents.model import Draft, Source, Unreadable
from flows.documents.unpack import zip_checked


def documents(source: Source) -> Iterator[Draft]:
    """One document. Raises ``Unreadable`` if it is broken, empty or protected."""
    text, title = {".docx": _docx, ".odt": _odt, ".rtf": _rtf}[source.suffix](source)
    if not text.strip():
        raise Unreadable("holds no text.")
    yield Draft(text, {"title": title} if title else {}, is_file=True)


def _docx(source: Source) -> tuple[str, str | None]:
    import docx
    from docx.table import Table

    _no_entities(source, "word/document.xml")
    file = docx.Document(io.BytesIO(source.one_text))
    lines: list[str] = []
    for block in file.iter_inner_content():
        if isinstance(block, Table):
            lines += ["; ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
        else:
            lines.append(block.text)
    return _joined(lines), file.core_properties.title.strip() or None


def _odt(source: Source) -> tuple[str, str | None]:
    import odfdo

    _no_entities(source, "content.xml")
    file = odfdo.Document(io.BytesIO(source.one_text))
    found = file.body.get_elements("descendant::text:p|descendant::text:h")
    return _joined([element.text_recursive for element in found]), file.meta.title or None


def _rtf(source: Source) -> tuple[str, str | None]:
    from striprtf.striprtf import rtf_to_text

    data = source.one_text
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("its RTF is broken.")
    text, _ = decoded(data, source.options.encoding)
    plain: str = rtf_to_text(text, errors="replace")  # type: ignore[no-untyped-call]
    return _joined(plain.split("\n")), None


def _no_entities(source: Source, member: str) -> None:
    """Nothing that unpacks or expands to more than it is."""
    with zip_checked(source.one_text, source.options.max_bytes) as archive:
        try:
            with archive.open(member) as content:
                head = content.read(64 * 1024)
        except (KeyError, OSError, EOFError, NotImplementedError) as error:
            raise Unreadable(f"its zip is broken ({error}).") from error
    if b"<!ENTITY" in head or b"<!DOCTYPE" in head:
        raise Unreadable("declares XML entities; not read.")


def _joined(lines: list[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())
