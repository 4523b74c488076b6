"""What lies ahead in a tried case at a moment: who owes what, what may be done, the next steps first, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape

from flerpart_flow.agenda.entry import in_words
from flerpart_flow.agenda.scene import days_of
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.showing import Dated
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.review.hindered import Hindrance, Hindrances, hindered
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.links import link
from flerpart_flow.trying.telling import findings
from flerpart_flow.trying.tried import Tried
from flerpart_flow.words.hindered import hindrance_in_words
from flerpart_flow.words.occasions import occasion
from flerpart_flow.words.sentences import capital, duty_in_words, duty_mark, in_order, proposal_in_words, who
from flerpart_flow.words.shared_acts import with_limit


def now(of: Tried, at: datetime | None, lang: str) -> str:
    """What may happen at a moment: the next steps, what else belongs to the phase, what may be done in most of them;
    and what may not, each with why.
    """
    said = texts_for(of.rules, lang)
    moment = of.moment(at)
    if moment is None:
        first = [move.event.name for move in of.routine.moves if "start" in move.to]
        return f"<ul>{''.join(f'<li>{_act(one, said)}</li>' for one in first)}</ul>"
    found = of.case.permitted(moment)
    unable = [one for one in found if one.answer is Answer.NO]
    parts = []
    owing = _owing(of, moment)
    for key, group in _groups(of, moment, found):
        if group:
            items = "".join(f"<li>{_able(one, of, said, owing)}</li>" for one in group)
            parts.append(f"<h3>{escape(said.raw(key))}</h3><ul>{items}</ul>")
    if unable:
        parts.append(f"<h3>{escape(said.raw('handbok.prova.far_inte'))}</h3>")
        parts.append("".join(_unable(one, of, said) for one in unable))
    return "\n".join(parts)


def _groups(of: Tried, moment: datetime, found: Iterable[Possible]) -> Iterator[tuple[str, list[Possible]]]:
    """What may happen: what fulfils a duty or cures what stands in a step's way; the phase's other acts; the rest."""
    asked = list(found)
    own = of.own_acts(of.phase(moment))
    owed = {duty.name for duty in in_order(of.case.duties(moment))}
    next_ones = {kind.name for spec in of.routine.duties if spec.name in owed for kind in spec.meets}
    for one in asked:
        if one.answer is Answer.NO and one.event in own:
            next_ones |= {each.cure for each in one.findings if each.blocks and each.cure is not None} & own
    next_ones |= _due(of, moment)
    able = [one for one in asked if one.answer is not Answer.NO]
    yield "handbok.prova.nasta", [one for one in able if one.event in next_ones]
    rest = [one for one in able if one.event not in next_ones]
    yield "handbok.fas.handelser", [one for one in rest if one.event in own]
    yield "handbok.fas.ocksa", [one for one in rest if one.event not in own]


def _due(of: Tried, moment: datetime) -> frozenset[str]:
    """The acts whose booked day has come."""
    return frozenset(one.act for one in _dates(of, moment) if one.act is not None and one.day <= local_date(moment))


def _dates(of: Tried, moment: datetime) -> tuple[Dated, ...]:
    """The days that the case holds."""
    return tuple(of.routine.outline.showing.dates(of.case.state_at(moment).facts, of.rules))


Owing = Mapping[str, frozenset[str]]
"""By the name of an act those who owe something that it meets."""


def _owing(of: Tried, moment: datetime) -> Owing:
    found: dict[str, frozenset[str]] = {}
    specs = {spec.name: spec for spec in of.routine.duties}
    for duty in in_order(of.case.duties(moment)):
        for kind in specs[duty.name].meets:
            found[kind.name] = found.get(kind.name, frozenset()) | {duty.bearer}
    return found


def _act(event: str, said: Texts) -> str:
    """The event as a link to its page, and a way to fill it in."""
    label = capital(said.label("handelser", event))
    shown = escape(said.raw("handbok.prova.fyll_i"))
    named = escape(said.say("handbok.prova.fyll_i_vad", handelse=label))
    button = f'<button data-do="form" data-event="{escape(event)}" aria-label="{named}">{shown}</button>'
    return f"{link('event', event, label)} {button}"


def _able(one: Possible, of: Tried, said: Texts, owing: Owing) -> str:
    owe = owing.get(one.event, frozenset())
    holders = [each for each in one.holders if each in owe] or one.holders
    asked = ", ".join(said.label("falt", name) for name in one.states)
    told = f"<br>{escape(said.say('handbok.prova.om', falt=asked))}" if asked else ""
    by = f"<br>{escape(said.say('handbok.prova.vem', vem=with_limit(who(one.role, holders, said), one.event, said)))}"
    return f"{_act(one.event, said)}{by}{told}{''.join(findings(one.findings, of, said))}"


def _unable(one: Possible, of: Tried, said: Texts) -> str:
    found = sorted(one.findings, key=lambda each: not each.blocks)
    label = escape(capital(said.label("handelser", one.event)))
    why = "".join(findings(found, of, said))
    return f"<details><summary>{label}</summary><p>{_act(one.event, said)}</p>{why}</details>"


def owed(of: Tried, at: datetime | None, lang: str) -> str:
    """Who owes what, those that are late first, the days that are booked, and the deviations that may be reported."""
    said = texts_for(of.rules, lang)
    moment = of.moment(at)
    hindrances, standing = _standing(of, moment)
    if moment is None or not standing:
        parts = [f"<p>{escape(said.raw('handbok.prova.inga_plikter'))}</p>"]
    else:
        dates = _dates(of, moment)
        items = (
            f'<li class="{one.state.value}"><strong>{escape(duty_mark(one, said))}</strong> '
            f"{_linked(duty_in_words(one, said, local_date(moment), dates), one.norms)}"
            f"{_waits(one, hindrances.get(one), of, moment, said)}"
            f"{_beside(one, of, moment, said)}</li>"
            for one in standing
        )
        parts = [f"<ul>{''.join(items)}</ul>"]
    if moment is not None and (days := days_of(of.case, moment, lang)):
        told = (f"<li>{_linked(in_words(one, said), one.norms)}</li>" for one in days)
        parts.append(f"<h3>{escape(said.raw('handbok.prova.dagar'))}</h3><ul>{''.join(told)}</ul>")
    proposed = of.case.deviations(moment) if moment is not None else ()
    if moment is not None and proposed:
        facts = of.case.state_at(moment).facts
        told = (proposal_in_words(one, of.routine, facts, said) for one in proposed)
        items = (f"<li>{_linked(text, (one.norm,))}</li>" for text, one in zip(told, proposed, strict=True))
        parts.append(f"<h3>{escape(said.raw('handbok.prova.foreslas'))}</h3><ul>{''.join(items)}</ul>")
    return "\n".join(parts)


def _standing(of: Tried, moment: datetime | None) -> tuple[Hindrances, list[Duty]]:
    """The duties that aren't over at a moment, and what is in the way of those that can't be met then."""
    if moment is None:
        return {}, []
    duties = of.case.duties(moment)
    found = hindered(of.case, of.case.state_at(moment), duties, moment)
    return found, in_order(duties, found)


def _waits(one: Duty, hindrance: Hindrance | None, of: Tried, moment: datetime | None, said: Texts) -> str:
    """That a duty can't be met now, and why; of one without a day from what its last day is counted."""
    in_the_way = "" if hindrance is None else hindrance_in_words(hindrance, of.phase(moment), of.rules, said)
    told = [in_the_way, _without_a_day(one, of, said, then=hindrance is not None and not hindrance.own)]
    return f"<br>{escape(' · '.join(filter(None, told)))}" if any(told) else ""


