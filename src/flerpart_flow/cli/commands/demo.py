"""``demo``: plays a made-up case from its bundled log, so that a stranger can follow the routine from need to end."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from flerpart_flow.cli.errors import FlowTrouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input.options import Choice
from flerpart_flow.cli.output import write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.journal.log import Log

LOGS: Final = {"flerpartsmote": "demo_log.jsonl", "ung_intro": "demo_log_ung_intro.jsonl"}
"""The made-up case of each routine."""


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def demo(routine: str, diagrams: str | None, output: str) -> int:
        from flerpart_flow.cli.pages.story import tell_story

        page = Page()
        log = bundled(routine)
        tell_story(page, log, said)
        if diagrams is not None:
            page.blank()
            page.line(_drawn(log, Path(diagrams), said))
        write_page(page, output)
        return 0

    which = click.Option(
        ["--routine"], type=Choice(tuple(LOGS), said), default=next(iter(LOGS)), help=said.raw("cli.val.demo_routine")
    )
    folder = click.Option(["--diagrams"], metavar=said.raw("cli.meta.mapp"), help=said.raw("cli.val.diagrams"))
    return build("demo", demo, said, which, folder)


def _drawn(log: Log, folder: Path, said: Texts) -> str:
    """Draw the routine and the case's way into a folder, and say where."""
    from flerpart_flow.diagrams.collection import INDEX, write_set
    from flerpart_flow.engine.errors import FlowError

    case = log.case()
    try:
        written = write_set(folder, [case.routine], case=case, languages=(said.lang,))
    except FlowError as error:
        raise FlowTrouble(error) from None
    return said.say("cli.demo.bilder", antal=len(written), mapp=folder, forst=folder / INDEX["sv"])


def bundled(routine: str = "flerpartsmote") -> Log:
    """The log that the demo of a routine plays."""
    from flerpart_flow import ROUTINES
    from flerpart_flow.engine.journal.log import read_log

    with (resources.files(__package__) / LOGS[routine]).open("rb") as file:
        return read_log(file, ROUTINES)
