"""docs/readings-table.md, from the readings as the routines have them; ``make generated`` writes it."""

from __future__ import annotations

from typing import Final

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.engine.rules.sources import readings_of
from tests.docs.markdown import ROOT, written_table

PAGE: Final = ROOT / "docs" / "readings-table.md"
INTRODUCTION: Final = """\
# The readings: every question with its answer

`make generated` writes this page from the file that the handbook reads, which has the Swedish too.
[readings.md](readings.md) says what a reading is.

"""


def written() -> str:
    """The page as it would be now."""
    told = readings_of(FLERPARTSMOTE.sources).values()
    rows = ((f"`{one.id}`", one.question["en"], one.answer["en"]) for one in told)
    return INTRODUCTION + written_table(("id", "the question", "the reading"), rows)
