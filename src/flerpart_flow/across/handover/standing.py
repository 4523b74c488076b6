"""How a hand-over stands: whether it has been answered, and what one case now owes because of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import attrs

from flerpart_flow.across.handover.references import Reference, Via, references
from flerpart_flow.across.handover.table import HANDOVERS, HandOver, HandoverError, between
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.judging.queries import Possible
from flerpart_flow.engine.values.reticent import reticent


class Stage(StrEnum):
    """How far a hand-over has come; the words are the texts ``lankar.lage.<stage>``."""

    NOT_RECORDED = "inte_registrerad"
    UNDER_WAY = "pagar"
    TO_RECORD = "att_registrera"
    RECORDED = "registrerad"
    WITHOUT = "utan_resultat"
    SOURCE_CLOSED = "avslutat"


@reticent("case", "event")
@attrs.frozen(eq=False)
class Due:
    """What is to be recorded in a case because of another: the event, what it states, and under which norms.

    ``ready``: it can be recorded now; else it is only proposed, until there is something to bring back. ``since`` is
    when it became so. ``possible`` says whether the case's own routine allows it, by whom, and if not why.
    """

    case: str
    event: str
    content: tuple[tuple[str, str], ...]
    norms: tuple[str, ...]
    ready: bool
    since: datetime | None
    possible: Possible


@reticent("stage")
@attrs.frozen(eq=False)
class Standing:
    """A hand-over between two cases at a moment. ``nr`` is the line that made it, None where no line has."""

    row: HandOver
    source: Case
    target: Case
    stage: Stage
    nr: int | None = None
    recorded_nr: int | None = None
    due: tuple[Due, ...] = ()


def due_back(one: Case, other: Case, at: datetime, table: Iterable[HandOver] = HANDOVERS) -> tuple[Due, ...]:
    """What is to be recorded in one of two linked cases because of the other, at a moment; the order doesn't matter.

    Raises HandoverError for two cases that no hand-over joins, or where neither names the other; EventError for a
    naive time.
    """
    rows = tuple(table)
    for source, target in ((one, other), (other, one)):
        row = between(source.header.routine, target.header.routine, rows)
        if row is not None and not _strangers(source, target, rows):
            found = standing(row, source, target, at)
            return () if found is None else found.due
    if all(between(*pair, rows) is None for pair in _ways(one, other)):
        raise HandoverError("overlamning.rutiner", one=one.header.routine, other=other.header.routine)
    raise HandoverError("overlamning.framlingar", one=one.header.case, other=other.header.case)


def hand_overs(cases: Sequence[Case], at: datetime, table: Iterable[HandOver] = HANDOVERS) -> tuple[Standing, ...]:
    """Every hand-over that there was among these cases at a moment, in their order.

    A reference that leads to none, or to two, of them is left out: ``check_links`` tells it. Raises EventError for a
    naive time.
    """
    rows = tuple(table)
    named = {case.header.case: case for case in cases}
    double = {ref for ref, times in Counter(case.header.case for case in cases).items() if times > 1}
    found: dict[tuple[str, str], Standing] = {}
    for case in cases:
        for one in references(case, rows):
            other = named.get(one.to)
            if other is None or other is case or {one.to, case.header.case} & double:
                continue
            for source, target in ((case, other), (other, case)):
                row = between(source.header.routine, target.header.routine, rows)
                key = (source.header.case, target.header.case)
                stands = standing(row, source, target, at) if row is not None and key not in found else None
                if stands is not None:
                    found[key] = stands
    order = {case.header.case: place for place, case in enumerate(cases)}
    return tuple(found[key] for key in sorted(found, key=lambda key: (order[key[0]], order[key[1]])))


def _ways(one: Case, other: Case) -> tuple[tuple[str, str], tuple[str, str]]:
    names = one.header.routine, other.header.routine
    return names, (names[1], names[0])


def _strangers(one: Case, other: Case, table: Iterable[HandOver]) -> bool:
    rows = tuple(table)
    there = any(ref.to == other.header.case for ref in references(one, rows))
    return not there and not any(ref.to == one.header.case for ref in references(other, rows))


def standing(row: HandOver, source: Case, target: Case, at: datetime) -> Standing | None:
    """How a hand-over between two cases stands at a moment, whichever of them says so.

    None while nothing had come of it: it wasn't made, and one of the cases hadn't begun. Raises EventError for a naive
    time.
    """
    ours = [one for one in references(source, (row,), at) if one.to == target.header.case and one.accepted]
    opened, back = _first(ours, Via.OPENS), _first(ours, Via.BACK)
    if opened is None and back is None and not (_had_begun(source, at) and _had_begun(target, at)):
        return None
    now = target.state_at(at)
    there = getattr(now.facts, row.result) is not None
    closed = source.state_at(at).phase in source.routine.ends
    due: list[Due] = []
    if opened is None and not closed:
        due.append(_due(row, source, target, at, opening=True, ready=True))
    if back is not None:
        stage = Stage.RECORDED
    elif closed:
        stage = Stage.SOURCE_CLOSED
    elif not there and now.phase in target.routine.ends:
        stage = Stage.WITHOUT
    else:
        stage = Stage.TO_RECORD if there else Stage.UNDER_WAY
        due.append(_due(row, source, target, at, opening=False, ready=there))
    if opened is None and stage in {Stage.UNDER_WAY, Stage.WITHOUT}:
        stage = Stage.NOT_RECORDED
    return Standing(row, source, target, stage, _nr(opened), _nr(back), tuple(due))


def _first(found: Iterable[Reference], via: Via) -> Reference | None:
    return next((one for one in found if one.via is via), None)


def _nr(found: Reference | None) -> int | None:
    return None if found is None else found.nr


def _due(row: HandOver, source: Case, target: Case, at: datetime, *, opening: bool, ready: bool) -> Due:
    mention = row.opens if opening else row.back
    since = _begun(target) if opening else _since(row, target, at) if ready else None
    return Due(
        source.header.case,
        mention.event,
        mention.content(target.header.case),
        row.norms if opening else row.first,
        ready,
        since,
        source.why_not(source.routine.events[mention.event], at),
    )


def _had_begun(case: Case, at: datetime) -> bool:
    begun, until = _begun(case), aware(at)
    return begun is not None and begun <= until


def _begun(case: Case) -> datetime | None:
    return min((line.occurred_at for line in case.lines), default=None)


def _since(row: HandOver, target: Case, at: datetime) -> datetime | None:
    """When the target's case got something to bring back, and has had it since."""
    since, until = None, aware(at)
    for placed in target.replayed():
        if placed.line.occurred_at > until:
            break
        has = getattr(placed.after.facts, row.result) is not None
        since = (since or placed.line.occurred_at) if has else None
    return since
