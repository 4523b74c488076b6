"""Small logs written by hand, for the tests of the report. Days count from Monday 12 January 2026."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.routines.flerpartsmote import Kontaktforsok, RapporteraAvvikelse
from tests import stories
from tests.cli.running import AF, ASSESSED, HEADER, UNIT, event, written
from tests.stories import Story

FIRST = date(2026, 1, 12)
AT = datetime(2026, 3, 1, tzinfo=UTC)
"""A moment after the last line of every log here."""

Lines = tuple[Mapping[str, Any], ...]


def on(day: int) -> str:
    """A day of the story, as a line has it."""
    return (FIRST + timedelta(days=day)).isoformat()


def offered(by: str = UNIT) -> Lines:
    """A need is seen, assessed and an offer made, all on the first day."""
    return (
        event(1, "identifiera_behov", on(0), by),
        event(2, "bedom_behov", on(0), by, **ASSESSED),
        event(3, "erbjud_mote", on(0), by),
    )


def accepted(day: int, by: str = UNIT) -> Lines:
    """The individual accepts on a day: from phase behov to samtycke."""
    return (*offered(by), event(4, "tacka_ja", on(day), "individ"))


def declined(day: int = 1, by: str = UNIT) -> Lines:
    """The individual declines on a day, which closes the case."""
    return (*offered(by), event(4, "tacka_nej", on(day), "individ"))


def closed(reason: str, day: int = 1) -> Lines:
    """The case is closed for a reason, from phase behov: by the chair, or by the individual whose wish it is (A58)."""
    by = "individ" if reason == "individens_onskan" else UNIT
    return (*offered(), event(4, "avsluta", on(day), by, skal_kod=reason))


def unassessed() -> Lines:
    """An offer before the assessment, and an answer that only follows from it."""
    return (
        event(1, "identifiera_behov", on(0)),
        event(2, "erbjud_mote", on(1)),
        event(3, "tacka_ja", on(2), "individ"),
    )


def reported(kind: str, party: str) -> Lines:
    """A case where a unit reports a deviation, to its own party's routine."""
    told = event(2, "rapportera_avvikelse", on(1), slag=kind, part=party, lamnas_till="kommun")
    return (event(1, "identifiera_behov", on(0)), told)


def unanswered(unit: str) -> Story:
    """A case where a unit that consented doesn't answer on two days, and is reported for it (A59 asks for attempts)."""
    story = stories.consented(units=(UNIT, unit))
    for day in (2, 3):
        story.do(Kontaktforsok, till=unit, kanal="telefon", day=day)
    story.do(RapporteraAvvikelse, slag="inget_svar", part=unit, lamnas_till="kommun", day=4)
    return story


def folder(at: Path, *cases: Lines) -> Path:
    """A folder with one log for each of the cases."""
    for nr, lines in enumerate(cases):
        header = {**HEADER, "case": f"{HEADER['case']}-{nr}"}
        (at / f"{nr:03}.jsonl").write_text(written(*lines, header=header), encoding="utf-8")
    return at


def kept(at: Path, case: Case) -> None:
    """A log of a case, which gets the file's name for its own."""
    first, *lines = write_log(case)
    named = {**json.loads(first), "case": at.stem}
    at.write_text("".join((json.dumps(named) + "\n", *lines)), encoding="utf-8")


def told(at: Path, played: Iterable[Story]) -> Path:
    """A folder with one log for each of the stories."""
    for nr, story in enumerate(played):
        kept(at / f"story-{nr:03}.jsonl", story.case)
    return at


__all__ = [
    "AF",
    "AT",
    "UNIT",
    "accepted",
    "closed",
    "declined",
    "folder",
    "kept",
    "on",
    "reported",
    "told",
    "unanswered",
    "unassessed",
]
