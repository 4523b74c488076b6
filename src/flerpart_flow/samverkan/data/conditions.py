"""What is known of a condition, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.engine.values.ternary import Ternary
    from flerpart_flow.texts import Texts


def told_condition(norm: str, value: Ternary, said: Texts) -> str:
    """Whether the condition of a norm is met, isn't, or isn't known."""
    return said.say(f"cli.demo.villkor.{value.value}", villkor=said.label("villkor", norm))
