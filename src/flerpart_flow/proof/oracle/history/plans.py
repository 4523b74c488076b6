"""What has been said to which content of a plan, told from the events alone (A14, A52, A60)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.proof.prove.told import is_a_unit, on_the_persons_side
from flerpart_flow.samverkan.plan.content import Plan

DRAFTS: Final = ("uppratta_plan", "revidera_plan", "ersatt_plan")
SAID: Final = ("sammanfatta_plan", "godkann_plan", "godkann_inte_plan")


def content_of(event: Any) -> str | None:
    """What a line that draws a plan up says, as a digest; one that says nothing draws up an empty plan."""
    if getattr(event, "name", None) not in DRAFTS:
        return None
    return str((getattr(event, "plan", None) or Plan()).digest)


@attrs.define
class Answers:
    """What has been said to one content: who has said yes, and no; who is asked since the sum-up, and who left then."""

    plan: Any
    yes: set[str] = attrs.field(factory=set)
    no: set[str] = attrs.field(factory=set)
    asked: set[str] | None = None
    left: set[str] = attrs.field(factory=set)

    def bearers(self) -> frozenset[str]:
        """Those who answer for a measure."""
        return frozenset(who for one in getattr(self.plan, "atgarder", ()) for who in one.ansvariga)


@attrs.define
class Plans:
    """The contents that have been drawn up, the one in force, those approved.

    ``drawn`` are the lines that drew one up since a plan came into force, and those that summed one up.
    """

    contents: dict[str, Answers] = attrs.field(factory=dict)
    drawn: list[tuple[int, str, bool]] = attrs.field(factory=list)
    in_force: str | None = None
    approved: set[str] = attrs.field(factory=set)
    rule: str = "all_present"
    """Which units' approval a plan takes, by the rules (A14)."""

    def draft(self, event: Event | None = None) -> tuple[str | None, bool]:
        """The draft, and whether it is summed up. One written down after a line takes no ground from it (A52)."""
        newest, summed_up, nr = None, False, None if event is None else event.nr
        for line, said, summing in self.drawn:
            if summing:
                summed_up = summed_up or said == newest
            elif said != newest and (nr is None or line < nr):
                newest, summed_up = said, False
        return newest, summed_up

    def meant(self, event: Event) -> str | None:
        """The content that an answer or a handing out concerns: named, or else the draft, or the plan in force."""
        named = getattr(event, "innehall", None)
        if named is not None:
            return str(named)
        settled = getattr(event, "meant", None)  # what had that number, or was the draft, when the line was recorded
        return settled if settled is not None else self.draft(event)[0] or self.in_force

    def answers(self, event: Event) -> Answers | None:
        """What has been said to the content that an event concerns."""
        return self.contents.get(self.meant(event) or "")

    def newest(self, event: Event) -> Answers | None:
        """What has been said to the draft, or else to the plan in force."""
        return self.contents.get(self.draft(event)[0] or self.in_force or "")

    def hear(self, event: Event, present: set[str], wanted: set[str], awaits: Callable[[str], bool]) -> bool:
        """Take in a line; whether a plan comes into force with it. ``awaits``: whether a unit's answer still counts."""
        if event.name in DRAFTS:
            self._drawn_up(event)
            return False
        said, draft = self.meant(event), self.draft(event)[0]
        if event.name not in SAID or said is None or said not in (draft, self.in_force):
            return False
        answers = self.contents[said]
        if event.name == "sammanfatta_plan":
            if said != self.in_force:
                answers.asked = self._takes(answers, present, wanted)
                self.drawn.append((event.nr or 0, said, True))
            return False
        self._answered(answers, event, said)
        return said != self.in_force and self._takes_effect(said, awaits)

    def _takes(self, answers: Answers, present: set[str], wanted: set[str]) -> set[str]:
        """The units whose approval a content takes once it is summed up."""
        units = set(filter(is_a_unit, present))
        match self.rule:
            case "all_with_measures":
                return units & answers.bearers()
            case "all_parties":
                return units | set(filter(is_a_unit, wanted))
        return units

    def _drawn_up(self, event: Event) -> None:
        """The same content is the same version, with its yeses and noes, and is summed up anew."""
        said = content_of(event) or ""
        if said == self.in_force:
            return
        newest = self.draft()[0]
        self.drawn.append((event.nr or 0, said, False))
        if said != newest:
            self.contents.setdefault(said, Answers(getattr(event, "plan", None)))
            self.approved.discard(said)

    def _answered(self, answers: Answers, event: Event, said: str) -> None:
        who = "individ" if on_the_persons_side(event.by) else event.by
        if event.name == "godkann_plan":
            answers.yes.add(who)
            answers.no.discard(who)
        elif said == self.in_force:  # what was approved stays so; the individual may want text out of it
            answers.no |= {who} if who == "individ" else {who} - answers.yes
        else:
            answers.yes.discard(who)
            answers.no.add(who)

    def _takes_effect(self, said: str, awaits: Callable[[str], bool]) -> bool:
        """The individual and each that was there has said yes; who is left out or said no to isn't awaited."""
        asked = self.contents[said].asked
        if asked is None or not self.contents[said].yes >= set(filter(awaits, asked)) | {"individ"}:
            return False
        self.in_force = said
        self.drawn.clear()
        self.approved.add(said)
        return True

    def come_and_go(self, event: Event, come: set[str], gone: set[str], present: set[str], wanted: set[str]) -> None:
        """After the sum-up those who come are asked, too; those who leave still are."""
        draft, summed_up = self.draft(event)
        answers = self.contents.get(draft or "")
        if answers is None or not summed_up:
            return
        answers.asked = (answers.asked or set()) | self._takes(answers, present, wanted)
        answers.left = (answers.left | (set(filter(is_a_unit, gone)) & answers.asked)) - come

    def silent_are_absent(self, event: Event, day: Any, awaits: Callable[[str], bool]) -> None:
        """Who left after the sum-up and is silent on the day of the follow-up is absent from then on (A60)."""
        draft, summed_up = self.draft()
        answers = self.contents.get(draft or "")
        planned = getattr(getattr(answers, "plan", None), "uppfoljning", None)
        day = planned if day is None else day
        if answers is None or not summed_up or day is None or local_date(event.occurred_at) < day:
            return
        silent = answers.left - answers.yes - answers.no
        answers.asked, answers.left = (answers.asked or set()) - silent, answers.left - silent
        if silent and self.in_force is not None:
            self._takes_effect(draft or "", awaits)
