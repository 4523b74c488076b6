"""Who may correct what (A51): the individual their own words; others only take away from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.asking import Norms, several
from flerpart_flow.proof.oracle.history.plans import DRAFTS, content_of
from flerpart_flow.proof.oracle.history.record import History, of, word
from flerpart_flow.proof.prove.told import base, on_the_persons_side

ALONE: Final = (
    *("neka_samtycke", "avsluta", "tacka_nej", "tacka_nej_till_insats"),
    *("godkann_plan", "godkann_inte_plan", "avsta_atgard"),
)
"""A refusal, an ending, an answer to a plan: only the individual strikes these."""
CONSENTS: Final = ("ge_samtycke", "utoka_samtycke")
LESS: Final = ("begransa_samtycke", "aterkalla_samtycke")


def corrects(norms: Norms, history: History, event: Event, leads: tuple[str | None, ...]) -> Iterator[str]:
    """Who corrects a line, and what of it."""
    line: Any = of(event, "target", None)
    if line is None:
        return
    theirs = on_the_persons_side(line.by)
    may = event.recorder in leads or event.recorder == line.recorder or (event.by == "individ" and theirs)
    if not may or (on_the_persons_side(event.by) and not theirs):
        yield "FF-RATTELSE-2"
    if of(event, "struck", False):
        return
    new: Any = event.corrected()  # type: ignore[attr-defined]  # a correction has it
    if theirs and not _own(history, event, line) and not _takes_away(history, event, line, new):
        yield norms.individual
    if line.name == "bestam_deltagare" and norms.no != norms.covers and event.by != "individ" and _opens(line, new):
        yield norms.no
    if line.name in DRAFTS and content_of(new) != content_of(line) and _has_a_yes(history, line):
        yield "FM-ROLL-5"


def _own(history: History, event: Event, line: Event) -> bool:
    return event.by == "individ" or (event.by == line.by and history.told.speaks(event.by))


def _takes_away(history: History, event: Event, line: Any, new: Any) -> bool:
    """Whether what is left says less; a representative has to act as the individual, and undoes no narrowing."""
    stands_in = on_the_persons_side(event.by)
    if line.name in ALONE or (stands_in and (line.name in LESS or not history.told.speaks(event.by))):
        return False
    if line.name in (*CONSENTS, *LESS):
        return True
    if line.name == "bestam_deltagare":
        own = any(on_the_persons_side(one) or base(one) == "narstaende" for one in line.deltagare)
        return word(line, "svar") == "ja" and not own and not _opens(line, new) and _less(line, new)
    return new is None


def _less(line: Any, new: Any) -> bool:
    return new is None or word(new, "svar") != "nej"


def _opens(line: Any, new: Any) -> bool:
    """Whether a no is gone, or a yes said to somebody who had none."""
    says = "okant" if new is None else word(new, "svar")
    if word(line, "svar") == "nej" and (says != "nej" or not set(line.deltagare) <= set(several(new, "deltagare"))):
        return True
    return says == "ja" and not (word(line, "svar") == "ja" and set(new.deltagare) <= set(line.deltagare))


def _has_a_yes(history: History, line: Any) -> bool:
    said_to = history.plans.contents.get(content_of(line) or "")
    return said_to is not None and bool(said_to.yes)
