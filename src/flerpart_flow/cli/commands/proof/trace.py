"""``proof trace``: whether the norms still stand in their sources, and whether the sources say more than the norms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import REFUSED, Trouble, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.proof.trace.compare import Told, Traced

FOLDER: Final = "FLERPART_SOURCES"


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def proof_trace(sources: str | None, form: str, output: str) -> int:
        if sources is None:
            raise Trouble("kallor", where="--sources", name=FOLDER)
        from flerpart_flow.proof.trace.compare import trace
        from flerpart_flow.proof.trace.outline import outlines

        norms = {
            norm.id: norm for name in loading.routines() for norm in loading.rules_under(None, name).norms.values()
        }
        found = [trace(_read(Path(sources, one.name)), one, norms.values()) for one in outlines()]
        if form == "json":
            write_json(_data(found), output)
        else:
            write_page(_page(found, said), output)
        return 0 if all(one.clean for one in found) else REFUSED

    options = (
        click.Option(
            ["--sources"], envvar=FOLDER, metavar=said.raw("cli.meta.mapp"), help=said.raw("cli.val.proof_sources")
        ),
        format_option(said),
    )
    return build("proof.trace", proof_trace, said, *options)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(str(path), error) from None
    except UnicodeDecodeError:
        raise Trouble("kalla_utf8", where=str(path)) from None


def _data(found: list[Traced]) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark

    return {
        "format": mark("proof-trace"),
        "clean": all(one.clean for one in found),
        "stale": [norm for one in found for norm in one.stale],
        "documents": [
            {
                "document": one.name,
                "told": [_told(each) for each in one.told],
                "passages": [passage.digest for passage in one.passages],
            }
            for one in found
        ],
    }


def _told(one: Told) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "was": one.was,
        "now": one.now,
        "line": one.line,
        "norms": list(one.norms),
        "stale": one.stale,
    }


def _page(found: list[Traced], said: Texts) -> Page:
    page = Page()
    for one in found:
        page.heading(one.name)
        page.line(said.say("cli.proof.trace.lasta", antal=len(one.passages)), 2)
        for each in one.told:
            _tell(page, each, said)
    page.blank()
    stale = [norm for one in found for norm in one.stale]
    if stale:
        page.line(said.say("cli.proof.trace.inaktuella", normer=stale), style="block")
    elif all(one.clean for one in found):
        page.line(said.raw("cli.proof.trace.stammer"), style="yes")
    return page


def _tell(page: Page, one: Told, said: Texts) -> None:
    where = "" if one.line is None else said.say("cli.proof.trace.rad", nr=one.line)
    norms = ", ".join(one.norms) or said.raw("cli.proof.trace.ingen_norm")
    digest = " → ".join(dict.fromkeys(each for each in (one.was, one.now) if each))
    parts = [part for part in (where, norms, digest) if part]
    page.marked(
        f"{said.raw(f'cli.proof.trace.{one.kind.value}')}:", " · ".join(parts), 2, "block" if one.stale else "warn"
    )
