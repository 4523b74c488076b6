"""What an account of a case shows of a routine's own facts and events, which only the routine knows.

The command line's status and story read it. Nothing here changes what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.rules.files import File
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.definition.routine import Proposal
    from flerpart_flow.engine.record.events import Event
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts


@frozen
class Demo:
    """A made-up case that shows the routine: its log, a file of a package; and perhaps one that is ``ongoing``.

    ``introduction`` are the keys of the paragraphs that come before it. The text ``<phases>.<phase>`` says what a
    phase is about, where there is such a text.
    """

    log: File
    introduction: tuple[str, ...] = ()
    phases: str = ""
    ongoing: File | None = None


@reticent("kind", "day")
@frozen(kw_only=True)
class Dated:
    """A day that the facts hold and that no duty has: a meeting, the last day of a consent.

    ``kind`` has its words under ``agenda.slag.<kind>``, which name ``about`` and ``place``. ``norms`` are those that it
    rests on. ``at`` and ``end`` are times, where there are any. ``who`` sees to it, None for everybody who takes part.
    It is told of from ``told_from`` on (else when its day is in what is asked about), and, if it ``stays``, also when
    its day has passed. So is a day on which an ``act`` is expected, an event by name, which no duty has: until it is
    done or the day is another, with the words ``agenda.slag.<kind>_passerat``; of one that is
    ``owed`` on that day, too, the duty tells that.
    """

    kind: str
    norms: tuple[str, ...]
    day: date
    at: datetime | None = None
    end: datetime | None = None
    place: str | None = None
    about: Any = None
    who: str | None = None
    told_from: date | None = None
    stays: bool = False
    act: str | None = None
    owed: bool = False


@reticent("actor")
@frozen
class Viewer:
    """Who looks at a case, when, and the accepted lines that had occurred by then, as they read now."""

    actor: str
    at: datetime
    lines: tuple[Event, ...]


@frozen
class Sight:
    """What of a routine's facts one party may see (docs/privacy.md has the table).

    ``leading`` tells whether somebody leads the case or calls to its meeting, ``invited`` whether a person or an
    outsider is called to it. ``led`` gives the facts as one who leads may see them, ``covered`` as one may whom the
    consent in force covers: what they may not see is as if it were not there. ``summons`` gives the latest summons to
    somebody, ``plans`` the plans that they approved or were given; what was given stays, whatever comes after.
    ``stands`` tells of an entry of the ledger whether it still is a duty: what ends it later may be another's.
    """

    leading: Callable[[Any, str], bool]
    led: Callable[[Any, Viewer], Any]
    covered: Callable[[Any, Viewer], Any]
    invited: Callable[[Any, str], bool] = lambda facts, actor: False
    summons: Callable[[Any, Viewer], Any] = lambda facts, viewer: None
    plans: Callable[[Any, Viewer], tuple[Any, ...]] = lambda facts, viewer: ()
    stands: Callable[[Any, Any], bool] = lambda facts, entry: True


@frozen
class Showing:
    """The routine's own part of a status and of a story.

    ``standing`` gives a line for each thing that the facts hold and that a reader of a status asks for first: a
    meeting, a plan, a consent. ``told`` are the fields of events that a story tells of, in this order; ``phrase``
    gives an event's content in words instead, where the fields would be too few or too many, or None; ``below`` gives
    lines that stand under an event, such as a plan's measures. ``held`` gives the value of an event's field as anybody
    may see it, None where nobody but some may. ``things`` are the texts of what the facts name by an
    id or a number, which a story shows in its place. ``role_of`` says by which role somebody is called, or None for
    the own name. ``source`` says what line a proposed deviation comes from, or None to name the line by its number.
    ``beside`` says what stands with an open duty that has no last day, such as a day that is counted from it, as of
    ``now``, or None.
    ``awaits`` gives the acts that are awaited though nobody owes them yet, by name, and from whom.
    ``sight`` is what one party may see, None where everybody may see all. ``dates`` are the days that an agenda tells
    of beside those of the duties.
    """

    standing: Callable[[Any, Texts], Iterable[str]] = lambda facts, said: ()
    told: tuple[str, ...] = ()
    phrase: Callable[[Any, Texts], str | None] = lambda event, said: None
    below: Callable[[Any, Texts], Iterable[str]] = lambda event, said: ()
    held: Callable[[Any, str], Any] = lambda event, name: getattr(event, name, None)
    things: Callable[[Any], Mapping[Any, str]] = lambda facts: {}
    role_of: Callable[[Any, str], str | None] = lambda facts, actor: None
    source: Callable[[Any, Proposal, Texts], str | None] = lambda facts, proposal, said: None
    beside: Callable[[Any, Duty, Rules, Texts, datetime], str | None] = lambda facts, duty, rules, said, now: None
    dates: Callable[[Any, Rules], Iterable[Dated]] = lambda facts, rules: ()
    awaits: Callable[[Any], Mapping[str, tuple[str, ...]]] = lambda facts: {}
    sight: Sight | None = None
    demo: Demo | None = None


def unknown_fields(showing: Showing, events: Iterable[type[Event]]) -> tuple[str, ...]:
    """The fields to tell of that no event has."""
    from flerpart_flow.engine.record.events import content_fields

    known = {name for event in events for name in content_fields(event)}
    return tuple(name for name in showing.told if name not in known)
