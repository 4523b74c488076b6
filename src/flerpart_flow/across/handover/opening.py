"""Opening the case that an event hands over to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flerpart_flow.across.handover.references import Via, references
from flerpart_flow.across.handover.table import HANDOVERS, HandOver, HandoverError, check_table
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case, LineStatus, open_case
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.texts import DEFAULT_LANGUAGE


def opened_by(
    case: Case,
    nr: int,
    *,
    rules: Rules | None = None,
    table: Iterable[HandOver] = HANDOVERS,
    routines: Mapping[str, Routine] | None = None,
) -> Case:
    """The case that line ``nr`` hands over to, new and without events, which names the case that it comes from.

    The reference and the municipality go along and nothing else: no consent, no facts, nobody who takes part. What
    consent it takes is for the new case to obtain (``consent_anew``). ``rules`` are the target's, the newest if none
    are given.

    Raises HandoverError, which says what to do: no such line; a line that is struck, refused, no hand-over, or
    without a reference; a case that would be handed over to itself. Raises EventError for a municipality that the
    target's rules don't have, DefinitionError for a row with a name that doesn't exist.
    """
    known = _given(routines)
    rows = tuple(row for row in table if row.source == case.header.routine)
    check_table(rows, known)
    row, reference = _handed_over(case, nr, rows)
    if reference == case.header.case:
        raise HandoverError("overlamning.sig_sjalvt", nr=nr)
    return open_case(
        known[row.target], reference, rules=rules, municipality=case.header.municipality, linked=(case.header.case,)
    )


def _given(routines: Mapping[str, Routine] | None) -> Mapping[str, Routine]:
    if routines is not None:
        return routines
    from flerpart_flow.installed import ROUTINES

    return ROUTINES


def _handed_over(case: Case, nr: int, rows: tuple[HandOver, ...]) -> tuple[HandOver, str]:
    """The row and the reference of a line. Raises HandoverError."""
    if type(nr) is not int or not 1 <= nr <= len(case.lines):
        raise HandoverError("overlamning.rad", lines=len(case.lines))
    status = case.status(nr)
    event = case.course.corrections.get(nr, case.lines[nr - 1])
    if status is LineStatus.STRUCK or event is None:
        raise HandoverError("overlamning.struken", nr=nr)
    if event.name not in {row.opens.event for row in rows}:
        named = ", ".join(row.opens.event for row in rows)
        raise HandoverError("overlamning.ingen", nr=nr, choices=named)
    if nr in frozenset(case.course.refused):
        raise HandoverError("overlamning.nekad", nr=nr)
    for one in references(case, rows):
        if one.via is Via.OPENS and one.nr == nr and one.row is not None:
            return one.row, one.to
    raise HandoverError("overlamning.referens", nr=nr, event=event.name)


def consent_anew(row: HandOver, rules: Rules, lang: str = DEFAULT_LANGUAGE) -> tuple[tuple[str, str], ...]:
    """What consent the target's case obtains anew: each norm's id and what it says, under the target's rules.

    Each of the two cases keeps its own consent. What is withdrawn in one still holds in the other until the individual
    withdraws it there too (docs/decisions/0050).
    """
    return tuple((norm, rules.norms[norm].text(lang)) for norm in row.consent)
