"""What "did you mean" proposes."""

from __future__ import annotations

import ast
from pathlib import Path

import flerpart_flow
from flerpart_flow.engine.values.nearest import nearest

KNOWN = ("kalla", "kallelse", "boka_om", "avsluta", "avsluta_mote")


def test_what_looks_alike_nearest_first() -> None:
    assert nearest("kala", KNOWN) == ["kalla"]
    assert nearest("avsluta_mot", KNOWN) == ["avsluta_mote", "avsluta"]
    assert nearest("xyz", KNOWN) == []


def test_without_a_limit_three_are_proposed_however_far() -> None:
    assert len(nearest("xyz", KNOWN, 0)) == 3


def test_what_is_no_text_looks_like_nothing() -> None:
    assert [nearest(one, KNOWN) for one in (None, 7, ["kalla"])] == [[], [], []]


def test_nobody_else_compares_names() -> None:
    root = Path(flerpart_flow.__file__).parent
    using = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(one.name == "difflib" for one in node.names)
    }
    assert using == {"engine/values/nearest.py"}
