"""``proof``: what shows that the routines do what their documents say."""

from __future__ import annotations

from typing import Final

import click

from flerpart_flow.cli.group import subgroup
from flerpart_flow.texts import Texts

CHECKS: Final = ("twins", "coverage", "mutate", "prove", "trace")


def command(said: Texts) -> click.Command:
    """The commands under this name, in a language."""
    return subgroup("proof", CHECKS, said)
