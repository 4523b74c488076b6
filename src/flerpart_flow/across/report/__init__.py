"""The report for the steering group: figures over many logs, in which nobody can be found.

``report`` reads the logs and gives a ``Report``; ``as_markdown`` and ``as_html`` write one down, ``Report.to_data``
gives it as JSON has it. docs/report.md says what each figure means (UI-UPPF-1, UI-UPPF-2, FM-AVVIK-1).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from flerpart_flow.across.report.figures.figures import Report
    from flerpart_flow.across.report.reading.gather import Trouble, report
    from flerpart_flow.across.report.writing.as_html import as_html
    from flerpart_flow.across.report.writing.as_markdown import as_markdown

_HOMES: Final = {
    "Report": "figures.figures",
    "Trouble": "reading.gather",
    "as_html": "writing.as_html",
    "as_markdown": "writing.as_markdown",
    "report": "reading.gather",
}


def __getattr__(name: str) -> Any:
    """A public name from its home, so that a worker that only reads logs doesn't load what draws them."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


__all__ = ["Report", "Trouble", "as_html", "as_markdown", "report"]
