"""``worklist``: what is late, what is due this week and what waits for whom, over a folder of logs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.errors import DAMAGED, FlowTrouble, Trouble, report, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import at_option, format_option, overlays_option, party_option, rules_dir_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.case import Case


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def run(
        folder: str,
        by: str | None,
        at: str | None,
        form: str,
        overlays: tuple[str, ...],
        rules_dir: str | None,
        output: str,
    ) -> int:
        moment = loading.moment(at)
        reading = _Reading(_logs(folder), overlays, rules_dir, by, said)

        from flerpart_flow.agenda import worklist

        found = worklist(reading.cases(), moment, said.lang, by)
        reading.overlays.check_used(reading.routines)
        if form == "json":
            from flerpart_flow.cli.shapes import agenda as shape
            from flerpart_flow.cli.shapes import shapes
            from flerpart_flow.engine.values.clock import format_time

            rows = [shape.item(one) for one in found.items]
            about = {"at": format_time(moment), "by": by, "cases": found.cases}
            waits = {bearer: len(items) for bearer, items in found.waits_for().items()}
            write_json({"format": shapes.mark("worklist"), **about, "items": rows, "waits_for": waits}, output)
        else:
            from flerpart_flow.cli.pages.listing import tell_work

            page = Page()
            page.heading(said.say("cli.worklist.rubrik", tid=moment))
            tell_work(page, found, said, reading.named.__getitem__)
            write_page(page, output)
        return DAMAGED if reading.damaged else 0

    argument = click.Argument(["folder"], metavar=said.raw("cli.meta.mapp"))
    options = (party_option(said), at_option(said), format_option(said), overlays_option(said), rules_dir_option(said))
    return build("worklist", run, said, argument, *options)


class _Reading:
    """The cases of a folder, one at a time; a log that can't be read is told on stderr, and the others go on."""

    def __init__(
        self, logs: Sequence[str], overlays: Sequence[str], rules_dir: str | None, by: str | None, said: Texts
    ) -> None:
        from flerpart_flow.cli.input.overlays import Overlays

        self.logs, self.by, self.said = logs, by, said
        self.overlays, self.registry = Overlays(overlays, ()), loading.registry_in(rules_dir)
        self.routines: list[str] = []
        self.named: dict[str, Texts] = {}
        self.damaged = False

    def cases(self) -> Iterator[Case]:
        """The cases that can be read."""
        from flerpart_flow.engine.words.reasons import texts_for

        for log in self.logs:
            try:
                _refuse_what_is_no_file(log)
                case = loading.case_from(log, self.overlays, self.registry)
            except Trouble as trouble:
                if isinstance(trouble, FlowTrouble) and trouble.exit_code != DAMAGED and trouble.where != log:
                    raise  # the overlay's fault, and so of every log
                self.damaged = True
                report(trouble, self.said)
                continue
            loading.check_known([case], self.by)
            self.routines.append(case.routine.name)
            self.named.setdefault(case.routine.name, texts_for(case.rules, self.said.lang))
            yield case


def _refuse_what_is_no_file(path: str) -> None:
    """Raise Trouble for a pipe or a device, which would be waited for."""
    from flerpart_flow.across.report.reading.folder import fault_of

    if (fault := fault_of(path)) is not None:
        raise unreadable(path, fault)


def _logs(folder: str) -> list[str]:
    """The logs in a folder, in order. Raises Trouble for none, and for what is no folder."""
    from pathlib import Path

    from flerpart_flow.across.report.reading.folder import logs_in

    if Path(folder).exists() and not Path(folder).is_dir():
        raise Trouble("fil.ingen_mapp", where=folder)
    try:
        found = sorted(logs_in(folder, odd=True))
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None
    if not found:
        raise Trouble("fil.inga_loggar", where=folder)
    return found
