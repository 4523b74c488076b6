"""Inputs that are small and shaped to cost much: each of a size, to see what an answer costs as the size grows.

    python -m tests.soak.shapes [--size 400] [--only links]

One JSON object a shape: the seconds that it took at two sizes, and the exponent between them: 1 is the input's own.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import attrs

from flerpart_flow import FLERPARTSMOTE, ROUTINES, UNG_INTRO
from flerpart_flow.across.handover import check_links
from flerpart_flow.engine.errors import FlowError, JournalError
from flerpart_flow.engine.journal.log import Log, read_log, write_log
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.record.events import plain
from flerpart_flow.engine.record.limits import LIMITS, Limits
from flerpart_flow.engine.review import review as reviewing
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FOLLOW_UP_DAY,
    INDIVID,
    MEETING_DAY,
    consented,
    meeting,
    needed,
    on,
    prepared,
    summons,
)  # fmt: skip
from tests.story import START, Story
from tests.ung_intro_stories import PSYKIATRI, seen

Act = Callable[[Limits], object]
"""What is asked of a shaped input, within limits; an error that says that they are passed is an answer."""
Line = dict[str, Any]

US: Final = ARBETSMARKNAD
LATE: Final = START + timedelta(days=4000)


class Lines:
    """The lines of a log that go on from a story: one a minute, recorded as it happened."""

    def __init__(self, story: Story) -> None:
        self.header, *self.lines = [json.loads(line) for line in write_log(story.case)]
        self.first = self.now = story.case.lines[-1].recorded_at

    def add(self, event: str, by: str = US, at: datetime | None = None, **content: Any) -> Lines:
        """One line more."""
        self.now += timedelta(minutes=1)
        times = {"occurred_at": (at or self.now).isoformat(), "recorded_at": self.now.isoformat()}
        who = {"by": by} if by != INDIVID else {"by": by, "recorded_by": US}
        self.lines.append({"nr": len(self.lines) + 1, "event": event, **times, **who, **content})
        return self

    def source(self) -> list[bytes]:
        """The log's lines."""
        return [json.dumps(one).encode() for one in (self.header, *self.lines)]

    def log(self) -> Log[Any]:
        """The log that they are."""
        return read_log(self.source(), ROUTINES)


def judged(lines: Lines) -> Act:
    """Everything that is asked of a whole log."""
    log = lines.log()

    def ask(limits: Limits) -> object:
        try:
            review = reviewing.review(attrs.evolve(log, limits=limits))
        except JournalError as error:
            return error.code
        case = review.case
        return review, case.duties(LATE), case.deviations(LATE), case.permitted(LATE)

    return ask


def ended(lines: Lines) -> Act:
    """Where a log ends, and nothing else."""
    log = lines.log()

    def ask(limits: Limits) -> object:
        try:
            return attrs.evolve(log, limits=limits).case()
        except JournalError as error:
            return error.code

    return ask


def refused(source: list[bytes]) -> Act:
    """Reading what is damaged, up to the error that says so."""

    def read(limits: Limits) -> object:
        try:
            return read_log(source, ROUTINES, limits=limits)
        except FlowError as error:
            return error.text("sv")

    return read


def _opening(line: str) -> list[bytes]:
    header = '{"flerpart_flow":1,"routine":"flerpartsmote","case":"a"}'
    return [header.encode(), line.encode()]


def key_twice(size: int) -> Act:
    """A line of many keys, the last of them twice."""
    keys = ",".join(f'"k{number}":1' for number in range(20 * size))
    return refused(_opening(f'{{{keys},"k{20 * size - 1}":1}}'))


def unknown_keys(size: int) -> Act:
    """A line of many keys that no event has."""
    return refused(_opening("{" + ",".join(f'"k{number}":1' for number in range(20 * size)) + "}"))


def long_key(size: int) -> Act:
    """One key of many letters."""
    return refused(_opening(json.dumps({"nr": 1, "event": "kalla", "o" * 200 * size: 1})))


def long_event(size: int) -> Act:
    """An event's name of many letters."""
    return refused(_opening(json.dumps({"nr": 1, "event": "kalla" * 40 * size})))


