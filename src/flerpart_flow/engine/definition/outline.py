"""What a routine says of itself beyond what decides: who answers for which phase, who takes part, what goes wrong.

Pictures, reports and the account of one party's part read it. Nothing here changes what is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from flerpart_flow.engine.definition.showing import Showing, unknown_fields
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.rules import Rules

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine


@attrs.frozen
class Lane:
    """Those who act together: a text ``banor.<code>``, the roles that act or owe there, the phases they answer for."""

    code: str
    roles: tuple[str, ...]
    phases: tuple[str, ...] = ()


@attrs.frozen
class Party:
    """One who takes part, named as in the rules' tables: the roles it may hold, the bearers of norms that mean it."""

    code: str
    roles: tuple[str, ...]
    bearers: tuple[str, ...] = ()


@attrs.frozen
class Deviation:
    """A kind of deviation: the norm behind it, the phases where it arises, the events and duties that show it.

    A picture with room for it once draws it in the first of the phases. The library proposes it where ``shown_by``
    names something; without it only a person can see it.
    """

    kind: str
    norm: str
    phases: tuple[str, ...]
    shown_by: tuple[str, ...] = ()


@attrs.frozen
class Act:
    """An act that is told of in a phase and in lanes, though it is possible in many phases: what others hang on."""

    event: str
    phase: str
    lanes: tuple[str, ...]


@attrs.frozen
class Outline:
    """Lanes in the order of a picture from left to right, parties, kinds of deviation, and acts not to be left out.

    Without lanes each role is one, and a phase lies with the role of the first move that leads on from it. With lanes
    every duty says its bearer and its phase. ``showing`` is what a status and a story show of the routine's own facts.
    """

    lanes: tuple[Lane, ...] = ()
    parties: tuple[Party, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    acts: tuple[Act, ...] = ()
    showing: Showing = Showing()


def outline_faults(routine: Routine, rules: Rules) -> Iterator[DefinitionError]:
    """What is wrong with the outline: a name that the routine doesn't have, and lanes that leave a role or a phase out
    or take one twice.
    """
    outline = routine.outline
    bearing = {spec.bearer for spec in routine.duties if spec.bearer is not None}
    roles = {move.by.code for move in routine.moves} | bearing
    if outline.lanes:
        yield from _each_once("definition.bana_roll", roles, (role for lane in outline.lanes for role in lane.roles))
        yield from _each_once(
            "definition.bana_fas", routine.phases, (phase for lane in outline.lanes for phase in lane.phases)
        )
    for spec in routine.duties:
        if spec.bearer is None and outline.lanes:
            yield from _known("plikter", spec.name, ("-",), roles)
        if spec.phase is not None or outline.lanes:
            yield from _known("plikter", spec.name, (spec.phase or "-",), routine.phases)
    bearers = {norm.bearer for norm in rules.norms.values()}
    for party in outline.parties:
        yield from _known("parter", party.code, party.roles, roles)
        yield from _known("parter", party.code, party.bearers, bearers)
    shown = {*routine.events, *(spec.name for spec in routine.duties)}
    for one in outline.deviations:
        yield from _known("avvikelser", one.kind, (one.kind,), rules.vocabulary.known.get("avvikelseslag", ()))
        yield from _known("avvikelser", one.kind, (one.norm,), rules.norms)
        yield from _known("avvikelser", one.kind, one.phases, routine.phases)
        yield from _known("avvikelser", one.kind, one.shown_by, shown)

    for act in outline.acts:
        yield from _known("handlingar", act.event, (act.event,), routine.events)
        yield from _known("handlingar", act.event, (act.phase,), routine.phases)
        yield from _known("handlingar", act.event, act.lanes, (lane.code for lane in outline.lanes))
    yield from _known("visning", "told", unknown_fields(outline.showing, routine.events.values()), ())


def _each_once(code: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[DefinitionError]:
    seen = list(found)
    for one in (*wanted, *seen):
        if seen.count(one) != 1 or one not in set(wanted):
            yield DefinitionError(code, name=str(one), count=seen.count(one))


def _known(part: str, where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[DefinitionError]:
    there = frozenset(known)
    for name in names:
        if name not in there:
            yield DefinitionError("definition.oversikt_okand", name=str(name), where=f"{part}.{where}")
