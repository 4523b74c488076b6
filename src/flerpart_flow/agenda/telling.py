"""What is owed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flerpart_flow.texts import Texts


def owed(name: str, counterpart: str | None, about: object, said: Texts) -> str:
    """What is owed: the duty, about what, and towards whom."""
    key = f"cli.om.{name}"
    parts = [said.label("plikter", name)]
    if about is not None and key in said:
        parts[0] += f" {said.say(key, om=about)}"
    if counterpart is not None:
        parts.append(said.say("cli.plikt.mot", vem=said.name(counterpart)))
    return ", ".join(parts)
