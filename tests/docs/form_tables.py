"""docs/meeting-form-tables.md, from the rows that decide; ``make generated`` writes it."""

from __future__ import annotations

from typing import Final

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.across.form import TABLES, Table, decision_table
from flerpart_flow.texts import texts
from tests.docs.markdown import ROOT, written_table

PAGE: Final = ROOT / "docs" / "meeting-form-tables.md"
INTRODUCTION: Final = """\
# Which form of meeting: the decision tables

`make generated` writes this page from the rows that decide, and `flerpart-flow form --table` prints the same. Exactly
one row of a table fits, whatever the facts are; a dash says that the condition doesn't matter.
[meeting-form.md](meeting-form.md) has the rest.
"""


def markdown(table: Table) -> str:
    """A decision table as Markdown, in English."""
    head, *rows = decision_table(table, FLERPARTSMOTE.rules().parameters["min_parties"], "en")
    return f"\n## {texts('en').raw(f'motesform.fraga.{table.name}')}\n\n{written_table(tuple(head), map(tuple, rows))}"


def written() -> str:
    """The page as it would be now."""
    return INTRODUCTION + "".join(markdown(table) for table in TABLES)
