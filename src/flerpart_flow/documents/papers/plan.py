"""The plan: to those who get it, and the individual's own copy (FM-PLAN, FM-ROLL-5, -6)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.demands import lacks_unless
from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import Blank, Block, Document, Field, Fields, Listing, Paragraph, Section, Table
from flerpart_flow.documents.speech import upper
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.plan.approval import bound
from flerpart_flow.samverkan.plan.content import Atgard
from flerpart_flow.samverkan.plan.events import DelaUtPlan
from flerpart_flow.samverkan.plan.version import Version


def plan(ask: Asking) -> Document:
    """The plan to a unit; without a recipient the chair's own copy. The individual's is another kind."""
    if ask.recipient is None:
        ask = attrs.evolve(ask, recipient=ask.facts.chair)
    if ask.is_own():
        raise DocumentError("dokument.eget_exemplar", kind=ask.kind)
    version = _version(ask)
    if version is None:
        return ask.nothing(ask.say("plan.titel"), "dokument.ingen_plan", _handed_out(ask, None))
    found = _handed_out(ask, version)
    return ask.paper(ask.say("plan.titel"), _sections(ask, version), found, _mark(ask, version))


def individual_plan(ask: Asking) -> Document:
    """The individual's own copy, which is never held back; of a plan that isn't approved too."""
    ask = attrs.evolve(ask, recipient=ask.recipient or INDIVID)
    if not ask.is_own():
        raise DocumentError("dokument.bara_individen", kind=ask.kind)
    version = _version(ask)
    if version is None:
        return ask.nothing(ask.say("plan_individ.titel"), "dokument.ingen_plan")
    sections = (_own_measures(ask, version), *_sections(ask, version), _rights(ask))
    return ask.paper(ask.say("plan_individ.titel"), sections, (), _mark(ask, version))


def _version(ask: Asking) -> Version | None:
    """The version that is named, else the one in force, else the draft. Raises DocumentError for an unknown one."""
    facts = ask.facts
    if ask.version is None:
        return facts.current or facts.draft
    found = facts.version(ask.version)
    if found is None:
        raise DocumentError("dokument.okand_version", kind=ask.kind, number=facts.versions)
    return found


def _handed_out(ask: Asking, version: Version | None) -> tuple[Finding, ...]:
    number = None if version is None else version.number
    by = ask.facts.chair or ask.to()
    found = ask.judged(DelaUtPlan(occurred_at=ask.at, recorded_at=ask.at, by=by, version=number, till=(ask.to(),)))
    if is_unit(ask.to()):
        return found
    return tuple(attrs.evolve(one, cure=None, cure_by=None) for one in found)  # nothing makes it go to an outsider


def _mark(ask: Asking, version: Version) -> str:
    if not version.approved:
        return ask.say("utkast.plan")
    return ""


def _sections(ask: Asking, version: Version) -> Iterator[Section]:
    say, plan = ask.say, version.plan
    yield _about(ask, version)
    goals = tuple((one.text or one.id or "", "; ".join(one.delmal)) for one in plan.mal)
    table = Table(say("plan.mal.tabell"), (say("plan.mal.mal"), say("plan.mal.delmal")), goals)
    yield Section(
        "mal", say("plan.mal.rubrik"), (_or_room(table, say("plan.mal.rubrik")),), lacks_unless("FM-PLAN-1", goals)
    )
    yield _measures(ask, version)
    yield _bearers(ask, version)
    yield _follow_up(ask, version)
    yield _approved_by(ask, version)
    yield Section("dokumentation", say("plan.dokumentation.rubrik"), (Paragraph(say("plan.dokumentation.text")),))


def _or_room(table: Table, label: str) -> Block:
    return table if table.rows else Blank(label, 3)


def _about(ask: Asking, version: Version) -> Section:
    say = ask.say
    came = say(f"plan.version.{version.origin.value}", nummer=version.parent)
    state = say("plan.version.godkand" if version.approved else "plan.version.utkast")
    fields = [Field(say("plan.version.nummer"), str(version.number)), Field(say("plan.version.tillkomst"), came)]
    if version.drawn_on is not None:
        fields.append(Field(say("plan.version.upprattad"), say.day(version.drawn_on)))
    fields.append(Field(say("plan.version.lage"), state))
    blanks = (Blank(say("plan.version.namn")),)
    return Section("version", say("plan.version.rubrik"), (Fields(tuple(fields)), *blanks))


def _measures(ask: Asking, version: Version) -> Section:
    say = ask.say
    heads = tuple(say(f"plan.atgarder.{one}") for one in ("atgard", "ansvarar", "senast", "lage"))
    rows = tuple(_measure(ask, version, one) for one in version.plan.atgarder)
    table = Table(say("plan.atgarder.tabell"), heads, rows)
    block = _or_room(table, say("plan.atgarder.rubrik"))
    return Section("atgarder", say("plan.atgarder.rubrik"), (block,), lacks_unless("FM-PLAN-2", rows))


def _measure(ask: Asking, version: Version, measure: Atgard) -> tuple[str, ...]:
    say = ask.say
    who = say.said.join([_bearer(ask, measure, one) for one in measure.ansvariga])
    due = measure.klart_senast
    day = say("plan.atgarder.ingen_dag") if due is None else say.day(due)
    proposed = [one for one in measure.ansvariga if not bound(version, one)]
    names = say.said.join([ask.by(one) for one in proposed])
    state = say("plan.atgarder.forslag", vem=names) if proposed else say("plan.atgarder.bestamd")
    return (measure.text or measure.id or "", upper(who), day, state)


def _bearer(ask: Asking, measure: Atgard, actor: str) -> str:
    name = ask.named(actor)
    return ask.say("plan.atgarder.huvudansvar", vem=name) if actor == measure.huvudansvarig else name


def _bearers(ask: Asking, version: Version) -> Section:
    """What each answers for: the individual first, then the parties (FM-PLAN-3)."""
    say, measures = ask.say, version.plan.atgarder
    rows = tuple(
        (upper(ask.named(who)), "; ".join(one.text or one.id or "" for one in measures if who in one.ansvariga))
        for who in sorted(version.plan.responsible(), key=lambda who: (who != INDIVID, who))
    )
    table = Table(say("plan.ansvar.tabell"), (say("plan.ansvar.vem"), say("plan.ansvar.vad")), rows)
    blocks = (_or_room(table, say("plan.ansvar.rubrik")), Paragraph(say("plan.ansvar.text")))
    borne = rows and all(any(is_unit(who) or who == INDIVID for who in one.ansvariga) for one in measures)
    return Section("ansvar", say("plan.ansvar.rubrik"), blocks, lacks_unless("FM-PLAN-3", borne))


def _follow_up(ask: Asking, version: Version) -> Section:
    say, day, booked = ask.say, version.plan.uppfoljning, ask.facts.follow_up
    heading = say("plan.uppfoljning.rubrik")
    fields = [] if day is None else [Field(say("plan.uppfoljning.dag"), say.day(day))]
    if booked is not None and booked.day == day:
        fields.append(Field(say("plan.uppfoljning.kallar"), say.name(booked.convener)))
    block: Block = Fields(tuple(fields)) if fields else Blank(heading)
    return Section("uppfoljning", heading, (block,), lacks_unless("FM-PLAN-4", day))


def _approved_by(ask: Asking, version: Version) -> Section:
    say = ask.say
    who = tuple(upper(ask.named(one)) for one in sorted(version.approvals, key=lambda who: (who != INDIVID, who)))
    block: Block = Listing(who) if who else Paragraph(say("plan.godkannande.ingen"))
    blocks = (Paragraph(say("plan.godkannande.text")), block) if who else (block,)
    lacks = lacks_unless("FM-ROLL-5", version.approved)
    return Section("godkannande", say("plan.godkannande.rubrik"), blocks, lacks)


def _own_measures(ask: Asking, version: Version) -> Section:
    say = ask.say
    mine = tuple(one.text or one.id or "" for one in version.plan.atgarder if INDIVID in one.ansvariga)
    block: Block = Listing(mine) if mine else Paragraph(say("plan_individ.dina.inga"))
    return Section("dina_atgarder", say("plan_individ.dina.rubrik"), (block,))


def _rights(ask: Asking) -> Section:
    say = ask.say
    items = tuple(say(f"plan_individ.ratt.{one}") for one in ("fraga", "andra", "ta_tillbaka"))
    return Section("du_kan", say("plan_individ.ratt.rubrik"), (Listing(items),))
