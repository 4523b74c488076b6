"""Which tests show which norm, read from the source of the tests that stand in the folder one is in.

An installed library has none of its own tests; those of an organisation stand in its own folder, and are read likewise.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

MARK = "policy"
FOLDER = "tests"


def collect(tests: Path) -> dict[str, list[str]]:
    """Norm → tests, as pytest names them, from the ``@policy`` marks in ``tests/norms/**/test_*.py``.

    Both are sorted. Raises ValueError for a mark whose norms can't be read from the source.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((tests / "norms").rglob("test_*.py")):
        place = path.relative_to(tests.parent).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), str(path))
        held = dict(_constants(module))
        for name, mark in _marks(module):
            norms = [norm for one in mark.args for norm in _norms(one, held)]
            if None in norms or not norms or mark.keywords:
                raise ValueError(f"{place}:{mark.lineno}: @{MARK} names its norms in a way that can't be read here")
            for norm in norms:
                found.setdefault(str(norm), set()).add(f"{place}::{name}")
    return {norm: sorted(found[norm]) for norm in sorted(found)}


def _constants(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What stands at the top of a module under a name, with or without its type."""
    for node in module.body:
        if isinstance(node, ast.Assign):
            yield from ((one.id, node.value) for one in node.targets if isinstance(one, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value


def _marks(tree: ast.Module | ast.ClassDef, inside: str = "") -> Iterator[tuple[str, ast.Call]]:
    """The tests of a module or a class with their marks."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from _marks(node, f"{inside}{node.name}::")
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test"):
            for one in node.decorator_list:
                if isinstance(one, ast.Call) and _is_mark(one.func):
                    yield f"{inside}{node.name}", one


def _norms(argument: ast.expr, held: Mapping[str, ast.expr]) -> list[str | None]:
    """What one argument of a mark names: a text, ``*NORMS``, or ``*(norm for _, norm in ROWS)``; None for another."""
    match argument:
        case ast.Constant(value=str(norm)):
            return [norm]
        case ast.Starred(value=ast.Name(id=name)) if isinstance(held.get(name), (ast.Tuple, ast.List)):
            return [
                norm
                for one in ast.iter_child_nodes(held[name])
                if isinstance(one, ast.expr)
                for norm in _norms(one, {})
            ]
        case ast.Starred(
            value=ast.GeneratorExp(
                elt=ast.Name(id=wanted),
                generators=[ast.comprehension(target=ast.Tuple(elts=names), iter=ast.Name(id=name))],
            )
        ) if isinstance(held.get(name), (ast.Tuple, ast.List)):
            at = [one.id if isinstance(one, ast.Name) else "" for one in names].index(wanted)
            rows = [row for row in ast.iter_child_nodes(held[name]) if isinstance(row, ast.Tuple)]
            return [norm for row in rows for norm in _norms(row.elts[at], {})]
    return [None]


def _is_mark(func: ast.expr) -> bool:
    return (isinstance(func, ast.Name) and func.id == MARK) or (isinstance(func, ast.Attribute) and func.attr == MARK)


def marked_with(norm: str, folder: Path) -> tuple[str, ...]:
    """The tests under a folder that show a norm; none where there is no such folder.

    Raises ValueError as ``collect``.
    """
    return tuple(_collected(folder.resolve()).get(norm, ()))


@cache
def _collected(tests: Path) -> dict[str, list[str]]:
    return collect(tests)
