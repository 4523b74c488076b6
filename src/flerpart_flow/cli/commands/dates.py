"""``dates``: the latest days before a meeting, or the earliest meeting from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import Trouble
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import format_option, overlay_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.samverkan.lead_times import Backward, Forward


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def dates(
        meeting: str | None, today: str | None, region: bool | None, form: str, overlay: str | None, output: str
    ) -> int:
        if meeting is None and today is None:
            raise Trouble("dag_saknas")
        rules = loading.rules_under(overlay)
        before = None if meeting is None else loading.day(meeting, "--meeting")
        start = None if today is None else loading.day(today, "--today")
        back, ahead = _planned(before, start, (True, False) if region is None else (region,), rules)
        if form == "json":
            write_json(_data(back, ahead, start, rules), output)
        else:
            write_page(_page(back, ahead, start, rules, said), output)
        return 0

    options = (
        click.Option(["--meeting"], metavar=said.raw("cli.meta.dag"), help=said.raw("cli.val.meeting")),
        click.Option(["--today"], metavar=said.raw("cli.meta.dag"), help=said.raw("cli.val.today")),
        click.Option(["--region/--no-region"], default=None, help=said.raw("cli.val.region")),
        format_option(said),
        overlay_option(said),
    )
    return build("dates", dates, said, *options)


def _planned(
    meeting: date | None, today: date | None, regions: Sequence[bool], rules: Rules
) -> tuple[list[Backward], list[Forward]]:
    from flerpart_flow.engine.values.clock import FIRST_YEAR, LAST_YEAR
    from flerpart_flow.samverkan.lead_times import backward, forward, lead_times

    lead = lead_times(rules)
    back = [] if meeting is None else [backward(meeting, with_region, lead) for with_region in regions]
    ahead = [] if today is None else [forward(today, with_region, lead) for with_region in regions]
    days = [one.latest_region_contact or one.latest_summons for one in back] + [one.meeting for one in ahead]
    if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise Trouble("utanfor", where="--today" if ahead else "--meeting")
    return back, ahead


def _data(back: list[Backward], ahead: list[Forward], today: date | None, rules: Rules) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.cli.shapes.planning import backward_data, forward_data, lead_data

    return {
        "format": shapes.mark("dates"),
        "rules": shapes.rules_of(rules),
        "lead_times": lead_data(rules),
        "backward": [backward_data(one, today, rules) for one in back],
        "forward": [forward_data(one) for one in ahead],
    }


def _page(back: list[Backward], ahead: list[Forward], today: date | None, rules: Rules, said: Texts) -> Page:
    from flerpart_flow.cli.shapes.planning import tell_backward, tell_forward, tell_lead

    page = Page()
    for one in back:
        tell_backward(page, one, today, rules, said)
    for other in ahead:
        tell_forward(page, other, said)
    tell_lead(page, rules, said)
    return page
