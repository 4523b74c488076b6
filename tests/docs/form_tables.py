"""The tables of docs/meeting-form.md, from the rows that decide; ``make generated`` writes them."""

from __future__ import annotations

from typing import Final

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.across.form import TABLES, Table, decision_table
from flerpart_flow.texts import texts
from tests.docs.markdown import ROOT

PAGE: Final = ROOT / "docs" / "meeting-form.md"
START, END = "<!-- tables -->\n", "<!-- end of tables -->\n"


def markdown(table: Table) -> str:
    """A decision table as Markdown, in English."""
    head, *rows = decision_table(table, FLERPARTSMOTE.rules().parameters["min_parties"], "en")
    lines = [head, ("---",) * len(head), *rows]
    told = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"### {texts('en').raw(f'motesform.fraga.{table.name}')}\n\n{told}\n"


def written(page: str) -> str:
    """The page with its tables as they are now."""
    before, rest = page.split(START)
    return f"{before}{START}\n" + "\n".join(markdown(table) for table in TABLES) + f"\n{END}" + rest.split(END)[1]
