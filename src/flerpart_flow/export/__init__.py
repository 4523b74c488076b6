"""A routine, or the courses of many cases, in the formats that other tools read.

``as_bpmn`` (BPMN 2.0) and ``as_cmmn`` (CMMN 1.1), with layout, are for tools that draw processes and cases, ``as_dmn``
(DMN 1.3) for those that evaluate decisions, ``ocel_of`` (OCEL 2.0) for those that look for patterns in logs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.export.bpmn.bpmn import as_bpmn as as_bpmn
    from flerpart_flow.export.cmmn import as_cmmn as as_cmmn
    from flerpart_flow.export.dmn import as_dmn as as_dmn
    from flerpart_flow.export.ocel.gather import ocel_of as ocel_of
else:
    from flerpart_flow.lazy import on_demand

    __getattr__, __dir__ = on_demand(__name__)
