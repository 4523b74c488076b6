"""The commands, their options, and help in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

import click

from flerpart_flow.cli.errors import OwnWords
from flerpart_flow.cli.input.options import PROGRAM, lang_option, output_option, store_option, version_option
from flerpart_flow.cli.once import refuse_twice
from flerpart_flow.texts import Texts

COMMANDS: Final = (
    *("demo", "check", "status", "why", "record", "agenda", "worklist", "dates", "form"),
    *("norms", "rules", "replay", "compare", "report", "schema", "diagram", "export", "handbook", "documents"),
    *("outbox", "proof", "conform", "doctor", "new-routine"),
)


_HELP: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Command(click.Command):
    """A command whose help is in the reader's language."""

    said: Texts

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, parsed, once it is certain that no option is dropped."""
        if not ctx.resilient_parsing:
            refuse_twice(self, ctx, args, self.said)
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the command is written."""
        write_usage(self, ctx, formatter, self.said)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under a heading."""
        write_options(self, ctx, formatter, self.said)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, with words of ours."""
        return help_option(super().get_help_option(ctx), self.said)


class Group(click.Group):
    """Commands under one name; each is imported, from a room of modules, when it is asked for."""

    said: Texts
    names: tuple[str, ...]
    room: str
    words: str

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, parsed, once it is certain that no option is dropped."""
        if not ctx.resilient_parsing:
            refuse_twice(self, ctx, args, self.said)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order that a newcomer meets them."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.names:
            return None
        made: click.Command = import_module(f"{self.room}.{cmd_name.replace('-', '_')}").command(self.said)
        return made

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with, or an error with the nearest. ``help NAME`` is its help."""
        if args == ["help"]:
            print(ctx.get_help())
            ctx.exit()
        if args[0] == "help":
            args = [*args[1:], "--help"]
        if args[0] in self.names:
            return args[0], self.get_command(ctx, args[0]), args[1:]
        if ctx.resilient_parsing:
            return None, None, args[1:]
        from flerpart_flow.engine.values.nearest import nearest

        near = nearest(args[0], self.names)
        key = "cli.fel.kommando.nara" if near else "cli.fel.kommando.okand"
        raise OwnWords(self.said.say(key, choices=near or self.names), ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the program is called."""
        write_usage(self, ctx, formatter, self.said)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, commands, and what the exit codes mean."""
        write_options(self, ctx, formatter, self.said)
        with formatter.section(self.said.raw("cli.hjalp.kommandon")):
            formatter.write_dl([(name, self.said.raw(f"{self.words}.{name}.kort")) for name in self.names])
        with formatter.section(self.said.raw("cli.hjalp.utgangskoder")):
            formatter.write_dl([(code, self.said.raw(f"cli.utgang.{code}")) for code in ("0", "1", "2", "3", "4")])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, with words of ours."""
        return help_option(super().get_help_option(ctx), self.said)


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, said: Texts) -> None:
    """The usage line of a command."""
    pieces = [
        said.raw("cli.hjalp.alternativ") if piece == command.options_metavar else piece
        for piece in command.collect_usage_pieces(ctx)
    ]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{said.raw('cli.hjalp.anvandning')}: ")


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, said: Texts) -> None:
    """The arguments and options of a command."""
    arguments = [
        (p.make_metavar(ctx), said.raw(f"cli.argument.{p.name}"))
        for p in command.get_params(ctx)
        if isinstance(p, click.Argument)
    ]
    options = [_told(p, ctx, said) for p in command.get_params(ctx) if isinstance(p, click.Option)]
    for heading, rows in (("argument", arguments), ("val", [row for row in options if row])):
        if rows:
            with formatter.section(said.raw(f"cli.hjalp.{heading}")):
                formatter.write_dl(rows)


def _told(option: click.Option, ctx: click.Context, said: Texts) -> tuple[str, str] | None:
    """An option with its help. That it is required is said by click in English, so we say it ourselves."""
    required, option.required = option.required, False
    try:
        record = option.get_help_record(ctx)
    finally:
        option.required = required
    return (record[0], f"{record[1]} {said.raw('cli.hjalp.kravs')}") if record and required else record


def help_option(option: click.Option | None, said: Texts) -> click.Option | None:
    """click's own option with words of ours."""
    if option is not None:
        option.help = said.raw("cli.val.help")
    return option


_MANY: Final = ("logs", "folder")
"""Arguments that name several cases."""


def build(name: str, callback: Callable[..., int], said: Texts, *params: click.Parameter) -> Command:
    """A command with its help, ``--lang`` and ``-o``, which every command has, and ``--store``, if it takes cases.

    One under another's name is built by both, as in ``proof.trace``.
    """
    common = [output_option(said)]
    if not any(one.name == "lang" for one in params):
        common.append(lang_option(said))
    if any(one.name == "log" or (one.name in _MANY and isinstance(one, click.Argument)) for one in params):
        common.append(store_option(said))
    command = Command(
        name.rpartition(".")[2],
        context_settings=_HELP,
        callback=callback,
        params=[*params, *common],
        help=said.raw(f"cli.{name}.hjalp"),
        short_help=said.raw(f"cli.{name}.kort"),
    )
    command.said = said
    return command


def group(said: Texts) -> Group:
    """The whole command line in a language."""
    options = (version_option(said), lang_option(said))
    return _group(PROGRAM, COMMANDS, "cli", said.raw("cli.hjalp.om"), said, *options)


def subgroup(name: str, names: tuple[str, ...], said: Texts) -> Group:
    """Commands under the name of one, such as ``proof trace``; their words stand under the name's own."""
    return _group(name, names, f"cli.{name}", said.raw(f"cli.{name}.hjalp"), said, lang_option(said))


def _group(name: str, names: tuple[str, ...], words: str, about: str, said: Texts, *options: click.Parameter) -> Group:
    made = Group(
        name,
        context_settings=_HELP,
        help=about,
        params=list(options),
        no_args_is_help=True,
        subcommand_metavar=said.raw("cli.hjalp.kommando"),
    )
    made.said, made.names, made.words = said, names, words
    made.room = "flerpart_flow.cli.commands" + ("" if name == PROGRAM else f".{name}")
    return made
