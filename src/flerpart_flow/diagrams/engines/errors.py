"""What goes wrong around a Graphviz engine. The words are in ``texts``, the engine's own message is in ``message``."""

from __future__ import annotations

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.texts import DEFAULT_LANGUAGE


class EngineError(FlowError):
    """A picture that could not be made. DOT, Mermaid and tables can be: they need no engine."""

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """What went wrong; the engine's own message comes last, and may be empty."""
        return super().text(lang).rstrip()


class EngineMissing(EngineError):
    """What the picture needs isn't installed; the text says what to install."""


class EngineUnusable(EngineError):
    """The engine that was asked for isn't a program that can be run; the text names it."""


class EngineFailed(EngineError):
    """The engine gave no picture, or one that it says is wrong; its own message is in the text."""


class EngineTimedOut(EngineError):
    """The engine was not ready in time, and was ended together with everything that it had started."""
