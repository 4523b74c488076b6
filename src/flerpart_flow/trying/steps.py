"""What may be done in a tried case at a moment: the next steps first, each with its day, then the rest, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape

import attrs

from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.review.next_steps import NextStep, next_steps
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.ahead import beside, dates_of
from flerpart_flow.trying.links import link
from flerpart_flow.trying.telling import findings
from flerpart_flow.trying.tried import Tried
from flerpart_flow.words.next_steps import at_rest, days_of_step
from flerpart_flow.words.sentences import age, capital, individual_decides, who
from flerpart_flow.words.shared_acts import with_limit


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
    following = next_steps(of.case, of.case.state_at(moment), found, of.case.duties(moment), moment)
    steps = "".join(f"<li>{_step(one, of, said, moment)}</li>" for one in following)
    parts = []
    others = _others(of, moment, found, following)
    for key, group in zip(("handbok.fas.handelser", "handbok.fas.ocksa"), others, strict=True):
        if group:
            items = "".join(f"<li>{_able(one, of, said)}</li>" for one in group)
            parts.append(f"<h3>{escape(said.raw(key))}</h3><ul>{items}</ul>")
    if unable := [one for one in found if one.answer is Answer.NO]:
        parts.append(f"<h3>{escape(said.raw('handbok.prova.far_inte'))}</h3>")
        parts.append("".join(_unable(one, of, said) for one in unable))
    rest = at_rest(of.routine, of.phase(moment), said)
    told = (f"<ul>{steps}</ul>" if steps else "") + (f"<p>{escape(rest)}</p>" if rest else "")
    return {"next": told or none, "now": "\n".join(parts) or none}


def _others(
    of: Tried, moment: datetime, found: Iterable[Possible], following: Iterable[NextStep]
) -> tuple[list[Possible], list[Possible]]:
    """What may be done besides the next steps: the phase's own acts, and the rest."""
    own, told = of.own_acts(of.phase(moment)), {one.event for one in following}
    rest = [one for one in found if one.answer is not Answer.NO and one.event not in told]
    return [one for one in rest if one.event in own], [one for one in rest if one.event not in own]


def _step(one: NextStep, of: Tried, said: Texts, moment: datetime) -> str:
    """A next step: who takes it and when, whose choice it is, what stands in its way, and what else would do."""
    owing = {duty.bearer for duty in one.duties}
    holders = [each for each in one.asked.holders if each in owing]
    early = one.booked is not None and one.booked.day > local_date(moment)  # nothing but its day stands in its way
    asked = attrs.evolve(one.asked, findings=()) if early else one.asked
    told = [_able(asked, of, said, holders, _when(one, of, said, moment))]
    told += [f"<br>{escape(each)}" for each in _beside(one, of, said, moment)]
    for other in one.instead:
        text = said.say("ord.nasta.eller", handelse=said.label("handelser", other.event))
        told.append(f"<br>{escape(text)}")
    return "".join(told)


def _when(one: NextStep, of: Tried, said: Texts, moment: datetime) -> str:
    """When a step is to be taken, and of what is owed without a day since when; or that the individual decides."""
    days = days_of_step(one, of.rules, said, local_date(moment), dates_of(of, moment), named=True)
    if not days and not one.duties and individual_decides(of.routine, one.event):
        return f"<br><strong>{escape(said.raw('ord.nasta.individen'))}</strong>"
    none = said.raw("ord.nasta.ingen_dag")
    if days == (none,):
        days = (none, age(one.duties[0], said, local_date(moment)))
    return f"<br>{escape(said.raw('handbok.plikt.tillfalle'))}: <strong>{escape('; '.join(days or (none,)))}</strong>"


def _beside(one: NextStep, of: Tried, said: Texts, moment: datetime) -> Iterator[str]:
    """What the routine says of what is owed, each sentence once."""
    return iter(dict.fromkeys(filter(None, (beside(duty, of, moment, said) for duty in one.duties))))


def _act(event: str, said: Texts) -> str:
    """The event as a link to its page, and a way to fill it in."""
    label = capital(said.label("handelser", event))
    shown = escape(said.raw("handbok.prova.fyll_i"))
    named = escape(said.say("handbok.prova.fyll_i_vad", handelse=label))
    button = f'<button data-do="form" data-event="{escape(event)}" aria-label="{named}">{shown}</button>'
    return f"{link('event', event, label)} {button}"


def _able(one: Possible, of: Tried, said: Texts, owing: Iterable[str] = (), when: str = "") -> str:
    """An act that may be done, or waits: by whom, of those who owe it if somebody does, and what it has to state."""
    able = one.answer is not Answer.NO
    asked = ", ".join(said.label("falt", name) for name in one.states if able)
    told = f"<br>{escape(said.say('handbok.prova.om', falt=asked))}" if asked else ""
    named = who(one.role, tuple(owing) or one.holders, said)
    by = f"<br>{escape(said.say('handbok.prova.vem', vem=with_limit(named, one.event, said)))}"
    act = _act(one.event, said) if able else link("event", one.event, capital(said.label("handelser", one.event)))
    return f"{act}{by}{when}{told}{''.join(findings(one.findings, of, said))}"


def _unable(one: Possible, of: Tried, said: Texts) -> str:
    found = sorted(one.findings, key=lambda each: not each.blocks)
    label = escape(capital(said.label("handelser", one.event)))
    why = "".join(findings(found, of, said))
    return f"<details><summary>{label}</summary><p>{_act(one.event, said)}</p>{why}</details>"
