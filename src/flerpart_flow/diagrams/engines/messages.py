"""What an engine says on stderr: whether its picture can be trusted, and its words, short enough to be read."""

from __future__ import annotations

import logging
import re
import signal
from collections.abc import Iterable
from typing import Final

from flerpart_flow.diagrams.engines.errors import EngineFailed
from flerpart_flow.diagrams.engines.process import Finished

LONGEST: Final = 400

_log = logging.getLogger("flerpart_flow.diagrams")

_ERROR: Final = re.compile(r"error\b", re.IGNORECASE)
_START: Final = re.compile(r"(error|warning|fontconfig)\b|\(\w", re.IGNORECASE)
_HARMLESS: Final = re.compile(
    # Without Pango, widths are estimated; a letter outside ASCII counts as a space for each of its bytes. å, ä and ö
    # come out as wide as they are in Arial.
    r"no value for width of non-ASCII character"
    # The machine's fonts, not the picture. That a font is missing is for ``doctor`` to say.
    r"|^fontconfig (warning|error)|pango-warning",
    re.IGNORECASE,
)


def judge(engine: str, ran: Finished) -> bytes:
    """The picture, if it can be trusted. Raises EngineFailed if there is none or the engine says that it is wrong.

    Graphviz leaves out a label that it can't read, says "Error" and ends with 0; so an error counts whatever the
    exit code.
    """
    said = [one for one in messages(ran.err) if not _HARMLESS.search(one)]
    if ran.code < 0:
        raise EngineFailed("ritmotor.krasch", engine=engine, signal=_signal(-ran.code), message=_shortly(said))
    if ran.code:
        told = _shortly(said) or _shortly(messages(ran.err))
        key = "misslyckades" if told else "misslyckades_tyst"
        raise EngineFailed(f"ritmotor.{key}", engine=engine, code_of_exit=ran.code, message=told)
    if errors := [one for one in said if _ERROR.match(one)]:
        raise EngineFailed("ritmotor.misslyckades", engine=engine, code_of_exit=ran.code, message=_shortly(errors))
    if not ran.out:
        raise EngineFailed("ritmotor.tom", engine=engine, message=_shortly(said))
    for one in said:
        _log.warning("%s: %s", engine, _shortly([one]))
    return ran.out


def messages(err: bytes) -> list[str]:
    """The messages, one a line; a message of Graphviz's can go on over several lines."""
    found: list[str] = []
    for line in err.decode("utf-8", "replace").splitlines():
        plain = " ".join("".join(c if c.isprintable() else " " for c in line).split())
        if plain and found and not _START.match(plain) and not _HARMLESS.search(found[-1]):
            found[-1] += f" {plain}"
        elif plain:
            found.append(plain)
    return found


def _shortly(said: Iterable[str]) -> str:
    text = "; ".join(dict.fromkeys(said))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
