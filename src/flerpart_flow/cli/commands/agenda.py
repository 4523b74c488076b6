"""``agenda``: what is to come in a case, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import (
    FORMATS,
    Number,
    at_option,
    format_option,
    log_argument,
    overlay_option,
    party_option,
    rules_dir_option,
)
from flerpart_flow.cli.input.salt import OPTION, read_salt, salt_option
from flerpart_flow.cli.output import write, write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.case import Case

DAYS: Final = 30
A_YEAR: Final = 366
"""How far a calendar reaches: a summons comes weeks before its meeting, and a follow-up is months away."""
ICS: Final = "ics"


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def run(
        log: str,
        by: str | None,
        at: str | None,
        days: int | None,
        salt_file: str | None,
        form: str,
        overlay: str | None,
        rules_dir: str | None,
        output: str,
    ) -> int:
        case = loading.case_in(log, overlay, loading.registry_in(rules_dir))
        moment = loading.moment(at)
        loading.check_known([case], by)

        from flerpart_flow.agenda import agenda
        from flerpart_flow.engine.words.reasons import texts_for
        from flerpart_flow.seen import seen_by

        last = moment + timedelta(days=days if days is not None else A_YEAR if form == ICS else DAYS)
        if form == ICS:
            write(_calendar(case, moment, last, by, read_salt(salt_file), said), output)
            return 0
        if salt_file is not None:
            raise Trouble("papper.salt_agenda", where=OPTION)
        found = agenda(case, moment, last, said.lang, by)
        seen = None if by is None else seen_by(case, by, moment)
        named = texts_for(case.rules, said.lang)
        if form == "json":
            from flerpart_flow.cli.shapes import agenda as shape
            from flerpart_flow.cli.shapes import shapes
            from flerpart_flow.engine.values.clock import format_time

            whose = shapes.shown_to(loading.shown(log), case, seen)
            rows = [shape.entry(one) for one in found]
            span = {"from": format_time(moment), "to": format_time(last), "by": by}
            write_json({"format": shapes.mark("agenda"), **whose, **span, "entries": rows}, output)
        else:
            from flerpart_flow.cli.pages.listing import tell_entries
            from flerpart_flow.cli.pages.seen import tell_given, tell_nothing
            from flerpart_flow.cli.pages.telling import about_case
            from flerpart_flow.engine.values.clock import local_date

            page = Page()
            if seen is not None and seen.case is None:
                tell_nothing(page, seen, named)
            else:
                about_case(page, case, named, seen is None or seen.whole)
                if seen is not None and seen.neutral:
                    tell_given(page, seen, named)
                else:
                    page.heading(named.say("cli.agenda.rubrik", fran=local_date(moment), till=local_date(last)))
                    tell_entries(page, found, named)
                    if not found:
                        page.line(named.raw("cli.agenda.inget"), 2)
            write_page(page, output)
        return 0

    days = click.Option(
        ["--days"],
        type=Number(0, said),
        default=None,
        metavar=said.raw("cli.meta.antal"),
        help=said.raw("cli.val.days"),
    )
    options = (
        party_option(said),
        at_option(said),
        days,
        salt_option(said, "cli.val.salt_agenda"),
        format_option(said, (*FORMATS, ICS), "format_agenda"),
        overlay_option(said),
        rules_dir_option(said),
    )
    return build("agenda", run, said, log_argument(said), *options)


def _calendar(case: Case, moment: datetime, last: datetime, by: str | None, salt: str, said: Texts) -> str:
    """The days of one party as a calendar to subscribe to."""
    from flerpart_flow.documents import DocumentError, agenda_ics

    if by is None:
        raise Trouble("papper.agenda_by", where="--format")
    try:
        return agenda_ics(case, moment, last, by=by, salt=salt, lang=said.lang).decode()
    except DocumentError as error:
        raise FlowTrouble(error, "--format") from None
