"""What is drawn of a case: where it stands at a moment, and its way there, as the one sees it whom it is shown to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import attrs

from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.views.compared.refused import Refused, refused_in
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.engine.definition.duties import Duty
from flerpart_flow.engine.definition.routine import Proposal, Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.queries import Possible, deviations, duties, permitted
from flerpart_flow.seen import seen_by


@attrs.frozen
class Scene:
    """What is drawn: the state, the way taken, who owes what, what may be done; ``whole``, or what a party sees.

    ``refused`` are the rows that didn't count on the way.
    """

    state: State
    way: tuple[tuple[str, str, str], ...]
    duties: Sequence[Duty]
    possible: Sequence[Possible]
    proposals: Sequence[Proposal]
    whole: bool = True
    refused: Sequence[Refused] = ()

    def over(self, routine: Routine) -> bool:
        """Whether the case is closed."""
        return self.state.phase in routine.ends


def scene_of(request: Request, case: Case, at: datetime) -> Scene:
    routine, rules = request.routine, request.rules
    if request.by is None:
        state = case.state_at(at)
        owed, possible = duties(routine, rules, state, at), permitted(routine, rules, state, at)
        proposed = deviations(routine, rules, state, at)
        return Scene(state, _way(case, at), owed, possible, proposed, refused=refused_in(case, at))
    seen = seen_by(case, request.by, at)
    if seen.state is None:
        raise DiagramError("bild.inget_att_se")
    way = _way(case, at) if seen.whole else ()
    refused = refused_in(case, at, reasons=False) if seen.whole else ()
    return Scene(seen.state, way, seen.duties, seen.possible, seen.proposals, seen.whole, refused)


def _way(case: Case, at: datetime) -> tuple[tuple[str, str, str], ...]:
    """The steps from phase to phase that the case has taken, in the order in which they happened."""
    found = []
    for placed in case.replayed():
        before, after = str(placed.before.phase), str(placed.after.phase)
        if placed.line.occurred_at <= at and before != after:
            found.append((before, placed.line.name, after))
    return tuple(found)
