"""How much a log may ask for before it is given up: set by the host, since a log may come from anywhere.

A line that comes late, or that corrects another, has every line after it judged anew. What that adds up to grows with
the square of a log that is made for it, and no real one comes near.
"""

from __future__ import annotations

from time import monotonic

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.values.frozen import frozen


@frozen(kw_only=True)
class Limits:
    """What a log may have, and what reading it may cost.

    ``lines`` of events; ``corrections`` among them; ``judged_again``: how many times, added up, a line is judged anew
    because of others, which is the same on every machine; ``seconds``, if it is given, for reading and for judging
    each.
    """

    lines: int = 200_000
    corrections: int = 2_000
    judged_again: int = 50_000
    seconds: float | None = None


LIMITS = Limits()
"""What holds where a host sets nothing else: seconds of work at most for what comes late, and years of a busy case."""


class Work:
    """What has been spent of the limits on one log."""

    __slots__ = ("_left", "_limits", "_until")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.judged_again
        self._until = None if limits.seconds is None else monotonic() + limits.seconds

    def judge_again(self, lines: int) -> None:
        """Raise EventError if so many lines more can't be judged anew."""
        self._left -= lines
        if self._left < 0:
            raise EventError("grans.omprovade", most=self._limits.judged_again)
        self.go_on()

    def go_on(self) -> None:
        """Raise EventError if the time is over."""
        if self._until is not None and monotonic() >= self._until:
            raise EventError("grans.tid", most=self._limits.seconds)
