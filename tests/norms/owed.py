"""A duty as the page of duties says it, and how it stands: what the tests of both routines' duties share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest

from flerpart_flow.samverkan.events import GeSamtycke
from tests.story import Story, on


@attrs.frozen
class Row:
    """A duty, from a story in which it is open. ``rests``: between the parties, ``stays``: after the case's end."""

    name: str
    norms: tuple[str, ...]
    begin: Callable[[], Story]
    bearer: str
    counterpart: str | None = None
    own: bool = False
    rests: bool = True
    stays: bool = False
    end: str = "lapsed"
    units: tuple[str, ...] = ()


def marked(rows: Iterable[Row]) -> list[object]:
    """The rows, each as evidence for the norms of its duty."""
    return [pytest.param(row, id=row.name, marks=pytest.mark.policy(norms=row.norms)) for row in rows]


def states(story: Story, row: Row, day: float | None = None) -> set[str]:
    """How the duty stands for the one who owes it."""
    return {one.state.value for one in story.duties(row.name, day) if one.bearer == row.bearer}


def rests_without_a_consent(row: Row, **consent: Any) -> None:
    """The duty stands still from the day after the consent's last, if it is between the parties, and else goes on."""
    story = row.begin()
    last = int(story.day) + 1
    story.do(GeSamtycke, "individ", **consent, giltigt_till=on(last))
    assert states(story, row) <= {"open", "late"}
    after = states(story, row, last + 1)
    assert after
    assert (after == {"suspended"}) if row.rests else ("suspended" not in after)
