"""Settings that come from the environment."""

from __future__ import annotations

import pytest

from flows.errors import UserError
from flows.settings import Settings


def test_the_order_of_delivered_dates_is_one_of_three() -> None:
    assert Settings.load({}).date_order is None
    assert Settings.load({"FIGURES_DATE_ORDER": "MDY"}).date_order == "mdy"
    with pytest.raises(UserError, match="FIGURES_DATE_ORDER must be one of dmy, mdy, ymd"):
        Settings.load({"FIGURES_DATE_ORDER": "american"})
