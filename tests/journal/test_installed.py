"""The routines that are installed: known by name at once, built when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, UNG_INTRO, JournalError, read_log


def test_both_routines_are_installed() -> None:
    assert list(ROUTINES) == ["flerpartsmote", "ung_intro"]
    assert len(ROUTINES) == 2
    assert ROUTINES["flerpartsmote"] is FLERPARTSMOTE
    assert ROUTINES["ung_intro"] is UNG_INTRO


@pytest.mark.parametrize("name", ["ungintro", "", "os", None])
def test_no_other_is(name: str) -> None:
    assert name not in ROUTINES
    with pytest.raises(KeyError):
        ROUTINES[name]


def test_a_header_with_a_mistyped_routine_gets_the_nearest() -> None:
    with pytest.raises(JournalError) as error:
        read_log([b'{"flerpart_flow":1,"routine":"ung-intro","case":"a"}'], ROUTINES)
    assert error.value.code == "journal.rutin_nara"
    assert "ung_intro" in error.value.text("sv")


def test_a_routine_is_built_when_it_is_first_asked_for() -> None:
    code = (
        "import sys; from flerpart_flow import ROUTINES; ROUTINES['ung_intro'];"
        "packages = [name.split('.') for name in sys.modules if '.routines.' in name];"
        "print(sorted({parts[2] for parts in packages}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "['ung_intro']"
