"""What tests of every folder may ask for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import settings

from tests.drawn_once import drawn_once
from tests.known_red import KNOWN_RED

__all__ = ["drawn_once"]

# A busy machine is no fault: the first call of a test may load half the library. No test fails by the clock.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Expect those to fail that are known to, for the reason that is told."""
    for item in items:
        reason = next((why for begins, why in KNOWN_RED.items() if item.nodeid.startswith(begins)), None)
        if reason is not None:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
