"""The entries of one state of a case: what its duties and the days that it holds come to at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from flerpart_flow.agenda.entry import DUTY, Entry, Group
from flerpart_flow.agenda.spans import distance, open_for
from flerpart_flow.engine.definition.duties import DutyState, view_open, workdays_open
from flerpart_flow.engine.judging.queries import standing
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.actors import is_individual
from flerpart_flow.samverkan.parameters import ATTENTION_WORKDAYS
from flerpart_flow.words.sentences import owed

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.definition.duties import Entry as Opened
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.definition.showing import Dated
    from flerpart_flow.engine.judging.decision import State
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

_SUNDAY = 6


@attrs.frozen
class Scene:
    """What the entries are made from: one state under its rules, the moment asked about, and the words."""

    routine: Routine
    rules: Rules
    state: State
    now: datetime
    said: Texts
    by: str | None = None

    @property
    def today(self) -> date:
        """The day in Stockholm."""
        return local_date(self.now)

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.today + timedelta(days=_SUNDAY - self.today.weekday())


def entries(scene: Scene) -> Iterator[Entry]:
    """Every duty that isn't over, and every day that is to be told of."""
    state, specs = scene.state, scene.routine.duty_index.specs
    for opened in standing(scene.routine, state, scene.now).open:
        duty = view_open(specs[opened.duty], opened, state.facts, scene.rules, scene.now)
        yield _of_duty(duty, opened, scene)
    yield from days(scene)


def days(scene: Scene) -> Iterator[Entry]:
    """Every day to come that the facts hold, and those that passed without their act; none at rest or after the end."""
    state = scene.state
    if state.phase not in (*scene.routine.ends, *scene.routine.pauses):
        for dated in scene.routine.outline.showing.dates(state.facts, scene.rules):
            if dated.day >= scene.today or dated.stays or (dated.act is not None and not dated.owed):
                yield _of_day(dated, scene)


def _of_duty(duty: Duty, opened: Opened, scene: Scene) -> Entry:
    when = open_for(duty.age_days, scene.said) if duty.due is None else distance(duty.due, scene.today, scene.said)
    return Entry(
        kind=DUTY,
        group=_group(duty, opened, scene),
        what=owed(duty.name, duty.counterpart, duty.about, scene.said),
        when=when,
        norms=duty.norms,
        own=duty.own,
        day=duty.due,
        bearer=duty.bearer,
        counterpart=duty.counterpart,
        duty=duty.name,
        about=duty.about,
        age_days=duty.age_days,
    )


def _group(duty: Duty, opened: Opened, scene: Scene) -> Group:
    if duty.state in {DutyState.WAITING, DutyState.SUSPENDED}:
        return Group.WAITING
    if duty.state is DutyState.LATE:
        return Group.LATE
    if duty.due is not None:
        return Group.WEEK if duty.due <= scene.sunday else Group.LATER
    return Group.ATTENTION if _open_for_long(opened, scene) else Group.OPEN


def _open_for_long(opened: Opened, scene: Scene) -> bool:
    """Whether something without a last day is pointed out. Nobody hurries the individual (reading A61)."""
    if scene.routine.duty_index.specs[opened.duty].patient:
        return False
    rules = scene.rules
    most = rules.value(ATTENTION_WORKDAYS) if ATTENTION_WORKDAYS.name in rules.parameters else 0
    return bool(most) and not is_individual(opened.owed.bearer) and workdays_open(opened, scene.today) > most


def _of_day(dated: Dated, scene: Scene) -> Entry:
    passed = dated.act is not None and not dated.owed and dated.day < scene.today
    if passed or (dated.stays and (dated.told_from or dated.day) <= scene.today):
        group = Group.ATTENTION
    else:
        group = Group.WEEK if dated.day <= scene.sunday else Group.LATER
    key = f"agenda.slag.{dated.kind}{'_passerat' if passed else ''}"
    what = scene.said.say(key, om=dated.about)
    if dated.place is not None and not passed:
        what = scene.said.say("agenda.plats", vad=what, plats=dated.place)
    return Entry(
        kind=dated.kind,
        group=group,
        what=what,
        when=distance(dated.day, scene.today, scene.said),
        norms=dated.norms,
        own=dated.stays,
        day=dated.day,
        at=dated.at,
        end=dated.end,
        place=dated.place,
        bearer=dated.who,
        about=dated.about,
        told_from=dated.told_from,
    )
