"""A log told as a story: each step, what the routine says of it, and what people owe before and after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from flerpart_flow.cli.input.options import program
from flerpart_flow.cli.pages.telling import tell_duty, tell_proposals
from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.duties import Ending
from flerpart_flow.engine.review.hindered import hindered
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import reason, texts_for
from flerpart_flow.words.hindered import hindrance_in_words
from flerpart_flow.words.owing import name_of, told_met, told_owed
from flerpart_flow.words.sentences import capital, finding_shortly, in_order, stands_all_the_same
from flerpart_flow.words.values import content_in_words, value_in_words

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.definition.routine import Proposal, Routine
    from flerpart_flow.engine.journal.log import Log
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

_INDENT = 19


@attrs.frozen(eq=False)
class _Step:
    """One line, or several alike on a day, and the case after them."""

    decisions: tuple[Decision, ...]
    case: Case
    proposed: tuple[Proposal, ...] = ()

    def alike(self, decision: Decision) -> bool:
        """Whether another line is the same kind of thing on the same day, with nothing to remark on."""
        mine = self.decisions[-1]
        quiet = not (mine.findings or decision.findings or self.proposed or decision.gained or decision.lost)
        stays = mine.before.phase == mine.state.phase == decision.state.phase
        day = local_date(mine.event.occurred_at) == local_date(decision.event.occurred_at)
        return quiet and stays and day and mine.event.name == decision.event.name


def tell_story(page: Page, log: Log, said: Texts, short: bool = False) -> None:
    """The whole log; ``short``: its phases, what is refused or warned of and why, and the sum."""
    said = texts_for(log.rules, said.lang)
    demo = log.routine.outline.showing.demo
    for key in () if demo is None else demo.introduction:
        page.line(said.say(key, program=program()))
        page.blank()
    steps = _steps(log)
    phase, seen = "", set[str]()
    for step in steps:
        start = step.decisions[0]
        now = start.state.phase if start.before.phase == "start" else start.before.phase
        if now != phase:
            phase = now
            page.heading(said.say("cli.fas", fas=phase))
            if phase not in seen:
                _tell_phase(page, log.routine, phase, said)
            seen.add(phase)
        if not short or step.decisions[0].findings:
            _tell_step(page, step, log.rules, said, short)
    _tell_end(page, steps, said, short)


def _tell_phase(page: Page, routine: Routine, phase: str, said: Texts) -> None:
    """What a phase is about, where the routine says it."""
    demo = routine.outline.showing.demo
    key = "" if demo is None else f"{demo.phases}.{phase}"
    if key in said:
        page.line(said.raw(key), 2, "faint")


def _steps(log: Log) -> list[_Step]:
    steps: list[_Step] = []
    known: tuple[Proposal, ...] = ()
    for case, decision in log.steps():
        proposals = case.deviations(max(line.occurred_at for line in case.lines))
        new = tuple(one for one in proposals if one not in known)
        known = proposals
        if steps and not new and steps[-1].alike(decision):
            steps[-1] = _Step((*steps[-1].decisions, decision), case)
        else:
            steps.append(_Step((decision,), case, new))
    return steps


def _tell_step(page: Page, step: _Step, rules: Rules, said: Texts, short: bool) -> None:
    decision = step.decisions[0]
    event, routine = decision.event, step.case.routine
    who = dict.fromkeys(name_of(one.event.by, routine, one.before.facts, said) for one in step.decisions)
    content = "; ".join(dict.fromkeys(filter(None, (_content(one, routine, said) for one in step.decisions))))
    label = said.label("handelser", event.name)
    what = f"{capital(said.join(list(who)))}: {label}" + (f" – {content}" if content else "")
    last = step.decisions[-1].event.nr
    number = str(event.nr) if last == event.nr else f"{event.nr}–{last}"
    mark = f"{number:>5}  {local_date(event.occurred_at).isoformat()} "
    if decision.allowed:
        page.marked(mark, what + told_met(step.decisions, label, routine, said), hang=_INDENT, style="note")
    else:
        page.line(f"{mark} {said.raw('cli.demo.nekas')} · {what}", style="block", hang=_INDENT)
    if local_date(event.recorded_at) != local_date(event.occurred_at):
        page.line(said.say("cli.demo.sen", tid=event.recorded_at), _INDENT)
    for text in routine.outline.showing.below(event, said):
        page.line(text, _INDENT, hang=2)
    for finding in (*decision.hindrances, *decision.remarks):
        _tell_finding(page, finding, rules, said)
    if short:
        return
    _tell_changes(page, step, said)
    if step.proposed:
        page.line(said.raw("cli.demo.foreslas"), _INDENT, "warn")
        tell_proposals(page, step.proposed, routine, step.case.facts, said, _INDENT, by_text=True)


def _tell_finding(page: Page, finding: Finding, rules: Rules, said: Texts) -> None:
    told = reason(finding, rules, said.lang)
    mark = f"{said.raw(f'svar.marke.{told.severity}')} {told.norm}:"
    page.marked(mark, finding_shortly(told), _INDENT, told.severity)


def _content(decision: Decision, routine: Routine, said: Texts) -> str:
    event, showing = decision.event, routine.outline.showing
    if (phrase := showing.phrase(event, said)) is not None:
        return phrase
    content = content_in_words(event, showing.told, showing.held, said, showing.things(decision.before.facts))
    keys = {name: f"cli.demo.uppgift.{name}" for name in content}
    return "; ".join(
        said.say(keys[name], uppgift=value) if keys[name] in said else value for name, value in content.items()
    )


def _tell_changes(page: Page, step: _Step, said: Texts) -> None:
    """Duties that opened or fell away, and lines that lost or got their ground."""
    decisions = step.decisions
    opened = [one for decision in decisions for one in decision.opened]
    again = {(one.duty, one.owed.bearer) for one in opened}
    ended = [one for each in decisions for one in each.ended if one.how is not Ending.MET]
    lapsed = [one.entry for one in ended if (one.entry.duty, one.entry.owed.bearer) not in again]
    for key, entries in (("borta", lapsed), ("ska", opened)):
        if entries:
            owed = told_owed(entries, step.case.routine, decisions[-1].state.facts, said)
            page.line(said.say(f"cli.demo.{key}", vad=owed), _INDENT, "faint", hang=2)
    for decision in decisions:
        for key, numbers in (("far", decision.gained), ("forlorar", decision.lost)):
            if numbers:
                page.line(said.say(f"cli.check.{key}", nr=said.join([str(n) for n in numbers])), _INDENT)
        if isinstance(decision.event, Ratta) and decision.allowed:
            _tell_correction(page, decision.event, step.case, said)


def _tell_correction(page: Page, event: Ratta, case: Case, said: Texts) -> None:
    """What a correction changed, and that the line stays."""
    new, held, kind = event.corrected(), case.routine.outline.showing.held, type(event.target)
    for name in dict(event.ratt or ()):
        before, after = held(event.target, name), held(new, name)
        if before is None and after is None and getattr(event.target, name, None) is not None:
            continue  # what only some may see
        was, becomes = _held(kind, name, before, said), _held(kind, name, after, said)
        page.line(said.say("cli.demo.andrat", falt=name, fore=was, efter=becomes), _INDENT, hang=2)
    page.line(said.say("cli.demo.rattat" if event.ratt else "cli.demo.struket", nr=event.ror), _INDENT)
    if stands_all_the_same(case, event):
        page.line(said.say("cli.check.star_kvar", nr=event.ror), _INDENT)


def _held(kind: type[Any], name: str, value: Any, said: Texts) -> str:
    return said.raw("cli.demo.tomt") if value in (None, ()) else value_in_words(kind, name, value, said)


def _tell_end(page: Page, steps: Sequence[_Step], said: Texts, short: bool) -> None:
    case = steps[-1].case
    now = max(line.occurred_at for line in case.lines)
    decisions = [decision for step in steps for decision in step.decisions]
    page.heading(said.say("cli.fas", fas=case.phase))
    _tell_phase(page, case.routine, case.phase, said)
    for text in case.routine.outline.showing.standing(case.facts, said):
        page.line(text, 2, hang=2)
    if not short:
        _tell_what_is_left(page, case, now, said)
    refused = [decision for decision in decisions if not decision.allowed]
    norms = Counter(norm for decision in refused for norm in decision.norms)
    page.heading(said.raw("cli.demo.slut.rubrik"))
    page.line(said.say("cli.demo.slut.summa", antal=len(decisions), nekade=len(refused), normer=", ".join(norms)), 2)
    page.line(said.say("cli.demo.slut.sjalv", program=program()), 2)


def _tell_what_is_left(page: Page, case: Case, now: datetime, said: Texts) -> None:
    page.heading(said.raw("cli.plikt.rubrik"))
    owed = case.duties(now)
    found = hindered(case, case.state_at(now), owed, now)
    duties = in_order(owed, found)
    for duty in duties:
        tell_duty(page, duty, local_date(now), said)
        if duty in found:
            page.line(hindrance_in_words(found[duty], case.phase, case.rules, said), 6, hang=2)
    if not duties:
        page.line(said.raw("cli.plikt.inga"), 2)
    page.heading(said.raw("cli.avvikelse.rubrik"))
    tell_proposals(page, case.deviations(now), case.routine, case.facts, said, by_text=True)
