"""The library's errors: one small tree that carries data; the words come from ``texts``.

Nothing in an error repeats what a case says about a person: a value is named by its field and by what was
expected, never by itself. Nor does anything in its traceback, which programs send to whoever collects their errors with
all that was at hand where it was raised: ``discreet`` and ``Discreet`` let go of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flerpart_flow.texts import DEFAULT_LANGUAGE, texts

P = ParamSpec("P")
R = TypeVar("R")


def discreet(function: Callable[P, R]) -> Callable[P, R]:
    """The function; an error that leaves it says where it was raised, and holds nothing of what was at hand there.

    Every error, also one of a routine's own guard: what is at hand where a case is judged is about a person.
    """

    @wraps(function)
    def told(*given: P.args, **named: P.kwargs) -> R:
        try:
            return function(*given, **named)
        except Exception as error:
            given, named = (), {}  # type: ignore[assignment]  # a traceback shows them
            let_go(error)
            raise

    return told


class Discreet(type):
    """The type of classes that are made from what somebody wrote, such as events: ``discreet``, for the class."""

    def __call__(cls, *given: Any, **named: Any) -> Any:
        """A value of the class."""
        try:
            return super().__call__(*given, **named)
        except Exception as error:
            given, named = (), {}
            let_go(error)
            raise


def let_go(error: BaseException) -> None:
    """Clear the frames of an error's traceback that are done, and of those that it came from."""
    from traceback import clear_frames  # only where something went wrong

    seen, waiting = set[int](), [error]
    while waiting:
        one = waiting.pop()
        seen.add(id(one))
        clear_frames(one.__traceback__)
        waiting += [of for of in (one.__cause__, one.__context__) if of is not None and id(of) not in seen]


def bare(kind: type[FlowError], args: tuple[Any, ...]) -> FlowError:
    """An error without its attributes, which pickle and copy put back; no subclass needs a constructor like another."""
    return kind.__new__(kind, *args)


class FlowError(Exception):
    """The root. ``code`` names the text ``fel.<code>``, ``values`` fill its holes."""

    def __init__(self, code: str, /, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """What went wrong, where, what was expected and what to do next, in one language."""
        return texts(lang).say(self._key(), **self.values)

    def _key(self) -> str:
        """The key of the text: one of its own where there is nothing to choose from."""
        key = f"fel.{self.code}"
        return f"{key}_inga" if self.values.get("choices") == "" and f"{key}_inga" in texts(DEFAULT_LANGUAGE) else key

    def __reduce__(self) -> tuple[Any, ...]:
        return bare, (type(self), self.args), self.__dict__

    def __str__(self) -> str:
        return self.text()


class DefinitionError(FlowError):
    """A routine is wrongly defined; the text names the culprit."""

    @property
    def faults(self) -> tuple[DefinitionError, ...]:
        """Every fault that was found: this one, or all of several."""
        return (self,)


class DefinitionErrors(DefinitionError):
    """Several faults of a definition at once. ``code`` and ``values`` are those of the first."""

    def __init__(self, found: Sequence[DefinitionError]) -> None:
        super().__init__(found[0].code, **found[0].values)
        self._found = tuple(found)

    @property
    def faults(self) -> tuple[DefinitionError, ...]:
        """All of them, in the order in which they were found."""
        return self._found

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """All of them, a line each."""
        heading = texts(lang).say("fel.definition.flera", count=len(self._found))
        return "\n".join((heading, *(f"- {one.text(lang)}" for one in self._found)))


def refuse(faults: Iterable[DefinitionError]) -> None:
    """Raise what is wrong, each fault once: as it is if there is one, together if there are several."""
    each = (one for fault in faults for one in fault.faults)
    found = list({(one.code, repr(one.values)): one for one in each}.values())
    if found:
        raise found[0] if len(found) == 1 else DefinitionErrors(found)


class RulesError(FlowError):
    """Rules or an overlay that can't be used: unknown key, wrong type, a fixed norm, unreadable file."""


class VersionUnusable(RulesError):
    """A file that is no version of a routine's rules. ``found`` says why, with every fault."""

    def __init__(self, code: str, /, *, found: DefinitionError, **values: Any) -> None:
        super().__init__(code, **values)
        self.found = found

    def reasons(self, lang: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
        """Each fault, a line each."""
        return tuple(f"- {one.text(lang)}" for one in self.found.faults)

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Which file, and every fault."""
        return "\n".join((super().text(lang), *self.reasons(lang)))


class RulesNotInstalled(RulesError):
    """A case started under rules that this installation doesn't have; both digests are named."""


class EventError(FlowError):
    """An event that isn't well formed: a field of the wrong type, an unknown unit, a personnummer.

    ``field`` is the event's field, or None where the fault lies in the event as a whole.
    """

    def __init__(self, code: str, /, *, field: str | None = None, **values: Any) -> None:
        super().__init__(code, field=field, **values)
        self.field = field


class FileError(FlowError):
    """A file that isn't written, and is as it was: what it is can't be kept, or a disk stands in its place."""


class WriteConflict(FileError):
    """A file, or a case in a store, that isn't written since somebody else writes it, or has since it was read."""


class StoreError(FlowError):
    """A store that can't be used, or a case that isn't in it. Nothing has been written."""


class StoreDamaged(StoreError):
    """A store that holds something else than what was written.

    ``ref`` is the case and ``line`` its first line that is wrong or gone, counted as in a log's file: the header is 1.
    Both are None where the store as a whole is damaged.
    """

    def __init__(self, code: str, /, *, ref: str | None = None, line: int | None = None, **values: Any) -> None:
        super().__init__(code, ref=ref, line=line, **values)
        self.ref = ref
        self.line = line


class JournalError(FlowError):
    """A log that is damaged. ``line`` counts from 1, the header included; 0 is the file as a whole.

    ``further`` is what else is wrong with its lines, each below the one before: all that there is to mend.
    """

    def __init__(self, code: str, /, *, line: int, field: str | None = None, **values: Any) -> None:
        super().__init__(code, line=line, field=field, **values)
        self.line = line
        self.field = field
        self.further: tuple[JournalError, ...] = ()

    def besides(self, further: Iterable[JournalError]) -> JournalError:
        """The same error, with what else is wrong."""
        self.further = tuple(further)
        return self

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The fault with its place in the file."""
        said = texts(lang)
        key = self._key()
        what = said.say(key, **self.values)
        unnamed = self.field is not None and "{field" not in said.raw(key)
        where = said.say("fel.plats.falt" if unnamed else "fel.plats.rad", line=self.line, field=self.field)
        return f"{where}: {what}" if self.line else what
