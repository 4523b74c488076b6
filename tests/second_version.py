"""The routine for flerpartsmöte with a second version of its rules, 2099.1, which nobody has adopted.

Only 2026.1 is installed, so what other rules would change is tried on this: tests/rules_2099/2099.1.toml.
"""

from __future__ import annotations

from typing import Final

import attrs

from flerpart_flow import FLERPARTSMOTE

SECOND: Final = "2099.1"
TWO_VERSIONS: Final = attrs.evolve(
    FLERPARTSMOTE,
    sources=attrs.evolve(
        FLERPARTSMOTE.sources,
        versions={**FLERPARTSMOTE.sources.versions, SECOND: ("tests.rules_2099", f"{SECOND}.toml")},
    ),
)
ROUTINES: Final = {TWO_VERSIONS.name: TWO_VERSIONS}
