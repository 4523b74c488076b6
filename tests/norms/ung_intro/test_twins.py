"""Every twin of the routine comes out as its owner wrote it, and earns the norms that it names."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow.proof.twins import Twin
from tests.norms.twins import comes_out, every

NAME: Final = "ung_intro"


@pytest.mark.parametrize("twin", list(every(NAME)))
def test_twin(twin: Twin) -> None:
    comes_out(NAME, twin)
