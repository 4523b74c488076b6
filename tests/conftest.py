"""What tests of every folder may ask for."""

from __future__ import annotations

from tests.drawn_set import set_drawn_once

__all__ = ["set_drawn_once"]
