"""Waiting for what another process does. A busy machine is no fault: who waits does so far longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120
"""Seconds after which what was waited for isn't going to happen: no machine is that busy."""

_PAUSE = 0.02


def comes_true(condition: Callable[[], object]) -> bool:
    """Whether something is so, or becomes so while we wait."""
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True
