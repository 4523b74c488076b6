"""What a paper is asked of: a case at a moment, to whom, in which words; and whether the routine allows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from flerpart_flow.documents.errors import DocumentError, DocumentRefused
from flerpart_flow.documents.model import Document, Section
from flerpart_flow.documents.speech import Speech
from flerpart_flow.documents.told import Told
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.words.reasons import finding_lines
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.word.said import speaks


@reticent("kind")
@attrs.frozen(eq=False)
class Asking:
    """One paper that is asked for. ``event`` is a line that isn't recorded yet, ``nr`` the line that it is about.

    ``told`` is what the recipient was told before, where the one who asks knows.
    """

    case: Case[Facts]
    kind: str
    recipient: str | None
    at: datetime
    say: Speech
    state: State[Facts]
    version: int | None = None
    event: Event | None = None
    nr: int | None = None
    draft: bool = False
    told: Told | None = None

    @property
    def facts(self) -> Facts:
        """What the events have established by then."""
        return self.state.facts

    def to(self) -> str:
        """The recipient. Raises DocumentError where none is named."""
        if self.recipient is None:
            raise DocumentError("dokument.mottagare", kind=self.kind)
        return self.recipient

    def is_own(self) -> bool:
        """Whether the recipient is the individual, or a representative who acts as the individual."""
        return speaks(self.facts, self.to())

    def only(self, actor: str | None, code: str) -> None:
        """Raise DocumentError unless the recipient, where one is named, is the only one who gets such a paper."""
        if self.recipient is not None and self.recipient != actor:
            raise DocumentError(code, kind=self.kind)

    def judged(self, event: Event) -> tuple[Finding, ...]:
        """What the routine says of an act, if it were done now."""
        nr = len(self.case.lines) + 1
        placed = attrs.evolve(event, nr=nr, occurred_at=self.at, recorded_at=self.at)
        return step(self.case.routine, self.case.rules, self.state, placed).findings

    def weigh(self, findings: Iterable[Finding], event: str) -> tuple[Finding, ...]:
        """The findings with the weight that their norms have in an event."""
        return tuple(self.case.rules.weigh(one, event) for one in findings)

    def refuse(self, code: str, findings: Iterable[Finding] = ()) -> tuple[str, ...]:
        """The reasons in words, for a draft. Raises DocumentRefused where none is asked for."""
        found = tuple(one for one in findings if one.blocks)
        refused = DocumentRefused(code, findings=found, rules=self.case.rules)
        if not self.draft:
            raise refused
        lines = (line.strip() for one in found for line in finding_lines(one, self.case.rules, self.say.lang))
        return tuple(lines) or (refused.text(self.say.lang),)

    def allowed(self, findings: Iterable[Finding], code: str = "dokument.nekat") -> tuple[str, ...]:
        """The reasons why a paper mustn't be sent, none if it may. Raises DocumentRefused as ``refuse``."""
        found = tuple(findings)
        return self.refuse(code, found) if any(one.blocks for one in found) else ()

    def paper(
        self, title: str, sections: Iterable[Section | None], reasons: tuple[str, ...] = (), mark: str = ""
    ) -> Document:
        """The paper of these sections; a draft is marked as one."""
        shown = mark or (self.say("utkast.far_inte_skickas") if self.draft else "")
        kept = tuple(one for one in sections if one is not None)
        return Document(
            self.kind, self.recipient, self.say.lang, title, kept, shown, reasons, not self.draft and not reasons
        )
