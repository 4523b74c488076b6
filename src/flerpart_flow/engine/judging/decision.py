"""A decision: everything that the routine says of one event in one case, and what follows."""

from __future__ import annotations

from typing import Any, Generic, Self

from flerpart_flow.engine.definition.duties import Ended, Entry, Ledger
from flerpart_flow.engine.definition.routine import F
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.judging.account import Account, Weighed
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.texts import DEFAULT_LANGUAGE


@reticent("phase")
@frozen(weakref_slot=False)
class State(Generic[F]):
    """Where a case stands: its phase, its facts, and its ledger of duties. Hashable, without journal or clock."""

    phase: str
    facts: F
    ledger: Ledger = Ledger()


@frozen(eq=False, weakref_slot=False)
class Decision(Weighed, Generic[F]):
    """All findings on one event, and what follows. ``allowed`` is derived from the findings.

    It holds the event and the case's facts, so it is as sensitive as the case. ``account`` is what can be told of it.
    ``state`` is the state after the event; of a refused event it is the state before, the same object.
    ``lost`` are the numbers of earlier recorded lines that this event, being late or a correction, takes the
    ground from; ``gained`` those that it gives the ground they lacked.
    """

    event: Event
    before: State[F]
    state: State[F]
    findings: tuple[Finding, ...]
    rules: Rules
    opened: tuple[Entry, ...] = ()
    ended: tuple[Ended, ...] = ()
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()

    def __copy__(self) -> Decision:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Decision:
        return self  # nothing in it changes, so a copy is the value itself

    def __repr__(self) -> str:
        return f"Decision({self.event.name}, nr={self.event.nr}, allowed={self.allowed}, norms={self.norms})"

    @property
    def account(self) -> Account:
        """The same without the event and the case."""
        event = self.event
        day, phase = local_date(event.occurred_at), self.before.phase
        return Account(event.name, event.nr, day, phase, self.findings, self.lost, self.gained, self.rules)

    def or_raise(self) -> Decision[F]:
        """This decision, if it allows. Raises Refused, which carries its account, otherwise."""
        if not self.allowed:
            raise Refused(self.account)
        return self

    def explain(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The answer as a colleague would give it: each norm, what is missing, and who can cure it."""
        return self.account.explain(lang)


class Refused(FlowError):
    """The routine says no. ``account`` holds every reason, and nothing of the event or the case.

    Who wants the whole asks ``Case.decide``.
    """

    def __init__(self, account: Account) -> None:
        super().__init__("nekad")
        self.account = account

    @property
    def decision(self) -> Account:
        """The account, by the name that it had while it was the whole decision."""
        return self.account

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Every reason with its norm, what is missing, and who can cure it."""
        return self.account.explain(lang)

    def __copy__(self) -> Self:
        return self.__deepcopy__({})

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = type(self).__new__(type(self), *self.args)
        twin.__dict__.update(self.__dict__)  # an account can't be changed, so both may have the same
        return twin
