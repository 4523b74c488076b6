"""A case whose facts don't have what is asked of them, and a public name that isn't there."""

from __future__ import annotations

import flerpart_flow
from flerpart_flow import FLERPARTSMOTE, open_case

CASE = open_case(FLERPARTSMOTE, "a-1")
RIGHT = CASE.facts.consent
WRONG = CASE.facts.konsent  # error
MISSPELT = flerpart_flow.Kase  # error
