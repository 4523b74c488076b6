"""What the engine promises holds of the second routine too, whatever happens."""

from __future__ import annotations

from functools import cache, reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow import UNG_INTRO, RulesError
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.values.ternary import Ternary
from tests.engine.generate import contents, next_events
from tests.engine.judging import QUIET, denied_to_all, has_a_total_effect, judged, judged_bare, walked
from tests.story import moment
from tests.ung_intro_stories import UI, WAYS, everywhere, ready

EVENTS = UNG_INTRO.events
BEGINNINGS = {
    "start": open_case(UNG_INTRO, "arende-1", municipality="uppsala"),
    **{phase: story.case for phase, story in everywhere().items()},
    **{f"forberedelse_{way}": ready(way).case for way in WAYS},
}
ROLE_NORMS = {move.by.norm for move in UNG_INTRO.moves}
NORMS = UNG_INTRO.rules().norms.values()
LOWERED = UNG_INTRO.rules(
    overlay={
        "norm": {
            norm.id: {"severity": "note"}
            for norm in NORMS
            if not norm.fixed and norm.same_as is None and norm.id not in ROLE_NORMS
        }
    }
)


@settings(QUIET, max_examples=25)
@given(st.data())
def test_whatever_happens_the_answers_agree_and_the_journal_gives_the_case(data: st.DataObject) -> None:
    walked(data, BEGINNINGS)


@cache
def lowered_beginnings() -> dict[str, Case]:
    """The same lines under rules where an organisation has lowered everything that it may."""
    start = open_case(UNG_INTRO, "arende-1", rules=LOWERED)
    return {name: reduce(lambda case, line: case.record(line)[0], run.lines, start) for name, run in BEGINNINGS.items()}


@settings(QUIET, max_examples=30)
@given(st.data())
def test_an_overlay_that_lowers_all_that_it_may_breaks_nothing(data: st.DataObject) -> None:
    walked(data, lowered_beginnings(), 8)


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@settings(QUIET, max_examples=2)
@given(data=st.data())
def test_every_event_in_every_phase_with_any_content(kind: type[Event], data: st.DataObject) -> None:
    for start in BEGINNINGS.values():
        judged(start, data.draw(next_events(start, kind)))


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_every_event_without_any_content(kind: type[Event]) -> None:
    judged_bare(BEGINNINGS, kind, UI)


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_what_the_query_denies_nobody_may_do(kind: type[Event]) -> None:
    denied_to_all(BEGINNINGS, kind)


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@settings(QUIET, max_examples=2)
@given(data=st.data())
def test_the_effect_of_every_event_is_total(kind: type[Event], data: st.DataObject) -> None:
    has_a_total_effect(BEGINNINGS, kind, data.draw(contents(kind, UNG_INTRO.rules())), UI)


def test_a_missing_fact_is_unknown() -> None:
    for event in EVENTS.values():
        made = event(occurred_at=moment(0), recorded_at=moment(0), by=UI)
        for name, kind in content_fields(event).items():
            if kind.name == "ternary":
                assert getattr(made, name) is Ternary.UNKNOWN, (event.name, name)


def test_a_withdrawal_has_no_place_for_a_reason() -> None:
    for name in ("aterkalla_samtycke", "begransa_samtycke", "neka_samtycke", "tacka_nej_till_insats", "anta_inte"):
        assert set(content_fields(EVENTS[name])) <= {"enheter", "amnen", "amnen_for"}


@pytest.mark.parametrize("norm", sorted(norm.id for norm in NORMS if norm.fixed))
def test_what_protects_the_person_can_not_be_lowered(norm: str) -> None:
    with pytest.raises(RulesError):
        UNG_INTRO.rules(overlay={"norm": {norm: {"severity": "warn"}}})
