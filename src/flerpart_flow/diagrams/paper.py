"""The page that a picture is made for: A4 within margins of 10 mm, upright or lying. All lengths are in points.

A view flows its rows and boxes into as many pages as they need (``views.flow``), by the sizes that they will have
(``views.sizes``), so that no page has to be made smaller when it is printed and its words keep their size.
"""

from __future__ import annotations

from typing import Final

import attrs

from flerpart_flow.diagrams.letters import HALF

MM: Final = 72 / 25.4
AROUND: Final = 7.2
"""The ground around a picture (``pad`` in DOT, there in inches)."""


@attrs.frozen
class Sheet:
    """The width and height of what is drawn on a page, without the ground around it."""

    width: float
    height: float

    def letters(self, size: float, beside: float = 0.0) -> int:
        """How many letters of a size (``letters.HALF`` an em each) stand on a line, with so many points for else."""
        return int((self.width - beside) * 1000 / (HALF * size))


def _sheet(width: float, height: float) -> Sheet:
    return Sheet(width * MM - 2 * AROUND, height * MM - 2 * AROUND)


UPRIGHT: Final = _sheet(190, 277)
LYING: Final = _sheet(277, 190)
