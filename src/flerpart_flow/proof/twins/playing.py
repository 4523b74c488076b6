"""Playing twins against a routine, its rules and an overlay: what was expected, and what came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.judging.queries import Answer as Possibly
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import reason
from flerpart_flow.proof.twins.model import (
    NOBODY,
    Act,
    Answer,
    Cure,
    DeviationAsked,
    DutyAsked,
    Half,
    Step,
    Twin,
    Twins,
)

_DAY: Final = re.compile(r"dag (-?\d+)(?: (\d\d):(\d\d))?")
_MINUTES: Final = timedelta(minutes=15)
"""How long after the step before a step without a day happens."""
_STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")


@attrs.frozen
class Outcome:
    """One half, played: whether all was as expected, and what the routine said.

    ``stopped`` is the step that the half never came past, with the reason; ``decision`` what came of an act;
    ``cures`` what the findings of the twin's norms tell people to do, ``weights`` those that weigh
    another thing than the answer, ``owed_under`` the norms of the duty asked for; ``unsaid`` what was told, where the
    words that were to be told are not in it.
    """

    twin: Twin
    half: Half
    passed: bool
    got: str
    findings: tuple[str, ...] = ()
    cures: tuple[Cure, ...] = ()
    weights: tuple[tuple[str, Answer], ...] = ()
    stopped: FlowError | None = None
    decision: Decision[Any] | None = None
    owed_under: frozenset[str] = frozenset()
    unsaid: str = ""


class Player:
    """A routine under its rules, the newest without an overlay unless others are given; a beginning is played once."""

    def __init__(self, routine: Routine[Any], twins: Twins, rules: Rules | None = None) -> None:
        self._routine, self._twins = routine, twins
        self._rules = rules or routine.rules()
        self._start = datetime.fromisoformat(twins.start)
        self._begun: dict[str, tuple[Case[Any], datetime]] = {}
        self._under: dict[tuple[tuple[str, Any], ...], Player] = {}

    def play(self, twin: Twin) -> tuple[Outcome, ...]:
        """Every half, each under the values that it sets."""
        return tuple(self._half(twin, half) for half in twin.halves)

    def _with(self, parameters: tuple[tuple[str, Any], ...]) -> Player:
        """The same under these values too. Raises RulesError for a value that can't be."""
        if not parameters:
            return self
        if parameters not in self._under:
            own = {**self._rules.laid_over.get("parameter", {}), **dict(parameters)}
            overlay = {**self._rules.laid_over, "parameter": own}
            rules = self._routine.rules(self._rules.version, overlay)
            self._under[parameters] = Player(self._routine, self._twins, rules)
        return self._under[parameters]

    def begin(self, name: str) -> tuple[Case[Any], datetime]:
        """A beginning, and when its last step happened. Raises FlowError for a step that the routine refuses."""
        if name not in self._begun:
            beginning = self._twins.beginnings[name]
            if beginning.after is None:
                where = self._twins.municipality
                case, at = open_case(self._routine, "tvilling", rules=self._rules, municipality=where), self._start
            else:
                case, at = self.begin(beginning.after)
            self._begun[name] = self._on(case, at, beginning.steps)
        return self._begun[name]

    def _on(self, case: Case[Any], at: datetime, steps: tuple[Step, ...]) -> tuple[Case[Any], datetime]:
        for step in steps:
            event = self.event(step, at)
            case.decide(event).or_raise()
            case, at = case.apply(event), max(at, event.recorded_at)
        return case, at

    def staged(self, half: Half) -> tuple[Case[Any], datetime, Mapping[str, Any]]:
        """The case that a half asks about, when its last step happened, and the overlay that it stands under.

        Raises FlowError for a step that the routine refuses.
        """
        under = self._with(half.parameters)
        case, at = under._on(*under.begin(half.begin), half.first)
        return case, at, under._rules.laid_over

    def _half(self, twin: Twin, half: Half) -> Outcome:
        try:
            case, at, _ = self.staged(half)
            return self._with(half.parameters)._asked(twin, half, case, at)
        except FlowError as error:
            return Outcome(twin, half, False, "stopped", stopped=error)

    def _asked(self, twin: Twin, half: Half, case: Case[Any], at: datetime) -> Outcome:
        match half.asked:
            case Act() as act:
                event = self.event(act.step, at)
                if act.question:
                    asked = case.why_not(type(event), event.occurred_at, act.step.by)
                    possible = asked.answer is not Possibly.NO
                    return _acted(twin, half, act, possible, asked.findings, case.rules)
                decision = case.decide(event)
                outcome = _acted(twin, half, act, decision.allowed, decision.findings, case.rules)
                return attrs.evolve(outcome, decision=decision)
            case DutyAsked() as duty:
                owed = [
                    one
                    for one in case.duties(self.moment(duty.day))
                    if one.name == duty.name
                    and duty.bearer in (None, one.bearer)
                    and duty.counterpart in (None, one.counterpart or NOBODY)
                ]
                states = {one.state.value for one in owed}
                norms = frozenset(norm for one in owed for norm in one.norms)
                got = ", ".join(sorted(states)) or "none"
                rightly = all(one.own is duty.own and set(one.norms) == set(duty.under) for one in owed)
                return Outcome(twin, half, states == duty.states and rightly, got, owed_under=norms)
            case DeviationAsked() as deviation:
                found = {(one.kind, one.unit, one.norm) for one in case.deviations(self.moment(deviation.day))}
                there = (deviation.kind, deviation.unit, deviation.norm) in found
                told = ", ".join(" ".join(one) for one in sorted(found))
                return Outcome(twin, half, there is deviation.proposed, told or "none")

    def event(self, step: Step, at: datetime) -> Event:
        """The event of a step, after what happened last; what the step doesn't say is left out."""
        kind = self._routine.events[step.event]
        when = at + _MINUTES if step.day is None else self.moment(step.day)
        timely = step.day is not None and step.recorded is None
        if timely and local_date(when) == local_date(at) and when <= at:
            when = at + _MINUTES  # the same day, after what came before
        by = step.by or self._twins.recorder
        unit = self._rules.vocabulary.has("enhet", by)
        fields = content_fields(kind)
        content = {name: self._dated(value, _is_time(fields.get(name))) for name, value in step.content.items()}
        recorded_by = None if unit else self._twins.recorder
        written = when if step.recorded is None else self.moment(step.recorded)
        envelope: dict[str, Any] = {"occurred_at": when, "recorded_at": written, "by": by, "recorded_by": recorded_by}
        return kind(**{**envelope, **content})

    def moment(self, day: float) -> datetime:
        """The moment of a day of the story, at the hour that it begins."""
        return self._start + timedelta(days=day)

    def _dated(self, value: Any, time: bool) -> Any:
        """The value with ``dag 60`` as that day of the story, ``dag 60 10:00`` as a time of it."""
        if isinstance(value, list):
            return [self._dated(one, time) for one in value]
        if isinstance(value, dict):
            return {name: self._dated(one, False) for name, one in value.items()}
        found = _DAY.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return value
        day: date = local_date(self._start) + timedelta(days=int(found[1]))
        if not time and found[2] is None:
            return day.isoformat()
        hour, minute = int(found[2] or 9), int(found[3] or 0)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=_STOCKHOLM)


