"""``proof coverage``: which norms their twins show, how, and which they don't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import REFUSED
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Number, format_option, routine_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.proof.coverage import Covered


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def proof_coverage(at_least: int, routine: str, form: str, output: str) -> int:
        from flerpart_flow.proof.coverage import covered

        found = covered(loading.routine(routine))
        if form == "json":
            write_json(_data(routine, found), output)
        else:
            write_page(_page(routine, found, said), output)
        return 0 if _share(found) >= at_least else REFUSED

    gate = click.Option(
        ["--at-least"], type=Number(0, said), default=0, metavar="N", help=said.raw("cli.val.proof_at_least")
    )
    return build("proof.coverage", proof_coverage, said, gate, routine_option(said), format_option(said))


def _share(found: tuple[Covered, ...]) -> float:
    """How many of the norms were decisive in a twin, in percent."""
    return 100 * sum(one.decisive for one in found) / len(found) if found else 100.0


def _data(routine: str, found: tuple[Covered, ...]) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark

    return {
        "format": mark("proof-coverage"),
        "routine": routine,
        "share": round(_share(found), 1),
        "norms": [
            {
                "id": one.norm.id,
                "twins": one.twins,
                "earned": one.earned,
                "decisive": one.decisive,
                "seen": list(one.seen),
                "limit": one.limit,
            }
            for one in found
        ],
    }


def _page(routine: str, found: tuple[Covered, ...], said: Texts) -> Page:
    page = Page()
    page.heading(said.label("rutiner", routine))
    head = [said.raw(f"cli.proof.coverage.kolumn.{name}") for name in ("norm", "tvillingar", "avgor", "sett")]
    rows = [[one.norm.id, str(one.twins), str(one.earned), _seen(one, said)] for one in found]
    page.table([head, *rows])
    page.blank()
    without = [one.norm.id for one in found if not one.decisive]
    counted = {"andel": f"{_share(found):.0f}", "antal": len(found) - len(without), "alla": len(found)}
    page.line(said.say("cli.proof.coverage.andel", **counted), style="yes" if not without else "warn")
    if without:
        page.line(said.say("cli.proof.coverage.utan", normer=", ".join(without)), hang=2)
    return page


def _seen(one: Covered, said: Texts) -> str:
    words = [said.raw(f"cli.proof.coverage.sett.{name}") for name in one.seen]
    if one.limit:
        words.append(said.raw("cli.proof.coverage.sett.grans"))
    return ", ".join(words)
