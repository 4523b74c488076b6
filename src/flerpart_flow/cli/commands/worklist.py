"""``worklist``: what is late, what is due this week and what waits for whom, over a folder of logs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import DAMAGED, FlowTrouble, Trouble, report, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import at_option, format_option, overlays_option, party_option, rules_dir_option
from flerpart_flow.cli.input.overlays import Overlays
from flerpart_flow.cli.input.spreading import spread_options, spreading
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.spread.trouble import Trouble as LogTrouble
    from flerpart_flow.across.work import Work
    from flerpart_flow.engine.rules.registry import RulesRegistry


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def run(
        folder: str,
        by: str | None,
        at: str | None,
        form: str,
        overlays: tuple[str, ...],
        rules_dir: str | None,
        jobs: int | None,
        on: str,
        output: str,
    ) -> int:
        moment, logs = loading.moment(at), _logs(folder)
        held = Overlays(overlays, ())
        work = _asked(logs, moment, said, by, held, partial(_over, rules_dir=rules_dir, jobs=jobs, on=on))
        found = work.found
        for name in work.routines:
            held.of(name)
        held.check_used(tuple(work.routines))
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
            tell_work(page, found, said, _named(work.routines, held, loading.registry_in(rules_dir), said))
            write_page(page, output)
        return DAMAGED if work.troubles else 0

    argument = click.Argument(["folder"], metavar=said.raw("cli.meta.mapp"))
    options = (party_option(said), at_option(said), format_option(said), overlays_option(said), rules_dir_option(said))
    return build("worklist", run, said, argument, *options, *spread_options(said))


def _over(logs: Sequence[str], **given: Any) -> Work:
    """The work list over logs; loaded when it is asked for."""
    from flerpart_flow.across.work import worklist_over

    return worklist_over(logs, **given)


def _asked(
    logs: Sequence[str], at: datetime, said: Texts, by: str | None, held: Overlays, over: Callable[..., Work]
) -> Work:
    """The work list; a log that can't be read is told on stderr, and the others go on. Raises Trouble."""
    from flerpart_flow.engine.errors import EventError, RulesError

    def told(one: LogTrouble) -> None:
        report(_trouble(one), said)

    try:
        with spreading():
            return over(logs, at=at, lang=said.lang, by=by, overlays=held.by_routine(), on_trouble=told)
    except EventError as error:
        raise FlowTrouble(error, "--by") from None
    except RulesError as error:
        raise FlowTrouble(error, held.culprit()) from None


def _trouble(one: LogTrouble) -> Trouble:
    """A log that can't be read, in words."""
    if isinstance(one.error, OSError):
        return unreadable(one.path, one.error)
    return FlowTrouble(one.error, one.path, DAMAGED)


def _named(
    routines: Mapping[str, str], held: Overlays, registry: RulesRegistry | None, said: Texts
) -> Callable[[str], Texts]:
    """The words of each routine's codes, as the rules of one of its logs have them."""
    from flerpart_flow.engine.words.reasons import texts_for

    found = {
        name: texts_for(loading.case_from(path, held, registry).rules, said.lang) for name, path in routines.items()
    }
    return found.__getitem__


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
