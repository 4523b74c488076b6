"""The conditions in a guard's code, each wrong in one way: its function is compiled anew from its changed source.

The code of the function object itself is replaced, so that whoever holds the function runs the fault, also where one
factory has made guards of several norms from the same source.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.mutant import Group, Mutant, Spot, Unchanged
from flerpart_flow.proof.mutate.operators.differing import NAME, noting, watched
from flerpart_flow.proof.mutate.operators.places import file_of, module_of, rows
from flerpart_flow.proof.mutate.operators.reach import functions
from flerpart_flow.proof.mutate.operators.sites import Site, sites


@attrs.frozen(eq=False)
class _Source:
    """A function's source: the objects made from it, and the guards' norms and spots that it is behind."""

    objects: dict[FunctionType, None] = attrs.field(factory=dict)
    norms: dict[str, None] = attrs.field(factory=dict)
    spots: set[Spot] = attrs.field(factory=set)


def mutants(routine: Routine) -> Iterator[Mutant]:
    """Each condition of each guard dropped, turned between and and or, < and ≤; each exception dropped."""
    seen: set[str] = set()
    for code, source in _sources(routine).items():
        first = next(iter(source.objects))
        for number, site in enumerate(_sites(code)):
            ident = f"{routine.name}/{site.operator}/{module_of(first)}.{code.co_qualname}/{number}".replace(
                "<locals>.", ""
            )
            if ident in seen:
                raise Unchanged(ident)  # two mutants of one name could not be told apart
            seen.add(ident)
            yield Mutant(
                ident, site.operator, Group.CONDITIONS, tuple(source.norms),
                f"{file_of(first)}:{site.line} {site.told}", frozenset(source.spots),
                partial(_change, code, source, number), (file_of(first),), site.told,
                frozenset({("differs", _named(code, number))}),
            )  # fmt: skip


def watch(routines: Iterable[Routine], note: Callable[[Spot], None]) -> None:
    """Have every function of the routines' guards tell, as it runs, which faults of it would say otherwise."""
    told = noting(lambda name: note(("differs", name)))
    found: dict[CodeType, dict[FunctionType, None]] = {}
    for routine in routines:
        for code, source in _sources(routine).items():
            found.setdefault(code, {}).update(source.objects)
    for code, objects in found.items():
        tree = copy.deepcopy(_tree(code.co_filename))
        watched(_function(tree, code), partial(_named, code))
        new = _compiled(tree, code)
        for one in objects:
            one.__globals__[NAME] = told
            one.__code__ = new


def _named(code: CodeType, number: int) -> str:
    return f"{code.co_filename}:{code.co_qualname}:{number}"


def _sources(routine: Routine) -> dict[CodeType, _Source]:
    """The functions of the guards and roles by their code, with those of the same module that they call.

    A function that guards of other modules call, too, is behind their norms as well.
    """
    found: dict[CodeType, _Source] = {}
    for everywhere in (False, True):
        for row, guard, first in _asked(routine):
            for function in functions(first, everywhere):
                if function.__name__ == "<lambda>" or (everywhere and function.__code__ not in found):
                    continue
                source = found.setdefault(function.__code__, _Source())
                source.objects[function] = None
                source.norms.update(dict.fromkeys(guard.norms))
                source.spots.add((routine.name, "ask", row, guard.name))
    return found


def _asked(routine: Routine) -> Iterator[tuple[str, Guard[Any], Callable[..., Any]]]:
    """Each guard of each row with what it asks; of who acts both whether they may, and whether they may at all."""
    for row, _, move in rows(routine):
        who, *guards = (*move.all_guards, *move.foretold)
        yield row, who, move.by.allows
        if move.by.asks is not None:
            yield row, who, move.by.asks
        for guard in guards:
            yield row, guard, guard.check


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse(Path(file).read_text(encoding="utf-8"), file)


def _sites(code: CodeType) -> list[Site]:
    return list(sites(_function(_tree(code.co_filename), code)))


def _function(tree: ast.Module, code: CodeType) -> ast.FunctionDef:
    """The definition that a code object was made from: by name and by first line, its decorators'."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name and _line(node) == code.co_firstlineno:
            return node
    raise Unchanged(code.co_qualname)


def _line(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def _change(code: CodeType, source: _Source, number: int) -> None:
    tree = copy.deepcopy(_tree(code.co_filename))
    function = _function(tree, code)
    before = ast.dump(function)
    list(sites(function))[number].change()
    if ast.dump(function) == before:
        raise Unchanged(code.co_qualname)
    if code.co_freevars:  # what is dropped may be all that named one of them, and a function keeps what it closes over
        named = " ".join(f"{one};" for one in code.co_freevars)
        function.body[:0] = ast.parse(f"if False: {named}").body
    new = _compiled(tree, code)
    for one in source.objects:
        one.__code__ = new


def _compiled(tree: ast.Module, code: CodeType) -> CodeType:
    made = compile(ast.fix_missing_locations(tree), code.co_filename, "exec", dont_inherit=True)
    return _code(made, code)


def _code(made: CodeType, old: CodeType) -> CodeType:
    waiting = [made]
    while waiting:
        one = waiting.pop()
        if (one.co_qualname, one.co_firstlineno) == (old.co_qualname, old.co_firstlineno):
            return one
        waiting.extend(const for const in one.co_consts if isinstance(const, CodeType))
    raise Unchanged(old.co_qualname)
