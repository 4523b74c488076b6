"""``form``: which form of meeting is advised, why, and what isn't known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import Choice, format_option, overlay_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.form import Advice, Outcome, Table
    from flerpart_flow.engine.rules.rules import Rules

FACTS: Final = (
    "region",
    "kommun",
    "arbetsformedlingen",
    "forsakringskassan",
    "utomstaende",
    "rehabilitering",
    "bedomning",
)
"""The facts of a question, named here too so that the help needs no engine; a test holds them against each other."""

ANSWERS: Final = ("ja", "nej", "okant")


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def form(table: bool, form: str, overlay: str | None, output: str, **facts: str) -> int:
        from flerpart_flow.across.form import Question, advise
        from flerpart_flow.engine.values.ternary import Ternary

        if table and any(answer != "okant" for answer in facts.values()):
            raise Trouble("form_tabell", where="--table")
        rules = loading.rules_under(overlay)
        if table:
            return _show_tables(rules, form, output, said)
        advice = advise(Question(**{fact: Ternary(answer) for fact, answer in facts.items()}), rules)
        if form == "json":
            write_json(_data(advice, facts, said), output)
        else:
            write_page(_page(advice, said), output)
        return 0

    answers = Choice(ANSWERS, said)
    facts = (
        click.Option([f"--{fact}"], type=answers, default="okant", help=said.raw(f"cli.val.form_{fact}"))
        for fact in FACTS
    )
    table = click.Option(["--table"], is_flag=True, help=said.raw("cli.val.form_tabell"))
    return build("form", form, said, *facts, table, format_option(said), overlay_option(said))


def _page(advice: Advice, said: Texts) -> Page:
    from flerpart_flow.across.form import heading, told

    page = Page()
    page.line(said.raw("motesform.rad"))
    for outcome in (advice.joint, advice.own):
        page.blank()
        mark = f"{said.raw(f'motesform.fraga.{outcome.table.name}')}:"
        page.marked(mark, heading(outcome, said), 0, "heading")
        for one in told(outcome, advice.least, said):
            page.line(one, 2)
    return page


def _data(advice: Advice, facts: dict[str, str], said: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes

    return {
        "format": shapes.mark("form"),
        "rules": shapes.rules_of(advice.rules),
        "question": {fact: facts[fact] for fact in FACTS},
        "joint": _outcome(advice.joint, advice.least, said),
        "own": _outcome(advice.own, advice.least, said),
    }


def _outcome(outcome: Outcome, least: int, said: Texts) -> dict[str, Any]:
    return {
        "form": outcome.form.value,
        "label": said.raw(f"motesform.namn.{outcome.form.value}"),
        "known": outcome.known,
        "possible": [form.value for form in outcome.possible],
        "reasons": [
            {"row": row.name, "text": text, "norms": list(row.norms)}
            for row, text in zip(outcome.rows, outcome.reasons(said, least), strict=True)
            if outcome.known
        ],
        "norms": list(outcome.norms),
        "unknown": [
            {
                "fact": fact,
                "text": said.raw(f"motesform.faktum.{fact}"),
                "who_can_tell": said.raw(f"motesform.vem.{fact}"),
            }
            for fact in outcome.unknown
        ],
    }


def _show_tables(rules: Rules, form: str, output: str, said: Texts) -> int:
    from flerpart_flow.across.form import TABLES, decision_table

    least = int(rules.value(MIN_PARTIES))
    if form == "json":
        from flerpart_flow.cli.shapes import shapes

        tables = {one.name: _table_data(one, least, said) for one in TABLES}
        write_json({"format": shapes.mark("form-table"), "rules": shapes.rules_of(rules), **tables}, output)
        return 0
    page = Page()
    page.line(said.raw("cli.form.tabell"))
    for one in TABLES:
        page.heading(said.raw(f"motesform.fraga.{one.name}"))
        head, *rows = decision_table(one, least, said.lang)
        for nr, row in enumerate(rows, 1):
            page.blank()
            page.line(said.say("cli.form.rad", nr=nr), 2, "heading")
            for name, cell in zip(head, row, strict=True):
                page.line(f"{name}: {cell}", 4, hang=2)
    write_page(page, output)
    return 0


def _table_data(table: Table, least: int, said: Texts) -> dict[str, Any]:
    return {
        "conditions": [
            {"condition": one.name, "text": said.say(f"motesform.villkor.{one.name}", antal=least)}
            for one in table.conditions
        ],
        "rows": [
            {
                "row": row.name,
                "when": dict(row.when),
                "form": row.form.value,
                "text": said.say(f"motesform.skal.{row.name}", antal=least),
                "norms": list(row.norms),
            }
            for row in table.rows
        ],
    }
