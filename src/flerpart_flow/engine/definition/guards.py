"""Guards: small functions of (facts, event, rules) that say which norms a step doesn't meet."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, Generic, Protocol, TypeVar

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName
from flerpart_flow.engine.rules.norms import Severity, heavier, lighter
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen

_OWN = __name__.partition(".")[0]

E_contra = TypeVar("E_contra", contravariant=True)

Check = Callable[[Any, E_contra, Rules], Findings]
"""(facts, event, rules) → the norms that aren't met."""


class Occasion(Protocol):
    """What a state guard may know of an event: when it happens. A query has an occasion, too."""

    @property
    def occurred_at(self) -> datetime:
        """When."""


class Said:
    """What a check and what it calls can say and name, found when somebody asks: a start of the program needn't."""

    def __init__(self, check: Check[Any]) -> None:
        self._check = check

    @cached_property
    def found(self) -> _Said:
        """Messages, kinds of event, parameters, roles."""
        return _said(self._check)


@frozen(eq=False)
class Guard(Generic[E_contra]):
    """A check of a kind of event, the norms that it carries, and what it reads of the event.

    A *state guard* (``reads`` is None) reads facts and the occasion only, so a query without content can ask it.
    A *content guard* reads the event's fields named in ``reads`` ("by" for who acts). ``about`` is the field of a
    finding that names none. ``most`` is the most that anything it finds can weigh, whatever the rules say of the norm;
    the engine sees to it. ``under`` tells which of the norms it goes by under the rules, where that isn't all.
    ``own_copy``: where only the individual is told, it asks nothing but what the event states.
    """

    name: str
    norms: tuple[str, ...]
    check: Check[E_contra]
    reads: tuple[str, ...] | None
    _messages: tuple[Message, ...] | Said
    _cures: tuple[type[Event], ...] | Said = ()
    _parameters: tuple[Parameter[Any], ...] | Said = ()
    _roles: tuple[RoleName, ...] | Said = ()
    about: str | None = None
    most: Severity | None = None
    under: Callable[[Rules], tuple[str, ...]] | None = None
    own_copy: bool = False

    def refusing(self, event: str, rules: Rules) -> tuple[str, ...]:
        """The norms by which it can refuse an event of this name under these rules; none where it only warns."""
        if self.most not in (None, Severity.BLOCK):
            return ()
        return tuple(norm for norm in self.going_by(rules) if rules.norms[norm].severity_at(event) is Severity.BLOCK)

    def going_by(self, rules: Rules) -> tuple[str, ...]:
        """The norms that it goes by under these rules; without any it asks for nothing."""
        return self.norms if self.under is None else self.under(rules)

    def weight(self, event: str, rules: Rules) -> Severity:
        """The most that anything it finds weighs in an event of this name under these rules."""
        weight = heavier(*(rules.norms[norm].severity_at(event) for norm in self.going_by(rules)))
        return weight if self.most is None else lighter(weight, self.most)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What it can say."""
        return self._messages.found[0] if isinstance(self._messages, Said) else self._messages

    @property
    def cures(self) -> tuple[type[Event], ...]:
        """The kinds of event that it names."""
        return self._cures.found[1] if isinstance(self._cures, Said) else self._cures

    @property
    def parameters(self) -> tuple[Parameter[Any], ...]:
        """The values of the rules that it goes by."""
        return self._parameters.found[2] if isinstance(self._parameters, Said) else self._parameters

    @property
    def roles(self) -> tuple[RoleName, ...]:
        """Those that it names as who can mend what is missing."""
        return self._roles.found[3] if isinstance(self._roles, Said) else self._roles


_Remembering: Final = type(lru_cache(lambda: None))
"""What a function that remembers its answers is; what it names is named in the one that it stands for."""

_Said = tuple[tuple[Message, ...], tuple[type[Event], ...], tuple[Parameter[Any], ...], tuple[RoleName, ...]]


def _said(check: Check[Any]) -> _Said:
    """The messages that a check and what it calls can say, the events and roles that they name, and their parameters.

    They are found where they are named, so that none is forgotten. What a check calls is followed in the library and
    in the check's own package.
    """
    messages: dict[Message, None] = {}
    kinds: dict[type[Event], None] = {}
    parameters: dict[Parameter[Any], None] = {}
    roles: dict[RoleName, None] = {}
    own = (_OWN, check.__module__.partition(".")[0])
    for value in named_by(check, own):
        if isinstance(value, Message):
            messages[value] = None
        elif isinstance(value, RoleName):
            roles[value] = None
        elif isinstance(value, Parameter):
            parameters[value] = None
        elif isinstance(value, type) and issubclass(value, Event) and value.name:
            kinds[value] = None
    by_code = sorted(messages, key=lambda message: message.code)
    return tuple(by_code), tuple(sorted(kinds, key=lambda kind: kind.name)), tuple(parameters), tuple(sorted(roles))


def named_by(check: Check[Any], own: tuple[str, ...]) -> Iterator[Any]:
    """Every value that the code of a check, and of the functions of its own that it names, names."""
    seen: set[CodeType] = set()
    waiting: list[tuple[CodeType, Mapping[str, Any]]] = [(check.__code__, _scope(check))]
    while waiting:
        code, scope = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        waiting.extend((const, scope) for const in code.co_consts if isinstance(const, CodeType))
        modules = [value for name in code.co_names if isinstance(value := scope.get(name), ModuleType)]
        spaces = (scope, *(vars(module) for module in modules))
        names = (*code.co_names, *code.co_freevars)
        for value in (space[name] for space in spaces for name in names if name in space):
            yield value
            if isinstance(value, _Remembering):
                value = value.__wrapped__
            if isinstance(value, FunctionType) and value.__module__.partition(".")[0] in own:
                waiting.append((value.__code__, _scope(value)))


def _scope(function: Any) -> Mapping[str, Any]:
    """What the names in a function stand for: of its module, and of the function that made it."""
    held = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return ChainMap({name: cell.cell_contents for name, cell in held}, function.__globals__)


def _guard(
    check: Check[E_contra],
    norms: tuple[str, ...],
    reads: tuple[str, ...] | None,
    about: str | None,
    most: Severity | None,
    under: Callable[[Rules], tuple[str, ...]] | None = None,
    own_copy: bool = False,
) -> Guard[E_contra]:
    said = Said(check)
    return Guard(check.__name__, norms, check, reads, said, said, said, said, about, most, under, own_copy)


def state_guard(*norms: str, most: Severity | None = None) -> Callable[[Check[Occasion]], Guard[Occasion]]:
    """Declare a guard that reads facts only; it fits every event. ``most`` is the most that it can weigh."""
    return lambda check: _guard(check, norms, None, None, most)


def guard(
    *norms: str,
    reads: tuple[str, ...],
    about: str | None = None,
    most: Severity | None = None,
    under: Callable[[Rules], tuple[str, ...]] | None = None,
    own_copy: bool = False,
) -> Callable[[Check[E_contra]], Guard[E_contra]]:
    """Declare a guard that reads fields of the event; it fits the events that have them.

    ``about`` is the field that it is about: the only one that it reads beside who acts, unless another is given.
    ``most`` is the most that it can weigh, ``under`` tells which of the norms it goes by under the rules.
    ``own_copy``: where only the individual is told, it asks nothing but what the event states.
    """
    of = about or _only(reads)
    return lambda check: _guard(check, norms, reads, of, most, under, own_copy)


def _only(reads: tuple[str, ...]) -> str | None:
    """The field of a guard that reads one: who acts, if it reads nothing else."""
    content = [one for one in reads if one != "by"] or list(reads)
    return content[0] if len(content) == 1 else None
