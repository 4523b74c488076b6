"""Cures that are no kind of event."""

from __future__ import annotations

from flerpart_flow.define import missing
from tests.toy import ANY_UNIT, N
from tests.typing.right import LACKS

RIGHT = missing("T-FIRST", LACKS, cure=N)
A_ROLE = missing("T-FIRST", LACKS, cure=ANY_UNIT)  # error
A_CLASS = missing("T-FIRST", LACKS, cure=int)  # error
A_NAME = missing("T-FIRST", LACKS, cure="n")  # error
