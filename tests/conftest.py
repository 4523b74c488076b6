"""What tests of every folder may ask for."""

from __future__ import annotations

from hypothesis import settings

from tests.drawn_once import drawn_once

__all__ = ["drawn_once"]

# A busy machine is no fault: the first call of a test may load half the library. No test fails by the clock.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
