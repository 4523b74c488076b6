"""What may be done in a tried case at a moment: the next steps first, each with its day, then the rest, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape

from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.ahead import counted_from, dates_of
from flerpart_flow.trying.links import link
from flerpart_flow.trying.telling import findings
from flerpart_flow.trying.tried import Tried
from flerpart_flow.words.occasions import occasion_of
from flerpart_flow.words.sentences import by_when, capital, in_order, who
from flerpart_flow.words.shared_acts import with_limit

Owing = Mapping[str, tuple[Duty, ...]]
"""By the name of an act the duties that it meets, the most pressing first."""


def acts(of: Tried, at: datetime | None, lang: str) -> dict[str, str]:
    """What may happen at a moment: the ``next`` steps, and in ``now`` what else belongs to the phase, what may be done
    in most of them, and what may not, each with why.
    """
    said = texts_for(of.rules, lang)
    moment, none = of.moment(at), f"<p>{escape(said.raw('handbok.prova.inga_steg'))}</p>"
    if moment is None:
        first = [move.event.name for move in of.routine.moves if "start" in move.to]
        return {"next": f"<ul>{''.join(f'<li>{_act(one, said)}</li>' for one in first)}</ul>", "now": none}
    found = of.case.permitted(moment)
    owing = _owing(of, moment)
    following, *others = _groups(of, moment, found, owing)
    steps = "".join(f"<li>{_able(one, of, said, owing, _when(one, of, said, owing, moment))}</li>" for one in following)
    parts = []
    for key, group in zip(("handbok.fas.handelser", "handbok.fas.ocksa"), others, strict=True):
        if group:
            items = "".join(f"<li>{_able(one, of, said, owing)}</li>" for one in group)
            parts.append(f"<h3>{escape(said.raw(key))}</h3><ul>{items}</ul>")
    if unable := [one for one in found if one.answer is Answer.NO]:
        parts.append(f"<h3>{escape(said.raw('handbok.prova.far_inte'))}</h3>")
        parts.append("".join(_unable(one, of, said) for one in unable))
    return {"next": f"<ul>{steps}</ul>" if steps else none, "now": "\n".join(parts) or none}


def _groups(of: Tried, moment: datetime, found: Iterable[Possible], owing: Owing) -> Iterator[list[Possible]]:
    """What may happen: what fulfils a duty or cures what stands in a step's way; the phase's other acts; the rest."""
    asked = list(found)
    own = of.own_acts(of.phase(moment))
    next_ones = set(owing)
    for one in asked:
        if one.answer is Answer.NO and one.event in own:
            next_ones |= {each.cure for each in one.findings if each.blocks and each.cure is not None} & own
    today = local_date(moment)
    next_ones |= {one.act for one in dates_of(of, moment) if one.act is not None and one.day <= today}
    able = [one for one in asked if one.answer is not Answer.NO]
    yield [one for one in able if one.event in next_ones]
    rest = [one for one in able if one.event not in next_ones]
    yield [one for one in rest if one.event in own]
    yield [one for one in rest if one.event not in own]


def _owing(of: Tried, moment: datetime) -> Owing:
    found: dict[str, tuple[Duty, ...]] = {}
    specs = {spec.name: spec for spec in of.routine.duties}
    for duty in in_order(of.case.duties(moment)):
        for kind in specs[duty.name].meets:
            found[kind.name] = (*found.get(kind.name, ()), duty)
    return found


def _when(one: Possible, of: Tried, said: Texts, owing: Owing, moment: datetime) -> str:
    """When a step is to be taken: the day that is booked for it, the days of what it fulfils, or on what occasion."""
    today, dates = local_date(moment), dates_of(of, moment)
    told = []
    for day in (each for each in dates if each.act == one.event):
        key = "bilder.case.bokat_passerat" if day.day < today else "bilder.case.bokat"
        told.append(said.say(key, dag=day.at or day.day))
    owed = owing.get(one.event, ())
    dated = {duty.name for duty in owed if duty.due is not None}
    for duty in owed:
        if duty.due is not None:
            told.append(by_when(duty.name, duty.due, said))
        elif duty.state in {DutyState.OPEN, DutyState.LATE} and duty.name not in dated:
            told.append(occasion_of(duty, said, today, dates) or counted_from(duty, of, said))
    days = "; ".join(dict.fromkeys(filter(None, told))) or said.raw("handbok.prova.ingen_dag")
    return f"<br>{escape(said.raw('handbok.plikt.tillfalle'))}: <strong>{escape(days)}</strong>"


def _act(event: str, said: Texts) -> str:
    """The event as a link to its page, and a way to fill it in."""
    label = capital(said.label("handelser", event))
    shown = escape(said.raw("handbok.prova.fyll_i"))
    named = escape(said.say("handbok.prova.fyll_i_vad", handelse=label))
    button = f'<button data-do="form" data-event="{escape(event)}" aria-label="{named}">{shown}</button>'
    return f"{link('event', event, label)} {button}"


def _able(one: Possible, of: Tried, said: Texts, owing: Owing, when: str = "") -> str:
    owe = {duty.bearer for duty in owing.get(one.event, ())}
    holders = [each for each in one.holders if each in owe] or one.holders
    asked = ", ".join(said.label("falt", name) for name in one.states)
    told = f"<br>{escape(said.say('handbok.prova.om', falt=asked))}" if asked else ""
    by = f"<br>{escape(said.say('handbok.prova.vem', vem=with_limit(who(one.role, holders, said), one.event, said)))}"
    return f"{_act(one.event, said)}{by}{when}{told}{''.join(findings(one.findings, of, said))}"


def _unable(one: Possible, of: Tried, said: Texts) -> str:
    found = sorted(one.findings, key=lambda each: not each.blocks)
    label = escape(capital(said.label("handelser", one.event)))
    why = "".join(findings(found, of, said))
    return f"<details><summary>{label}</summary><p>{_act(one.event, said)}</p>{why}</details>"
