"""For commands that add to a warehouse that is there: its file in, a connection to it, up to date, out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import UserError
from flows.settings import Settings

if TYPE_CHECKING:
    from warehouse.connection import Connection


@contextlib.contextmanager
def to_add_to(warehouse: Path | None) -> Iterator[Connection]:
    """The warehouse, up to date, for commands that add to one, and published afterwards; they make none."""
    from flows import work
    from flows.console import say
    from warehouse.store import publish
    from warehouse.upgrade import open_up_to_date

    settings = Settings.load().with_places(warehouse)
    if not settings.warehouse.exists():
        raise UserError(
            f"there is no warehouse at {settings.warehouse}; run `figures run` first, or name another file."
        )
    with open_up_to_date(settings.warehouse, say) as con:
        work.clear_up(con, settings.home / "work")
        yield con
    publish(settings.warehouse)