def _is_time(kind: Any) -> bool:
    return kind is not None and kind.name == "time"


def _acted(twin: Twin, half: Half, act: Act, allowed: bool, findings: Iterable[Finding], rules: Rules) -> Outcome:
    said = [one for one in findings if one.severity is not Severity.NOTE or one.norm in twin.norms]
    norms = tuple(dict.fromkeys(one.norm for one in said))
    got = _answered(allowed, {one.severity for one in said})
    own = [one for one in said if one.norm in twin.norms]
    cures = tuple(dict.fromkeys(Cure(one.cure_by, one.cure, one.unknown) for one in own))
    words = " ".join(reason(one, rules).says for one in own) if act.says else ""
    weights = _weights(twin, said, got)
    rightly = set(cures) == set(act.cures) and set(weights) == set(act.weights)
    told = all(one in words for one in act.says)
    passed = got is act.answer and set(norms) == set(act.norms) and rightly and told
    return Outcome(twin, half, passed, got.value, norms, cures, weights, unsaid="" if told else words)


_WEIGH: Final = {Severity.BLOCK: Answer.NO, Severity.WARN: Answer.WARNED, Severity.NOTE: Answer.NOTED}


def _weights(twin: Twin, said: Iterable[Finding], answer: Answer) -> tuple[tuple[str, Answer], ...]:
    """Those of the twin's norms that weigh another thing than the answer; the heaviest finding of each counts."""
    held = {norm: [one.severity for one in said if one.norm == norm] for norm in twin.norms}
    heaviest = {norm: next(one for one in _WEIGH if one in told) for norm, told in held.items() if told}
    return tuple((norm, _WEIGH[one]) for norm, one in heaviest.items() if _WEIGH[one] is not answer)


def _answered(allowed: bool, told: set[Severity]) -> Answer:
    if not allowed:
        return Answer.NO
    return Answer.WARNED if Severity.WARN in told else Answer.NOTED if told else Answer.YES
