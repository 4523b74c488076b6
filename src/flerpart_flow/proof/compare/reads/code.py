"""What of the rules a piece of a routine's code can read, worked out from the code itself: it holds for any case.

A value of the rules is read through a ``Parameter`` that the code names, by its name out of ``rules.parameters``, or
out of a table. So everything that the code names is followed: functions, also those behind a decorator or a cache,
classes, values that hold functions, and every method of the routine's own that has the name of an attribute which the
code asks for. What is found is too much rather than too little: what isn't found isn't read.
"""

from __future__ import annotations

import dis
import sys
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Choice, Role
from flerpart_flow.engine.definition.routine import ByKind
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.parameters import Parameter

_OWN: Final = __name__.partition(".")[0]
_WHOLE: Final = ("tables", "vocabulary")
_WEIGHING: Final = frozenset({"severity_at", "weigh", "weight"})
_ROOMS: Final = (
    "samverkan",
    "routines",
    "engine.definition.extension",
    "engine.eras",
    "engine.record",
    "engine.values",
)
_HOME: Final = tuple(f"{_OWN}.{room}" for room in _ROOMS)
"""Where a routine's code is within the library. The rules' own methods, which read what they are asked for, and what
runs the code are not the code itself.
"""


@attrs.frozen
class Named:
    """What some code names, and the texts in it: ``parts`` are the rules' own parts, such as ``tables``.

    ``by_name`` are the texts of each function that takes a value out of ``rules.parameters`` itself. ``texts`` are all,
    ``near`` those of the functions that ask the rules for a part, of what these lead to, and of who calls them.
    """

    parameters: frozenset[str]
    parts: frozenset[str]
    texts: frozenset[str]
    by_name: frozenset[frozenset[str]] = frozenset()
    near: frozenset[str] = frozenset()
    weighs: bool = False

    @classmethod
    def of(cls, several: Iterable[Named]) -> Named:
        """All of them together."""
        found = tuple(several)
        return cls(
            frozenset().union(*(one.parameters for one in found)),
            frozenset().union(*(one.parts for one in found)),
            frozenset().union(*(one.texts for one in found)),
            frozenset().union(*(one.by_name for one in found)),
            frozenset().union(*(one.near for one in found)),
            any(one.weighs for one in found),
        )


_FOREIGN: Final = sys.stdlib_module_names | {"attr", "attrs", "click", "graphviz", "pendulum", "transitions", "tzdata"}
"""Python's own modules and what the library stands on: they know nothing of rules, and call nothing that does but what
they are given, which is followed where it is given.
"""


def named(roots: Iterable[Any], packages: Iterable[str]) -> Named:
    """What these functions and what they can reach name; ``packages`` are where the routine's own code is."""
    own = tuple(sorted({_OWN, *(package.partition(".")[0] for package in packages)}))
    methods = _methods(own, tuple(name for name in sorted(sys.modules) if _is_own(name, own)))
    waiting: list[tuple[Any, FunctionType | None]] = [(root, None) for root in roots]
    found: list[Named] = []
    each: dict[FunctionType, Named] = {}
    calls: dict[FunctionType, set[FunctionType]] = {}
    keep: dict[int, tuple[Any, tuple[FunctionType, ...]]] = {}  # the value too, so that no other one gets its id
    while waiting:
        value, caller = waiting.pop()
        if id(value) not in keep:
            keep[id(value)] = value, tuple(_functions(value))
            found.append(Named(frozenset(_parameters(value)), frozenset(), frozenset()))
        for function in keep[id(value)][1]:
            if caller is not None:
                calls.setdefault(caller, set()).add(function)
            if function in each:
                continue
            each[function], further, names = _direct(function)
            held = (*further, *(method for name in names if name in methods for method in methods[name]))
            waiting.extend((one, function) for one in held)
    near = frozenset(text for one in _near(each, calls) for text in each[one].texts)
    return Named.of((*found, *each.values(), Named(frozenset(), frozenset(), frozenset(), near=near)))


def _near(
    each: Mapping[FunctionType, Named], calls: Mapping[FunctionType, set[FunctionType]]
) -> Iterable[FunctionType]:
    """The functions that ask the rules for a part, all that these lead to, and who calls them and may get it."""
    asking = {one for one, said in each.items() if said.parts}
    callers = {one for one, called in calls.items() if called & asking}
    seen, waiting = set[FunctionType](), list(asking)
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(calls.get(one, ()))
    return seen | callers


def takes_up(function: Any, argument: str) -> bool:
    """Whether the code of a function reads one of its arguments at all."""
    return any(_names(one.argval, argument) for one in dis.get_instructions(function) if one.opname != "STORE_FAST")


def _names(value: Any, argument: str) -> bool:
    return value == argument or (isinstance(value, tuple) and argument in value)


