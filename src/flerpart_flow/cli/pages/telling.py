"""How people are told of a case: who, when, which findings, duties and deviations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.words.reasons import reason
from flerpart_flow.samverkan.actors import INDIVID

if TYPE_CHECKING:
    from datetime import datetime

    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.definition.correction import Ratta
    from flerpart_flow.engine.definition.duties import Duty, Entry
    from flerpart_flow.engine.definition.routine import Proposal, Routine
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

ARROW = "→"
ANY_UNIT = "enhet"
"""The one role that no list of holders can tell of: any unit has it."""

_LATE_FIRST = (
    DutyState.LATE,
    DutyState.OPEN,
    DutyState.WAITING,
    DutyState.SUSPENDED,
)

_NO_TEXTS: Final[Mapping[Any, str]] = MappingProxyType({})


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


def stands_all_the_same(case: Case, correction: Ratta) -> bool:
    """Whether what a correction concerns keeps its effect: a withdrawal or a narrowing stands until the individual
    consents anew.
    """
    line = case.lines[correction.ror - 1] if correction.ror is not None else None
    return line is not None and type(line) in case.routine.lasting


def when(moment: datetime, said: Texts) -> str:
    """A time in Stockholm."""
    return said.format_field(moment, "")


def count(key: str, number: int, said: Texts) -> str:
    """A number of things: ``<key>.en`` for one, ``<key>.flera`` for any other number."""
    return said.say(f"{key}.{'en' if number == 1 else 'flera'}", antal=number)


def about_case(page: Page, case: Case, said: Texts) -> None:
    """Which case, routine and rules."""
    header = case.header
    rules = "cli.arende.nyaste" if header.rules is None else "cli.arende.regler"
    parts = [said.say("cli.arende.namn", case=header.case), said.say("cli.arende.rutin", rutin=case.routine.name)]
    if header.municipality is not None:
        parts.append(capital(said.name(header.municipality)))
    parts.append(said.say(rules, version=case.rules.version))
    if case.rules.overlay is not None:
        parts.append(said.raw("cli.arende.overlagring"))
    page.line(" · ".join(parts), hang=2)
    since = case.judged_from
    if since is None:
        page.line(said.raw("cli.arende.provas_inte"), hang=2)
    elif since > 1:
        page.line(said.say("cli.arende.provas_fran", nr=since), hang=2)
    for era in case.course.eras[1:]:
        page.line(said.say("cli.arende.bytte", nr=era.since, version=era.rules.version, kort=era.digest[7:15]), hang=2)


def later_than(case: Case, at: datetime) -> int:
    """How many lines occurred after the moment, and so aren't counted."""
    return sum(1 for line in case.lines if line.occurred_at > at)


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
        mark = said.raw(f"svar.marke.{told.severity}")
        unknown = f" ({said.raw('cli.okant')})" if told.unknown else ""
        page.marked(f"{mark} {told.norm}{unknown}:", told.says, indent, told.severity)
        if told.norm not in shown:
            shown.add(told.norm)
            page.line(said.say("cli.normen", text=told.norm_text), indent + 4, "faint")
        if told.cure_text:
            page.line(f"{ARROW} {told.cure_text}", indent + 4, hang=2)


def tell_finding_shortly(page: Page, finding: Finding, rules: Rules, said: Texts, indent: int, sign: str = "") -> None:
    """A finding on a line of its own, without the norm's text; a sign, if there is one, stands before it."""
    told = reason(finding, rules, said.lang)
    unknown = f" ({said.raw('cli.okant')})" if told.unknown else ""
    mark = f"{sign} {said.raw(f'svar.marke.{told.severity}')} {told.norm}{unknown}:".lstrip()
    cure = f" {ARROW} {told.cure_text}" if told.cure_text and told.severity == "block" else ""
    page.marked(mark, f"{told.says}{cure}", indent, told.severity)


def who(role: str, holders: Iterable[str], said: Texts) -> str:
    """A role and, in brackets, those who have it now; the individual's own role says who that is."""
    label = said.label("roller", role)
    names = [] if role == INDIVID else [said.name(one) for one in holders]
    return f"{label} ({said.join(names, 'eller')})" if names else label


def states(fields: Iterable[str], said: Texts) -> str:
    """Fields by label and, in brackets, by name."""
    return ", ".join(f"{said.label('falt', name)} ({name})" for name in fields)


def individual_decides(routine: Routine, event: str) -> bool:
    """Whether it is the individual's own decision, of which nobody says that they may not."""
    return any(move.event.name == event and move.by.code == "individ" for move in routine.moves)


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """The duties that aren't over: late ones first, then by the day that they are due, then the oldest."""
    standing = [duty for duty in duties if duty.state in _LATE_FIRST]
    return sorted(standing, key=lambda d: (_LATE_FIRST.index(d.state), d.due is None, d.due or d.opened_at.date()))


def owed(name: str, counterpart: str | None, about: object, said: Texts) -> str:
    """What is owed: the duty, about what, and towards whom."""
    key = f"cli.om.{name}"
    parts = [said.label("plikter", name)]
    if about is not None and key in said:
        parts[0] += f" {said.say(key, om=about)}"
    if counterpart is not None:
        parts.append(said.say("cli.plikt.mot", vem=said.name(counterpart)))
    return ", ".join(parts)


def named(routine: Routine, facts: Any, one: Entry) -> object:
    """What an answer calls that by which is owed."""
    return routine.duty_index.specs[one.duty].names(facts, one.owed)


def tell_duty(page: Page, duty: Duty, said: Texts, indent: int = 2) -> None:
    """A duty on a line: how it stands, whose, what, until when or since when."""
    mark = capital(said.raw(f"tillstand.plikt.{duty.state.value}"))
    if duty.due is not None:
        time = said.say("cli.plikt.senast", day=duty.due)
    else:
        time = count("cli.plikt.alder", duty.age_days, said) if duty.age_days else said.raw("cli.plikt.alder.noll")
    if duty.state is DutyState.WAITING:
        after = said.raw("cli.plikt.efter_samtycke")
        time = f"{time}, {after}" if duty.age_days else after
    what = owed(duty.name, duty.counterpart, duty.about, said)
    text = f"{said.name(duty.bearer)} – {what} · {time} · {', '.join(duty.norms)}"
    page.marked(f"{mark}:", text, indent, "block" if duty.state is DutyState.LATE else "")


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
    showing = routine.outline.showing
    things = showing.things(facts) if by_text else _NO_TEXTS
    for one in proposals:
        where = []
        if one.about is not None:
            where.append(showing.source(facts, one, said) or said.say("cli.avvikelse.nr", nr=one.about))
        since = [] if one.since is None else [when(one.since, said)]
        numbered = said.say("cli.avvikelse.atgard", nr=one.detail)
        detail = f" ({things.get(one.detail, numbered)})" if one.detail else ""
        what = said.name(one.kind) + detail
        page.line(f"- {said.name(one.unit)}: {' · '.join([what, *where, *since, one.norm])}", indent, hang=2)
