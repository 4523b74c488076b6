"""``conform``: does a program in any language answer as this library does?"""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import REFUSED, FlowTrouble, Trouble, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice, format_option
from flerpart_flow.cli.output import write, write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.proof.conform import Difference, Question

    Answered = tuple[Question, tuple[Difference, ...]]


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def conform(program: str | None, routine: str | None, only: tuple[str, ...], form: str, output: str) -> int:
        from flerpart_flow.proof.conform import questions

        names = [routine] if routine else list(loading.routines())

        def wanted(ident: str) -> bool:
            return not only or any(f"{ident}/".startswith(f"{one}/") for one in only)

        chosen = [one for name in names for one in questions(loading.routine(name), wanted)]
        if not chosen:
            raise Trouble("inga_fragor", where="--only" if only else "--routine")
        if program is None:
            write("".join(f"{_line(one)}\n" for one in chosen), output)
            return 0
        answered = _answered(program, chosen)
        if form == "json":
            write_json(_data(answered), output)
        else:
            write_page(_page(answered, said), output)
        return REFUSED if any(found for _, found in answered) else 0

    options = (
        click.Option(
            ["--exec", "program"], metavar=said.raw("cli.meta.program"), help=said.raw("cli.val.konform_exec")
        ),
        click.Option(
            ["--routine"], type=Choice(tuple(loading.routines()), said), help=said.raw("cli.val.konform_rutin")
        ),
        click.Option(["--only"], multiple=True, metavar="ID", help=said.raw("cli.val.konform_only")),
        format_option(said),
    )
    return build("conform", conform, said, *options)


def _answered(program: str, chosen: list[Question]) -> list[Answered]:
    from flerpart_flow.proof.conform import NoAnswer, asked, differences

    try:
        words = shlex.split(program)
    except ValueError:
        words = []
    if not words:
        raise Trouble("konform_program", where="--exec")
    try:
        return [(question, differences(question, got)) for question, got in asked(words, chosen)]
    except OSError as error:
        raise unreadable(words[0], error) from None
    except NoAnswer as error:
        raise FlowTrouble(error, "--exec") from None


def _line(one: Question) -> str:
    held = {"sent": one.sent, "expected": one.expected, "norms": one.norms, "title": {"sv": one.sv, "en": one.en}}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _data(answered: list[Answered]) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark

    return {
        "format": mark("conform"),
        "questions": len(answered),
        "conforms": not any(found for _, found in answered),
        "differences": [
            {
                "id": question.id,
                "norms": list(question.norms),
                "title": {"sv": question.sv, "en": question.en},
                "places": [{"place": one.place, "expected": one.expected, "got": one.got} for one in found],
            }
            for question, found in answered
            if found
        ],
    }


def _page(answered: list[Answered], said: Texts) -> Page:
    page = Page()
    differ = [(question, found) for question, found in answered if found]
    for question, found in differ:
        norms = f"{', '.join(question.norms)}: " if question.norms else ""
        page.line(f"{question.id} · {norms}{question.title(said.lang)}".rstrip(" ·"), style="block", hang=2)
        for one in found:
            values = {"plats": one.place, "vantat": one.expected, "blev": one.got}
            page.line(said.say("cli.konform.skillnad", **values), 2, hang=2)
    key, style = ("nagra", "block") if differ else ("alla", "yes")
    page.line(said.say(f"cli.konform.{key}", antal=len(answered), andra=len(differ)), style=style)
    return page
