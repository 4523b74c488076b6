"""The questions, each with the answer that is expected."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib import resources
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.values.clock import format_time
from flerpart_flow.proof.twins import Half, Player, Twin, twins_of
from flerpart_flow.proof.twins.model import Act, DeviationAsked, DutyAsked

MARK: Final = "flerpart_flow/conform/1"
CORPUS: Final = "corpus"


@attrs.frozen(eq=False)
class Question:
    """One question: what is sent, what is expected, and what it is about, by title where somebody wrote one.

    ``norms`` are those that the question shows, none for a whole log.
    """

    sent: Mapping[str, Any]
    expected: Mapping[str, Any]
    norms: tuple[str, ...] = ()
    sv: str = ""
    en: str = ""

    @property
    def id(self) -> str:
        """What the question is called; it is in what is sent, and in the answer."""
        return str(self.sent["id"])

    def title(self, lang: str) -> str:
        """What its owner calls it."""
        return self.sv if lang == "sv" else self.en


def questions(routine: Routine[Any], wanted: Callable[[str], bool] = lambda ident: True) -> Iterator[Question]:
    """Every question about a routine: each half of each of its twins, then the logs that the library ships.

    ``wanted`` chooses among them by their ids.
    """
    twins = twins_of(routine)
    if twins is not None:
        player = Player(routine, twins)
        numbers: dict[str, int] = {}
        for twin in twins.twins:
            numbers[twin.file] = number = numbers.get(twin.file, 0) + 1
            for which, half in enumerate(twin.halves, 1):
                section = twin.file.removesuffix("twins.toml") or "hela/"
                ident = f"{routine.name}/{section}{number}/{which}"
                if wanted(ident):
                    yield _of_half(player, twin, half, ident)
    yield from (one for one in shipped() if one.sent["routine"] == routine.name and wanted(one.id))


def shipped() -> Iterator[Question]:
    """The questions about whole logs that the library ships."""
    held = resources.files(__package__).joinpath(CORPUS)
    for file in sorted(held.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".json"):
            written = json.loads(file.read_text(encoding="utf-8"))
            yield Question(written["sent"], written["expected"])


def _of_half(player: Player, twin: Twin, half: Half, ident: str) -> Question:
    case, at, overlay = player.staged(half)
    sent = {"format": MARK, "id": ident, **about(case, overlay)}
    asked = half.asked
    expected: dict[str, Any] = {}
    match asked:
        case Act():
            event = player.event(asked.step, at)
            if asked.question:
                sent |= {"ask": "question", "event": event.name, "by": asked.step.by}
                sent |= {"at": format_time(event.occurred_at)}
            else:
                sent |= {"ask": "act", "event": _as_line(event, len(case.lines) + 1)}
            expected = {
                "answer": asked.answer.value,
                "norms": sorted(asked.norms),
                "cures": sorted(([one.by, one.event, one.unknown] for one in asked.cures), key=str),
            }
        case DutyAsked():
            sent |= {"ask": "duty", "duty": asked.name, "at": format_time(player.moment(asked.day))}
            sent |= {"bearer": asked.bearer, "counterpart": asked.counterpart}
            expected = {"states": sorted(asked.states), "norms": sorted(asked.under) if asked.states else []}
        case DeviationAsked():
            sent |= {"ask": "deviation", "at": format_time(player.moment(asked.day))}
            sent |= {"kind": asked.kind, "unit": asked.unit, "norm": asked.norm}
            expected = {"proposed": asked.proposed}
    return Question(sent, expected, twin.norms, twin.sv, twin.en)


def about(case: Case[Any], overlay: Mapping[str, Any] | None) -> dict[str, Any]:
    """The case that a question is about: its routine, the organisation's own values, and its log.

    The log doesn't name its rules by their digest: what a digest is made of is this library's own.
    """
    lines = [json.loads(line) for line in write_log(case)]
    lines[0].pop("rules", None)
    return {"routine": case.routine.name, "version": case.rules.version, "overlay": overlay or None, "log": lines}


def of_log(ident: str, case: Case[Any], overlay: Mapping[str, Any] | None, at: datetime) -> dict[str, Any]:
    """The question of what a whole log comes to at a moment."""
    return {"format": MARK, "id": ident, **about(case, overlay), "ask": "log", "at": format_time(at)}


def _as_line(event: Event, nr: int) -> dict[str, Any]:
    return to_data(event.placed(nr))
