"""A decision: everything that the routine says of one event in one case, and what follows."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import Ended, Entry, Ledger
from flerpart_flow.engine.errors import Refused
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.texts import DEFAULT_LANGUAGE


@attrs.frozen(weakref_slot=False)
class State:
    """Where a case stands: its phase, its facts, and its ledger of duties. Hashable, without journal or clock."""

    phase: str
    facts: Any
    ledger: Ledger = Ledger()


@attrs.frozen(eq=False)
class Decision:
    """All findings on one event, and what follows. ``allowed`` is derived from the findings.

    ``state`` is the state after the event; of a refused event it is the state before, the same object.
    ``lost`` are the numbers of earlier recorded lines that this event, being late or a correction, takes the
    ground from; ``gained`` those that it gives the ground they lacked.
    """

    event: Event
    before: State
    state: State
    findings: tuple[Finding, ...]
    rules: Any
    opened: tuple[Entry, ...] = ()
    ended: tuple[Ended, ...] = ()
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()

    def __copy__(self) -> Decision:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Decision:
        return self  # nothing in it changes, so a copy is the value itself

    @property
    def allowed(self) -> bool:
        """No finding blocks."""
        return not self.findings or not any(finding.severity is Severity.BLOCK for finding in self.findings)

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """The findings that block, all of them."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The findings that warn or only say something."""
        return tuple(finding for finding in self.findings if not finding.blocks)

    @property
    def norms(self) -> tuple[str, ...]:
        """The ids of the norms that block, each once, in the order found."""
        return tuple(dict.fromkeys(finding.norm for finding in self.hindrances))

    def or_raise(self) -> Decision:
        """This decision, if it allows. Raises Refused, which carries it, otherwise."""
        if not self.allowed:
            raise Refused(self)
        return self

    def explain(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The answer as a colleague would give it: each norm, what is missing, and who can cure it."""
        from flerpart_flow.engine.words.reasons import explain_decision

        return explain_decision(self, lang)
