"""How a case of Ung Intro goes on, line after line: how far it has come, and who coordinates."""

from __future__ import annotations

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.history.record import CLOSED, ENDINGS, RESTS, UNG_INTRO, History, of, word
from flerpart_flow.proof.prove.told import Told


def goes_through_ung_intro(history: History, event: Event, rests: bool, before: Told, bears: str | None) -> None:
    """What a line does beside what it says; ``bears`` is the unit that the case rested on."""
    match event.name:
        case "identifiera_behov":
            history.phase, history.chair, history.initiator = "behov", event.by, event.by
        case "ge_samtycke" if history.phase in ("behov", RESTS):
            history.phase = RESTS if history.told.agreed is None else "consented"
        case "avsluta_egen_del" if event.by in (UNG_INTRO, bears):  # another unit of theirs is another (A57)
            history.phase = CLOSED
        case "avsluta_egen_del" if event.by == history.coordinator:
            history.coordinator = None
        case "samrada":
            history.talked = (event.by, str(of(event, "till", None)))
        case "aktualisera":
            history.phase, history.referred = "aktualisering", True
        case "anta":
            history.phase, history.taken_in = "anvisning", True
        case "starta":
            history.phase, history.started = "samverkan", True
        case "bestam_deltagare" if history.coordinator is not None and history.told.said_no(history.coordinator):
            history.coordinator = None
        case "etablera_samordning":  # another than Ung Intro only where that is agreed (UI-ANSVAR-5)
            agreed = word(event, "overenskommet") == "ja"
            history.coordinator = of(event, "samordnare", None) if agreed else None
        case name if name in ENDINGS:
            history.phase = CLOSED
    if event.name in ("begransa_samtycke", "ge_samtycke"):
        named = history.coordinator in of(event, "enheter")
        history.coordinator = history.coordinator if named is (event.name == "ge_samtycke") else None
    if rests and before.agreed is not None:
        history.phase, history.rested = history.phase if history.phase == CLOSED else RESTS, before.agreed.units
