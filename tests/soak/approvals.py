"""What was approved: a yes stays with the content that it was given to (A52, A67)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from tests.soak.history import in_order, persons_side
from tests.soak.promises import Breach


def plan_text(plan: Any) -> Any:
    """What a plan says, as two plans are compared: trimmed, composed, in any order (A52)."""
    if isinstance(plan, str):
        return unicodedata.normalize("NFC", plan.strip())
    if attrs.has(type(plan)):
        return tuple((one.name, plan_text(getattr(plan, one.name))) for one in attrs.fields(type(plan)) if one.init)
    if isinstance(plan, (tuple, list)):
        return tuple(sorted((plan_text(one) for one in plan), key=repr))
    return plan


@attrs.define
class Approvals:
    """What has been approved in a case, kept while its lines are recorded."""

    approved: dict[str, set[Any]] = attrs.field(factory=dict)
    """Per actor: the contents that an approval was given to."""
    numbers: dict[int, Any] = attrs.field(factory=dict)
    """What a version's number stood for when it was first seen."""

    def record(self, before: Case, event: Event, after: Case) -> None:
        """Take in an accepted line as it is recorded, and those refused until now that it gives their ground."""
        for nr in sorted(set(before.course.refused) - set(after.course.refused)):
            line = before.lines[nr - 1] if nr <= len(before.lines) else None
            if line is not None and line.name == "godkann_plan":
                self.approved.setdefault(_person(line.by), set()).update(self._meant(before, line))
        if event.name == "ratta":
            ratted = tuple(dict(getattr(event, "ratt", None) or ()).items())
            event = (
                before.course.corrections.get(getattr(event, "ror", 0)) or before.lines[getattr(event, "ror", 1) - 1]
            )
            ratt = {name: value for name, value in ratted if name in {"version", "innehall"}}
            event = event.changed(**ratt) if ratt and event.name == "godkann_plan" else event
        if event.name == "godkann_plan":
            self.approved.setdefault(_person(event.by), set()).update(self._meant(before, event))

    def _meant(self, before: Case, event: Event) -> Iterator[Any]:
        """The content that an approval is given to: by its digest, its number, or else the latest draft."""
        facts = before.state_at(event.occurred_at).facts if before.lines else before.facts
        versions = [*facts.earlier, facts.current, facts.draft]
        versions += [*before.facts.earlier, before.facts.current, before.facts.draft]
        versions = [one for one in versions if one is not None]
        digest, number = getattr(event, "innehall", None), getattr(event, "version", None)
        if digest is not None:
            yield from (plan_text(one.plan) for one in versions if one.content == digest)
        elif number is not None:
            yield from (plan_text(one.plan) for one in versions if one.number == number)
        else:
            drafts = [
                event
                for _, event, acts in in_order(before)
                if acts and event.name in {"uppratta_plan", "revidera_plan", "ersatt_plan"}
            ]
            yield from (plan_text(one.plan) for one in drafts if one.occurred_at <= event.occurred_at)  # type: ignore[attr-defined]  # they have one

    def broken(self, case: Case) -> Iterator[Breach]:
        """What doesn't hold of the case as it stands."""
        facts = case.facts
        if not hasattr(facts, "draft"):
            return
        for version in (*facts.earlier, facts.current, facts.draft):
            if version is None:
                continue
            text = plan_text(version.plan)
            if self.numbers.setdefault(version.number, text) != text:
                yield "A52 a number stands for another text", version.origin.value, ""
            for actor in version.approvals:
                if text not in self.approved.get(_person(actor), ()):
                    yield (
                        "A52 an approval on another text",
                        version.origin.value,
                        "approved" if version.approved else "",
                    )
            if version.approved and "individ" not in version.approvals:
                yield "A67 approved without the individual", version.origin.value, ""


def _person(actor: str) -> str:
    return "individ" if persons_side(actor) else actor
