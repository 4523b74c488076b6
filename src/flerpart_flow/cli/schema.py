"""``schema``: the JSON Schema of a log's lines, or a first line to start a log from."""

from __future__ import annotations

import click

from flerpart_flow.cli import loading
from flerpart_flow.cli.group import build
from flerpart_flow.cli.options import overlay_option
from flerpart_flow.cli.output import write, write_json
from flerpart_flow.texts import Texts


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def schema(header: bool, overlay: str | None, output: str) -> int:
        from flerpart_flow.engine.journal import dump_line
        from flerpart_flow.engine.schema import header_example, journal_schema

        routine, rules = loading.routine(), loading.rules_under(overlay)
        if header:
            write(dump_line(header_example(routine, rules)) + "\n", output)
        else:
            write_json(journal_schema(routine, rules, said.lang), output)
        return 0

    flag = click.Option(["--header"], is_flag=True, help=said.raw("cli.val.header"))
    return build("schema", schema, said, flag, overlay_option(said))
