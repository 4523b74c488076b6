"""A tried case as the parts of a page: what has happened, how it is judged, and where in the picture the case is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from flerpart_flow.engine.review.review import Verdict
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.words.reasons import reason, texts_for
from flerpart_flow.texts import Texts
from flerpart_flow.trying.links import norms
from flerpart_flow.trying.tried import Tried
from flerpart_flow.words.history import history
from flerpart_flow.words.sentences import count, when

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


def story(of: Tried, before: Mapping[str, list[str]] | None, at: datetime | None, lang: str) -> str:
    """Each line: when, what, how it is judged, and the ways to change it; those with a new answer say so, and those
    that come after the moment that is asked about.
    """
    said = texts_for(of.rules, lang)
    if not of.review.verdicts:
        return f"<p>{escape(said.raw('handbok.prova.tomt'))}</p>"
    keys = keys_of(of)
    lines = {one.nr: one.text for one in history(of.case, lang)}
    items = []
    for one in sorted(of.review.verdicts, key=lambda verdict: verdict.nr):
        new = before is not None and before.get(str(one.nr)) not in (None, keys[str(one.nr)])
        items.append("".join(_line(one, lines.get(one.nr, one.event.name), new, of.later(one, at), of, said)))
    return "<ol>" + "\n".join(items) + "</ol>"


def _line(one: Verdict, text: str, new: bool, later: bool, of: Tried, said: Texts) -> Iterator[str]:
    kind = "later" if later else "refused" if one.refused else "line"
    yield f'<li class="{kind}" id="rad-{one.nr}" value="{one.nr}">'
    yield f'<span class="when">{escape(when(one.event.occurred_at, said))}</span> {escape(text)}'
    if later:
        yield f" <em>{escape(said.raw('handbok.prova.senare'))}</em>"
    if new:
        yield f' <strong class="new">{escape(said.raw("handbok.prova.nytt"))}</strong>'
    if one.refused:
        yield f"<p><strong>{escape(said.raw('handbok.prova.nekas'))}</strong></p>"
    if one.follows is not None and not one.own:
        yield f"<p>{escape(said.say('handbok.prova.foljer', nr=one.follows))}</p>"
    else:
        yield from findings(_found(one), of, said)
    for do in ("change", "remove"):
        label = said.say(f"handbok.prova.{do}", nr=one.nr)
        shown = escape(said.raw(f"handbok.prova.{do}_kort"))
        yield f' <button data-do="{do}" data-nr="{one.nr}" aria-label="{escape(label)}">{shown}</button>'
    yield "</li>"


def findings(found: Iterable[Finding], of: Tried, said: Texts) -> Iterator[str]:
    """Findings as a list, each once with its norms and what cures it; nothing for none."""
    told = list(dict.fromkeys(reason(one, of.rules, said.lang) for one in found))
    if told:
        yield '<ul class="why">'
        for one in told:
            mark = escape(said.raw(f"tillstand.allvar.{one.severity}"))
            cure = one.cure_text.removesuffix(f" ({one.cure})")
            cured = escape(f" → {cure}" if cure else "")
            says = f"{escape(one.says)}{norms((one.norm,))}{cured}"
            yield f'<li><span class="weight {one.severity}">{mark}</span> {says}</li>'
        yield "</ul>"


def sums(of: Tried, at: datetime | None, lang: str) -> str:
    """The whole in a sentence, as it is at a moment: the phase, and how many lines are refused."""
    said = texts_for(of.rules, lang)
    refused = sum(one.refused for one in of.review.verdicts if not of.later(one, at))
    phase = of.phase(at)
    named = said.label("faser", phase) if phase in of.routine.phases else said.raw("handbok.prova.ingen_fas")
    verdict = said.raw("handbok.prova.foljer_rutinen") if not refused else count("handbok.prova.nekade", refused, said)
    asked = of.moment(at)
    moment = "" if asked is None else f"{escape(said.say('handbok.prova.laget', tid=when(asked, said)))} "
    return f"<p>{moment}<strong>{escape(said.say('handbok.prova.fas', fas=named))}</strong> {escape(verdict)}</p>"


def lit(of: Tried, at: datetime | None) -> dict[str, Any]:
    """What of the picture is lit at a moment: the phase that the case stands in, those passed, the steps it took."""
    phases: list[str] = []
    steps: list[str] = []
    for one in of.review.verdicts:
        if one.refused or one.decision is None or of.later(one, at):
            continue
        before, after = str(one.decision.before.phase), str(one.decision.state.phase)
        if before != after:
            phases.append(before)
            steps.append(f"{before}-{one.event.name}")
    return {"here": of.phase(at), "passed": list(dict.fromkeys(phases)), "steps": list(dict.fromkeys(steps))}
