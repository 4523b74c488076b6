"""The pieces that answers are told in: names with roles, times, duties, findings, deviations. Strings, no pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.duties import Duty, DutyState, Entry
from flerpart_flow.engine.definition.routine import Proposal, Routine
from flerpart_flow.engine.definition.showing import Dated
from flerpart_flow.engine.eras.eras import stands_under
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.review.hindered import Hindrances
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import INDIVIDUAL, Reason
from flerpart_flow.texts import Texts
from flerpart_flow.words.occasions import NO_DAYS, occasion_of
from flerpart_flow.words.values import NO_THINGS

ARROW = "→"
DEVIATIONS = "avvikelseslag"
"""The closed list of kinds of deviation."""

NONE_HINDERED: Hindrances = {}
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


def stands_all_the_same(case: Case, correction: Ratta) -> bool:
    """Whether what a correction concerns keeps its effect: a withdrawal or a narrowing stands until the individual
    consents anew.
    """
    line = case.lines[correction.ror - 1] if correction.ror is not None else None
    return line is not None and type(line) in case.routine.lasting


def later_than(case: Case, at: datetime) -> int:
    """How many lines occurred after the moment, and so aren't counted."""
    return sum(1 for line in case.lines if line.occurred_at > at)


def case_in_words(case: Case, said: Texts) -> str:
    """Which case, routine, municipality and rules."""
    header = case.header
    rules = "cli.arende.nyaste" if header.rules is None else "cli.arende.regler"
    parts = [said.say("cli.arende.namn", case=header.case), said.say("cli.arende.rutin", rutin=case.routine.name)]
    if header.municipality is not None:
        parts.append(capital(said.name(header.municipality, "kommun")))
    pin = stands_under(header, case.course, case.rules)
    parts.append(said.say(rules, version=pin.version or pin.digest[7:15]))
    if pin.overlay is not None:
        parts.append(said.raw("cli.arende.overlagring"))
    return " · ".join(parts)


def finding_mark(told: Reason, said: Texts) -> str:
    """What a finding begins with: how hard it is, its norm, and whether it is unknown."""
    unknown = f" ({said.raw('cli.okant')})" if told.unknown else ""
    return f"{said.raw(f'svar.marke.{told.severity}')} {told.norm}{unknown}:"


def finding_shortly(told: Reason) -> str:
    """What a finding says, and of one that blocks how it is cured."""
    cure = f" {ARROW} {told.cure_text}" if told.cure_text and told.severity == "block" else ""
    return f"{told.says}{cure}"


def who(role: str, holders: Iterable[str], said: Texts) -> str:
    """A role and, in brackets, those who have it now; the individual's own role says who that is."""
    label = said.label("roller", role)
    names = [] if role == INDIVIDUAL else [said.name(one) for one in holders]
    return f"{label} ({said.join(names, 'eller')})" if names else label


def states(fields: Iterable[str], said: Texts) -> str:
    """Fields by label and, in brackets, by name."""
    return ", ".join(f"{said.label('falt', name)} ({name})" for name in fields)


def individual_decides(routine: Routine, event: str) -> bool:
    """Whether it is the individual's own decision, of which nobody says that they may not."""
    return any(move.event.name == event and move.by.code == INDIVIDUAL for move in routine.moves)


def in_order(duties: Iterable[Duty], hindered: Hindrances = NONE_HINDERED) -> list[Duty]:
    """The duties that aren't over: late ones first, then by the day that they are due, then the oldest; last those that
    can't be met now for what the bearer can't cure.
    """
    standing = [duty for duty in duties if duty.state in _LATE_FIRST]

    def pressing(duty: Duty) -> tuple[bool, int, bool, date]:
        waits = duty in hindered and not hindered[duty].own
        return waits, _LATE_FIRST.index(duty.state), duty.due is None, duty.due or duty.opened_at.date()

    return sorted(standing, key=pressing)


def owed(name: str, counterpart: str | None, about: object, said: Texts) -> str:
    """What is owed: the duty, about what, and towards whom, unless that is the individual, whom every case is about."""
    key = f"cli.om.{name}"
    parts = [said.label("plikter", name)]
    if about is not None and key in said:
        parts[0] += f" {said.say(key, om=about)}"
    if counterpart is not None and counterpart != INDIVIDUAL:
        parts.append(said.say("cli.plikt.mot", vem=said.name(counterpart)))
    return ", ".join(parts)


def named(routine: Routine, facts: Any, one: Entry) -> object:
    """What an answer calls that by which is owed."""
    return routine.duty_index.specs[one.duty].names(facts, one.owed)


def duty_mark(duty: Duty, said: Texts) -> str:
    """How a duty stands."""
    return f"{capital(said.raw(f'tillstand.plikt.{duty.state.value}'))}:"


def duty_in_words(duty: Duty, said: Texts, shown: date, days: Iterable[Dated] = NO_DAYS) -> str:
    """Whose duty, what, until when, or on what occasion and since when and for how many days as of the day that is
    ``shown``, under which norms. ``days`` are those that the case holds.
    """
    if duty.due is not None:
        time = f"{by_when(duty.name, duty.due, said)}{if_late(duty, said)}"
    else:
        time = age(duty, said, shown)
    if duty.state is DutyState.WAITING:
        after = said.raw("cli.plikt.efter_samtycke")
        time = f"{time}, {after}" if _days(duty, shown) else after
    if tied := occasion_of(duty, said, shown, days):
        time = f"{tied} · {time}"
    what = owed(duty.name, duty.counterpart, duty.about, said)
    return f"{said.name(duty.bearer)} – {what} · {time} · {', '.join(duty.norms)}"


def if_late(duty: Duty, said: Texts) -> str:
    """What is to be done about what somebody is late with, after its day; empty where the routine has no words."""
    key = f"forsenad.{duty.name}"
    return f": {said.raw(key)}" if duty.state is DutyState.LATE and key in said else ""


def by_when(duty: str, day: date, said: Texts) -> str:
    """The last day of a duty; or by when it ought to be done, where the routine gives no more than a target (A2)."""
    return said.say("cli.plikt.bor_senast" if f"fristernas_namn.{duty}" in said else "cli.plikt.senast", day=day)


def age(duty: Duty, said: Texts, shown: date) -> str:
    """Since when a duty is owed, and for how many days as of the day that is ``shown``."""
    days = _days(duty, shown)
    key = "noll" if days == 0 else "en" if days == 1 else "flera"
    return said.say(f"cli.plikt.alder.{key}", day=local_date(duty.since or duty.opened_at), antal=days)


def _days(duty: Duty, shown: date) -> int:
    """How many days of the calendar a duty has been owed on a day; none of one that isn't counted, or stands still."""
    if duty.since is None or duty.state is DutyState.SUSPENDED:
        return 0
    return max(0, (shown - local_date(duty.since)).days)


def proposal_in_words(
    one: Proposal, routine: Routine, facts: Any, said: Texts, things: Mapping[Any, str] = NO_THINGS
) -> str:
    """A deviation that somebody may report. ``things`` are the texts of what it is about, in place of its number."""
    where = []
    if one.about is not None:
        source = routine.outline.showing.source(facts, one, said)
        where.append(source or said.say("cli.avvikelse.nr", nr=one.about))
    since = [] if one.since is None else [when(one.since, said)]
    numbered = said.say("cli.avvikelse.atgard", nr=one.detail)
    detail = f" ({things.get(one.detail, numbered)})" if one.detail else ""
    what = said.name(one.kind, DEVIATIONS) + detail
    return f"{said.name(one.unit)}: {' · '.join([what, *where, *since, one.norm])}"
