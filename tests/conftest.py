"""What tests of every folder may ask for."""

from __future__ import annotations

from hypothesis import settings

from tests.drawn_once import drawn_once

__all__ = ["drawn_once"]

# A busy machine is no fault: the first call of a test may load half the library. No test fails by the clock.
# What Hypothesis draws is the same in every run of the same tree, so that a run that passed here passes elsewhere, too;
# ``--hypothesis-profile=explore`` draws anew.
settings.register_profile("explore", deadline=None)
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")
