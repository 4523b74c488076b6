"""May a unit tell another something, under this routine's norms?"""

from __future__ import annotations

from functools import partial
from typing import Final

from flerpart_flow.routines.flerpartsmote.samtycke.guards import NORMS
from flerpart_flow.samverkan.samtycke.disclosure import may_disclose_under

may_disclose: Final = partial(may_disclose_under, NORMS)
"""``may_disclose_under`` with the norms of flerpartsmöte (FM-SAMTYCKE-2, -3, -4, -6)."""
