"""``demo``: plays a made-up case from its bundled log, so that a stranger can follow the routine from need to end."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
    from flerpart_flow.engine.judging.case import Case

PAPERS: Final = "papper"
"""The folder of the case's papers in the demo's."""


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
    """Draw the routine and the case's way into a folder, write the case's papers beside, and say where."""
    from flerpart_flow.cli.pages.demo_folder import FIRST, first_page
    from flerpart_flow.diagrams.collection import drawings, write_set
    from flerpart_flow.engine.errors import FlowError
    from flerpart_flow.engine.files.whole import write_whole
    from flerpart_flow.engine.words.reasons import texts_for

    case = log.case()
    try:
        drawn = write_set(folder, [case.routine], case=case, languages=(said.lang,))
        pages = [page.title for one in drawings(case.routine, said.lang, case=case) for page in one.pages]
        pictures = [path.relative_to(folder) for path in drawn if path.suffix == ".svg"]
        papers = _papers(case, folder, said)
        name = texts_for(case.rules, said.lang).label("rutiner", case.routine.name)
        title = said.say("cli.demo.sida.titel", rutin=name)
        page = first_page(title, papers, zip(pages, pictures, strict=True), said)
        write_whole(folder / FIRST, (page.encode(),))
    except FlowError as error:
        raise FlowTrouble(error) from None
    return said.say("cli.demo.bilder", antal=len(drawn) + len(papers) + 1, mapp=folder, forst=folder / FIRST)


def _papers(case: Case, folder: Path, said: Texts) -> list[tuple[str, Path]]:
    """Write what the case sent, and give what each paper is called and its file."""
    from flerpart_flow.documents import as_html, outbox
    from flerpart_flow.documents.written import ROUTINES
    from flerpart_flow.engine.files.together import write_together
    from flerpart_flow.engine.words.reasons import texts_for
    from flerpart_flow.words.sentences import capital

    if not any(map(case.routine.is_a, ROUTINES)):
        return []
    named = texts_for(case.rules, said.lang)
    papers = [(one, one.marked(said.lang)) for one in outbox(case)]
    write_together(folder / PAPERS, {f"{one.name}.html": as_html(paper).encode() for one, paper in papers})
    return [
        (f"{one.nr}. {paper.title} – {capital(named.name(one.recipient, 'aktor'))}", Path(PAPERS, f"{one.name}.html"))
        for one, paper in papers
    ]


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
