"""The command line ``flerpart-flow``: parse, call, print.

Exit codes: 0 yes; 1 the routine says no; 2 bad usage, an unreadable path, rules or an overlay that can't be used;
3 somebody else writes, or has written, the file; 4 the content of a log is damaged. 130 after Ctrl-C and 141 when the
reader of the output went away, as shells have it. Start-up is kept light: the engine is imported inside the commands
that need it.
"""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout, suppress
from typing import Any, Final

import click

from flerpart_flow.cli import errors
from flerpart_flow.cli.errors import BAD_USAGE, Trouble, complain, unreadable, usage_text
from flerpart_flow.cli.group import group
from flerpart_flow.cli.input.options import PROGRAM
from flerpart_flow.texts import DEFAULT_LANGUAGE, EASY, LANGUAGES, Texts, texts

_SELDOM: Final = 50_000
"""So many objects more make a collection in the program; in Python 700."""

INTERRUPTED = 130
READER_GONE = 141

LANGUAGE_VARIABLE = "FLERPART_LANG"
"""The environment variable with the language for those who don't give ``--lang`` each time."""
COMPLETION_VARIABLE = "_FLERPART_FLOW_COMPLETE"
"""What click's completion of commands and options in a shell is asked through."""


def program() -> int:
    """``flerpart-flow`` as a program of its own: ``main`` in a process that ends with it.

    Nearly everything that a start makes lives to the end. So the collector looks for what doesn't only seldom, and not
    at all at the end, which took a quarter of a short command; a long one is collected as before, if less often.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
    return main()


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv``, if none is given) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    usual = os.environ.get(LANGUAGE_VARIABLE, "")
    said = texts(language_in(arguments, usual if usual in LANGUAGES else DEFAULT_LANGUAGE))
    with redirect_stdout(_Closed()) if sys.stdout is None else nullcontext(), _warning_in_words(said):
        try:
            code = _run(arguments, said)
            sys.stdout.flush()
            return code
        except BrokenPipeError:
            _drop_the_rest()
            return READER_GONE
        except OSError as error:
            _drop_the_rest()
            errors.report(unreadable("<stdout>", error), said)
            return BAD_USAGE


@contextmanager
def _warning_in_words(said: Texts) -> Iterator[None]:
    """While a command runs, a routine of another package that can't be used is told in the reader's language."""
    with warnings.catch_warnings():
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            fault = getattr(message, "fault", None)
            if fault is None:
                shown(message, category, *where, **more)
            else:
                complain(f"{said.raw('cli.varning')}: {fault.text(said.lang)}")

        warnings.showwarning = show
        yield


class _Closed(io.TextIOBase):
    """In the place of a stdout that was closed before the program began: nothing can be written to it."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _drop_the_rest() -> None:
    """What is still buffered has nowhere to go; without this the interpreter would complain of it at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str], said: Texts) -> int:
    program = group(said)
    if instruction := os.environ.get(COMPLETION_VARIABLE):
        from click.shell_completion import shell_complete

        with suppress(KeyError, ValueError):  # asked by hand, without the words that a shell gives
            return shell_complete(program, {}, PROGRAM, COMPLETION_VARIABLE, instruction)
        return BAD_USAGE
    try:
        if language_in(arguments, "") == "" and os.environ.get(LANGUAGE_VARIABLE, "") not in (*LANGUAGES, ""):
            raise Trouble("sprakvariabel", where=LANGUAGE_VARIABLE, choices=LANGUAGES)
        # Not through click's own main: it ends the process with 1 when a pipe breaks, and 1 is the routine's no.
        with program.make_context(PROGRAM, arguments) as context:
            code = program.invoke(context)
            return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except Trouble as trouble:
        errors.report(trouble, said)  # ``report`` here is the command's module
        return trouble.exit_code
    except click.UsageError as error:
        complain(usage_text(error, said))
        return BAD_USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        told = errors.of_the_library(error)
        if told is None:
            raise
        errors.report(told, said)
        return told.exit_code


def language_in(arguments: Sequence[str], usual: str = DEFAULT_LANGUAGE) -> str:
    """The language that the arguments ask for, found before they are parsed since help and errors need it.

    ``usual`` is the one where they ask for none.
    """
    found = usual
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name != "--lang":
            continue
        asked = value if equals else next(iter(arguments[at + 1 : at + 2]), "")
        found = asked if asked in LANGUAGES else DEFAULT_LANGUAGE if asked == EASY else found
    return found
