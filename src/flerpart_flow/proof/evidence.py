"""Which tests show which norm, read from the tests' source and shipped with the package as ``evidence.json``.

``python -m flerpart_flow.proof.evidence tests src/flerpart_flow/proof/evidence.json`` writes the file anew.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from flerpart_flow.engine.files.whole import EVERYBODY_READS, write_whole

MARK = "policy"


def collect(tests: Path) -> dict[str, list[str]]:
    """Norm → tests, as pytest names them, from the ``@policy`` marks in ``tests/norms/**/test_*.py``.

    Both are sorted. Raises ValueError for a mark whose norms can't be read from the source.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((tests / "norms").rglob("test_*.py")):
        place = path.relative_to(tests.parent).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), str(path))
        held = {
            target.id: node.value
            for node in module.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for name, mark in _marks(module):
            norms = [norm for one in mark.args for norm in _norms(one, held)]
            if None in norms or not norms or mark.keywords:
                raise ValueError(f"{place}:{mark.lineno}: @{MARK} names its norms in a way that can't be read here")
            for norm in norms:
                found.setdefault(str(norm), set()).add(f"{place}::{name}")
    return {norm: sorted(found[norm]) for norm in sorted(found)}


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


@cache
def _shipped() -> dict[str, tuple[str, ...]]:
    held = json.loads((resources.files(__package__) / "evidence.json").read_text(encoding="utf-8"))
    return {norm: tuple(tests) for norm, tests in held.items()}


def tests_of(norm: str) -> tuple[str, ...]:
    """The tests that show a norm, as the package ships them."""
    return _shipped().get(norm, ())


def written(tests: Path) -> str:
    """The content of ``evidence.json`` for a folder of tests."""
    return json.dumps(collect(tests), indent=2, sort_keys=True) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the file: the folder of tests, and the file."""
    tests, target = (Path(one) for one in arguments)
    write_whole(target, (written(tests.resolve()).encode(),), EVERYBODY_READS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
