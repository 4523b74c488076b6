"""How people are told of a case: who, when, which findings, duties and deviations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flerpart_flow.engine.duties import DutyState
from flerpart_flow.engine.explain import reason

if TYPE_CHECKING:
    from datetime import datetime

    from flerpart_flow.cli.page import Page
    from flerpart_flow.engine.case import Case
    from flerpart_flow.engine.duties import Duty
    from flerpart_flow.engine.findings import Finding
    from flerpart_flow.engine.routine import Proposal, Routine
    from flerpart_flow.engine.rules import Rules
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


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


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


def tell_finding_shortly(page: Page, finding: Finding, rules: Rules, said: Texts, indent: int) -> None:
    """A finding on a line of its own, without the norm's text."""
    told = reason(finding, rules, said.lang)
    unknown = f" ({said.raw('cli.okant')})" if told.unknown else ""
    mark = f"{said.raw(f'svar.marke.{told.severity}')} {told.norm}{unknown}:"
    cure = f" {ARROW} {told.cure_text}" if told.cure_text and told.severity == "block" else ""
    page.marked(mark, f"{told.says}{cure}", indent, told.severity)


def who(role: str, holders: Iterable[str], said: Texts) -> str:
    """A role and, in brackets, the units that have it now."""
    from flerpart_flow.samverkan.actors import is_unit

    units = [said.name(one) for one in holders if is_unit(one)]
    label = said.label("roller", role)
    return f"{label} ({said.join(units, 'eller')})" if units else label


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
    """What is owed: the duty, about what, and whom it concerns."""
    key = f"cli.om.{name}"
    parts = [said.label("plikter", name)]
    if about is not None and key in said:
        parts[0] += f" {said.say(key, om=about)}"
    if counterpart is not None:
        parts.append(said.say("cli.plikt.galler", vem=said.name(counterpart)))
    return ", ".join(parts)


def tell_duty(page: Page, duty: Duty, said: Texts, indent: int = 2) -> None:
    """A duty on a line: how it stands, whose, what, until when or since when."""
    mark = capital(said.raw(f"tillstand.plikt.{duty.state.value}"))
    if duty.due is not None:
        time = said.say("cli.plikt.senast", day=duty.due)
    elif duty.state is DutyState.WAITING:
        time = said.raw("cli.plikt.efter_samtycke")
    else:
        time = count("cli.plikt.alder", duty.age_days, said)
    what = owed(duty.name, duty.counterpart, duty.about, said)
    text = f"{said.name(duty.bearer)} – {what} · {time} · {', '.join(duty.norms)}"
    page.marked(f"{mark}:", text, indent, "block" if duty.state is DutyState.LATE else "")


def tell_proposals(page: Page, proposals: Iterable[Proposal], said: Texts, indent: int = 2) -> None:
    """Deviations that somebody may report."""
    for one in proposals:
        where = [] if one.about is None else [said.say("cli.avvikelse.nr", nr=one.about)]
        since = [] if one.since is None else [when(one.since, said)]
        what = said.name(one.kind) + (f" ({one.detail})" if one.detail else "")
        page.line(f"- {said.name(one.unit)}: {' · '.join([what, *where, *since, one.norm])}", indent, hang=2)
