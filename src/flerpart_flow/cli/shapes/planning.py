"""Planning dates as JSON and on a page: each latest day, where it first fell, and why it moved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.shapes.shapes import day
from flerpart_flow.engine.values.calendar import Roll, holidays_of, is_working_day, roll, weekday
from flerpart_flow.samverkan.lead_times import (
    OTHERS_NORM_WITH_REGION,
    OTHERS_NORM_WITHOUT_REGION,
    REGION_NORM,
    days_short,
    lead_times,
)

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.samverkan.lead_times import Backward, Forward
    from flerpart_flow.texts import Texts

_DAY = timedelta(days=1)


def free_days(raw: date, moved: date) -> list[tuple[date, str]]:
    """The free days that a latest day moved past, from where it first fell: each with the key of why it is free."""
    step = _DAY if moved > raw else -_DAY
    found = []
    while raw != moved:
        if not is_working_day(raw):
            found.append((raw, holidays_of(raw.year).get(raw) or weekday(raw)))
        raw += step
    return found


def lead_data(rules: Rules) -> dict[str, Any]:
    """The lead times that the rules set."""
    lead = lead_times(rules)
    return {
        "region_weeks": lead.region_weeks,
        "others_weeks": lead.others_weeks,
        "tolerance_days": lead.tolerance_days,
        "anchor": lead.anchor.value,
        "postal_days": lead.postal_days,
        "roll": lead.roll.value,
    }


def _latest(found: date | None, raw: date | None, how: Roll, norm: str | None, short: int | None) -> Any:
    if found is None or raw is None:
        return None
    rolled = roll(raw, how)
    return {
        "day": day(found),
        "raw": day(raw),
        "moved_past": [{"day": day(free), "why": why} for free, why in free_days(raw, rolled)],
        "moved_for_the_post": rolled != found,
        "norm": norm,
        "days_short": short,
    }


def backward_data(one: Backward, today: date | None, rules: Rules) -> dict[str, Any]:
    """Backward planning. ``days_short`` counts from ``--today``, null where no such day is given."""
    lead = lead_times(rules)
    short = {
        weeks: None if today is None else days_short(today, one.meeting, weeks)
        for weeks in (lead.region_weeks, lead.others_weeks)
    }
    rows = {
        "latest_region_contact": (
            one.latest_region_contact,
            one.latest_region_contact_raw,
            lead.roll,
            one.region_norm,
            short[lead.region_weeks],
        ),
        "latest_summons": (
            one.latest_summons,
            one.latest_summons_raw,
            lead.roll,
            one.others_norm,
            short[lead.others_weeks],
        ),
    }
    return {
        "with_region": one.region_norm is not None,
        "meeting": day(one.meeting),
        "meeting_is_working_day": is_working_day(one.meeting),
        **{name: _latest(*row) for name, row in rows.items()},
        "slack_days": one.slack_days,
    }


def forward_data(one: Forward) -> dict[str, Any]:
    """Forward planning."""
    with_region = one.region_contact is not None
    return {
        "with_region": with_region,
        "today": day(one.today),
        "start": day(one.start),
        "earliest_meeting": day(one.meeting),
        "region_contact": day(one.region_contact),
        "latest_region_answer": day(one.latest_region_answer),
        "latest_summons": day(one.latest_summons),
        "slack_days": one.slack_days,
        "norms": [REGION_NORM, OTHERS_NORM_WITH_REGION] if with_region else [OTHERS_NORM_WITHOUT_REGION],
    }


def _dated(of: date, said: Texts) -> str:
    return f"{of.isoformat()} ({said.raw(f'cli.veckodag.{weekday(of)}')})"


def _moved(raw: date | None, found: date, how: Roll, said: Texts) -> list[str]:
    """Why a latest day isn't where the weeks put it: free days, and the time that a letter takes."""
    if raw is None:
        return []
    rolled = roll(raw, how)
    free = [f"{past.isoformat()} {said.raw(f'cli.ledig.{why}')}" for past, why in free_days(raw, rolled)]
    notes = [said.say("cli.dates.flyttad", raw=_dated(raw, said), lediga=said.join(free))] if free else []
    post = [said.say("cli.dates.brevtid", raw=_dated(rolled, said))] if rolled != found else []
    return notes + post


def _short(today: date | None, found: date, meeting: date, weeks: int, said: Texts) -> list[str]:
    """Whether the latest day has passed, and how many days are short of the weeks."""
    if today is None or today <= found:
        return []
    short = days_short(today, meeting, weeks)
    return [said.say("cli.dates.passerad", idag=today, dagar=short)]


def tell_backward(page: Page, one: Backward, today: date | None, rules: Rules, said: Texts) -> None:
    """The latest days before a meeting."""
    lead = lead_times(rules)
    key = "med" if one.region_norm is not None else "utan"
    page.heading(said.say(f"cli.dates.mote_{key}", dag=_dated(one.meeting, said)))
    if not is_working_day(one.meeting):
        page.line(said.raw("cli.dates.ledig_dag"), 2, "warn")
    rows = [
        ("kontakt", one.latest_region_contact, one.latest_region_contact_raw, one.region_norm, lead.region_weeks),
        ("kallelse", one.latest_summons, one.latest_summons_raw, one.others_norm, lead.others_weeks),
    ]
    for name, found, raw, norm, weeks in rows:
        if found is None:
            continue
        page.line(said.say(f"cli.dates.{name}", dag=_dated(found, said), veckor=weeks, norm=norm), 2, hang=2)
        for note in (*_moved(raw, found, lead.roll, said), *_short(today, found, one.meeting, weeks, said)):
            page.line(note, 6, hang=2)
    if one.slack_days is not None:
        key = "cli.dates.svarstid" if one.slack_days >= 0 else "cli.dates.ingen_svarstid"
        page.line(said.say(key, dagar=abs(one.slack_days)), 2, hang=2)


def tell_forward(page: Page, one: Forward, said: Texts) -> None:
    """The earliest meeting."""
    key = "med" if one.region_contact is not None else "utan"
    page.heading(said.say(f"cli.dates.tidigast_{key}", dag=_dated(one.meeting, said)))
    if one.start != one.today:
        page.line(said.say("cli.dates.borjar", dag=_dated(one.start, said)), 2)
    if one.region_contact is not None and one.latest_region_answer is not None:
        page.line(said.say("cli.dates.kontakta", dag=_dated(one.region_contact, said)), 2)
        page.line(said.say("cli.dates.svar", dag=_dated(one.latest_region_answer, said), dagar=one.slack_days), 2)
    page.line(said.say("cli.dates.skicka", dag=_dated(one.latest_summons, said)), 2)


def tell_lead(page: Page, rules: Rules, said: Texts) -> None:
    """What the answer rests on."""
    lead = lead_times(rules)
    page.blank()
    values = {"region": lead.region_weeks, "ovriga": lead.others_weeks, "version": rules.version}
    page.line(said.say("cli.dates.grund", **values), style="faint")
    page.line(said.raw(f"cli.dates.ankare_{lead.anchor.value}"), style="faint")
