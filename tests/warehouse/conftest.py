"""A newsroom whose dispatches are linked and compared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.warehouse.dispatches import Newsroom, newsroom


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        yield room
