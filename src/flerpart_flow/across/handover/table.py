"""What one routine hands over to another, by names only: neither routine knows the other, and nothing here imports one.

A hand-over is an event in the *source* that names, by reference, a case in the *target*. What comes of that case is
recorded in the source by another event. A package that brings a routine of its own writes rows of its own and gives
them to the functions of this package beside these, ``(*HANDOVERS, MINE)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError, FlowError
from flerpart_flow.engine.judging.case import open_case
from flerpart_flow.engine.record.events import Event, content_fields


class HandoverError(FlowError):
    """A case that can't be handed over, or two cases that nothing joins. Nothing was opened or changed."""


@attrs.frozen
class Mention:
    """An event with a field that names a case, and what its other fields have to say for it to be a case of ours.

    A plan registered in Ung Intro may come from a SIP, which has no case here: ``where`` tells the two apart.
    """

    event: str
    field: str
    where: tuple[tuple[str, str], ...] = ()

    def named_by(self, event: Event) -> str | None:
        """The reference that an event names, or None where it names no case of ours."""
        if event.name != self.event or any(getattr(event, field) != value for field, value in self.where):
            return None
        found: str | None = getattr(event, self.field)
        return found

    def content(self, reference: str) -> tuple[tuple[str, str], ...]:
        """What such an event says of a case: its fields and their values."""
        return (*self.where, (self.field, reference))


@attrs.frozen
class HandOver:
    """A row: from which routine to which, by which event, and how it comes back.

    ``result`` is the fact of the target's case that is None until there is something to bring back. ``norms`` of the
    source ask for the hand-over, ``first`` say what the result means there, ``otherwise`` what holds if none comes.
    ``consent`` are the norms of the target under which it obtains a consent of its own: none is carried over.
    """

    source: str
    target: str
    opens: Mention
    back: Mention
    result: str
    norms: tuple[str, ...]
    first: tuple[str, ...]
    otherwise: tuple[str, ...]
    consent: tuple[str, ...]


HANDOVERS: Final = (
    HandOver(
        source="ung_intro",
        target="flerpartsmote",
        opens=Mention("initiera_flerpartsmote", "arende"),
        back=Mention("registrera_plan", "arende", (("planform", "flerpartsmote"),)),
        result="current",
        norms=("UI-SAMV-1",),
        first=("UI-SAMV-5",),
        otherwise=("UI-SAMV-6",),
        consent=("FM-SAMTYCKE-1", "FM-SAMTYCKE-8", "FM-SAMTYCKE-2", "FM-SAMTYCKE-6"),
    ),
)
"""From Ung Intro to a flerpartsmöte, and the approved plan back (UI-SAMV-1, UI-SAMV-5; docs/decisions/0050)."""


def between(source: str, target: str, table: Iterable[HandOver]) -> HandOver | None:
    """The row from one routine to another, if there is one."""
    return next((row for row in table if (row.source, row.target) == (source, target)), None)


def check_table(table: Iterable[HandOver], routines: Mapping[str, Routine]) -> None:
    """Check that every name in the rows exists. Raises DefinitionError for the first that doesn't."""
    for row in table:
        source, target = (_known(name, routines, row) for name in (row.source, row.target))
        for mention in (row.opens, row.back):
            event = _known(mention.event, source.events, row)
            fields = dict.fromkeys(content_fields(event))
            for name in (mention.field, *(field for field, _ in mention.where)):
                _known(name, fields, row)
        facts = {field.name: field for field in attrs.fields(type(open_case(target, row.source).facts))}
        _known(row.result, facts, row)
        for norms, routine in ((row.norms + row.first + row.otherwise, source), (row.consent, target)):
            for norm in norms:
                _known(norm, routine.rules().norms, row)


def _known(name: str, known: Mapping[str, Any], row: HandOver) -> Any:
    if name not in known:
        raise DefinitionError("definition.overlamning", name=name, source=row.source, target=row.target)
    return known[name]