def long_code(size: int) -> Act:
    """A unit's name of many letters."""
    line = {"nr": 1, "event": "identifiera_behov", "by": "kommun" * 40 * size}
    at = START.isoformat()
    return refused(_opening(json.dumps({**line, "occurred_at": at, "recorded_at": at})))


def digits(size: int) -> Act:
    """A text of nothing but digits and hyphens."""
    return refused(_opening(json.dumps({"nr": 1, "event": "kalla", "text": "121212- " * 25 * size})))


def deep(size: int) -> Act:
    """Lists inside lists."""
    return refused(_opening('{"nr":' + "[" * 200 * size))


def wide(size: int) -> Act:
    """A correction with many fields that the line it concerns can't have."""
    lines = Lines(needed()).add("ratta", ror=1, skal_kod="felskrivning")
    source = [json.dumps(one).encode() for one in (lines.header, *lines.lines)]
    source[2] = json.dumps({**lines.lines[1], "ratt": {f"k{number}": "x" for number in range(10 * size)}}).encode()

    def ask(limits: Limits) -> object:
        try:
            return read_log(source, ROUTINES, limits=limits).case()
        except FlowError as error:
            return error.text("sv")

    return ask


def blank_end(size: int) -> Act:
    """A log that ends with many blank lines, and one that isn't."""
    return refused([*_opening("")[:1], *[b"\n"] * 20 * size, b"x"])


def straight(size: int) -> Act:
    """Line after line in order: what the others are measured against."""
    lines = Lines(consented())
    for _ in range(size):
        lines.add("kontaktforsok", till=AF, kanal="telefon")
    return judged(lines)


def all_late(size: int) -> Act:
    """Every line happened before all that were recorded before it."""
    return judged(_late(size))


def _late(size: int) -> Lines:
    lines = Lines(consented())
    for number in range(size):
        lines.add("kontaktforsok", at=lines.first - timedelta(seconds=number / 10), till=AF, kanal="telefon")
    return lines


def all_late_in_the_end(size: int) -> Act:
    """The same, asked only where it ends."""
    return ended(_late(size))


