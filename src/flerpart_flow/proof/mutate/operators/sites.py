"""Where a function's conditions stand, and each way in which one of them can be wrong."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs

_ORDER: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}


@attrs.frozen(eq=False)
class Site:
    """One fault: its operator, the line, what is changed in words of code, and the change to the tree.

    ``node`` is the expression whose value the fault changes, and ``changed`` gives what takes its place.
    """

    operator: str
    line: int
    told: str
    change: Callable[[], None]
    node: ast.expr
    instead: ast.expr | None = None

    def changed(self) -> ast.expr:
        """The expression as the fault makes it, once it is made."""
        return self.node if self.instead is None else self.instead


def sites(function: ast.FunctionDef) -> Iterator[Site]:
    """Every fault of a function, in the order of its source; functions inside it are not looked into."""
    for node in _inside(function):
        if isinstance(node, ast.BoolOp):
            yield from _joined(node)
        elif isinstance(node, ast.Compare):
            for at, operator in enumerate(node.ops):
                other = _ORDER.get(type(operator))
                if other is not None:
                    told = f"{ast.unparse(node)}: {type(operator).__name__} → {other.__name__}"
                    yield Site("condition.limit", node.lineno, told, partial(node.ops.__setitem__, at, other()), node)
        elif isinstance(node, ast.If):
            yield _branch(node)
        elif isinstance(node, ast.IfExp) and not isinstance(node.test, ast.BoolOp):
            yield _test(node, True)
            yield _test(node, False)
        elif isinstance(node, ast.comprehension):
            for at, test in enumerate(node.ifs):
                told = f"without if {ast.unparse(test)}"
                drop = partial(node.ifs.__delitem__, at)
                yield Site("condition.dropped", test.lineno, told, drop, test, ast.Constant(True))


def _inside(function: ast.FunctionDef) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = list(reversed(function.body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            continue
        yield node
        waiting.extend(reversed(list(ast.iter_child_nodes(node))))


def _joined(node: ast.BoolOp) -> Iterator[Site]:
    told = ast.unparse(node)
    other: ast.boolop = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield Site("condition.and-or", node.lineno, told, partial(setattr, node, "op", other), node)
    for at, value in enumerate(node.values):
        excepts = isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)
        operator = "condition.exception" if excepts else "condition.dropped"
        without = f"{told}: without {ast.unparse(value)}"
        yield Site(operator, value.lineno, without, partial(_without, node, at), node)


def _without(node: ast.BoolOp, at: int) -> None:
    kept: ast.expr = ast.Constant(isinstance(node.op, ast.And))  # a single condition that is always met
    del node.values[at]
    node.values = [*node.values, kept] if len(node.values) == 1 else node.values


def _branch(node: ast.If) -> Site:
    """An early way out is an exception, which no longer holds; any other branch is taken without its condition."""
    out = len(node.body) == 1 and not node.orelse and _ends(node.body[0])
    told = f"if {ast.unparse(node.test)}"
    operator = "condition.exception" if out else "condition.dropped"
    instead = ast.Constant(not out)
    return Site(operator, node.lineno, told, partial(setattr, node, "test", instead), node.test, instead)


def _ends(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Continue):
        return True
    nothing = isinstance(statement, ast.Return) and (
        statement.value is None or (isinstance(statement.value, ast.Tuple) and not statement.value.elts)
    )
    return nothing


def _test(node: Any, value: bool) -> Site:
    told = f"{ast.unparse(node.test)} is always {value}"
    instead = ast.Constant(value)
    return Site("condition.dropped", node.lineno, told, partial(setattr, node, "test", instead), node.test, instead)
