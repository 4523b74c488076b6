"""Events that are given what their fields don't take, or too little, and one that is changed."""

from __future__ import annotations

from datetime import datetime

from flerpart_flow import FLERPARTSMOTE, open_case
from flerpart_flow.routines.flerpartsmote import Kalla

WHEN = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
RIGHT = Kalla(occurred_at=WHEN, by="region", till=["individ"])
TOO_LITTLE = Kalla(occurred_at=WHEN)  # error
A_NUMBER = Kalla(occurred_at=WHEN, by="region", till=[7])  # error
NO_FIELD = Kalla(occurred_at=WHEN, by="region", tills=["individ"])  # error
NOT_A_TIME = Kalla(occurred_at=20260302, by="region")  # error
NO_KEY = {RIGHT: 1}[open_case(FLERPARTSMOTE, "a-1")]  # error
