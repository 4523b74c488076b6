"""``outbox``: what is to be sent after each line of a case, to whom, and by which channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option, log_argument, overlay_option, rules_dir_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import ACTORS, Texts

if TYPE_CHECKING:
    from flerpart_flow.documents import Mail
    from flerpart_flow.engine.judging.case import Case


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def outbox(log: str, after: str, form: str, overlay: str | None, rules_dir: str | None, output: str) -> int:
        case = loading.case_in(log, overlay, loading.registry_in(rules_dir))
        mail = _mail(case, _number(after))
        if form == "json":
            write_json(_data(log, case, mail), output)
        else:
            write_page(_page(case, mail, said), output)
        return 0

    after = click.Option(["--after"], default="0", metavar=said.raw("cli.meta.antal"), help=said.raw("cli.val.efter"))
    return build(
        "outbox",
        outbox,
        said,
        log_argument(said),
        after,
        format_option(said),
        overlay_option(said),
        rules_dir_option(said),
    )


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        raise Trouble("papper.tal", where="--after")
    return int(written)


def _mail(case: Case, after: int) -> tuple[Mail, ...]:
    from flerpart_flow.documents import DocumentError, outbox

    try:
        return outbox(case, after)
    except DocumentError as error:
        raise FlowTrouble(error) from None


def _data(log: str, case: Case, mail: tuple[Mail, ...]) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.values.clock import format_time

    return {
        "format": shapes.mark("outbox"),
        **shapes.case_of(log, case),
        "lines": len(case.lines),
        "mail": [
            {
                "id": one.ident,
                "nr": one.nr,
                "kind": one.kind,
                "to": one.recipient,
                "at": format_time(one.at),
                "channels": list(one.channels),
            }
            for one in mail
        ],
    }


def _page(case: Case, mail: tuple[Mail, ...], said: Texts) -> Page:
    from flerpart_flow.cli.pages.telling import about_case
    from flerpart_flow.engine.words.reasons import texts_for

    named = texts_for(case.rules, said.lang)
    page = Page()
    about_case(page, case, named)
    page.blank()
    if not mail:
        page.line(named.raw("cli.outbox.inget"))
        return page
    heads = [named.raw(f"cli.outbox.{one}") for one in ("rad", "papper", "till", "kanaler")]
    rows = [
        [str(one.nr), one.kind, _to(one, named), named.join([named.name(by, "kanal") for by in one.channels], "eller")]
        for one in mail
    ]
    page.table([heads, *rows])
    return page


def _to(mail: Mail, named: Texts) -> str:
    """The recipient by name; a report goes to a party, the others to somebody who acts."""
    return named.name(mail.recipient, "part" if mail.kind == "avvikelse" else ACTORS)
