"""What a line points at is settled when it is recorded, and a number once given stays.

Lines are judged in the order in which things happened, and again when one comes late or is corrected. Two things must
not change with that: what somebody meant when a line was written down, and which content a number stands for. So a
routine may say of its events what is settled at recording (``Settle``), what is numbered (``Numbered``), and what a
correction does to the one and the other (``Revise``). The case asks once, when the line is recorded, and keeps the
answer with the line, in fields that aren't part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.record.events import Event


@reticent()
@frozen
class Numbers:
    """Contents in the order in which they were recorded, each once: the first is number 1.

    Nothing takes a number back. The last one is ``tentative`` as long as no line with its content has been accepted;
    then the next content gets that number.
    """

    held: tuple[str, ...] = ()
    tentative: bool = False

    def of(self, content: str) -> int:
        """The number that a content has, or would get."""
        if content in self.held:
            return self.held.index(content) + 1
        return len(self.held) + (0 if self.tentative else 1)

    def content(self, number: int) -> str | None:
        """What a number stands for, if anything has it."""
        return self.held[number - 1] if 1 <= number <= len(self.held) else None

    def having(self, content: str, accepted: bool) -> Numbers:
        """The numbers after a line with this content."""
        if content in self.held:
            return Numbers(self.held, self.tentative and not (accepted and content == self.held[-1]))
        kept = self.held[:-1] if self.tentative else self.held
        return Numbers((*kept, content), not accepted)


@reticent()
@frozen(eq=False)
class Recording:
    """What is known when a line is recorded: the facts where it occurred, and as they stand now; the numbers given.

    ``late`` tells that something above it occurred after it, and ``since`` gives the lines that did and count, as they
    read now.
    """

    before: Any
    now: Any
    numbers: Numbers
    late: bool = False
    since: Callable[[], Iterable[Any]] = tuple


Settle = Callable[[Any, Recording], Any]
"""(event, recording) → the event with what it means filled in."""

Numbered = Callable[[Any], str | None]
"""event → what is numbered in it, as a text that two equal contents share."""

Revise = Callable[[Any, Any, Any, Numbers], Any]
"""(corrected event, the event as it read before, correction, numbers) → the corrected event with what it means."""


def settled(routine: Routine, event: Event, recording: Recording) -> Event:
    """The event with what is settled about it at recording."""
    settle = routine.settles.get(type(event))
    found: Event = event if settle is None else settle(event, recording)
    return found


def revised(routine: Routine, event: Event, correction: Any, numbers: Numbers) -> Event:
    """A corrected event with what the correction settles about it."""
    revise = routine.revises.get(type(event))
    found: Event = event if revise is None else revise(event, correction.target, correction, numbers)
    return found


def numbered(routine: Routine, event: Event, numbers: Numbers) -> Event:
    """The event with the number of what it draws up."""
    content = content_of(routine, event)
    return event if content is None else event.marked(number=numbers.of(content))


def content_of(routine: Routine, event: Event | None) -> str | None:
    """What is numbered in an event, if anything is."""
    tell = routine.numbered.get(type(event)) if event is not None else None
    return None if tell is None else tell(event)


Settles = Mapping[type[Any], Settle]