def _functions(value: Any) -> Iterator[FunctionType]:
    """The functions of our own that a value is, or holds."""
    for one in _unwrapped(value):
        if isinstance(one, FunctionType):
            if _is_own(one.__module__):
                yield one
        elif isinstance(one, MethodType):
            yield from _functions(one.__func__)
        elif isinstance(one, type):
            # A kind of event is named as what cures something; one is made where a log is read, which has no rules.
            if _is_own(one.__module__) and not issubclass(one, Event):
                for held in vars(one).values():
                    yield from _of_class(held)
        elif isinstance(one, partial):
            yield from _functions(one.func)
            for held in (*one.args, *one.keywords.values()):
                yield from _functions(held)
        elif isinstance(one, (Guard, Role, Choice, DutySpec, ByKind)):
            for field in attrs.fields(type(one)):
                yield from _functions(getattr(one, field.name))
        elif isinstance(one, Mapping):
            for held in one.values():
                yield from _functions(held)
        elif isinstance(one, (tuple, list, frozenset, set)):
            for held in one:
                yield from _functions(held)


def _of_class(held: Any) -> Iterator[FunctionType]:
    if isinstance(held, property):
        yield from _functions(held.fget)
    elif isinstance(held, cached_property):
        yield from _functions(held.func)
    elif isinstance(held, (classmethod, staticmethod)):
        yield from _functions(held.__func__)
    elif isinstance(held, FunctionType) or hasattr(held, "__wrapped__"):
        yield from _functions(held)


def _unwrapped(value: Any) -> Iterator[Any]:
    """A value, and what stands behind it where it is decorated or kept in a cache."""
    yield value
    if isinstance(value, (type, ModuleType)):
        return
    behind = getattr(value, "__wrapped__", None) if callable(value) else None
    if behind is not None:
        yield from _unwrapped(behind)


def _is_own(module: str | None, own: tuple[str, ...] | None = None) -> bool:
    """Whether a module can have code of a routine; with ``own``, whether it is in one of these packages."""
    name = module or ""
    root = name.partition(".")[0]
    if root == _OWN:
        return name.startswith(_HOME)
    return root not in _FOREIGN if own is None else root in own


@cache
def _direct(function: FunctionType) -> tuple[Named, tuple[Any, ...], frozenset[str]]:
    """What a function itself names, the values that it leads to, and every name in it, which may be of a method."""
    scope = _scope(function)
    names, texts = set[str](), set[str]()
    for code in _codes(function.__code__):
        names.update((*code.co_names, *code.co_freevars))
        texts.update(_texts(code.co_consts))
    parameters, further = set[str](), list[Any]()
    defaults = (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
    for value in (*_values(names, scope), *defaults):
        parameters.update(_parameters(value))
        if isinstance(value, str):
            texts.add(value)
        elif not isinstance(value, Parameter):
            texts.update(_texts(value) if isinstance(value, (tuple, frozenset)) else ())
            further.append(value)
    parts = frozenset(part for part in _WHOLE if part in names)
    by_name = frozenset({frozenset(texts)} if "parameters" in names else ())
    one = Named(frozenset(parameters), parts, frozenset(texts), by_name, weighs=bool(names & _WEIGHING))
    return one, tuple(further), frozenset(names)


def _values(names: Iterable[str], scope: Mapping[str, Any]) -> Iterator[Any]:
    """What names stand for: in the function's module, around it, and in a module that it names."""
    told = tuple(names)
    for name in told:
        if name in scope:
            value = scope[name]
            if isinstance(value, ModuleType):
                space = vars(value)
                yield from (space[one] for one in told if one in space)
            else:
                yield value


def _parameters(value: Any) -> Iterator[str]:
    """The parameters that a value is, or holds."""
    if isinstance(value, Parameter):
        yield value.name
    elif isinstance(value, partial):
        yield from _parameters((*value.args, *value.keywords.values()))
    elif isinstance(value, Mapping):
        yield from _parameters(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _parameters(one)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _codes(const)


def _texts(consts: Iterable[Any]) -> Iterator[str]:
    for one in consts:
        if isinstance(one, str):
            yield one
        elif isinstance(one, (tuple, frozenset)):
            yield from _texts(one)


def _scope(function: FunctionType) -> Mapping[str, Any]:
    held = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            held[name] = cell.cell_contents
        except ValueError:  # a name that is given its value later on
            continue
    return ChainMap(held, function.__globals__)


@cache
def _methods(own: tuple[str, ...], modules: tuple[str, ...]) -> Mapping[str, tuple[FunctionType, ...]]:
    """Every method of the classes in our own modules, by name: code that asks for an attribute may mean any of that
    name.
    """
    found: dict[str, dict[int, FunctionType]] = {}
    for name in modules:
        for value in tuple(getattr(sys.modules[name], "__dict__", {}).values()):
            if isinstance(value, type) and _is_own(value.__module__, own):
                for key, held in vars(value).items():
                    for function in _of_class(held):
                        found.setdefault(key, {})[id(function)] = function
    return {name: tuple(held.values()) for name, held in found.items()}
