"""``demo``: plays a made-up case from its bundled log, so that a stranger can follow the routine from need to end."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice
from flerpart_flow.cli.output import write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.journal.log import Log


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def demo(routine: str, diagrams: str | None, short: bool, output: str) -> int:
        from flerpart_flow.cli.pages.story import tell_story

        page = Page()
        log = bundled(routine)
        tell_story(page, log, said, short)
        if diagrams is not None:
            page.blank()
            page.line(_drawn(log, Path(diagrams), said))
        write_page(page, output)
        return 0

    words = Choice(tuple(loading.routines()), said)
    which = click.Option(
        ["--routine"], type=words, default=loading.default_routine(), help=said.raw("cli.val.demo_routine")
    )
    folder = click.Option(["--diagrams"], metavar=said.raw("cli.meta.mapp"), help=said.raw("cli.val.diagrams"))
    brief = click.Option(["--short"], is_flag=True, help=said.raw("cli.val.demo_kort"))
    return build("demo", demo, said, which, folder, brief)


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


def bundled(name: str | None = None) -> Log:
    """The log that the demo of a routine plays. Raises Trouble for a routine that has none."""
    from flerpart_flow.engine.journal.log import read_log

    routine = loading.routine(name)
    demo = routine.outline.showing.demo
    if demo is None:
        having = [one for one, other in loading.routines().items() if other.outline.showing.demo is not None]
        raise Trouble("inget_demo", choices=having)
    package, file = demo.log
    with (resources.files(package) / file).open("rb") as log:
        return read_log(log, {routine.name: routine})
