"""A finding names a role by a constant that is checked when the routine is built, never by a text of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import flerpart_flow
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO

PACKAGE = Path(flerpart_flow.__file__).parent
FILES = sorted((*PACKAGE.glob("routines/**/*.py"), *PACKAGE.glob("samverkan/**/*.py")))


def written_out(source: str) -> Iterator[int]:
    """The lines where ``cure_by`` is given as a text."""
    for node in ast.walk(ast.parse(source)):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg == "cure_by" and isinstance(keyword.value, ast.Constant) and keyword.value.value is not None:
                yield keyword.value.lineno


def test_a_text_would_be_found() -> None:
    assert list(
        written_out('missing("N", M)\nmissing("N", M, cure_by="ordforande")\nmissing("N", M, cure_by=ROLE)')
    ) == [2]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_who_mends_is_no_text(file: Path) -> None:
    assert list(written_out(file.read_text(encoding="utf-8"))) == []


def test_every_role_that_guards_name_is_known_to_them() -> None:
    named = {str(role) for guard in FLERPARTSMOTE.guards for role in guard.roles}
    assert named == {
        *("ordforande", "sammankallande", "motesordforande", "dokumenterare", "initiativtagare", "godkannare"),
        *("ansvarig", "rattare", "enhet", "tidsgivare"),
    }
    assert {str(role) for guard in UNG_INTRO.guards for role in guard.roles} == {"aktualiserande", "enhet"}
