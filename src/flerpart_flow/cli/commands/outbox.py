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
from flerpart_flow.cli.withheld import held_back, recipient_name
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.documents import Mail, Withheld
    from flerpart_flow.engine.judging.case import Case


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def outbox(log: str, after: str, form: str, overlay: str | None, rules_dir: str | None, output: str) -> int:
        case = loading.case_in(log, overlay, loading.registry_in(rules_dir))
        mail, held = _mail(case, _number(after))
        if form == "json":
            write_json(_data(log, case, mail, held), output)
        else:
            write_page(_page(case, mail, held, said), output)
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


def _mail(case: Case, after: int) -> tuple[tuple[Mail, ...], tuple[Withheld, ...]]:
    from flerpart_flow.documents import DocumentError, outbox, withheld

    try:
        return outbox(case, after), withheld(case, after)
    except DocumentError as error:
        raise FlowTrouble(error) from None


def _data(log: str, case: Case, mail: tuple[Mail, ...], held: tuple[Withheld, ...]) -> dict[str, Any]:
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
                "outdated": one.outdated,
            }
            for one in mail
        ],
        "withheld": [{"nr": one.nr, "kind": one.kind, "to": one.recipient, "norms": list(one.norms)} for one in held],
    }


def _page(case: Case, mail: tuple[Mail, ...], held: tuple[Withheld, ...], said: Texts) -> Page:
    from flerpart_flow.cli.pages.telling import about_case
    from flerpart_flow.engine.words.reasons import texts_for

    named = texts_for(case.rules, said.lang)
    page = Page()
    about_case(page, case, named)
    page.blank()
    for one in held:
        page.line(held_back(case, one, said))
    if not mail:
        page.line(named.raw("cli.outbox.inget"))
        return page
    heads = [named.raw(f"cli.outbox.{one}") for one in ("rad", "papper", "till", "kanaler")]
    rows = [
        [
            str(one.nr),
            _called(case, one, named),
            recipient_name(one.kind, one.recipient, named),
            named.join([named.name(by, "kanal") for by in one.channels], "eller"),
        ]
        for one in mail
    ]
    page.table([heads, *rows])
    return page


def _called(case: Case, mail: Mail, named: Texts) -> str:
    """The paper by name, and that it no longer holds if it doesn't."""
    from flerpart_flow.documents.written import name_of

    name = name_of(mail.kind, case.rules, named.lang)
    return named.say("cli.outbox.gammalt", papper=name) if mail.outdated else name
