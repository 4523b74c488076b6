"""What a twin says: a beginning, what is done or asked, the answer, and the one difference that gives another."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import attrs


class Answer(StrEnum):
    """What the routine says of an act: yes, yes with a note, yes with a warning, no."""

    YES = "ja"
    NOTED = "noteras"
    WARNED = "varnas"
    NO = "nej"


@attrs.frozen
class Step:
    """An act: the event, who acts (else the unit that records), on which day of the story, and what it says.

    ``recorded`` is the day on which it is written down, where that is later than the one on which it happens.
    """

    event: str
    by: str | None = None
    day: float | None = None
    content: Mapping[str, Any] = attrs.field(factory=dict)
    recorded: float | None = None


@attrs.frozen
class Beginning:
    """A case to start from, by name: the steps after another beginning, and what to call it."""

    name: str
    sv: str
    en: str
    after: str | None
    steps: tuple[Step, ...]


@attrs.frozen
class Cure:
    """What a finding tells people to do: who cures what is missing, by which event, and whether it is only unknown."""

    by: str | None = None
    event: str | None = None
    unknown: bool = False


@attrs.frozen
class Act:
    """An act is tried: the answer, with exactly these norms, and exactly what the twin's norms tell people to do.

    Each of the twin's norms weighs as much as the answer, or what ``weights`` says of it. A ``question`` asks whether
    it may be done, before anything is said of what. ``says`` are Swedish words that stand in what those norms tell.
    """

    step: Step
    answer: Answer
    norms: tuple[str, ...]
    cures: tuple[Cure, ...] = ()
    question: bool = False
    weights: tuple[tuple[str, Answer], ...] = ()
    says: tuple[str, ...] = ()


NOBODY: Final = "ingen"


@attrs.frozen
class DutyAsked:
    """A duty on a day: its states, one for each time that it is owed; none where nobody owes it.

    ``under`` are the norms that it is owed under, ``own`` says that the library adds it to the source; the
    ``counterpart`` ``NOBODY`` that it is owed to nobody in particular.
    """

    name: str
    day: float
    states: frozenset[str]
    bearer: str | None = None
    counterpart: str | None = None
    under: tuple[str, ...] = ()
    own: bool = False


@attrs.frozen
class DeviationAsked:
    """A deviation on a day: whether it is proposed of a unit, and under which norm."""

    kind: str
    unit: str
    norm: str
    day: float
    proposed: bool


Asked = Act | DutyAsked | DeviationAsked


@attrs.frozen
class Half:
    """One of the two: from where, with which steps first, what is asked then, and under which own values, if any."""

    begin: str
    first: tuple[Step, ...]
    asked: Asked
    parameters: tuple[tuple[str, Any], ...] = ()


@attrs.frozen
class Twin:
    """A pair (or, where a limit is tried, one for each day), the norms that it shows, and what to call it."""

    norms: tuple[str, ...]
    sv: str
    en: str
    halves: tuple[Half, ...]
    file: str = ""

    def title(self, lang: str) -> str:
        """What its owner calls it."""
        return self.sv if lang == "sv" else self.en


@attrs.frozen(eq=False)
class Twins:
    """The twins of a routine, and the beginnings that they start from."""

    routine: str
    start: str
    recorder: str
    municipality: str | None
    beginnings: Mapping[str, Beginning]
    twins: tuple[Twin, ...]

    def of(self, norm: str) -> tuple[Twin, ...]:
        """Those that show a norm, in the order of the files."""
        return tuple(one for one in self.twins if norm in one.norms)
