"""A tried case as the parts of a page: what has happened and how it is judged, what may happen now, who owes what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.review.review import Verdict
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.words.reasons import reason, texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.links import link, norms
from flerpart_flow.trying.tried import Tried
from flerpart_flow.words.history import history
from flerpart_flow.words.sentences import (
    capital,
    count,
    duty_in_words,
    duty_mark,
    in_order,
    proposal_in_words,
    when,
    who,
)

Keys = dict[str, list[str]]
"""For each line, by its number, what it comes to: whether it is refused, and by which norms."""


def keys_of(of: Tried) -> Keys:
    """What each line comes to, so that a change of it can be told."""
    return {
        str(one.nr): [one.status.value, "refused" if one.refused else "", *dict.fromkeys(f.norm for f in _found(one))]
        for one in of.review.verdicts
    }


def _found(one: Verdict) -> tuple[Finding, ...]:
    if one.refused:
        return tuple(one.own) or (() if one.decision is None else tuple(one.decision.findings))
    return () if one.decision is None else tuple(one.decision.findings)


def story(of: Tried, before: Mapping[str, list[str]] | None, lang: str) -> str:
    """Each line: when, what, how it is judged, and the ways to change it; those with a new answer say so."""
    said = texts_for(of.rules, lang)
    if not of.review.verdicts:
        return f"<p>{escape(said.raw('handbok.prova.tomt'))}</p>"
    keys = keys_of(of)
    lines = {one.nr: one.text for one in history(of.case, lang)}
    items = []
    for one in sorted(of.review.verdicts, key=lambda verdict: verdict.nr):
        new = before is not None and before.get(str(one.nr)) not in (None, keys[str(one.nr)])
        items.append("".join(_line(one, lines.get(one.nr, one.event.name), new, of, said)))
    return "<ol>" + "\n".join(items) + "</ol>"


def _line(one: Verdict, text: str, new: bool, of: Tried, said: Texts) -> Iterator[str]:
    kind = "refused" if one.refused else "line"
    yield f'<li class="{kind}" id="rad-{one.nr}" value="{one.nr}">'
    yield f'<span class="when">{escape(when(one.event.occurred_at, said))}</span> {escape(text)}'
    if new:
        yield f' <strong class="new">{escape(said.raw("handbok.prova.nytt"))}</strong>'
    if one.refused:
        yield f"<p><strong>{escape(said.raw('handbok.prova.nekas'))}</strong></p>"
    if one.follows is not None and not one.own:
        yield f"<p>{escape(said.say('handbok.prova.foljer', nr=one.follows))}</p>"
    else:
        yield from _findings(_found(one), of, said)
    for do in ("change", "remove"):
        label = said.say(f"handbok.prova.{do}", nr=one.nr)
        shown = escape(said.raw(f"handbok.prova.{do}_kort"))
        yield f' <button data-do="{do}" data-nr="{one.nr}" aria-label="{escape(label)}">{shown}</button>'
    yield "</li>"


def _findings(found: Iterable[Finding], of: Tried, said: Texts) -> Iterator[str]:
    told = [reason(one, of.rules, said.lang) for one in found]
    if told:
        yield '<ul class="why">'
        for one in told:
            mark = escape(said.raw(f"tillstand.allvar.{one.severity}"))
            cure = one.cure_text.removesuffix(f" ({one.cure})")
            cured = escape(f" → {cure}" if cure else "")
            says = f"{escape(one.says)}{norms((one.norm,))}{cured}"
            yield f'<li><span class="weight {one.severity}">{mark}</span> {says}</li>'
        yield "</ul>"


def now(of: Tried, at: datetime | None, lang: str) -> str:
    """What may happen at a moment, and what may not, each with why."""
    said = texts_for(of.rules, lang)
    moment = of.moment(at)
    if moment is None:
        first = [move.event.name for move in of.routine.moves if "start" in move.to]
        return f"<ul>{''.join(f'<li>{_act(one, said)}</li>' for one in first)}</ul>"
    found = of.case.permitted(moment)
    able = [one for one in found if one.answer is not Answer.NO]
    unable = [one for one in found if one.answer is Answer.NO]
    parts = [f"<ul>{''.join(f'<li>{_able(one, of, said)}</li>' for one in able)}</ul>"]
    if unable:
        parts.append(f"<h3>{escape(said.raw('handbok.prova.far_inte'))}</h3>")
        parts.append("".join(_unable(one, of, said) for one in unable))
    return "\n".join(parts)


def _act(event: str, said: Texts) -> str:
    """The event as a link to its page, and a way to fill it in."""
    label = capital(said.label("handelser", event))
    shown = escape(said.raw("handbok.prova.fyll_i"))
    named = escape(said.say("handbok.prova.fyll_i_vad", handelse=label))
    button = f'<button data-do="form" data-event="{escape(event)}" aria-label="{named}">{shown}</button>'
    return f"{link('event', event, label)} {button}"


def _able(one: Possible, of: Tried, said: Texts) -> str:
    asked = ", ".join(said.label("falt", name) for name in one.states)
    told = f"<br>{escape(said.say('handbok.prova.om', falt=asked))}" if asked else ""
    by = f"<br>{escape(said.say('handbok.prova.vem', vem=who(one.role, one.holders, said)))}"
    return f"{_act(one.event, said)}{by}{told}{''.join(_findings(one.findings, of, said))}"


def _unable(one: Possible, of: Tried, said: Texts) -> str:
    found = sorted(one.findings, key=lambda each: not each.blocks)
    label = escape(capital(said.label("handelser", one.event)))
    why = "".join(_findings(found, of, said))
    return f"<details><summary>{label}</summary><p>{_act(one.event, said)}</p>{why}</details>"


def owed(of: Tried, at: datetime | None, lang: str) -> str:
    """Who owes what, those that are late first, and the deviations that somebody may report."""
    said = texts_for(of.rules, lang)
    moment = of.moment(at)
    standing = in_order(of.case.duties(moment)) if moment is not None else []
    if not standing:
        parts = [f"<p>{escape(said.raw('handbok.prova.inga_plikter'))}</p>"]
    else:
        items = (
            f'<li class="{one.state.value}"><strong>{escape(duty_mark(one, said))}</strong> '
            f"{_linked(duty_in_words(one, said), one.norms)}</li>"
            for one in standing
        )
        parts = [f"<ul>{''.join(items)}</ul>"]
    proposed = of.case.deviations(moment) if moment is not None else ()
    if proposed:
        told = (proposal_in_words(one, of.routine, of.case.facts, said) for one in proposed)
        items = (f"<li>{_linked(text, (one.norm,))}</li>" for text, one in zip(told, proposed, strict=True))
        parts.append(f"<h3>{escape(said.raw('handbok.prova.foreslas'))}</h3><ul>{''.join(items)}</ul>")
    return "\n".join(parts)


def _linked(text: str, idents: Iterable[str]) -> str:
    """A sentence, in which these norms are links."""
    told = escape(text)
    for one in dict.fromkeys(idents):
        told = told.replace(escape(one), link("norm", one, one))
    return told


def sums(of: Tried, lang: str) -> str:
    """The whole in a sentence: whether the log follows the routine, and how many lines are refused."""
    said = texts_for(of.rules, lang)
    refused = len(of.review.refused)
    phase = said.label("faser", str(of.case.phase)) if of.case.lines else said.raw("handbok.prova.ingen_fas")
    verdict = said.raw("handbok.prova.foljer_rutinen") if not refused else count("handbok.prova.nekade", refused, said)
    return f"<p><strong>{escape(said.say('handbok.prova.fas', fas=phase))}</strong> {escape(verdict)}</p>"


def lit(of: Tried) -> dict[str, Any]:
    """What of the picture is lit: the phase that the case stands in, those that it has passed, the steps it took."""
    phases: list[str] = []
    steps: list[str] = []
    for one in of.review.verdicts:
        if one.refused or one.decision is None:
            continue
        before, after = str(one.decision.before.phase), str(one.decision.state.phase)
        if before != after:
            phases.append(before)
            steps.append(f"{before}-{one.event.name}")
    return {"here": str(of.case.phase), "passed": list(dict.fromkeys(phases)), "steps": list(dict.fromkeys(steps))}
