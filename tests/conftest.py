"""What tests of every folder may ask for."""

from __future__ import annotations

from tests.drawn_once import drawn_once

__all__ = ["drawn_once"]
