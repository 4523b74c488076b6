"""What a test of policy is marked with: the norms that it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., object])


def policy(*norms: str) -> Callable[[Test], Test]:
    """Say which norms a test shows. An id that no routine has is an error when the tests are collected."""
    return pytest.mark.policy(norms=norms)
