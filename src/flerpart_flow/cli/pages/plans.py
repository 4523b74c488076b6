"""Plans in the story of a case: what a version says, and its measures by their texts rather than their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.routines.flerpartsmote import Atgard, Plan
    from flerpart_flow.texts import Texts


def tell_plan(page: Page, plan: Plan, indent: int, said: Texts) -> None:
    """Goals, measures with those who answer for them and their last day, and the day of follow-up."""
    for goal in plan.mal:
        key = "cli.demo.plan.mal_delmal" if goal.delmal else "cli.demo.plan.mal"
        page.line(said.say(key, text=goal.text or goal.id, delmal="; ".join(goal.delmal)), indent, hang=2)
    for measure in plan.atgarder:
        page.line(_measure(measure, said), indent, hang=2)
    if plan.uppfoljning is not None:
        page.line(said.say("cli.demo.plan.uppfoljning", day=plan.uppfoljning), indent)


def _measure(measure: Atgard, said: Texts) -> str:
    who = said.join([said.name(one) for one in measure.ansvariga]) or said.raw("cli.demo.plan.ingen")
    key = "cli.demo.plan.atgard" if measure.klart_senast is None else "cli.demo.plan.atgard_senast"
    return said.say(key, text=measure.text or measure.id, vem=who, day=measure.klart_senast)


def measures_in(facts: Any) -> dict[str, str]:
    """The texts of the measures in every version so far, by id; the version in force has the last word.

    A routine whose facts hold no plans has none.
    """
    versions = (*getattr(facts, "earlier", ()), getattr(facts, "draft", None), getattr(facts, "current", None))
    measures = [one for version in versions if version is not None for one in version.plan.atgarder]
    return {one.id: one.text for one in measures if one.id and one.text}
