"""A guard is gone, silent or deaf, and what it finds says the wrong thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from types import CodeType
from typing import Any

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.findings import Finding, missing
from flerpart_flow.proof.mutate.mutant import Group, Mutant, Spot, Unchanged
from flerpart_flow.proof.mutate.operators.places import module_of, rows
from flerpart_flow.proof.mutate.operators.reach import functions
from flerpart_flow.proof.mutate.patching import Check, put, put_move, with_checks

Change = Callable[[tuple[Finding, ...]], tuple[Finding, ...]]


@attrs.frozen(eq=False)
class Kind:
    """A guard as it stands in the table: its name and norms, the rows that have it, and one of it to look at."""

    name: str
    norms: tuple[str, ...]
    rows: tuple[str, ...]
    one: Guard[Any]
    home: str

    def spots(self, routine: Routine, *kind: str, norm: str | None = None, also: str | None = None) -> frozenset[Spot]:
        """Where it is asked, or finds a norm, in each of its rows."""
        end = tuple(one for one in (norm, also) if one is not None)
        return frozenset((routine.name, *kind, row, self.name, *end) for row in self.rows)


def kinds(routine: Routine) -> list[Kind]:
    """Each guard once, by its name and norms, those of who acts too."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, Guard[Any], str]]] = {}
    for row, _, move in rows(routine):
        for guard in (*move.all_guards, *move.foretold):
            test = move.by.allows if guard is move.all_guards[0] else guard.check
            found.setdefault((guard.name, guard.norms), []).append((row, guard, module_of(test)))
    return [
        Kind(name, norms, tuple(dict.fromkeys(row for row, _, _ in held)), held[0][1], held[0][2])
        for (name, norms), held in found.items()
    ]


def mutants(routine: Routine) -> Iterator[Mutant]:
    """A guard dropped from one row, silent, always finding; and each of its findings told wrong in one way."""
    for row, at, move in rows(routine):
        for guard in (*move.guards, *move.foretold):
            spots = frozenset((routine.name, "find", row, guard.name, norm) for norm in guard.norms)
            yield Mutant(
                f"{routine.name}/guard.dropped/{row}/{guard.name}", "guard.dropped", Group.GUARDS, guard.norms,
                f"table row {row}", spots, partial(_drop, routine, at, guard),
            )  # fmt: skip
    for kind in kinds(routine):
        yield from _whole(routine, kind)
        for norm in kind.norms:
            yield from _answers(routine, kind, norm)


def _whole(routine: Routine, kind: Kind) -> Iterator[Mutant]:
    at = f"{'+'.join(kind.norms)}/{kind.name}"
    for norm in kind.norms:
        wrong = missing(norm, (*kind.one.messages, *routine.messages)[0])
        yield Mutant(
            f"{routine.name}/guard.always/{at}/{norm}", "guard.always", Group.GUARDS, (norm,), kind.home,
            kind.spots(routine, "ask"), partial(_tell, routine, kind, partial(_also, wrong)),
        )  # fmt: skip
    spots = frozenset(spot for norm in kind.norms for spot in kind.spots(routine, "find", norm=norm))
    yield Mutant(
        f"{routine.name}/guard.silent/{at}", "guard.silent", Group.GUARDS, kind.norms, kind.home, spots,
        partial(_tell, routine, kind, lambda found: ()),
    )  # fmt: skip


def _also(wrong: Finding, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return (*found, wrong)


def _answers(routine: Routine, kind: Kind, norm: str) -> Iterator[Mutant]:
    """What an answer says: unknown or not, the norm, the cure, who can cure it; of what the guard's code can say."""
    other = next(one for one in routine.rules().norms if one != norm)
    events = list(routine.events)
    said = _can_say(kind.one)
    ways: list[tuple[str, str | None, Change]] = [
        ("norm.wrong", None, _each(norm, lambda one: attrs.evolve(one, norm=other))),
        ("unknown.flag", "known", _each(norm, lambda one: attrs.evolve(one, unknown=True), "known")),
    ]
    if "unknown" in said:
        ways.append(("unknown.as_yes", "unknown", _each(norm, lambda one: None, "unknown")))
        ways.append(("unknown.as_no", "unknown", _each(norm, lambda one: attrs.evolve(one, unknown=False), "unknown")))
    if "cure" in said:
        ways.append(("cure.wrong", "cure", _each(norm, lambda one: attrs.evolve(one, cure=_next(events, one)), "cure")))
        ways.append(("cure.dropped", "cure", _each(norm, lambda one: attrs.evolve(one, cure=None), "cure")))
    if "cure_by" in said:
        ways.append(("cure_by.wrong", "cure_by", _each(norm, _by_another, "cure_by")))
        ways.append(("cure_by.dropped", "cure_by", _each(norm, lambda one: attrs.evolve(one, cure_by=None), "cure_by")))
    for operator, also, change in ways:
        group = Group.GUARDS if operator in ("norm.wrong", "unknown.as_yes") else Group.ANSWERS
        yield Mutant(
            f"{routine.name}/{operator}/{norm}/{'+'.join(kind.norms)}/{kind.name}", operator, group, (norm,),
            kind.home, kind.spots(routine, "find", norm=norm, also=also), partial(_tell, routine, kind, change),
        )  # fmt: skip


def _each(norm: str, change: Callable[[Finding], Finding | None], which: str = "") -> Change:
    def fits(one: Finding) -> bool:
        if one.norm != norm:
            return False
        match which:
            case "unknown" | "known":
                return one.unknown is (which == "unknown")
            case "cure" | "cure_by":
                return getattr(one, which) is not None
            case _:
                return True

    def changed(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        told = (change(one) if fits(one) else one for one in found)
        return tuple(one for one in told if one is not None)

    return changed


def _next(events: list[str], one: Finding) -> str:
    return next(name for name in events if name != one.cure)


def _by_another(one: Finding) -> Finding:
    return attrs.evolve(one, cure_by="individ" if one.cure_by != "individ" else "enhet")


def _tell(routine: Routine, kind: Kind, change: Change) -> None:
    def wrong(guard: Guard[Any]) -> Check:
        if (guard.name, guard.norms) != (kind.name, kind.norms):
            return guard.check
        return lambda *args: change(tuple(guard.check(*args)))

    put(routine, moves=tuple(with_checks(move, wrong) for move in routine.moves))


def _drop(routine: Routine, at: int, guard: Guard[Any]) -> None:
    move = routine.moves[at]
    for part in ("guards", "foretold"):
        held = getattr(move, part)
        if guard in held:
            put_move(routine, at, **{part: tuple(one for one in held if one is not guard)})
            return
    raise Unchanged(guard.name)


def _can_say(guard: Guard[Any]) -> frozenset[str]:
    """Which of unknown, cure and cure_by the code of a guard, and what it calls, names."""
    named: set[str] = set()
    for function in functions(guard.check, everywhere=True):
        waiting = [function.__code__]
        while waiting:
            code = waiting.pop()
            named.update(code.co_names)
            for const in code.co_consts:
                if isinstance(const, CodeType):
                    waiting.append(const)
                elif isinstance(const, tuple):
                    named.update(one for one in const if isinstance(one, str))
    return frozenset(named & {"unknown", "cure", "cure_by"})
