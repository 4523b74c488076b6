"""Findings: a norm that isn't met, or that nobody knows to be met, with what is missing and who can cure it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol

from flerpart_flow.engine.rules.norms import Severity, lighter
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.frozen import frozen


class RoleName(str):
    """The code of a role, where a finding names who can mend it; the routine must have it, or it can't be built."""

    __slots__ = ()


@frozen
class Message:
    """What a guard can say: the key of a text, ``fynd.<code>``. Routines check at build that it exists."""

    code: str


class Kind(Protocol):
    """A kind of event, of which a finding keeps the name."""

    name: ClassVar[str]


@frozen(weakref_slot=False)
class Finding:
    """A norm that an event doesn't meet.

    ``unknown`` tells a fact that nobody has stated from one that is stated and against. ``cure_by`` is who can
    cure it, a unit, a person or a role; ``cure`` the event that does. ``values`` fill the text's holes: units,
    fields, days and numbers, never what somebody wrote in free text. ``ceiling`` is the most that this very
    finding can weigh, whatever the rules say of its norm. ``again`` is set when the cure is to do the same again with
    what is missing. ``standing`` marks a condition that holds for every act of its kind: in what follows from a fault
    it says that fault again, not another one. ``field`` is the field of the event that it is about, None where it is
    about the case or several fields together.
    """

    norm: str
    message: Message
    unknown: bool = False
    cure_by: str | None = None
    cure: str | None = None
    values: tuple[tuple[str, Any], ...] = ()
    severity: Severity = Severity.BLOCK
    ceiling: Severity | None = None
    again: bool = False
    standing: bool = False
    field: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether this finding alone refuses the step."""
        return self.severity is Severity.BLOCK


Findings = Iterable[Finding]


def missing(
    norm: str,
    message: Message,
    *,
    cure_by: str | None = None,
    cure: type[Kind] | None = None,
    about: str | None = None,
    **values: Any,
) -> Finding:
    """A norm that isn't met; ``cure`` is the class of the event that cures it, ``about`` the field that it is about.

    Its severity is set by the rules when the guard's answer is collected; so is the field, where the guard reads one.
    """
    name = None if cure is None else cure.name
    return Finding(norm, message, False, cure_by, name, tuple(values.items()), field=about)


def unknown(
    norm: str,
    message: Message,
    *,
    cure_by: str | None = None,
    cure: type[Kind] | None = None,
    about: str | None = None,
    **values: Any,
) -> Finding:
    """A norm of which nobody knows whether it is met; the text says who can tell."""
    name = None if cure is None else cure.name
    return Finding(norm, message, True, cure_by, name, tuple(values.items()), field=about)


def of_field(field: str | None, found: Findings) -> Findings:
    """The findings, of that field where they don't name another."""
    if field is None:
        return found
    return [one if one.field is not None else evolve(one, field=field) for one in found]


def at_most(ceiling: Severity, finding: Finding) -> Finding:
    """The finding, which never weighs more than this, whatever the rules say of its norm."""
    return evolve(finding, ceiling=ceiling)


def within(most: Severity | None, finding: Finding) -> Finding:
    """The finding, which weighs no more than this either; None is no limit."""
    held = finding.ceiling
    if most is None or (held is not None and lighter(held, most) is held):
        return finding
    return at_most(most, finding)


def values_of(finding: Finding) -> Mapping[str, Any]:
    """What fills the holes of a finding's text."""
    return dict(finding.values)
