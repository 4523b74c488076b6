"""The time line of a meeting: the latest days with the lead times and the slack, with the Region and without it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from flerpart_flow.diagrams.model import Edge, Kind, Lane, Layout, Line, Node, Picture, Tone, Way
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.engine.values.calendar import weekday
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.lead_times import Backward, backward, days_short, lead_times

NAME = "dates"


def build(request: Request) -> tuple[Picture, ...]:
    """The time line of the meeting day that is asked for; ``at`` tells what day it is."""
    wording = request.wording
    meeting = request.meeting
    if meeting is None:  # the caller has checked: a view that needs a meeting day gets one
        raise TypeError("the time line needs a meeting day")
    lead = lead_times(request.rules)
    today = None if request.at is None else local_date(request.at)
    nodes: list[Node] = []
    edges: list[Edge] = []
    for lane, with_region in (("med", True), ("utan", False)):
        found, joined = _line(request, lane, backward(meeting, with_region, lead), today)
        nodes += found
        edges += joined
    notes = () if today is None else (Line(wording.word("dates.idag", dag=_day(request, today))),)
    picture = Picture(
        view=NAME,
        name=f"{request.routine.name}-{NAME}-{meeting.isoformat()}",
        lang=request.lang,
        title=wording.word("dates.titel", dag=_day(request, meeting)),
        subtitle=wording.source_line(),
        description=wording.word("dates.beskrivning", dag=_day(request, meeting)),
        layout=Layout.LANES,
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(Lane(f"bana-{lane}", wording.word(f"dates.{lane}")) for lane in ("med", "utan")),
        notes=notes,
    )
    return (picture,)


def _day(request: Request, day: date) -> str:
    return f"{day.isoformat()} ({request.wording.said.raw(f'cli.veckodag.{weekday(day)}')})"


def _line(request: Request, lane: str, one: Backward, today: date | None) -> tuple[list[Node], list[Edge]]:
    """The days of one lane, first to last, and what lies between them."""
    wording, lead = request.wording, lead_times(request.rules)
    days: list[tuple[str, date, date | None, str | None, int]] = []
    if one.latest_region_contact is not None:
        days.append(
            ("kontakt", one.latest_region_contact, one.latest_region_contact_raw, one.region_norm, lead.region_weeks)
        )
    days.append(("kallelse", one.latest_summons, one.latest_summons_raw, one.others_norm, lead.others_weeks))
    nodes = [
        Node(
            id=f"dag-{lane}-{name}",
            kind=Kind.DEVIATION if today is not None and today > day else Kind.DATE,
            title=_day(request, day),
            lines=_about(request, name, day, raw, norm, weeks, one.meeting, today),
            lane=f"bana-{lane}",
            row=2 - len(days) + number,
        )
        for number, (name, day, raw, norm, weeks) in enumerate(days)
    ]
    nodes.append(
        Node(
            id=f"dag-{lane}-mote", kind=Kind.END, title=_day(request, one.meeting),
            lines=(Line(wording.word("dates.motet")),), lane=f"bana-{lane}", row=2,
        )
    )  # fmt: skip
    edges = []
    for before, after in pairwise(nodes):
        between = (_of(after, one) - _of(before, one)).days
        key = "svarstid" if after.id.endswith("kallelse") else "framforhallning"
        text = wording.word(f"dates.{key}", dagar=between)
        edges.append(
            Edge(
                id=f"till-{after.id}", source=before.id, target=after.id, way=Way.MAIN, lines=(Line(text),), label=text
            )
        )
    return nodes, edges


def _of(node: Node, one: Backward) -> date:
    name = node.id.rpartition("-")[2]
    if name == "kontakt" and one.latest_region_contact is not None:
        return one.latest_region_contact
    return one.latest_summons if name == "kallelse" else one.meeting


def _about(
    request: Request, name: str, day: date, raw: date | None, norm: str | None, weeks: int, meeting: date,
    today: date | None,
) -> tuple[Line, ...]:  # fmt: skip
    wording = request.wording
    lines = [Line(wording.word(f"dates.{name}", veckor=weeks, norm=norm))]
    if raw is not None and raw != day:
        lines.append(Line(wording.word("dates.flyttad", dag=_day(request, raw)), Tone.MUTED))
    if today is not None:
        if today > day:
            lines.append(Line(wording.word("dates.passerad", dagar=days_short(today, meeting, weeks)), Tone.ALERT))
        else:
            lines.append(Line(wording.word("dates.kvar", dagar=(day - today).days)))
    return tuple(lines)
