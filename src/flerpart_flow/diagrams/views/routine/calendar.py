"""The chain around a meeting, from the first contact to the follow-up: by when things ought to be done, the lead times
and the slack, and who owes what between them; with the Region and without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from flerpart_flow.diagrams.model import Edge, Kind, Lane, Layout, Line, Node, Picture, Row, Sign, Tone, Way
from flerpart_flow.diagrams.paper import UPRIGHT
from flerpart_flow.diagrams.views.pages import on_pages
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.sizes import lane_letters
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.review.needs import needs
from flerpart_flow.engine.review.steps import Step, main_path
from flerpart_flow.engine.values.calendar import weekday
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.lead_times import DATE_NORM, Backward, backward, days_short, lead_times

NAME = "calendar"
WIDTH = lane_letters(UPRIGHT, 2, words=False)
"""Letters in a line of a box."""
CONTACT, GIVES_TIME, SUMMONS = "kontakta_regionen", "boka_tid", "kalla"
DATED = (CONTACT, GIVES_TIME, SUMMONS)
"""The duties that have a box of their own, where they are owed: two with a last day, and the Region's answer between
them.
"""


AT_MEETING = "vid"
"""The box of what is done at the meeting."""
Told = tuple[int, str, str]
"""Where the table has an act, its sign and who does it, and the act."""


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
    notes = () if today is None else (Line(wording.word("calendar.idag", dag=_day(request, today))),)
    picture = Picture(
        view=NAME,
        name=f"{request.routine.name}-{NAME}-{meeting.isoformat()}",
        lang=request.lang,
        title=wording.word("calendar.titel", rutin=wording.routine_name(), dag=_day(request, meeting)),
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("calendar.beskrivning", dag=_day(request, meeting)),
        layout=Layout.LANES,
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(Lane(f"bana-{lane}", wording.word(f"calendar.{lane}")) for lane in ("med", "utan")),
        notes=notes,
    )
    return on_pages(picture, wording, arrows=False)


def _spec(wording: Wording, duty: str) -> DutySpec | None:
    return next((one for one in wording.routine.duties if one.name == duty), None)


def who_does(wording: Wording, duty: str) -> str:
    """Who does what has a last day, which somebody does where the routine lays it on nobody."""
    spec = _spec(wording, duty)
    return wording.word("calendar.nagon") if spec is None or spec.bearer is None else wording.bearer(spec.bearer)


def regions_own(wording: Wording) -> str:
    """That the Region is called, too, by the summons' norms and without a target; nothing where nobody owes one."""
    spec = _spec(wording, SUMMONS)
    return "" if spec is None else wording.word("calendar.regionens_kallelse", norm=", ".join(spec.norms))


def _day(request: Request, day: date) -> str:
    return f"{day.isoformat()} ({request.wording.said.raw(f'cli.veckodag.{weekday(day)}')})"


def _titled(request: Request, day: date) -> str:
    """A day with its week, as a box's title."""
    return request.wording.word("calendar.vecka", vecka=day.isocalendar().week, dag=_day(request, day))


def _owing(request: Request, lane: str, name: str, phases: Sequence[str], row: int) -> tuple[Node, ...]:
    """What is owed in some phases, by whom, as a box of a lane, and between that what the rest can't do without though
    nobody owes it: the individual says who may be called (PR-MALGRUPP-2), the plan is drawn up and approved
    (FM-ROLL-5).
    """
    wording = request.wording
    told = [*_led_in(request, phases), *_owed(request, phases), *_needed(request, phases)]
    if name == AT_MEETING:
        told.sort(key=lambda one: one[0])
    if lane == "utan":
        told += _sets_the_time(request, phases)
    rows = tuple(
        Row(((Line(f"{who}{'; '.join(acts)}"),),))
        for who, acts in (
            *_together(_owed(request, _led_from(request, phases)), apart=False),
            *_together(told, apart=name == AT_MEETING),
        )
    )
    if not rows:
        return ()
    return (
        Node(
            id=f"del-{lane}-{name}", kind=Kind.TASKS, title=wording.word(f"calendar.{name}"), rows=rows,
            widths=(WIDTH,), lane=f"bana-{lane}", row=row,
        ),
    )  # fmt: skip


def _owed(request: Request, phases: Sequence[str]) -> Iterator[Told]:
    """The duties of some phases that have no box of their own."""
    wording, order = request.wording, _order(request)
    for spec in request.routine.duties:
        if spec.phase in phases and not spec.own and spec.name not in DATED:
            who = f"{capital(wording.bearer(spec.bearer))}: " if spec.bearer is not None else ""
            what = wording.owed(spec, wording.duty(spec))
            yield min(order[kind.name] for kind in spec.meets), f"{Sign.DUTY} {who}", what


def _led_from(request: Request, phases: Sequence[str]) -> tuple[str, ...]:
    """The phases that such an act leads from: what is owed in them, the information that the consent rests on
    (FM-SAMTYCKE-1), stands apart, before the act.
    """
    return tuple(step.source for step in _led_by(request, phases))


def _led_by(request: Request, phases: Sequence[str]) -> list[Step]:
    return [
        step
        for step in main_path(request.routine)
        if step.target in phases and step.source not in phases and f"kalender.{step.event}" in request.wording.said
    ]


