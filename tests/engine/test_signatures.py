"""What ``help`` and an editor show of an event: each field, what it may be given as, and what it is when left out."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from flerpart_flow import ROUTINES, Event, EventError, Ternary
from flerpart_flow.across.form import Question
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.routines.flerpartsmote import BedomBehov, Kalla, UpprattaPlan
from flerpart_flow.samverkan.plan.content import Plan

EVERY = [kind for routine in ROUTINES.values() for kind in routine.events.values()]


def shown(kind: type[Any]) -> dict[str, Any]:
    return {name: one.annotation for name, one in inspect.signature(kind).parameters.items()}


def test_an_event_tells_what_its_fields_take() -> None:
    assert shown(Kalla)["till"] == Sequence[str]
    assert shown(Kalla)["start"] == datetime | str | None
    assert shown(Kalla)["syfte"] == Mapping[str, str] | tuple[tuple[str, str], ...]
    assert shown(BedomBehov)["samordningsbehov"] == Ternary | str
    assert shown(UpprattaPlan)["plan"] == Plan | Mapping[str, Any] | None
    assert shown(Question)["region"] == Ternary | str


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.__module__.split('.')[2]}-{kind.name}")
def test_every_event_needs_its_time_and_its_actor_and_nothing_else(kind: type[Event]) -> None:
    signature = inspect.signature(kind)
    needed = {name for name, one in signature.parameters.items() if one.default is inspect.Parameter.empty}
    assert needed == {"occurred_at", "by"}
    assert Any not in {signature.parameters[name].annotation for name in content_fields(kind)}


def test_a_sequence_of_any_kind_is_taken_and_a_text_is_no_sequence() -> None:
    at = "2026-03-02T09:00:00+01:00"
    assert Kalla(occurred_at=at, by="region", till=deque(["individ"])).till == ("individ",)
    with pytest.raises(EventError):
        Kalla(occurred_at=at, by="region", till="individ")
