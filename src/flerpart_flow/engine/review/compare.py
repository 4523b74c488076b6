"""What other rules would have said of a log: which lines, duties and warnings would come out otherwise, norm by norm.

The case itself goes on under the rules that it started under; this only shows the difference.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from flerpart_flow.engine.definition.duties import Duty
from flerpart_flow.engine.definition.routine import Proposal
from flerpart_flow.engine.errors import EventError, JournalError, RulesError
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.record.events import check_codes
from flerpart_flow.engine.review.review import Review, Verdict, review
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Norm, Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

T = TypeVar("T", bound=Hashable)


class Turn(StrEnum):
    """What would become of a line: refused though it was allowed, allowed though it was refused, or told otherwise."""

    REFUSED = "refused"
    ALLOWED = "allowed"
    OTHERWISE = "otherwise"


@reticent()
@frozen(eq=False)
class LineChange:
    """A line that would come out otherwise.

    ``before`` and ``after`` are its verdicts, with what each follows from. ``lost`` are the findings that would go,
    ``gained`` those that would come; a norm that weighs otherwise is in both.
    """

    before: Verdict
    after: Verdict
    lost: tuple[Finding, ...]
    gained: tuple[Finding, ...]

    @property
    def nr(self) -> int:
        """The line's number."""
        return self.before.nr

    @property
    def turn(self) -> Turn:
        """What would become of the line."""
        if self.before.refused is self.after.refused:
            return Turn.OTHERWISE
        return Turn.REFUSED if self.after.refused else Turn.ALLOWED

    @property
    def norms(self) -> tuple[str, ...]:
        """The norms in which the two differ, each once."""
        return tuple(dict.fromkeys(finding.norm for finding in (*self.lost, *self.gained)))


@reticent()
@frozen(eq=False)
class DutyChange:
    """A duty that would stand otherwise; ``before`` or ``after`` is None where it isn't there at all."""

    before: Duty | None
    after: Duty | None


@frozen(eq=False)
class RulesChange:
    """In what two sets of rules differ; None where one of them doesn't have it.

    ``parameters`` has the two values by name, ``norms`` the two norms by id, and ``tables`` the places in the tables,
    such as ``kommun.enkoping``, whether or not they decide anything.
    """

    parameters: Mapping[str, tuple[Any, Any]]
    norms: Mapping[str, tuple[Norm | None, Norm | None]]
    tables: tuple[str, ...]


@reticent()
@frozen(eq=False)
class Comparison:
    """A log under its own rules and under others. Duties and proposals are as they stand at ``at``."""

    before: Review
    after: Review
    at: datetime | None
    rules: RulesChange
    lines: tuple[LineChange, ...]
    duties: tuple[DutyChange, ...]
    proposals_lost: tuple[Proposal, ...]
    proposals_gained: tuple[Proposal, ...]

    @property
    def known(self) -> bool:
        """Whether the rules that the log started under are installed, so that one can tell how the two differ."""
        eras = self.before.case.course.eras
        return not eras or eras[0].judged

    @property
    def same(self) -> bool:
        """Whether nothing would come out otherwise."""
        moved = self.before.case.phase != self.after.case.phase
        return not (moved or self.lines or self.duties or self.proposals_lost or self.proposals_gained)

    def turned(self, turn: Turn) -> tuple[LineChange, ...]:
        """The lines of which the same would become."""
        return tuple(line for line in self.lines if line.turn is turn)


def compare(log: Log, rules: Rules, at: datetime | None = None) -> Comparison:
    """Judge a log by its own rules and by others of the same routine, and tell the difference.

    ``at`` is the moment that duties and proposals are looked at, the last event's if none is given. Lines are judged
    as in ``review``: each where it belongs in time, corrected ones as they read, and what follows from a refusal too.
    Lines whose own rules aren't installed count as accepted; in what those rules differ isn't known then.

    Raises RulesError for rules of another routine, or that lack a code that the log uses, since then they have nothing
    to say of it; EventError for a naive ``at``; JournalError as ``review``.
    """
    if rules.routine != log.routine.name:
        raise RulesError("regler.annan_rutin", routine=rules.routine)
    before = review(log)
    after = _under(log, rules)
    moment = at or max((event.occurred_at for event in log.events), default=None)
    was, becomes = _proposals(before, moment), _proposals(after, moment)
    return Comparison(
        before,
        after,
        moment,
        _rules(log.rules, rules) if log.installed else RulesChange({}, {}, ()),
        tuple(_lines(before, after)),
        tuple(_duties(before, after, moment)),
        _without(was, becomes),
        _without(becomes, was),
    )


