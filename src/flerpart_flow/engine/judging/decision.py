"""A decision: everything that the routine says of one event in one case, and what follows."""

from __future__ import annotations

from typing import Any, Generic, Self

import attrs

from flerpart_flow.engine.definition.duties import Ended, Entry, Ledger
from flerpart_flow.engine.definition.routine import F
from flerpart_flow.engine.errors import FlowError, bare
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import finding_lines, texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, LANGUAGES


@attrs.frozen(weakref_slot=False)
class State(Generic[F]):
    """Where a case stands: its phase, its facts, and its ledger of duties. Hashable, without journal or clock."""

    phase: str
    facts: F
    ledger: Ledger = Ledger()


@attrs.frozen(eq=False)
class Decision(Generic[F]):
    """All findings on one event, and what follows. ``allowed`` is derived from the findings.

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

    def or_raise(self) -> Decision[F]:
        """This decision, if it allows. Raises Refused, which carries it, otherwise."""
        if not self.allowed:
            raise Refused(self)
        return self

    def explain(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """The answer as a colleague would give it: each norm, what is missing, and who can cure it."""
        said = texts_for(self.rules, lang)
        label = said.label("handelser", self.event.name)
        key = "svar.tillatet" if self.allowed else "svar.nekat"
        lines = [said.say(key, handelse=label, antal=len(self.hindrances))]
        for finding in (*self.hindrances, *self.remarks):
            lines.extend(finding_lines(finding, self.rules, lang))
        return "\n".join(lines)


class Refused(FlowError):
    """The routine says no. ``decision`` holds every reason.

    Pickled, the error takes its words with it but leaves the rules behind: ``decision.rules`` is then None.
    """

    def __init__(self, decision: Decision[Any]) -> None:
        super().__init__("nekad")
        self.decision = decision

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Every reason with its norm, what is missing, and who can cure it."""
        said: dict[str, str] | None = self.__dict__.get("_said")
        return self.decision.explain(lang) if said is None else said[lang]

    def __copy__(self) -> Self:
        return self.__deepcopy__({})

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = type(self).__new__(type(self), *self.args)
        twin.__dict__.update(self.__dict__)  # a decision can't be changed, so both may have the same
        return twin

    def __reduce__(self) -> tuple[Any, ...]:
        decision = attrs.evolve(self.decision, rules=None)  # type: ignore[arg-type]  # nobody reads it: see _said
        said = {lang: self.text(lang) for lang in LANGUAGES}
        return bare, (type(self), self.args), {**self.__dict__, "decision": decision, "_said": said}
