"""Plan a meeting: the latest days before it, or the earliest day for it.

    python examples/plan_dates.py [MEETING TODAY]

The lead times come from the rules, so that an organisation's own values count. They are targets: missing one gives a
warning, never a no.
"""

from __future__ import annotations

import sys
from datetime import date

from flerpart_flow import FLERPARTSMOTE, Rules
from flerpart_flow.routines.flerpartsmote import backward, forward, lead_times

MEETING = date(2027, 2, 10)
TODAY = date(2026, 12, 23)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def shown(day: date) -> str:
    """A day as people say it."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def moved(day: date, counted: date) -> str:
    """The latest day; and the day that the weeks lead to, where that one isn't a working day."""
    return shown(day) if day == counted else f"{shown(day)} ({shown(counted)} är ingen arbetsdag)"


def show_latest(meeting: date, with_region: bool, rules: Rules) -> None:
    """Backward from the meeting. The Region is asked first, and has the slack to answer in."""
    plan = backward(meeting, with_region, lead_times(rules))
    if plan.latest_region_contact is not None and plan.latest_region_contact_raw is not None:
        contact = moved(plan.latest_region_contact, plan.latest_region_contact_raw)
        print(f"  Regionen bör kontaktas senast {contact} [{plan.region_norm}]")
    print(f"  de övriga bör kallas senast {moved(plan.latest_summons, plan.latest_summons_raw)} [{plan.others_norm}]")
    if plan.slack_days is not None:
        print(f"  Regionen har {plan.slack_days} dagar på sig att svara")


def show_earliest(today: date, with_region: bool, rules: Rules) -> None:
    """Forward from today, if all that can be done is done at once."""
    plan = forward(today, with_region, lead_times(rules))
    print(f"  arbetet börjar {shown(plan.start)}")
    if plan.latest_region_answer is not None:
        print(f"  Regionen bör svara senast {shown(plan.latest_region_answer)}")
    print(f"  mötet hålls tidigast {shown(plan.meeting)}")


def main(meeting: date = MEETING, today: date = TODAY) -> None:
    """Both ways, with and without the Region."""
    rules = FLERPARTSMOTE.rules()  # an organisation's own: FLERPARTSMOTE.rules(overlay=read_overlay(path))
    lead = lead_times(rules)
    print(f"Framförhållning: Regionen {lead.region_weeks} veckor, övriga {lead.others_weeks} veckor.")
    for with_region in (True, False):
        who = "med" if with_region else "utan"
        print(f"\nMöte {shown(meeting)}, {who} Regionen:")
        show_latest(meeting, with_region, rules)
        print(f"\nOm arbetet börjar {shown(today)}, {who} Regionen:")
        show_earliest(today, with_region, rules)


if __name__ == "__main__":
    main(*map(date.fromisoformat, sys.argv[1:3]))
