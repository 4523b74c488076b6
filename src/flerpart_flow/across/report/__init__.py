"""The report for the steering group: figures over many logs, in which nobody can be found.

``report`` reads the logs and gives a ``Report``; ``as_markdown`` and ``as_html`` write one down, ``Report.to_data``
gives it as JSON has it. docs/report.md says what each figure means (UI-UPPF-1, UI-UPPF-2, FM-AVVIK-1). Each name is
loaded when it is first used, so that a worker that only reads logs doesn't load what draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.across.logs.trouble import Trouble as Trouble
    from flerpart_flow.across.report.figures.figures import Report as Report
    from flerpart_flow.across.report.reading.gather import report as report
    from flerpart_flow.across.report.writing.as_html import as_html as as_html
    from flerpart_flow.across.report.writing.as_markdown import as_markdown as as_markdown
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)
