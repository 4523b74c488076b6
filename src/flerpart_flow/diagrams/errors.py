"""What can be asked for wrongly of a picture."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.values.nearest import nearest


class DiagramError(FlowError):
    """A picture that can't be drawn as asked: an unknown view, phase, party, theme, language or format, something that
    the view needs and didn't get, or a path that can't be written.
    """


def known(what: str, asked: object, choices: Iterable[str]) -> str:
    """The name asked for, if it is one of the choices. Raises DiagramError, which names the nearest, or all of them."""
    names = [str(name) for name in choices]
    if isinstance(asked, str) and asked in names:
        return str(asked)
    near = nearest(asked, names)
    raise DiagramError(f"bild.{what}_{'nara' if near else 'okand'}", choices=", ".join(near or names))
