"""``demo``: plays a made-up case from its bundled log, so that a stranger can follow the routine from need to end."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.group import build
from flerpart_flow.cli.output import write_page
from flerpart_flow.cli.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.journal import Log

LOG = "demo_log.jsonl"


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def demo(output: str) -> int:
        from flerpart_flow.cli.story import tell_story

        page = Page()
        tell_story(page, bundled(), said)
        write_page(page, output)
        return 0

    return build("demo", demo, said)


def bundled() -> Log:
    """The log that the demo plays."""
    from flerpart_flow import ROUTINES
    from flerpart_flow.engine.journal import read_log

    with (resources.files(__package__) / LOG).open("rb") as file:
        return read_log(file, ROUTINES)