def _under(log: Log, rules: Rules) -> Review:
    """The log judged by other rules. They may lack a unit, a municipality or a reason that the log names."""
    if log.header.municipality is not None and not rules.vocabulary.has("kommun", log.header.municipality):
        raise RulesError("regler.kod", version=rules.version, line=1, field="municipality")
    for event in log.events:
        try:
            check_codes(event, rules.vocabulary)
        except EventError as error:
            line = 0 if event.nr is None else event.nr + 1
            raise RulesError("regler.kod", version=rules.version, line=line, field=error.field) from None
    try:
        return review(log.under(rules))
    except JournalError as error:  # a corrected field, which is held against the rules when its turn comes
        raise RulesError("regler.kod", version=rules.version, line=error.line, field=error.field) from None


def _lines(before: Review, after: Review) -> Iterable[LineChange]:
    for was, becomes in zip(before.verdicts, after.verdicts, strict=True):
        lost, gained = _without(_found(was), _found(becomes)), _without(_found(becomes), _found(was))
        turned = was.refused is not becomes.refused or was.status is not becomes.status
        if was.rules is None and not turned:
            continue  # it was never judged, so that it would be remarked on is no difference
        if lost or gained or turned or _leads_elsewhere(was, becomes):
            yield LineChange(was, becomes, lost, gained)


def _found(verdict: Verdict) -> tuple[Finding, ...]:
    return () if verdict.decision is None else verdict.decision.findings


def _leads_elsewhere(was: Verdict, becomes: Verdict) -> bool:
    """Whether the line leads from one and the same phase to another one."""
    if was.decision is None or becomes.decision is None:
        return False
    same_start = was.decision.before.phase == becomes.decision.before.phase
    return same_start and was.decision.state.phase != becomes.decision.state.phase


def _duties(before: Review, after: Review, at: datetime | None) -> Iterable[DutyChange]:
    if at is None:
        return
    was, becomes = _by_kind(before.case.duties(at)), _by_kind(after.case.duties(at))
    for key in sorted(dict.fromkeys((*was, *becomes)), key=lambda key: key[0]):
        ours, theirs = was.get(key, []), becomes.get(key, [])
        for place in range(max(len(ours), len(theirs))):
            one = ours[place] if place < len(ours) else None
            other = theirs[place] if place < len(theirs) else None
            if one is None or other is None or _standing(one) != _standing(other):
                yield DutyChange(one, other)


def _by_kind(duties: Iterable[Duty]) -> dict[tuple[int, *tuple[Hashable, ...]], list[Duty]]:
    """Duties by what they are: since which line, which, whose, to whom, and about what."""
    found: dict[tuple[int, *tuple[Hashable, ...]], list[Duty]] = {}
    for duty in duties:
        key = (duty.opened_nr, duty.name, duty.bearer, duty.counterpart, duty.about)
        found.setdefault(key, []).append(duty)
    return found


def _standing(duty: Duty) -> tuple[Any, ...]:
    return duty.state, duty.due, duty.ended_nr, duty.norms


def _proposals(judged: Review, at: datetime | None) -> tuple[Proposal, ...]:
    return () if at is None else judged.case.deviations(at)


def _without(these: Iterable[T], those: Iterable[T]) -> tuple[T, ...]:
    taken = frozenset(those)
    return tuple(one for one in these if one not in taken)


def _rules(was: Rules, becomes: Rules) -> RulesChange:
    parameters = {
        name: (was.parameters.get(name), becomes.parameters.get(name))
        for name in dict.fromkeys((*was.parameters, *becomes.parameters))
        if was.parameters.get(name) != becomes.parameters.get(name)
    }
    norms = {
        ident: (was.norms.get(ident), becomes.norms.get(ident))
        for ident in dict.fromkeys((*was.norms, *becomes.norms))
        if _weight(was.norms.get(ident)) != _weight(becomes.norms.get(ident))
    }
    return RulesChange(parameters, norms, tuple(_tables("", was.tables, becomes.tables)))


def _weight(norm: Norm | None) -> tuple[Severity, Mapping[str, Severity], bool, Any] | None:
    """What of a norm decides."""
    return None if norm is None else (norm.severity, norm.severity_for, norm.fixed, norm.conditions)


_DEPTH = 3
"""``skal.<event>.<code>`` is the deepest place of a table that an entry has."""


def _tables(path: str, was: Any, becomes: Any, depth: int = 0) -> Iterable[str]:
    """The places where two tables differ: an entry of a table of entries, else the whole table."""
    if was == becomes:
        return
    inner = isinstance(was, Mapping) and isinstance(becomes, Mapping)
    if not inner or depth == (_DEPTH if path.startswith("skal") else _DEPTH - 1):
        yield path
        return
    for key in dict.fromkeys((*was, *becomes)):
        yield from _tables(f"{path}.{key}".lstrip("."), was.get(key), becomes.get(key), depth + 1)
