"""What may be done in a tried case at a moment: the next steps first, each with its day, then the rest, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Final

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

OPEN: Final = 3
"""So many of the next steps are told without folding, so that they are read within half a minute."""


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
    steps = _listed([_step(one, of, said, moment) for one in following], said)
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
    told = steps + (f"<p>{escape(rest)}</p>" if rest else "")
    return {"next": told or none, "now": "\n".join(parts) or none}


def _listed(steps: Sequence[str], said: Texts) -> str:
    """The steps, those that press most open and the rest folded."""
    first, rest = ("".join(f"<li>{one}</li>" for one in part) for part in (steps[:OPEN], steps[OPEN:]))
    summary = escape(said.say("ord.nasta.fler", antal=len(steps) - OPEN))
    more = f"<details><summary>{summary}</summary><ul>{rest}</ul></details>" if rest else ""
    return f"<ul>{first}</ul>{more}" if first else ""


def _others(
    of: Tried, moment: datetime, found: Iterable[Possible], following: Iterable[NextStep]
) -> tuple[list[Possible], list[Possible]]:
    """What may be done besides the next steps: the phase's own acts, and the rest."""
    own, told = of.own_acts(of.phase(moment)), {one.event for one in following}
    rest = [one for one in found if one.answer is not Answer.NO and one.event not in told]
    return [one for one in rest if one.event in own], [one for one in rest if one.event not in own]


def _step(one: NextStep, of: Tried, said: Texts, moment: datetime) -> str:
    """A next step: who takes it and when, whose choice it is, what would do instead, and, folded, why not yet."""
    early = one.booked is not None and one.booked.day > local_date(moment)  # nothing but its day stands in its way
    named = said.join([said.name(each) for each in one.bearers]) or who(one.asked.role, one.asked.holders, said)
    told = [_named(one.asked, said), _by(named, one.event, said), _when(one, of, said, moment)]
    told += [f"<br>{escape(each)}" for each in _beside(one, of, said, moment)]
    for other in one.instead:
        text = said.say("ord.nasta.eller", handelse=said.label("handelser", other.event))
        told.append(f"<br>{escape(text)}")
    found = () if early else [each for each in one.asked.findings if each.blocks or not one.waits]
    if found:
        why = "".join(findings(found, of, said))
        summary = escape(said.raw("ord.nasta.inte_an"))
        told.append(f"<details><summary>{summary}</summary>{why}</details>" if one.waits else why)
    return "".join(told)


def _when(one: NextStep, of: Tried, said: Texts, moment: datetime) -> str:
    """When a step is to be taken, and of what is owed without a day since when; or that the individual decides."""
    days = days_of_step(one, of.rules, said, local_date(moment), dates_of(of, moment), named=True)
    if not (days or one.duties or one.waits) and individual_decides(of.routine, one.event):
        return f"<br><strong>{escape(said.raw('ord.nasta.individen'))}</strong>"
    none = said.raw("ord.nasta.ingen_dag")
    if days == (none,) and not one.waits:
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


def _named(one: Possible, said: Texts) -> str:
    """An act; one that may be done with a way to fill it in."""
    if one.answer is Answer.NO:
        return link("event", one.event, capital(said.label("handelser", one.event)))
    return _act(one.event, said)


def _by(named: str, event: str, said: Texts) -> str:
    return f"<br>{escape(said.say('handbok.prova.vem', vem=with_limit(named, event, said)))}"


def _able(one: Possible, of: Tried, said: Texts) -> str:
    """An act that may be done: by whom, and what it has to state."""
    asked = ", ".join(said.label("falt", name) for name in one.states)
    told = f"<br>{escape(said.say('handbok.prova.om', falt=asked))}" if asked else ""
    by = _by(who(one.role, one.holders, said), one.event, said)
    return f"{_act(one.event, said)}{by}{told}{''.join(findings(one.findings, of, said))}"


def _unable(one: Possible, of: Tried, said: Texts) -> str:
    found = sorted(one.findings, key=lambda each: not each.blocks)
    label = escape(capital(said.label("handelser", one.event)))
    why = "".join(findings(found, of, said))
    return f"<details><summary>{label}</summary><p>{_act(one.event, said)}</p>{why}</details>"
