"""What a status and a story show of the routine: plans, measures by their texts, conditions in words, the chair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.define import Demo, Proposal, Showing
from flerpart_flow.routines.flerpartsmote.shown.awaiting import beside
from flerpart_flow.routines.flerpartsmote.shown.dates import dates
from flerpart_flow.routines.flerpartsmote.shown.sight import SIGHT
from flerpart_flow.samverkan.data.conditions import told_condition
from flerpart_flow.samverkan.plan.approval import awaited
from flerpart_flow.samverkan.samtycke.showing import told_openly

if TYPE_CHECKING:
    from flerpart_flow.routines.flerpartsmote import Atgard, Plan
    from flerpart_flow.routines.flerpartsmote.facts import Facts
    from flerpart_flow.texts import Texts


def _phrase(event: Any, said: Texts) -> str | None:
    """What is known of a condition for calling a unit."""
    if event.name != "ange_forutsattning" or event.norm is None:
        return None
    known = told_condition(event.norm, event.varde, said)
    return known if event.enhet is None else f"{said.name(event.enhet)}: {known}"


def _standing(facts: Facts, said: Texts) -> Iterator[str]:
    """Whose answer to a plan that was summed up is missing, and who has said no."""
    version = facts.draft
    if version is None or not version.summed_up:
        return
    silent = awaited(facts, version)
    if silent:
        named = said.join([said.name(one) for one in silent])
        yield said.say("cli.status.plan_vantar", nummer=version.number, vem=named)
    if version.rejections:
        named = said.join([said.name(one) for one in sorted(version.rejections)])
        yield said.say("cli.status.plan_nej", nummer=version.number, vem=named)


def _awaits(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The answers to a plan that was summed up, from those who are silent (A14, FM-ROLL-5); once somebody has said no
    to it another one is awaited, since that one comes to nothing.
    """
    version = facts.draft
    if version is None or not version.summed_up:
        return {}
    if version.rejections:
        return {"uppratta_plan": ()}
    silent = awaited(facts, version)
    return {"godkann_plan": silent} if silent else {}


def _below(event: Any, said: Texts) -> Iterator[str]:
    """The plan that an event draws up: goals, measures with those who answer for them, the day of follow-up."""
    plan: Plan | None = getattr(event, "plan", None)
    if plan is None:
        return
    for goal in plan.mal:
        key = "cli.demo.plan.mal_delmal" if goal.delmal else "cli.demo.plan.mal"
        yield said.say(key, text=goal.text or goal.id, delmal="; ".join(goal.delmal))
    for measure in plan.atgarder:
        yield _measure(measure, said)
    if plan.uppfoljning is not None:
        yield said.say("cli.demo.plan.uppfoljning", day=plan.uppfoljning)


def _measure(measure: Atgard, said: Texts) -> str:
    who = said.join([said.name(one) for one in measure.ansvariga]) or said.raw("cli.demo.plan.ingen")
    key = "cli.demo.plan.atgard" if measure.klart_senast is None else "cli.demo.plan.atgard_senast"
    return said.say(key, text=measure.text or measure.id, vem=who, day=measure.klart_senast)


def _measures(facts: Facts) -> Mapping[str | int, str]:
    """The texts of the measures in every version, by id and by number; the version in force has the last word."""
    versions = (*facts.earlier, facts.draft, facts.current)
    measures = [one for version in versions if version is not None for one in version.plan.atgarder]
    by_id: dict[str | int, str] = {one.id: one.text for one in measures if one.id and one.text}
    numbers = {facts.number_of(one.id): one.text for one in measures if one.id and one.text}
    return by_id | {number: text for number, text in numbers.items() if number is not None}


def _role_of(facts: Facts, actor: str) -> str | None:
    """The chair is called by the role, which says more and is shorter."""
    return "ordforande" if actor == facts.chair else None


def _source(facts: Facts, proposal: Proposal, said: Texts) -> str | None:
    """A measure past its day has no line of its own, but the approval that made it due."""
    if proposal.detail is None or proposal.since is not None:
        return None
    day = facts.current.plan.atgarder[proposal.detail - 1].klart_senast if facts.current is not None else None
    key = "cli.avvikelse.godkand" if day is None else "cli.avvikelse.godkand_senast"
    return said.say(key, nr=proposal.about, day=day)


SHOWING: Final = Showing(
    told=(
        "enheter", "deltagare", "till", "narvarande", "amnen", "amne", "start", "giltigt_till",
        "svar", "kvarstar", "datum", "atgard", "part", "slag", "skal_kod", "ror",
    ),
    standing=_standing,
    awaits=_awaits,
    phrase=_phrase,
    held=told_openly,
    below=_below,
    things=_measures,
    role_of=_role_of,
    source=_source,
    beside=beside,
    dates=dates,
    sight=SIGHT,
    demo=Demo(
        log=("flerpart_flow.routines.flerpartsmote", "demo.jsonl"),
        introduction=tuple(f"cli.demo.inledning.flerpartsmote.{part}" for part in ("vad", "arende", "las")),
        phases="cli.demo.fas.flerpartsmote",
        ongoing=("flerpart_flow.routines.flerpartsmote", "ongoing.jsonl"),
    ),
)  # fmt: skip
