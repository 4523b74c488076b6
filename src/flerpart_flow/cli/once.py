"""An option that counts once is given once: given twice, the first would be dropped without a word."""

from __future__ import annotations

from typing import Final

import click

from flerpart_flow.cli.errors import OwnWords
from flerpart_flow.texts import Texts

_GIVEN: Final = f"{__name__}.given"


def refuse_twice(command: click.Command, ctx: click.Context, args: list[str], said: Texts) -> None:
    """Raise a usage error for an option that is given twice and counts once, before the command or after it."""
    given: set[str] = ctx.meta.setdefault(_GIVEN, set())
    _, _, order = command.make_parser(ctx).parse_args(list(args))
    for one in order:
        if not isinstance(one, click.Option) or one.multiple or one.count:
            continue
        name = max(one.opts, key=len)
        if name in given:
            raise OwnWords(said.say("cli.fel.val.igen", name=name), ctx)
        given.add(name)
