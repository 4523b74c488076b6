"""``export``: a routine or the form of meeting in a format that other tools read."""

from __future__ import annotations

from typing import Any, Final

import click

from flerpart_flow.cli.errors import Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice, overlay_option
from flerpart_flow.cli.output import write
from flerpart_flow.texts import Texts

FORMATS: Final = ("bpmn", "dmn")
OF_A_ROUTINE: Final = ("bpmn",)


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def export(export_format: str, routine: str | None, overlay: str | None, output: str) -> int:
        _check(export_format, {"--routine": (routine, OF_A_ROUTINE)})
        write(_made(export_format, routine, overlay, said), output)
        return 0

    options = (
        click.Argument(["export_format"], type=Choice(FORMATS, said), metavar=f"[{'|'.join(FORMATS)}]"),
        click.Option(["--routine"], metavar=said.raw("cli.meta.rutin"), help=said.raw("cli.val.export_routine")),
        overlay_option(said),
    )
    return build("export", export, said, *options)


def _check(form: str, given: dict[str, tuple[Any, tuple[str, ...]]]) -> None:
    """Refuse an option that the format has no use for. Raises Trouble, which names the formats that have."""
    for where, (value, formats) in given.items():
        if value is not None and form not in formats:
            raise Trouble("export_val", where=where, choices=formats)


def _made(form: str, routine: str | None, overlay: str | None, said: Texts) -> str:
    """The definition in a format, under the newest rules."""
    from flerpart_flow.export import as_bpmn, as_dmn

    rules = loading.rules_under(overlay, routine)
    if form == "dmn":
        return as_dmn(rules=rules, lang=said.lang)
    return as_bpmn(loading.routine(routine), rules=rules, lang=said.lang)
