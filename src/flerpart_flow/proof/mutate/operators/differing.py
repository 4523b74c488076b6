"""Which faults of a function's conditions say otherwise in a test: no other test can notice one.

The function runs as it is, and beside each value that a fault would change the changed one is worked out too.
Conditions only read, so that this makes no difference; one that can't be worked out, for the fault breaks the code,
says otherwise.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

from flerpart_flow.proof.mutate.operators.sites import Site, sites

NAME: Final = "_h_a_fault_would_say_"
"""What the function calls at each value; no name of our own code is like it."""

Note = Callable[[str], None]


def watched(function: ast.FunctionDef, named: Callable[[int], str]) -> None:
    """Have a function tell of each of its faults that would say otherwise; ``named`` names a fault by its number."""
    found = list(sites(function))
    changes: dict[int, list[tuple[str, ast.expr]]] = {}
    for number, site in enumerate(found):
        changes.setdefault(id(site.node), []).append((named(number), _changed(function, number)))
    _Watching(changes).visit(function)


def noting(note: Note) -> Callable[..., Any]:
    """What is called at each value: (the value, the faults' names and values, each to be called for)."""

    def would_say(value: Any, *others: tuple[str, Callable[[], Any] | None]) -> Any:
        for name, other in others:
            if other is None or _differs(value, other):
                note(name)
        return value

    return would_say


def _differs(value: Any, other: Callable[[], Any]) -> bool:
    try:
        told = other()
        return type(told) is not type(value) or isinstance(value, Iterator) or bool(told != value)
    except Exception:  # the fault may break the code in any way, which is to say otherwise
        return True


def _changed(function: ast.FunctionDef, number: int) -> ast.expr:
    site: Site = list(sites(copy.deepcopy(function)))[number]
    site.change()
    return site.changed()


class _Watching(ast.NodeTransformer):
    def __init__(self, changes: dict[int, list[tuple[str, ast.expr]]]) -> None:
        self._changes = changes

    def generic_visit(self, node: ast.AST) -> ast.AST:
        held = self._changes.get(id(node), ())
        binds = any(isinstance(one, ast.NamedExpr) for one in ast.walk(node))
        seen = super().generic_visit(node)
        if not held or not isinstance(seen, ast.expr):
            return seen
        pairs = [_pair(name, None if binds else changed) for name, changed in held]
        return ast.Call(ast.Name(NAME, ast.Load()), [seen, *pairs], [])


def _pair(name: str, changed: ast.expr | None) -> ast.expr:
    nobody = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    said: ast.expr = ast.Constant(None) if changed is None else ast.Lambda(nobody, changed)
    return ast.Tuple([ast.Constant(name), said], ast.Load())
