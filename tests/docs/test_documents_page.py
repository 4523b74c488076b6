"""docs/documents.md has the table of what norms demand of papers as it is in the code."""

from __future__ import annotations

from tests.docs import demands_table
from tests.generated import HOW


def test_the_table_is_up_to_date() -> None:
    assert demands_table.PAGE.read_text(encoding="utf-8") == demands_table.written(), HOW