def _led_in(request: Request, phases: Sequence[str]) -> Iterator[Told]:
    """The act that leads the main path into the phases, where a text ``kalender.<event>`` tells who does what: nothing
    that identifies the individual comes before the consent (FM-SAMTYCKE-2).
    """
    for step in _led_by(request, phases):
        who, _, act = request.wording.said.raw(f"kalender.{step.event}").partition(": ")
        yield _order(request)[step.event], f"{Sign.NEEDED} {who}: ", act


def _needed(request: Request, phases: Sequence[str]) -> Iterator[Told]:
    """What has to be done in some phases though nobody owes it. Where several may do an act, but what the meeting waits
    for is one's alone, a text ``kalender.<event>`` says who and what.
    """
    wording, order = request.wording, _order(request)
    owed = {kind.name for spec in request.routine.duties if not spec.own for kind in spec.meets}
    for need in needs(request.routine, request.rules):
        if need.phase in phases and need.event not in owed:
            who, act = capital(wording.role(need.move.by.code)), wording.limited(need.event)
            key = f"kalender.{need.event}"
            if key in wording.said:
                who, _, act = wording.said.raw(key).partition(": ")
            yield order[need.event], f"{Sign.NEEDED} {who}: ", act


def _order(request: Request) -> dict[str, int]:
    """Where the table has each act first."""
    found: dict[str, int] = {}
    for number, move in enumerate(request.routine.moves):
        found.setdefault(move.event.name, number)
    return found


def _together(told: Iterable[Told], *, apart: bool) -> list[tuple[str, list[str]]]:
    """The acts by who does them; ``apart``: only those that follow on one another, so that their order stays."""
    found: list[tuple[str, list[str]]] = []
    for _, who, act in told:
        same = [acts for one, acts in (found[-1:] if apart else found) if one == who]
        if same:
            same[0].append(act)
        else:
            found.append((who, [act]))
    return found


def _sets_the_time(request: Request, phases: Sequence[str]) -> Iterator[Told]:
    """Who sets the meeting's time where the Region doesn't: nobody owes it then, but the one who owes the summons has
    to name one in it.
    """
    wording = request.wording
    duties = {spec.name: spec for spec in request.routine.duties}
    given, summons = duties.get(GIVES_TIME), duties.get(SUMMONS)
    if given is not None and given.phase in phases and summons is not None and summons.bearer is not None:
        for act in given.meets:
            who = f"{Sign.DUTY} {capital(wording.role(summons.bearer))}: "
            yield 0, who, wording.word("calendar.tid", vad=wording.act(act.name))


def _answer(request: Request, lane: str) -> tuple[Node, ...]:
    """The Region's date, between the contact and the summons to the others, who aren't called before it."""
    wording = request.wording
    if not any(spec.name == GIVES_TIME for spec in request.routine.duties):
        return ()
    return (
        Node(
            id=f"del-{lane}-svar", kind=Kind.PHASE, title=wording.word("calendar.svar"),
            lines=(Line(wording.word("calendar.svar_sedan", norm=DATE_NORM)),), widths=(WIDTH,), lane=f"bana-{lane}",
            row=2,
        ),
    )  # fmt: skip


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
            title=_titled(request, day),
            lines=_about(request, name, day, raw, norm, weeks, one, today),
            widths=(WIDTH,),
            lane=f"bana-{lane}",
            row=1 if name == "kontakt" else 3,
        )
        for name, day, raw, norm, weeks in days
    ]
    nodes.append(
        Node(
            id=f"dag-{lane}-mote", kind=Kind.PHASE, title=_titled(request, one.meeting),
            lines=(Line(wording.word("calendar.motet")),), widths=(WIDTH,), lane=f"bana-{lane}", row=5,
        )
    )  # fmt: skip
    phases = [str(phase) for frame in request.routine.outline.frames[:1] for phase in frame.phases]
    first, second, third, *rest = (*phases, "", "", "")
    chained = [
        *_owing(request, lane, "forst", (first,), 0),
        *nodes[:-2],
        *(_answer(request, lane) if one.latest_region_contact is not None else ()),
        *nodes[-2:-1],
        *_owing(request, lane, "emellan", (second,), 4),
        nodes[-1],
        *_owing(request, lane, AT_MEETING, (third,), 6),
        *_owing(request, lane, "efter", rest, 7),
    ]
    edges = [
        Edge(id=f"till-{after.id}", source=before.id, target=after.id, way=Way.MAIN, label=after.title)
        for before, after in pairwise(chained)
    ]
    return chained, edges


def _about(
    request: Request, name: str, day: date, raw: date | None, norm: str | None, weeks: int, one: Backward,
    today: date | None,
) -> tuple[Line, ...]:  # fmt: skip
    """What a last day is for, how long it is to what follows, and how it stands ``today``."""
    wording, meeting, contact = request.wording, one.meeting, name == "kontakt"
    after = one.latest_summons if contact else meeting
    key = "kallelse_alla" if not contact and one.latest_region_contact is None else name
    who = who_does(wording, CONTACT if contact else SUMMONS)
    lines = [Line(wording.word(f"calendar.{key}", vem=who, veckor=weeks, dagar=(after - day).days, norm=norm))]
    if raw is not None and raw != day:
        lines.append(Line(wording.word("calendar.flyttad", dag=_day(request, raw)), Tone.MUTED))
    if today is not None:
        if today > day:
            lines.append(Line(wording.word("calendar.passerad", dagar=days_short(today, meeting, weeks)), Tone.ALERT))
        else:
            lines.append(Line(wording.word("calendar.kvar", dagar=(day - today).days)))
    if key == "kallelse" and (told := regions_own(wording)):
        lines.append(Line(told))
    return tuple(lines)
