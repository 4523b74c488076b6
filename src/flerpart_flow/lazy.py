"""Public names that are loaded when they are first used, and that are written once.

A package lists them as imports that only type checkers run, ``from … import Name as Name``; at run time the same
lines say where each name has its home.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any


def on_demand(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The ``__getattr__`` and ``__dir__`` of a package whose names are loaded when they are first used."""

    def get(name: str) -> Any:
        """A public name from its home, kept in the package from then on."""
        if name == "__all__":
            return sorted(_homes(package))
        home = _homes(package).get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(home), name)
        setattr(sys.modules[package], name, found)
        return found

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *_homes(package)})

    return get, names


@cache
def _homes(package: str) -> Mapping[str, str]:
    """The module that each public name comes from, as the package's own source says."""
    import ast  # not before a name is asked for: a program that prints its help asks for none

    from flerpart_flow.texts.tables import read_bytes

    blocks = (node.body for node in ast.parse(read_bytes(package, "__init__.py")).body if isinstance(node, ast.If))
    imports = (node for body in blocks for node in body if isinstance(node, ast.ImportFrom))
    return {
        alias.name: node.module
        for node in imports
        for alias in node.names
        if node.module is not None and alias.name == alias.asname
    }
