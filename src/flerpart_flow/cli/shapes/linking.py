"""How several cases hang together, on a page and as JSON: for ``status`` and ``check``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flerpart_flow.across.handover import Due, LinkFinding, Stage, Standing, check_links, hand_overs
from flerpart_flow.cli.pages.telling import tell_finding_shortly
from flerpart_flow.cli.shapes import shapes
from flerpart_flow.engine.values.clock import format_time
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.words.sentences import ARROW, capital, who

if TYPE_CHECKING:
    from datetime import datetime

    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.texts import Texts


def faulty(found: Sequence[LinkFinding]) -> bool:
    """Whether some link can't be right."""
    return any(one.fault for one in found)


def found_among(cases: Sequence[Case]) -> tuple[LinkFinding, ...]:
    """What is found in the references among the cases; of one alone only what can't be right, since the logs that it
    names may lie anywhere.
    """
    found = check_links(cases)
    return found if len(cases) > 1 else tuple(one for one in found if one.fault)


def findings_of(found: Sequence[LinkFinding], names: Sequence[str], said: Texts) -> list[dict[str, Any]]:
    """The findings as JSON has them; ``names`` are the logs'."""
    return [
        {
            "kind": one.kind.value,
            "fault": one.fault,
            "log": names[one.at],
            "case": one.case,
            "nr": one.nr,
            "field": one.field,
            "to": list(one.to),
            "text": one.text(said.lang),
        }
        for one in found
    ]


def links_of(cases: Sequence[Case], names: Sequence[str], at: datetime, said: Texts) -> dict[str, Any]:
    """Hand-overs and findings among cases, as JSON has them."""
    return {
        "handovers": [_handover(one, said) for one in hand_overs(cases, at)],
        "findings": findings_of(found_among(cases), names, said),
    }


def _handover(one: Standing, said: Texts) -> dict[str, Any]:
    return {
        "from": one.source.header.case,
        "to": one.target.header.case,
        "nr": one.nr,
        "recorded_nr": one.recorded_nr,
        "stage": one.stage.value,
        "label": _stage(one, said),
        "consent_norms": list(one.row.consent),
        "due": [_due(due, one.source, said) for due in one.due],
    }


def _due(due: Due, source: Case, said: Texts) -> dict[str, Any]:
    named = texts_for(source.rules, said.lang)
    return {
        "case": due.case,
        "event": due.event,
        "label": named.label("handelser", due.event),
        "content": dict(due.content),
        "norms": list(due.norms),
        "ready": due.ready,
        "since": None if due.since is None else format_time(due.since),
        "possible": shapes.possible(due.possible, source.rules, named),
    }


def _stage(one: Standing, said: Texts) -> str:
    result = said.label("lankar.resultat", one.row.result)
    return said.say(f"lankar.lage.{one.stage.value}", resultat=result, normer=", ".join(one.row.otherwise))


def tell_links(page: Page, cases: Sequence[Case], at: datetime, said: Texts) -> None:
    """How the cases hang together: each hand-over, what is to be recorded next, and what is found."""
    standings, found = hand_overs(cases, at), found_among(cases)
    page.heading(said.raw("cli.lankar.rubrik_status"))
    for one in standings:
        _tell_standing(page, one, at, said)
    _tell_findings(page, found, said)
    if not standings and not found:
        page.line(said.raw("cli.lankar.inga"), 2)


def tell_faults(page: Page, found: Sequence[LinkFinding], said: Texts) -> None:
    """The findings under a heading, if there are any."""
    if found:
        page.heading(said.raw("cli.lankar.rubrik_check"))
        _tell_findings(page, found, said)


def _tell_findings(page: Page, found: Sequence[LinkFinding], said: Texts) -> None:
    for one in found:
        mark = said.raw("lankar.fel" if one.fault else "lankar.upplysning")
        page.marked(f"{mark}:", one.text(said.lang), 2, "block" if one.fault else "note")


def _tell_standing(page: Page, one: Standing, at: datetime, said: Texts) -> None:
    source, target = one.source, one.target
    named = texts_for(target.rules, said.lang)
    values = {
        "fran": source.header.case,
        "till": target.header.case,
        "rutin": named.label("rutiner", target.header.routine),
        "lage": _stage(one, said),
        "fas": target.state_at(at).phase,
    }
    page.line(f"- {named.say('cli.lankar.overlamning', **values)}", 2, hang=2)
    for due in one.due:
        _tell_due(page, due, source, said)
    if one.stage in {Stage.UNDER_WAY, Stage.NOT_RECORDED}:
        norms = ", ".join(one.row.consent)
        page.line(said.say("cli.lankar.samtycke", till=target.header.case, normer=norms), 4, "faint")


def _tell_due(page: Page, due: Due, source: Case, said: Texts) -> None:
    named = texts_for(source.rules, said.lang)
    values = {
        "arende": due.case,
        "handelse": named.label("handelser", due.event),
        "namn": due.event,
        "innehall": " ".join(f"{field}={value}" for field, value in due.content),
        "normer": ", ".join(due.norms),
    }
    text = named.say("cli.lankar.att_gora" if due.ready else "cli.lankar.senare", **values)
    if due.since is not None:
        text += f" · {named.say('cli.lankar.sedan', dag=due.since.date())}"
    by = who(due.possible.role, due.possible.holders, named)
    page.line(f"{ARROW} {capital(text)} · {named.say('cli.lankar.vem', vem=by)}", 4, hang=2)
    for finding in due.possible.findings:
        if due.ready and finding.blocks:
            tell_finding_shortly(page, finding, source.rules, named, 6)
