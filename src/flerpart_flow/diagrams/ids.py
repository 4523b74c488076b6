"""The ids of what is drawn, which stay the same from one version to the next."""

from __future__ import annotations

from flerpart_flow.engine.review.steps import move_id, slug


def phase_id(phase: str) -> str:
    """The id of a phase."""
    return f"fas-{slug(phase)}"


def frame_id(code: str) -> str:
    """The id of a frame around phases."""
    return f"ram-{slug(code)}"


def gathered_id(event: str) -> str:
    """The id of a move that is drawn once for many phases: that of a move out of no phase in particular."""
    return move_id("", event)