def late_middle(size: int) -> Act:
    """Lines in order, and then as many that come late into the middle."""
    lines = Lines(consented())
    for _ in range(size // 2):
        lines.add("kontaktforsok", till=AF, kanal="telefon")
    for number in range(size // 2):
        middle = lines.first + timedelta(minutes=size // 4, seconds=number / 100)
        lines.add("kontaktforsok", at=middle, till=AF, kanal="brev")
    return judged(lines)


def one_corrected(size: int) -> Act:
    """Every line corrects the same line."""
    lines = Lines(consented()).add("kontaktforsok", till=AF, kanal="telefon")
    nr = len(lines.lines)
    for number in range(size):
        lines.add("ratta", ror=nr, skal_kod="felskrivning", ratt={"kanal": ("brev", "telefon")[number % 2]})
    return judged(lines)


def each_struck(size: int) -> Act:
    """Lines, and then as many that strike each of them in turn."""
    lines = Lines(consented())
    first = len(lines.lines) + 1
    for _ in range(size // 2):
        lines.add("kontaktforsok", till=AF, kanal="telefon")
    for number in range(size // 2):
        lines.add("ratta", ror=first + number, skal_kod="felskrivning")
    return judged(lines)


def struck_backwards(size: int) -> Act:
    """The same, from the last to the first."""
    lines = Lines(consented())
    first = len(lines.lines) + 1
    for _ in range(size // 2):
        lines.add("kontaktforsok", till=AF, kanal="telefon")
    for number in reversed(range(size // 2)):
        lines.add("ratta", ror=first + number, skal_kod="felskrivning")
    return judged(lines)


def refused_corrections(size: int) -> Act:
    """Corrections that are refused, each of which may come to life with the next."""
    lines = Lines(consented()).add("kontaktforsok", till=AF, kanal="telefon")
    nr = len(lines.lines)
    for _ in range(size):
        lines.add("ratta", ror=nr)  # without a reason
    return judged(lines)


def ahead(size: int) -> Act:
    """Lines that lie ahead by mistake, each corrected."""
    lines = Lines(consented())
    first = len(lines.lines) + 1
    for number in range(size // 2):
        lines.add("kontaktforsok", till=AF, kanal="telefon", at=None)
        lines.lines[-1]["occurred_at"] = lines.lines[-1]["recorded_at"] = (LATE + timedelta(minutes=number)).isoformat()
    for number in range(size // 2):
        lines.add("ratta", ror=first + number, skal_kod="felskrivning")
    return judged(lines)


def many_units(size: int) -> Act:
    """A consent of many units, each asked, documenting, tried and summoned."""
    units = [f"{AF}:{number}" for number in range(1, size + 1)]
    lines = Lines(consented((US, *units), records=False))
    for unit in (US, *units):
        lines.add("dokumentera_samtycke", unit)
    lines.add("bestam_deltagare", INDIVID, deltagare=units, svar="ja")
    for unit in units:
        lines.add("kontaktforsok", till=unit, kanal="telefon")
    return judged(lines)


def units_one_by_one(size: int) -> Act:
    """Many units that are let in and said yes to one by one."""
    lines = Lines(consented())
    for number in range(1, size // 2 + 1):
        unit = f"{AF}:{number}"
        lines.add("utoka_samtycke", INDIVID, enheter=[unit])
        lines.add("bestam_deltagare", INDIVID, deltagare=[unit], svar="ja")
    return judged(lines)


def many_refused(size: int) -> Act:
    """Line after line that the routine refuses."""
    lines = Lines(consented())
    for _ in range(size):
        lines.add("oppna_mote", narvarande=[US])
    return judged(lines)


def withdrawn(size: int) -> Act:
    """The consent is withdrawn and given anew, time and again."""
    lines = Lines(consented())
    for _ in range(size // 4):
        lines.add("aterkalla_samtycke", INDIVID).add("informera", anpassning=["lattlast"])
        lines.add("ge_samtycke", INDIVID, enheter=[US, AF], amnen=["arbete"]).add("dokumentera_samtycke")
    return judged(lines)


def rebooked(size: int) -> Act:
    """A meeting that is booked and cancelled, time and again; each of them is reported."""
    lines = Lines(prepared())
    for number in range(size // 3):
        called = summons((AF,), MEETING_DAY + number)
        lines.add("kalla", **{name: plain(value) for name, value in called.items()}).add("stall_in", till=[AF])
        lines.add("rapportera_avvikelse", slag="annat", part=AF, lamnas_till="kommun")
    return judged(lines)


def _drafted(number: int, measures: int = 1) -> Line:
    return {
        "mal": [{"id": "m", "text": f"t{number}"}],
        "atgarder": [{"id": f"a{one}", "text": "t", "ansvariga": [US]} for one in range(measures)],
        "uppfoljning": on(FOLLOW_UP_DAY).isoformat(),
    }


def _in_a_meeting() -> Lines:
    return Lines(meeting())


def drafts(size: int) -> Act:
    """Draft after draft of a plan, each another."""
    lines = _in_a_meeting()
    for number in range(size):
        lines.add("uppratta_plan", plan=_drafted(number))
    return judged(lines)


def drafts_summed_up(size: int) -> Act:
    """Drafts, each summed up and answered."""
    lines = _in_a_meeting()
    for number in range(size // 3):
        lines.add("uppratta_plan", plan=_drafted(number)).add("sammanfatta_plan").add("godkann_plan", AF)
    return judged(lines)


def one_large_plan(size: int) -> Act:
    """A plan of many measures, approved; every measure is begun and done."""
    lines = _in_a_meeting()
    lines.add("uppratta_plan", plan=_drafted(0, size // 3)).add("sammanfatta_plan")
    for who in (US, AF, EKONOMI, INDIVID):
        lines.add("godkann_plan", who)
    lines.add("boka_uppfoljning", datum=on(FOLLOW_UP_DAY).isoformat(), sammankallande=US).add("avsluta_mote")
    for event in ("paborja_atgard", "genomfor_atgard"):
        for one in range(size // 3):
            lines.add(event, atgard=f"a{one}")
    return judged(lines)


def in_and_out(size: int) -> Act:
    """Somebody who leaves the meeting and comes back."""
    lines = _in_a_meeting()
    for _ in range(size // 2):
        lines.add("andra_narvaro", lamnat=[AF]).add("andra_narvaro", anlant=[AF])
    return judged(lines)


def reports(size: int) -> Act:
    """Report after report."""
    lines = Lines(consented()).add("kontaktforsok", till=AF, kanal="telefon")
    for _ in range(size):
        lines.add("rapportera_avvikelse", slag="inget_svar", part=AF, lamnas_till="kommun")
    return judged(lines)


def conditions(size: int) -> Act:
    """Many units that document, and state a condition each."""
    units = [f"{AF}:{number}" for number in range(1, size // 2 + 1)]
    lines = Lines(consented((US, *units), records=False))
    for unit in units:
        lines.add("dokumentera_samtycke", unit)
        lines.add("ange_forutsattning", unit, norm="PR-AF-4", enhet=unit, varde="ja")
    return judged(lines)


def disclosed(size: int) -> Act:
    """What is passed on, time and again."""
    lines = Lines(consented())
    for _ in range(size):
        lines.add("lamna_uppgift", till=AF, amne="arbete")
    return judged(lines)


def consulted(size: int) -> Act:
    """Ung Intro: contact after contact before there is a consent."""
    lines = Lines(seen())
    for _ in range(size):
        lines.add("informera", PSYKIATRI, anpassning=["lattlast"])
    return judged(lines)


def _linked(size: int, to: Callable[[int], Mapping[str, Any]]) -> list[Case]:
    routines = (FLERPARTSMOTE, UNG_INTRO)
    return [open_case(routines[one % 2], f"c{one}", **to(one)) for one in range(size)]


def ring(size: int) -> Act:
    """Cases in one ring of links."""
    cases = _linked(size, lambda one: {"previous": f"c{(one + 2) % size}"})
    return lambda limits: check_links(cases)


def rings(size: int) -> Act:
    """Cases in many small rings."""
    cases = _linked(size, lambda one: {"previous": f"c{(one ^ 2) % size}"})
    return lambda limits: check_links(cases)


def star(size: int) -> Act:
    """Two cases that name each other, and many besides."""
    links = [f"x{number}" for number in range(size)]
    many = ["c0"] * size
    one = open_case(FLERPARTSMOTE, "c0", linked=["c1"] * size)
    other = open_case(UNG_INTRO, "c1", linked=[*links, *many])
    return lambda limits: check_links([one, other])


SHAPES: Final[Mapping[str, Callable[[int], Act]]] = {
    shape.__name__: shape
    for shape in (
        straight, key_twice, unknown_keys, long_key, long_event, long_code, digits, deep, wide, blank_end, all_late,
        all_late_in_the_end,
        late_middle, one_corrected, each_struck, struck_backwards, refused_corrections, ahead, many_units,
        units_one_by_one, many_refused, withdrawn, rebooked, drafts, drafts_summed_up, one_large_plan, in_and_out,
        reports, conditions, disclosed, consulted, ring, rings, star,
    )
}  # fmt: skip


def seconds(act: Act) -> float:
    """How long an act takes, the best of three."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        act(LIMITS)
        taken.append(time.perf_counter() - began)
        if taken[0] > 2:
            break
    return min(taken)


def timed(size: int, only: str = "") -> Iterator[dict[str, Any]]:
    """Each shape at a size and at four times that, and the exponent."""
    for name, shape in SHAPES.items():
        if only in {"", name}:
            small, large = seconds(shape(size)), seconds(shape(4 * size))
            exponent = math.log(large / small) / math.log(4)
            found = {"shape": name, "size": 4 * size, "small": round(small, 4), "large": round(large, 4)}
            yield {**found, "exponent": round(exponent, 2)}


def main(arguments: list[str] | None = None) -> int:
    """Time the shapes."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.shapes")
    parser.add_argument("--size", type=int, default=400)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(arguments)
    for found in timed(chosen.size, chosen.only):
        print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
