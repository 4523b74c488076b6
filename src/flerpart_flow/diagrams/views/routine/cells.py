"""The boxes of the swimlanes: what those of a lane do in a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.lanes import lane_of_role, lanes, shared
from flerpart_flow.diagrams.model import Kind, Line, Node, Row, Sign, Tone
from flerpart_flow.diagrams.paper import LYING
from flerpart_flow.diagrams.views.framed import Pauses
from flerpart_flow.diagrams.views.parts import Paths, gathered_rows, kind_of, step_row, task
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.sizes import lane_letters
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.review.needs import Need, needs
from flerpart_flow.engine.review.steps import MANY, slug
from flerpart_flow.engine.words.reasons import INDIVIDUAL
from flerpart_flow.words.shared_acts import with_limit


class Cells:
    """The boxes of a routine's lanes."""

    def __init__(self, request: Request, paths: Paths, pauses: Pauses) -> None:
        self.request, self.paths, self.pauses = request, paths, pauses
        self.wording, self.routine = request.wording, request.routine
        self.width = lane_letters(LYING, len(lanes(request.routine)), words=True)
        """Letters in a line of a box."""

    def box(self, phase: str, lane: str, *, own: bool, row: int) -> tuple[Node, ...]:
        """The box of a lane in a phase's row: the phase itself, or what this lane does in it, if it has a part."""
        wording, routine = self.wording, self.routine
        steps = [step for step in self.paths.single_from(phase) if self._acts_here(step.move.by.code, phase, lane)]
        pausing = own and phase in routine.pauses
        if not own and phase in routine.pauses:
            rows: tuple[Row, ...] = tuple(told for _, told in self._tasks(phase, lane))
            return self._part(phase, lane, row, rows)
        rows = (
            *self._owed_and_needed(phase, lane),
            *self._acts(phase, lane),
            *(self.pauses.onward(phase) if pausing else ()),
            *(step_row(step, wording, who=self._named(step.move.by.code)) for step in steps),
        )
        if own:
            if pausing:
                rows = (*self.pauses.rows(phase), *rows)
            else:
                rows = (*rows, *self._deviations(phase), *gathered_rows(self.paths, wording, phase))
            title = wording.short(phase) if phase != START else wording.word("start")
            return (
                Node(
                    id=phase_id(phase), kind=kind_of(routine, phase), title=title, rows=rows,
                    widths=(self.width,), lane=_lane(lane), row=row,
                ),
            )  # fmt: skip
        return self._part(phase, lane, row, rows)

    def _part(self, phase: str, lane: str, row: int, rows: tuple[Row, ...]) -> tuple[Node, ...]:
        """The box of what a lane does in a phase that another lane answers for."""
        if not rows:
            return ()
        wording = self.wording
        whose = next(wording.lane(one) for one in lanes(self.routine) if one.code == lane)
        label = wording.word("del_i", bana=whose, fas=wording.phase(phase))
        return (
            Node(
                id=f"del-{slug(phase)}-{slug(lane)}", kind=Kind.TASKS, title="", rows=rows, widths=(self.width,),
                lane=_lane(lane), row=row, label=label,
            ),
        )  # fmt: skip

    def _acts_here(self, role: str, phase: str, lane: str) -> bool:
        """Whether what a role does in a phase stands in a lane: that of the role, but a pause is one box with all."""
        return phase in self.routine.pauses or lane_of_role(self.routine, role) == lane

    @cached_property
    def _order(self) -> dict[str, int]:
        """Where the table has each act first."""
        return {move.event.name: number for number, move in reversed(tuple(enumerate(self.routine.moves)))}

    def _owed_and_needed(self, phase: str, lane: str) -> tuple[Row, ...]:
        """What those of a lane owe in a phase, and before what comes after it in the table what the main path needs."""
        told = list(self._tasks(phase, lane))
        for order, row in self._needed(phase, lane):
            place = next((number for number, (other, _) in enumerate(told) if other > order), len(told))
            told.insert(place, (order, row))
        return tuple(row for _, row in told)

    def _tasks(self, phase: str, lane: str) -> Iterator[tuple[int, Row]]:
        """What those of a lane owe in a phase, with its place in the table; who, where somebody else owes it or several
        parties share the lane.
        """
        for spec in self.routine.duties:
            if spec.phase == phase and spec.bearer is not None and lane_of_role(self.routine, spec.bearer) == lane:
                place = min((self._order[kind.name] for kind in spec.meets), default=-1)
                yield place, Row(((Line(task(spec, capital(self._task(spec, spec.bearer, lane)))),),))

    def _task(self, spec: DutySpec, bearer: str, lane: str) -> str:
        own = lane_of_role(self.routine, bearer) == lane and self._named(bearer) is None
        told = self.wording.duty(spec) if own else f"{self.wording.duty(spec)} ({self.wording.bearer(bearer)})"
        return self.wording.owed(spec, told, narrow=True)

    def _named(self, role: str) -> str | None:
        """Who has a role, where several parties share its lane."""
        lane = next(one for one in lanes(self.routine) if role in one.roles)
        return self.wording.role(role) if shared(self.routine, lane) else None

    @cached_property
    def _needs(self) -> tuple[Need, ...]:
        return needs(self.routine, self.request.rules)

    def _lanes_of(self, need: Need) -> Sequence[str]:
        told = [one.lanes for one in self.routine.outline.acts if one.event == need.event]
        return told[0] if told else (lane_of_role(self.routine, need.move.by.code),)

    def _needed(self, phase: str, lane: str) -> Iterator[tuple[int, Row]]:
        """What those of a lane do that the main path can't do without, unless a duty of theirs already says so; who,
        where several parties share the lane, or nobody of it who owes anything does it.
        """
        wording = self.wording
        owing = {spec.bearer for spec in self.routine.duties}
        for need in self._needs:
            if need.phase == phase and lane in self._lanes_of(need) and not self._owed(need, lane):
                why = wording.act(need.asked_by[0])
                what = wording.act(need.event)
                only = dict.fromkeys(wording.only_for(guard) for guard in need.guards)
                told, who = next(iter(only), None) if len(only) == 1 else None, self._named(need.move.by.code)
                if who is None and lane != INDIVIDUAL and need.move.by.code not in owing:
                    who = wording.role(need.move.by.code)
                if told is not None:
                    why = f"{why}, {told}"
                elif who is not None:
                    what = f"{what} ({with_limit(who, need.event, wording.said)})"
                line = Line(f"{Sign.NEEDED} {wording.word('kravs', varfor=why, vad=what)}")
                yield self._order[need.event], Row(((line,),))

    def _owed(self, need: Need, lane: str) -> bool:
        return any(
            {kind.name for kind in spec.meets} == {need.event}
            and spec.bearer is not None
            and lane_of_role(self.routine, spec.bearer) == lane
            for spec in self.routine.duties
        )

    def _acts(self, phase: str, lane: str) -> tuple[Row, ...]:
        """What else those of a lane can do in a phase: acts that belong to few phases and meet no duty, each told of
        once.
        """
        routine = self.routine
        told = {event.name for spec in routine.duties for event in spec.meets} | {need.event for need in self._needs}
        own = {
            move.event.name: self._named(move.by.code)
            for move in routine.moves
            if len(move.to) < MANY
            and next(iter(move.to)) == phase
            and move.to[phase] is None
            and move.event.name not in told
            and lane_of_role(routine, move.by.code) == lane
        }
        named = [one.event for one in routine.outline.acts if one.phase == phase and lane in one.lanes]
        acts = "; ".join(
            self.wording.act(event) if (who := own.get(event)) is None else self._by(event, who)
            for event in dict.fromkeys((*named, *own))
            if event not in {need.event for need in self._needs}
        )
        return (Row(((Line(capital(self.wording.word("kan_ocksa", vad=acts)), Tone.MUTED),),)),) if acts else ()

    def _by(self, event: str, who: str) -> str:
        return f"{self.wording.act(event)} ({with_limit(who, event, self.wording.said)})"

    def _deviations(self, phase: str) -> tuple[Row, ...]:
        """The kinds of deviation that the outline puts in this phase first."""
        return tuple(
            Row(
                ((Line(f"{Sign.ASTRAY} {capital(self.wording.deviation(one.kind))}", Tone.ALERT),),),
                None,
                "",
                Tone.ALERT,
            )
            for one in self.routine.outline.deviations
            if one.shown_by and one.phases[0] == phase
        )


def _lane(lane: str) -> str:
    return f"bana-{slug(lane)}"
