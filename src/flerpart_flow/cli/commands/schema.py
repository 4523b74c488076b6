"""``schema``: the JSON Schema of a log's lines, or a first line to start a log from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import overlay_option, routine_option
from flerpart_flow.cli.output import write, write_json
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.rules.rules import Rules


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def schema(
        header: bool, case: str | None, municipality: str | None, routine: str, overlay: str | None, output: str
    ) -> int:
        for option, given in (("--case", case), ("--municipality", municipality)):
            if given is not None and not header:
                raise Trouble("bara_header", where=option)
        from flerpart_flow.engine.journal.log import dump_line
        from flerpart_flow.engine.journal.schema import journal_schema

        asked, rules = loading.routine(routine), loading.rules_under(overlay, routine)
        if header:
            write(dump_line(_header(asked, rules, case, municipality)) + "\n", output)
        else:
            write_json(journal_schema(asked, rules, said.lang), output)
        return 0

    options = (
        click.Option(["--header"], is_flag=True, help=said.raw("cli.val.header")),
        click.Option(["--case"], metavar=said.raw("cli.meta.arende"), help=said.raw("cli.val.case")),
        click.Option(["--municipality"], metavar=said.raw("cli.meta.kommun"), help=said.raw("cli.val.municipality")),
        routine_option(said),
        overlay_option(said),
    )
    return build("schema", schema, said, *options)


def _header(routine: Routine, rules: Rules, case: str | None, municipality: str | None) -> dict[str, Any]:
    """A first line, pinned to the rules."""
    from flerpart_flow.engine.errors import EventError
    from flerpart_flow.engine.journal.header_line import header_to_data
    from flerpart_flow.engine.journal.schema import header_example
    from flerpart_flow.engine.judging.case import open_case

    reference = header_example(routine, rules)["case"] if case is None else case
    try:
        return header_to_data(open_case(routine, reference, rules=rules, municipality=municipality).header)
    except EventError as error:
        raise FlowTrouble(error, f"--{error.field}") from None
