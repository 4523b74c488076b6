"""How pages set what is told of a case: findings, duties and deviations, each on its lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.words.reasons import reason
from flerpart_flow.words.occasions import NO_DAYS
from flerpart_flow.words.sentences import (
    ARROW,
    case_in_words,
    count,
    duty_in_words,
    duty_mark,
    finding_mark,
    finding_shortly,
    later_than,
    proposal_in_words,
)
from flerpart_flow.words.values import NO_THINGS

if TYPE_CHECKING:
    from datetime import date, datetime

    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.definition.routine import Proposal, Routine
    from flerpart_flow.engine.definition.showing import Dated
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

ANY_UNIT = "enhet"
"""The one role that no list of holders can tell of: any unit has it."""


def about_case(page: Page, case: Case, said: Texts, whole: bool = True) -> None:
    """Which case, routine and rules; from which line on they hold only to one who may see the ``whole``."""
    page.line(case_in_words(case, said), hang=2)
    if not whole:
        return
    since = case.judged_from
    if since is None:
        page.line(said.raw("cli.arende.provas_inte"), hang=2)
    elif since > 1:
        page.line(said.say("cli.arende.provas_fran", nr=since), hang=2)
    for era in case.course.eras[1:]:
        key = "cli.arende.bytte" if era.judged else "cli.arende.bytte_okanda"
        page.line(said.say(key, nr=era.since, version=era.rules.version, kort=era.digest[7:15]), hang=2)


def tell_later(page: Page, case: Case, at: datetime, said: Texts) -> None:
    """That there are lines after the moment, if there are any."""
    if later := later_than(case, at):
        page.line(count("cli.status.senare", later, said), style="warn")


def tell_findings(page: Page, findings: Iterable[Finding], rules: Rules, said: Texts, indent: int = 2) -> None:
    """What blocks: its norm, what is missing or unknown, what the norm says (once), who can cure it and how.

    What doesn't block is told shortly.
    """
    shown: set[str] = set()
    for finding in findings:
        if not finding.blocks:
            tell_finding_shortly(page, finding, rules, said, indent)
            continue
        told = reason(finding, rules, said.lang)
        page.marked(finding_mark(told, said), told.says, indent, told.severity)
        if told.norm not in shown:
            shown.add(told.norm)
            page.line(said.say("cli.normen", text=told.norm_text), indent + 4, "faint")
        if told.cure_text:
            page.line(f"{ARROW} {told.cure_text}", indent + 4, hang=2)


def tell_finding_shortly(page: Page, finding: Finding, rules: Rules, said: Texts, indent: int, sign: str = "") -> None:
    """A finding on a line of its own, without the norm's text; a sign, if there is one, stands before it."""
    told = reason(finding, rules, said.lang)
    page.marked(f"{sign} {finding_mark(told, said)}".lstrip(), finding_shortly(told), indent, told.severity)


def tell_duty(
    page: Page, duty: Duty, shown: date, said: Texts, indent: int = 2, days: Iterable[Dated] = NO_DAYS
) -> None:
    """A duty on a line as of a day: how it stands, whose, what, until when, or on what occasion and since when."""
    style = "block" if duty.state is DutyState.LATE else ""
    page.marked(duty_mark(duty, said), duty_in_words(duty, said, shown, days), indent, style)


def tell_proposals(
    page: Page,
    proposals: Iterable[Proposal],
    routine: Routine,
    facts: Any,
    said: Texts,
    indent: int = 2,
    by_text: bool = False,
) -> None:
    """Deviations that somebody may report. ``by_text`` shows the text of what they are about instead of its number."""
    things = routine.outline.showing.things(facts) if by_text else NO_THINGS
    for one in proposals:
        page.line(f"- {proposal_in_words(one, routine, facts, said, things)}", indent, hang=2)
