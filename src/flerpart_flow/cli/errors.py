"""What goes wrong on the command line, in words: what, where, and what to do next.

What somebody typed as a value is never repeated, since it may be about a person; names of options, commands and
files are.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.names import harmless, shown

if TYPE_CHECKING:
    from flerpart_flow.engine.errors import FlowError, JournalError
    from flerpart_flow.texts import Texts

REFUSED = 1
BAD_USAGE = 2
CONFLICT = 3
DAMAGED = 4

_REASONS = {
    errno.ENOENT: "finns_inte",
    errno.EISDIR: "mapp",
    errno.ENOTDIR: "finns_inte",
    errno.EACCES: "behorighet",
    errno.EPERM: "behorighet",
    errno.ENOSPC: "fullt",
    errno.EBADF: "stangd",
    errno.ELOOP: "slinga",
    errno.ENXIO: "ingen_fil",
    errno.ENAMETOOLONG: "for_djupt",
}


class Trouble(Exception):
    """The command can't be carried out. ``where`` is a file or an option, ``key`` a text under ``cli.fel``."""

    def __init__(self, key: str, /, *, where: str | None = None, exit_code: int = BAD_USAGE, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.where = where
        self.exit_code = exit_code
        self.values = values

    def lines(self, said: Texts) -> tuple[str, ...]:
        """The text, line by line."""
        return (self.text(said),)

    def damage(self) -> tuple[JournalError, ...]:
        """Each line of a log that is damaged, if that is what is wrong."""
        return ()

    def text(self, said: Texts) -> str:
        """What is wrong and what to do next, without the place."""
        return said.say(f"cli.fel.{self.key}", **self.values)


class FlowTrouble(Trouble):
    """The same for an error of the library, which has words of its own; a conflict has an exit code of its own."""

    def __init__(self, error: FlowError, where: str | None = None, exit_code: int | None = None) -> None:
        from flerpart_flow.engine.errors import WriteConflict

        if exit_code is None:
            exit_code = CONFLICT if isinstance(error, WriteConflict) else BAD_USAGE
        said_already = where is not None and error.values.get("path") == where
        super().__init__(error.code, where=None if said_already else where, exit_code=exit_code)
        self.error = error

    def damage(self) -> tuple[JournalError, ...]:
        """All that is wrong with the lines of a log."""
        from flerpart_flow.engine.errors import JournalError

        return (self.error, *self.error.further) if isinstance(self.error, JournalError) else ()

    def text(self, said: Texts) -> str:
        """The words of the library's error."""
        return self.error.text(said.lang)

    def lines(self, said: Texts) -> tuple[str, ...]:
        """The same, with a line for each reason of a refusal, and for each fault of a damaged log."""
        reasons: tuple[str, ...] = getattr(self.error, "reasons", lambda lang: ())(said.lang)
        whole = self.text(said)
        if len(damage := self.damage()) > 1:
            return tuple(one.text(said.lang) for one in damage)
        return (whole.removesuffix("\n".join(("", *reasons))), *reasons) if reasons else (whole,)


class Several(Trouble):
    """All that is wrong with what was given, each on a line of its own."""

    def __init__(self, found: Sequence[Trouble]) -> None:
        super().__init__("flera", exit_code=max(one.exit_code for one in found), antal=len(found))
        self.found = tuple(found)

    def lines(self, said: Texts) -> tuple[str, ...]:
        """How many, and then each with its place."""
        each = (": ".join(filter(None, (one.where, *one.lines(said)))) for one in self.found)
        return (self.text(said), *(f"- {line}" for line in each))


def together(found: Sequence[Trouble]) -> Trouble:
    """What is wrong: as it is if there is one, all of it if there are several."""
    return found[0] if len(found) == 1 else Several(found)


def of_the_library(error: Exception) -> FlowTrouble | None:
    """An error of the library that no command has told of by itself; None for any other, which is a fault of ours."""
    from flerpart_flow.engine.errors import FlowError, JournalError, StoreDamaged

    if not isinstance(error, FlowError):
        return None
    return FlowTrouble(error, exit_code=DAMAGED if isinstance(error, (JournalError, StoreDamaged)) else None)


def report(trouble: Trouble, said: Texts) -> None:
    """Print the trouble on stderr."""
    first, *more = (shown(line) for line in trouble.lines(said))
    where = f"{shown(trouble.where)}: " if trouble.where else ""
    complain("\n".join([f"{said.raw('cli.fel.inledning')}: {where}{first}", *more]))


def complain(text: str) -> None:
    """Print a text on stderr, if there is one that takes it."""
    if sys.stderr is None:
        return
    try:
        print(harmless(text), file=sys.stderr, flush=True)
    except OSError:
        # What is still buffered has nowhere to go; without this the interpreter would end with a code of its own.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def unreadable(path: str, error: OSError) -> Trouble:
    """A file that can't be opened."""
    from flerpart_flow.texts.system import system_reason

    key = _REASONS.get(error.errno or 0)
    if key is None:
        return Trouble("fil.annat", where=path, reason=system_reason(error))
    return Trouble(f"fil.{key}", where=path)


def choose(key: str, written: str, known: Iterable[str], where: str | None = None, **values: Any) -> Trouble:
    """A name that isn't there: with the nearest known ones, or all of them where none is near."""
    from flerpart_flow.engine.values.nearest import nearest

    names = list(known)
    near = nearest(written, names)
    return Trouble(f"{key}.{'nara' if near else 'okand'}", where=where, choices=near or names, **values)


def choose_of_many(key: str, written: str, known: Iterable[str], **values: Any) -> Trouble:
    """The same where there are too many to list: the nearest few, however far; the text says where all of them are."""
    from flerpart_flow.engine.values.nearest import nearest

    names = list(known)
    near = nearest(written, names)
    few = near or nearest(written, names, 0)
    return Trouble(f"{key}.{'nara' if near else 'okand'}", choices=few, **values)


class OwnWords(click.UsageError):
    """A usage error whose message is in the reader's language already."""


def usage_text(error: click.UsageError, said: Texts) -> str:
    """A usage error of click's in our words, with the command's usage and where to get help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    lines = [f"{said.raw('cli.fel.inledning')}: {_what(error, said)}"]
    if error.ctx is not None:
        lines.insert(0, error.ctx.get_usage())
        lines.append(said.say("cli.fel.hjalp", command=error.ctx.command_path))
    return "\n".join(lines)


def _what(error: click.UsageError, said: Texts) -> str:
    match error:
        case OwnWords():
            return error.message
        case click.MissingParameter():
            return said.say("cli.fel.saknas", name=_name(error.param))
        case click.BadParameter():
            return said.say("cli.fel.varde", name=_name(error.param), what=error.message)
        case click.NoSuchOption():
            return _no_option(error, said)
        case click.BadOptionUsage():
            return said.say("cli.fel.val.utan_varde", name=error.option_name)
    return said.raw("cli.fel.for_manga")


def _no_option(error: click.NoSuchOption, said: Texts) -> str:
    from flerpart_flow.engine.values.nearest import nearest

    options = [o for p in (error.ctx.command.params if error.ctx else ()) for o in (*p.opts, *p.secondary_opts)]
    near = nearest(error.option_name, [*(o for o in options if o.startswith("-")), "--help"])
    return said.say(f"cli.fel.val.{'nara' if near else 'okand'}", name=error.option_name, choices=near)


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.make_metavar(click.Context(_NOTHING))


_NOTHING = click.Command("")
