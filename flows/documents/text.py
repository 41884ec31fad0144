"""Plain text and Markdown: in go bytes, out comes one document, the text code point for code point.

Of Markdown it is what follows the front matter, which gives outlet, date, address and title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from flows.documents.encoding import decoded
from flows.documents.headers import header_fields
from flows.documents.model import Draft, Source, Unreadable

MARKDOWN = {".md", ".markdown"}
_FRONT = 64 * 1024
"""Characters that front matter may have: it names an outlet and a day."""


def documents(source: Source) -> Iterator[Draft]:
    """One document. Raises ``Unreadable`` if this is no text, or its front matter no YAML."""
    data = source.one_text
    text, note = decoded(data, source.options.encoding)
    if "\0" in text:
        raise Unreadable("this is a binary file, not text; convert it to plain text first.")
    notes = [note] if note else []
    fields: Mapping[str, Any] = {}
    if source.suffix in MARKDOWN:
        fields, text = _front_matter(text)
    elif headers := header_fields(text):
        fields = headers
        notes.append(f"{', '.join(sorted(headers))} from header lines")
    yield Draft(text, fields, is_file=True, notes=tuple(notes))


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Plain values only: an alias can stand for millions, and a merge for what is elsewhere."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not read", self.peek_event().start_mark)
        return super().compose_node(parent, index)


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    import frontmatter
    from frontmatter.default_handlers import YAMLHandler

    class Handler(YAMLHandler):
        """The library's, with the loader above."""

        def load(self, fm: str, **kwargs: object) -> Any:
            if len(fm) > _FRONT:
                raise Unreadable(f"its front matter is longer than {_FRONT // 1024} kB.")
            return yaml.load(fm, Loader=_Loader)

    try:
        fields, body = frontmatter.parse(text, handler=Handler())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "cannot be parsed"
        where = "" if mark is None else f" (line {mark.line + 2})"
        raise Unreadable(f"its front matter is not valid YAML: {reason}{where}.") from error
    except RecursionError as error:
        raise Unreadable("its front matter is nested too deeply.") from error
    except ValueError as error:  # "2015-13-45" is taken for a day
        raise Unreadable(f"its front matter is not valid YAML: {error}.") from error
    return fields, body
