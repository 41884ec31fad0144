"""Web pages: in goes HTML, out comes the main text without menus, most-read lists and notices, with what the page
says of itself: title, outlet, day, address (meta tags and JSON-LD).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from flows.documents.encoding import decoded
from flows.documents.model import Draft, Source, Unreadable

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_BLOCKS = {"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article"}
_HEAD = 4096
_SHORT = 40  # characters

_FURNITURE = (
    *("share", "shares", "sharing", "views", "view-count", "views-count", "related", "recommended", "ticker"),
    *("most-read", "most-watched", "most-viewed", "popular", "trending", "read-next", "read-more", "also-read"),
    *("promo", "newsletter", "subscribe", "cookie", "consent", "gdpr"),
)
"""Names of classes and ids, as whole words, that pages give to what is not their text."""

_NAMED = " or ".join(
    f"contains(concat(' ', translate(@{attribute}, '_', '-'), ' '), ' {name} ')"
    for name in _FURNITURE
    for attribute in ("class", "id", "data-component", "data-testid")
)
_PRUNED = [
    f"//*[not(self::body) and not(self::article) and not(self::main)][{_NAMED}]",
    "//button",
    # A page laid out with a table: its cells of links stand beside the one that holds the text.
    "//table[.//p]//td[not(.//p) and .//a and string-length(normalize-space()) < 400]",
]


def documents(source: Source) -> Iterator[Draft]:
    """One document. Raises ``Unreadable`` if the page has no main text."""
    data = source.one_text
    yield page(data, source.options.encoding, source.url)


def page(data: bytes, encoding: str | None = None, url: str | None = None) -> Draft:
    """The document of a page, fetched from ``url`` if it is given. Raises ``Unreadable`` if it has no main text."""
    from trafilatura import bare_extraction

    text, note = decoded(data, encoding or _declared(data))
    found: Any = bare_extraction(
        text,
        url=url,
        include_comments=False,
        include_tables=True,
        prune_xpath=_PRUNED,
        favor_recall=True,
        with_metadata=True,
        # Only what the page says: a day guessed from its footer would date every figure in it wrongly.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or not _is_text((getattr(found, "text", None) or "").strip()):
        raise Unreadable("a page without a main text (a list of links, or built by scripts).")
    fields: dict[str, Any] = {
        "title": found.title,
        "source": found.sitename or _publisher(text) or found.hostname,
        "date": found.date,
        "url": found.url or url,
    }
    return Draft(_paragraphs(found.text), fields, is_file=True, notes=(note,) if note else (), original=data)


_JSON_LD = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def _publisher(markup: str) -> str | None:
    """The publisher that the page's JSON-LD names, wherever in it."""
    for script in _JSON_LD.findall(markup):
        try:
            waiting: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                publisher = value.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else None
                if isinstance(name, str) and name.strip():
                    return name.strip()
                waiting += [part for part in value.values() if isinstance(part, dict | list)]
    return None


def _declared(data: bytes) -> str | None:
    """What the page itself says its encoding is, where Python knows it and the bytes agree."""
    match = _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace")
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name


def _is_text(text: str) -> bool:
    """Not what is left of a page of links: a word or two without a full stop."""
    return len(text) >= _SHORT or bool(re.search(r"[.!?…。؟]", text))


def _paragraphs(text: str) -> str:
    """Each line of the extracted text as a paragraph of its own."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def fragment(markup: str) -> str:
    """The text of a piece of HTML as feeds and mails carry it, a line for each block.

    >>> fragment("<p>Twelve <b>died</b>.</p><p>Five fled.</p>")
    'Twelve died.\\n\\nFive fled.'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return markup.strip()
    for dropped in tree.xpath(".//script|.//style"):
        dropped.drop_tree()
    for element in tree.iter():
        if element.tag in _BLOCKS and element is not tree:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "") if element.tag != "br" else element.text
    return _paragraphs(" ".join(re.sub(r"[ \t]+", " ", line) for line in _lines(tree.text_content())))


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")]