def _without_a_day(one: Duty, of: Tried, said: Texts, *, then: bool) -> str:
    """Of a duty without a day: from what its last day is counted, as far as the routine tells; that only its age is
    counted, where the routine doesn't say when in words either, and its clock doesn't stand still.
    ``then``: it is told after what has to come before it.
    """
    if one.due is not None or one.state is DutyState.WAITING:
        return ""
    own = f"fristen_for.{one.name}.{(one.counterpart or '').partition(':')[0]}"
    if own in said:  # towards some the day is another, or none
        return said.raw(own)
    key = f"frister.{one.name}"
    if key not in said:
        only_its_age = one.state is not DutyState.SUSPENDED and not occasion(one.name, said)
        return said.raw("handbok.plikt.ingen_dag") if only_its_age else ""
    day, named = said.say(key, **of.rules.parameters), f"fristernas_namn.{one.name}"
    if then and named in said:  # a target, which is counted once the rest is done
        return said.say("handbok.prova.dag_efter", dag=day)
    called = said.raw(named) if named in said else said.raw("handbok.plikt.nar")
    return said.say("handbok.prova.dag_sen", namn=called[:1].lower() + called[1:], dag=day)


def _beside(one: Duty, of: Tried, moment: datetime | None, said: Texts) -> str:
    """What the routine says of an open duty without a day at this moment."""
    if moment is None:
        return ""
    told = of.routine.outline.showing.beside(of.case.state_at(moment).facts, one, of.rules, said, local_date(moment))
    return f"<br>{escape(told)}" if told else ""


def _linked(text: str, idents: Iterable[str]) -> str:
    """A sentence, in which these norms are links."""
    told = escape(text)
    for one in dict.fromkeys(idents):
        told = told.replace(escape(one), link("norm", one, one))
    return told
