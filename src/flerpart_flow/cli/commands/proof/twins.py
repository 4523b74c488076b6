"""``proof twins``: every twin played under the routine's rules and an overlay, and those whose answer is another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import REFUSED, FlowTrouble, Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option, overlay_option, routine_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.proof.twins import Outcome, Twins


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def proof_twins(routine: str, form: str, overlay: str | None, output: str) -> int:
        twins, rules, outcomes = _played(routine, overlay)
        if form == "json":
            write_json(_data(twins, rules, outcomes), output)
        else:
            write_page(_page(twins, rules, outcomes, said), output)
        return 0 if all(one.passed for one in outcomes) else REFUSED

    return build("proof.twins", proof_twins, said, routine_option(said), format_option(said), overlay_option(said))


def _played(name: str, overlay: str | None) -> tuple[Twins, Rules, list[Outcome]]:
    """The twins of a routine, played. Raises Trouble for a routine that has none, and for one that can't be read."""
    from flerpart_flow.engine.errors import DefinitionError
    from flerpart_flow.proof.twins import Player, twins_of

    routine, rules = loading.routine(name), loading.rules_under(overlay, name)
    try:
        twins = twins_of(routine)
    except DefinitionError as error:  # whoever writes a twin is told where it is wrong
        raise FlowTrouble(error) from None
    if twins is None:
        raise Trouble("inga_tvillingar", where="--routine", routine=name)
    player = Player(routine, twins, rules)
    return twins, rules, [outcome for twin in twins.twins for outcome in player.play(twin)]


def _data(twins: Twins, rules: Rules, outcomes: list[Outcome]) -> dict[str, Any]:
    from flerpart_flow.cli.shapes.shapes import mark, rules_of
    from flerpart_flow.proof.twins.telling import data_of

    return {
        "format": mark("proof-twins"),
        "routine": twins.routine,
        "rules": rules_of(rules),
        "passed": all(one.passed for one in outcomes),
        "twins": [
            {
                "norms": list(twin.norms),
                "title": {"sv": twin.sv, "en": twin.en},
                "halves": [data_of(one) for one in outcomes if one.twin is twin],
            }
            for twin in twins.twins
        ],
    }


def _page(twins: Twins, rules: Rules, outcomes: list[Outcome], said: Texts) -> Page:
    page = Page()
    page.heading(said.label("rutiner", twins.routine))
    failed = [one for one in outcomes if not one.passed]
    for one in failed:
        _tell(page, twins, rules, one, said)
    counted = {"tvillingar": len(twins.twins), "fall": len(outcomes), "andra": len(failed)}
    key, style = ("nagra", "block") if failed else ("alla", "yes")
    page.line(said.say(f"cli.proof.twins.{key}", **counted), 2, style=style)
    return page


def _tell(page: Page, twins: Twins, rules: Rules, one: Outcome, said: Texts) -> None:
    from flerpart_flow.proof.twins.telling import asked_in_words, expected_in_words, got_in_words, reasons_in_words

    page.line(f"{', '.join(one.twin.norms)}: {one.twin.title(said.lang)}", 2, style="block", hang=2)
    for key, text in (
        ("borjan", _begin(twins, one, said.lang)),
        ("gors", asked_in_words(one.half, rules, said.lang)),
        ("vantat", expected_in_words(one.half, rules, said.lang)),
        ("blev", got_in_words(one, rules, said.lang)),
    ):
        page.marked(f"{said.raw(f'cli.proof.twins.{key}')}:", text, 4, hang=4)
    for line in (reasons_in_words(one, said.lang) or "").splitlines():
        page.line(line, 6, "faint", hang=2)


def _begin(twins: Twins, outcome: Outcome, lang: str) -> str:
    from flerpart_flow.proof.twins.telling import beginning_in_words

    return beginning_in_words(twins.beginnings[outcome.half.begin], lang)
