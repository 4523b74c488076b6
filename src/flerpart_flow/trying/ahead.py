"""What is owed in a tried case at a moment: by whom and by when, what is in the way, the days that are booked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from flerpart_flow.agenda.entry import in_words
from flerpart_flow.agenda.scene import days_of
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.showing import Dated
from flerpart_flow.engine.review.hindered import Hindrance, Hindrances, hindered
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.links import link
from flerpart_flow.trying.tried import Tried
from flerpart_flow.words.hindered import hindrance_in_words
from flerpart_flow.words.occasions import counted_from, occasion, own_towards
from flerpart_flow.words.sentences import duty_in_words, duty_mark, in_order, proposal_in_words


def owed(of: Tried, at: datetime | None, lang: str) -> str:
    """Who owes what, those that are late first, the days that are booked, and the deviations that may be reported."""
    said = texts_for(of.rules, lang)
    moment = of.moment(at)
    hindrances, standing = _standing(of, moment)
    if moment is None or not standing:
        parts = [f"<p>{escape(said.raw('handbok.prova.inga_plikter'))}</p>"]
    else:
        dates = dates_of(of, moment)
        items = (
            f'<li class="{one.state.value}"><strong>{escape(duty_mark(one, said))}</strong> '
            f"{_linked(duty_in_words(one, said, local_date(moment), dates), one.norms)}"
            f"{_waits(one, hindrances.get(one), of, moment, said)}"
            "</li>"
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


def dates_of(of: Tried, moment: datetime) -> tuple[Dated, ...]:
    """The days that the case holds."""
    return tuple(of.routine.outline.showing.dates(of.case.state_at(moment).facts, of.rules))


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
    own = own_towards(one)
    if own in said:  # towards some the day is another, or none
        return said.raw(own)
    day, named = counted_from(one, of.rules, said), f"fristernas_namn.{one.name}"
    if not day:
        only_its_age = one.state is not DutyState.SUSPENDED and not occasion(one.name, said)
        return said.raw("handbok.plikt.ingen_dag") if only_its_age else ""
    if then and named in said:  # a target, which is counted once the rest is done
        return said.say("handbok.prova.dag_efter", dag=day)
    called = said.raw(named) if named in said else said.raw("handbok.plikt.nar")
    return said.say("handbok.prova.dag_sen", namn=called[:1].lower() + called[1:], dag=day)


def beside(one: Duty, of: Tried, moment: datetime, said: Texts) -> str | None:
    """What the routine says of an open duty without a day at this moment."""
    return of.routine.outline.showing.beside(of.case.state_at(moment).facts, one, of.rules, said, moment)


def _linked(text: str, idents: Iterable[str]) -> str:
    """A sentence, in which these norms are links."""
    told = escape(text)
    for one in dict.fromkeys(idents):
        told = told.replace(escape(one), link("norm", one, one))
    return told
