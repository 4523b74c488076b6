"""What a paper is asked of: a case at a moment, to whom, in which words; and whether the routine allows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import attrs

from flerpart_flow.documents.demands import INDIVIDUAL, INVITED, JUDGED_AS, UNIT, Missing, demands, norms_of
from flerpart_flow.documents.errors import DocumentError, DocumentRefused
from flerpart_flow.documents.look import look_of
from flerpart_flow.documents.model import Document, Section
from flerpart_flow.documents.speech import Speech
from flerpart_flow.documents.told import Told
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.word.said import speaks

_MAY_BE_GONE: Final = (Missing.LEFT_OUT, Missing.ROOM)


@reticent("kind")
@attrs.frozen(eq=False)
class Asking:
    """One paper that is asked for. ``event`` is a line that isn't recorded yet, ``nr`` the line that it is about.

    ``told`` is what the recipient was told before, where the one who asks knows. ``apart`` are the circumstances that
    this case doesn't have, whose norms demand nothing of it.
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
    apart: frozenset[str] = frozenset()

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

    def you(self, key: str) -> str:
        """A text that speaks to the reader: a unit is "ni", everybody else "du"."""
        return self.say(f"{key}.{'ni' if is_unit(self.to()) else 'du'}")

    def named(self, actor: str) -> str:
        """The name of somebody as this reader knows them: the individual is told "you" of what is theirs."""
        return self.say("lasaren.du") if self._reads(actor) else self.say.said.name(actor)

    def by(self, actor: str) -> str:
        """As ``named``, of one by whom something is done."""
        return self.say("lasaren.dig") if self._reads(actor) else self.say.said.name(actor)

    def _reads(self, actor: str) -> bool:
        return actor == self.recipient == INDIVID

    def only(self, actor: str | None, code: str) -> None:
        """Raise DocumentError unless the recipient, where one is named, is the only one who gets such a paper."""
        if self.recipient is not None and self.recipient != actor:
            raise DocumentError(code, kind=self.kind)

    def judged(self, event: Event) -> tuple[Finding, ...]:
        """What the routine says of an act, if it were done now."""
        nr = len(self.case.lines) + 1
        placed = event.changed(nr=nr, occurred_at=self.at, recorded_at=self.at)
        return step(self.case.routine, self.case.rules, self.state, placed).findings

    def weigh(self, findings: Iterable[Finding], event: str) -> tuple[Finding, ...]:
        """The findings with the weight that their norms have in an event."""
        return tuple(self.case.rules.weigh(one, event) for one in findings)

    def reader(self) -> str:
        """Who reads it, as the table of demands has it."""
        if self.kind == "avvikelse" or self.recipient is None or is_unit(self.recipient):
            return UNIT
        return INDIVIDUAL if self.is_own() else INVITED

    def nothing(
        self, title: str, code: str, findings: Iterable[Finding] = (), lacks: tuple[str, ...] | None = None
    ) -> Document:
        """A draft with nothing in it, where there is nothing to write of. Raises DocumentRefused if none is asked for.

        What is lacking, if it isn't said, are all facts that the kind has to tell.
        """
        wanted = demands(self.kind, self.reader())
        facts = dict.fromkeys(one.norm for one in wanted if one.missing is Missing.REFUSED)
        return self._held(code, title, (), tuple(findings), tuple(facts) if lacks is None else lacks, "")

    def paper(
        self,
        title: str,
        sections: Iterable[Section | None],
        findings: Iterable[Finding] = (),
        mark: str = "",
        withheld: tuple[str, ...] = (),
    ) -> Document:
        """The paper of these sections; a draft is marked as one. ``withheld`` tells what isn't said to this reader.

        Raises DocumentRefused for findings that block, and for a paper that lacks what a norm demands, unless a draft
        is asked for.
        """
        reader, to = self.reader(), self.recipient or ""
        kept = tuple(
            attrs.evolve(one, norms=norms_of(self.kind, reader, one.ident, to, self.apart))
            for one in sections
            if one is not None
        )
        held = self._held("dokument.nekat", title, kept, tuple(findings), self._lacking(kept), mark)
        return attrs.evolve(held, withheld=withheld)

    def _held(
        self,
        code: str,
        title: str,
        sections: tuple[Section, ...],
        findings: tuple[Finding, ...],
        lacks: tuple[str, ...],
        mark: str,
    ) -> Document:
        found, nothing, lang = tuple(one for one in findings if one.blocks), not sections, self.say.lang
        told = {one.norm for one in found}
        refused = DocumentRefused(
            code, findings=found, lacks=tuple(one for one in lacks if one not in told), rules=self.case.rules
        )
        if (refused.norms or nothing) and not self.draft:
            raise refused
        lines = tuple(line.strip() for line in (refused.text(lang).splitlines() if nothing else refused.reasons(lang)))
        shown = mark or (self.say("utkast.far_inte_skickas") if self.draft else "")
        unmet = (*refused.norms, *self._marked(sections))
        look = look_of(self.case.rules, self.kind, lang)
        whole = tuple(look.adds_to(one) for one in sections)
        return Document(
            self.kind,
            self.recipient,
            lang,
            title,
            whole,
            shown,
            lines,
            not self.draft,
            unmet,
            look.letterhead,
            look.colour,
        )

    def _lacking(self, sections: tuple[Section, ...]) -> tuple[str, ...]:
        """The norms that stop the paper: of its own words always, of a fact where its norm blocks.

        A recorded line of the individual's own is never held back for a fact.
        """
        held = {one.ident: one for one in sections if one.blocks}
        as_recorded = self.recipient is not None and self.is_own() and self.event is None
        found: dict[str, None] = {}
        for one in demands(self.kind, self.reader(), self.recipient or "", self.apart):
            section = held.get(one.section)
            gone = section is None and one.missing not in _MAY_BE_GONE
            unknown = one.missing is Missing.REFUSED and section is not None and one.norm in section.lacks
            if gone or (unknown and not as_recorded and self._blocks(one.norm)):
                found[one.norm] = None
        return tuple(found)

    def _blocks(self, norm: str) -> bool:
        event = JUDGED_AS.get(self.kind, "")
        return self.case.rules.norms[norm].severity_at(event) is Severity.BLOCK

    def _marked(self, sections: tuple[Section, ...]) -> tuple[str, ...]:
        """The norms for which a paper that is sent all the same is marked as a draft."""
        lacks = {(one.ident, norm) for one in sections for norm in one.lacks}
        wanted = demands(self.kind, self.reader())
        return tuple(one.norm for one in wanted if one.missing is Missing.MARKED and (one.section, one.norm) in lacks)
