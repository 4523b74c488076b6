"""What can happen beside what meetings between parties share."""

from typing import ClassVar

from flerpart_flow.define import Event, recorded


@recorded
class OppnaAvstamning(Event):
    """Försäkringskassan finds that a meeting may be needed, and answers for the case."""

    name: ClassVar[str] = "oppna_avstamning"
