"""What can happen beside what meetings between parties share."""

from typing import ClassVar

import attrs

from flerpart_flow.define import Event


@attrs.frozen(kw_only=True)
class OppnaAvstamning(Event):
    """Försäkringskassan finds that a meeting may be needed, and answers for the case."""

    name: ClassVar[str] = "oppna_avstamning"
