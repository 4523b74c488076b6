"""What a case worker's day holds: the agenda of a case, the work list of many, and when an answer changes by itself.

``agenda(case, from_, to)`` gives the entries of one case in a span of time, ``worklist(cases, at)`` those of many, the
most pressing first, and ``next_change(case, after)`` the next moment at which an answer changes by time alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.agenda.changes import next_change as next_change
    from flerpart_flow.agenda.entry import Entry as Entry
    from flerpart_flow.agenda.entry import Group as Group
    from flerpart_flow.agenda.listing import agenda as agenda
    from flerpart_flow.agenda.work import Item as Item
    from flerpart_flow.agenda.work import WorkList as WorkList
    from flerpart_flow.agenda.work import worklist as worklist
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)
