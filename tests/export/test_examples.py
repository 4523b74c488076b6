"""Routines of other packages are exported as those of the library."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.docs.markdown import ROOT
from tests.docs.package import importable
from tests.export.held import holds_as_bpmn, holds_as_cmmn


@pytest.mark.parametrize("name", ["studiebesok", "avstamningsmote", "knivsta"])
def test_a_routine_of_an_example(name: str) -> None:
    with importable(ROOT / "examples" / name):
        routine = getattr(import_module(name), name.upper())
        holds_as_bpmn(routine)
        holds_as_cmmn(routine)
