"""The library's errors: one small tree that carries data; the words come from ``texts``.

Nothing in an error repeats what a case says about a person: a value is named by its field and by what was
expected, never by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.texts import DEFAULT_LANGUAGE, texts

if TYPE_CHECKING:
    from flerpart_flow.engine.decision import Decision


class FlowError(Exception):
    """The root. ``code`` names the text ``fel.<code>``, ``values`` fill its holes."""

    def __init__(self, code: str, /, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """What went wrong, where, what was expected and what to do next, in one language."""
        return texts(lang).say(f"fel.{self.code}", **self.values)

    def __str__(self) -> str:
        return self.text()


class DefinitionError(FlowError):
    """A routine is wrongly defined; the text names the culprit."""


class RulesError(FlowError):
    """Rules or an overlay that can't be used: unknown key, wrong type, a fixed norm, unreadable file."""


class RulesNotInstalled(RulesError):
    """A case started under rules that this installation doesn't have; both digests are named."""


class EventError(FlowError):
    """An event that isn't well formed: a field of the wrong type, an unknown unit, a personnummer.

    ``field`` is the event's field, or None where the fault lies in the event as a whole.
    """

    def __init__(self, code: str, /, *, field: str | None = None, **values: Any) -> None:
        super().__init__(code, field=field, **values)
        self.field = field


class JournalError(FlowError):
    """A log that is damaged. ``line`` counts from 1, the header included; 0 is the file as a whole."""

    def __init__(self, code: str, /, *, line: int, field: str | None = None, **values: Any) -> None:
        super().__init__(code, line=line, field=field, **values)
        self.line = line
        self.field = field

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The fault with its place in the file."""
        said = texts(lang)
        key = f"fel.{self.code}"
        what = said.say(key, **self.values)
        unnamed = self.field is not None and "{field" not in said.raw(key)
        where = said.say("fel.plats.falt" if unnamed else "fel.plats.rad", line=self.line, field=self.field)
        return f"{where}: {what}" if self.line else what


class Refused(FlowError):
    """The routine says no. ``decision`` holds every reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__("nekad")
        self.decision = decision

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Every reason with its norm, what is missing, and who can cure it."""
        return self.decision.explain(lang)
