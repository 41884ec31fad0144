"""The reference tables as files: every row has the columns of its header, none too many."""

from __future__ import annotations

import pytest

from seeds import reference, reference_names


@pytest.mark.parametrize("name", reference_names())
def test_no_row_has_more_cells_than_its_table_has_columns(name):
    assert [row for row in reference(name) if None in row] == []
