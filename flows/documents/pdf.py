"""PDF: in goes a file, out comes its text layer as one document, without the running heads of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.documents.model import Draft, Source, Unreadable

MOST_PAGES = 2_000
_EDGE_LINES = 2  # lines at the top and foot of a page that may be a running head
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\x02]\n(?=[a-z])")


def documents(source: Source) -> Iterator[Draft]:
    """One document. Raises ``Unreadable`` if it is protected, broken or scanned."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        words = "is protected by a password; save it without one." if locked else f"its PDF is broken ({error})."
        raise Unreadable(words) from error
    with file:
        if len(file) > MOST_PAGES:
            raise Unreadable(f"has {len(file):,} pages, more than {MOST_PAGES:,}; split it.")
        pages = [_lines(page.get_textpage().get_text_range()) for page in file]
        title = (file.get_metadata_dict().get("Title") or "").strip() or None
    text = "\n\n".join("\n".join(lines) for lines in without_running_heads(pages) if lines)
    if not text.strip():
        raise Unreadable("has no text, only pictures of it; run it through text recognition (OCR) first.")
    if len(text) > source.options.max_bytes:
        raise Unreadable("its text is longer than one text may be; split it, or raise FIGURES_MAX_DOCUMENT_MB.")
    fields = {"title": title} if title and not re.search(r"\.(docx?|indd|pdf)$|untitled", title, re.I) else {}
    yield Draft(_HYPHEN.sub("", text), fields, is_file=True)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without lines that most of them begin or end with, whatever number stands in them.

    >>> without_running_heads([["Report 7", f"Text of page {n}.", f"Page {n} of 3"] for n in "123"])
    [['Text of page 1.'], ['Text of page 2.'], ['Text of page 3.']]
    """
    trimmed = [_stripped(page) for page in pages]
    seen = Counter(key for page in trimmed for key in {_key(line) for line in _edges(page)})
    often = {key for key, times in seen.items() if times >= 3 and times > len(trimmed) / 2}
    return [_without(page, often) for page in trimmed]


def _stripped(page: Sequence[str]) -> list[str]:
    lines = list(page)
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _edges(page: Sequence[str]) -> list[str]:
    # A page of few lines is all edge: what says the same on each with another number may be its text.
    edge = min(_EDGE_LINES, max(1, (len(page) - 1) // 2)) if len(page) > 1 else 0
    return [*page[:edge], *page[len(page) - edge :]]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()).lower())


def _without(page: list[str], often: set[str]) -> list[str]:
    edges = {id(line) for line in _edges(page)}
    return _stripped([line for line in page if not (id(line) in edges and _key(line) in often)])
