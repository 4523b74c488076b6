"""The options and arguments that several commands share."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.names import BEGAN, STORE
from flerpart_flow.texts import EASY, LANGUAGES, Texts

PROGRAM: Final = "flerpart-flow"
FORMATS: Final = ("text", "json")

if TYPE_CHECKING:
    _Words = click.ParamType[str]
    _Numbers = click.ParamType[int]

    from click.shell_completion import CompletionItem
else:
    _Words = _Numbers = click.ParamType  # generic from click 8.3 on only


def program() -> str:
    """How the program can be called from here: by name if it is on PATH, else by the path that it was run with."""
    run_as = Path(sys.argv[0])
    if run_as.stem != PROGRAM or shutil.which(PROGRAM) is not None:
        return PROGRAM
    whole, here = run_as.absolute(), Path.cwd()
    if not whole.is_relative_to(here):
        return shlex.quote(str(whole))
    below = str(whole.relative_to(here))
    return shlex.quote(below if os.sep in below else f".{os.sep}{below}")


class Choice(_Words):
    """One of a few words; a mistyped one gets the nearest, and one that is ``renamed`` its new name."""

    name = "choice"

    def __init__(self, words: tuple[str, ...], said: Texts, renamed: Mapping[str, str] | None = None) -> None:
        self.words = words
        self.said = said
        self.renamed = renamed or {}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words, as the help shows them."""
        return f"[{'|'.join(self.words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        if value in self.words:
            return str(value)
        from flerpart_flow.engine.values.nearest import nearest

        if value in self.renamed:
            self.fail(self.said.say("cli.fel.ord.ny", old=value, new=self.renamed[value]), param, ctx)
        near = nearest(str(value), self.words)
        key = "cli.fel.ord.nara" if near else "cli.fel.ord.okand"
        self.fail(self.said.say(key, choices=near or self.words), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class Number(_Numbers):
    """A whole number, from a least one on."""

    name = "number"

    def __init__(self, least: int, said: Texts) -> None:
        self.least = least
        self.said = said

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number itself."""
        if isinstance(value, int):
            return value
        written = str(value)
        if not (written.isascii() and written.isdigit() and len(written) < 10 and int(written) >= self.least):
            self.fail(self.said.say("cli.fel.tal", least=self.least), param, ctx)
        return int(written)


def lang_option(said: Texts, easy: bool = False) -> click.Option:
    """The language, which ``main`` has read already; ``easy`` adds easy Swedish, which the command has to ask for."""
    words = Choice((*LANGUAGES, EASY) if easy else LANGUAGES, said)
    key = "cli.val.lang_lattlast" if easy else "cli.val.lang"
    return click.Option(["--lang"], type=words, expose_value=easy, help=said.raw(key))


def version_option(said: Texts) -> click.Option:
    """``-V`` and ``--version``."""

    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            print(f"{PROGRAM} {_version()}")
            ctx.exit()

    return click.Option(
        ["-V", "--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=said.raw("cli.val.version"),
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("flerpart-flow")
    except PackageNotFoundError:
        return "(?)"


def output_option(said: Texts) -> click.Option:
    """Where the answer goes. How a file there looks when the command begins is kept until it is written."""

    def look(ctx: click.Context, param: click.Parameter, value: str) -> str:
        if value != "-" and not ctx.resilient_parsing:
            from flerpart_flow.engine.files.place import seen

            ctx.meta[BEGAN] = seen(value)
        return value

    return click.Option(
        ["-o", "--output"],
        callback=look,
        default="-",
        metavar=said.raw("cli.meta.fil"),
        help=said.raw("cli.val.output"),
    )


def format_option(said: Texts, formats: tuple[str, ...] = FORMATS, help_key: str = "format") -> click.Option:
    """Text for people or JSON for programs; a command may have more."""
    return click.Option(
        ["--format", "form"], type=Choice(formats, said), default="text", help=said.raw(f"cli.val.{help_key}")
    )


def overlay_option(said: Texts) -> click.Option:
    """An organisation's own values."""
    return click.Option(["--overlay"], metavar=said.raw("cli.meta.fil"), help=said.raw("cli.val.overlay"))


def overlays_option(said: Texts) -> click.Option:
    """An organisation's own values, for each of several routines."""
    return click.Option(
        ["--overlay", "overlays"], multiple=True, metavar=said.raw("cli.meta.fil"), help=said.raw("cli.val.overlays")
    )


def rules_dir_option(said: Texts) -> click.Option:
    """Rules that are installed beside the library's: overlays of then and now, and versions."""
    return click.Option(["--rules-dir"], metavar=said.raw("cli.meta.mapp"), help=said.raw("cli.val.rules_dir"))


def routine_option(said: Texts) -> click.Option:
    """Which routine is asked about, where no log says it."""
    from flerpart_flow.cli.input.loading import default_routine, routines

    words = Choice(tuple(routines()), said)
    return click.Option(["--routine"], type=words, default=default_routine(), help=said.raw("cli.val.routine"))


def at_option(said: Texts, told: str = "cli.val.at") -> click.Option:
    """The moment that a question is about."""
    return click.Option(["--at"], metavar=said.raw("cli.meta.tid"), help=said.raw(told))


def store_option(said: Texts) -> click.Option:
    """The store that cases are in; what names a log then names a case in it."""

    def keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.meta[STORE] = value

    return click.Option(
        ["--store"],
        expose_value=False,
        is_eager=True,
        callback=keep,
        metavar=said.raw("cli.meta.adress"),
        help=said.raw("cli.val.store"),
    )


def party_option(said: Texts) -> click.Option:
    """The party whose part of it is shown."""
    return click.Option(["--by"], metavar=said.raw("cli.meta.vem"), help=said.raw("cli.val.by_agenda"))


def log_argument(said: Texts, many: bool = False) -> click.Argument:
    """A log, or several."""
    metavar = said.raw("cli.meta.logg")
    if many:
        return click.Argument(["logs"], nargs=-1, required=True, metavar=f"{metavar}...", shell_complete=_files)
    return click.Argument(["log"], metavar=metavar, shell_complete=_files)


def _files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """That a file is wanted, which the shell itself completes."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
